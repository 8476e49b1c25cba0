/** A call that comes as a form: the words of its parts as JSON, which is looked through and protected like that of any other call. */
import { isUtf8 } from 'node:buffer'
import type { Call } from '../call.ts'
import { boundaryOf, type FormPart, writeForm } from './multipart-form.ts'

type Json = Call['json']
/** Members that mean nothing in any dialect, so that every one of them is a text. */
interface PartWords {
  readonly field: string
  readonly filename?: string
  /** Absent = a file that is no text, such as a sound. */
  readonly words?: string
}
/** Which model is asked is no text of the caller's: the provider's own name for it takes its place. */
const isModel = ({ name }: FormPart): boolean => name === 'model'

export const formJson = (form: readonly FormPart[]): Json => ({
  parts: form.filter((part) => !isModel(part)).map(wordsOf),
})

function wordsOf({ name, fileName, content }: FormPart): PartWords {
  // A silence is zeros, and no text.
  const isText = fileName === undefined || (isUtf8(content) && !content.includes(0))
  return {
    field: name,
    ...(fileName !== undefined && { filename: fileName }),
    ...(isText && { words: content.toString('utf8') }),
  }
}

/** The form as the provider may see it. @param json of `formJson`, protected */
export function formBytes({ form, request }: Pick<Call, 'form' | 'request'>, json: Json, upstream: string): Buffer {
  const words = [...(json.parts as PartWords[])]
  const parts = form.map((part): FormPart => {
    if (isModel(part)) return { ...part, content: Buffer.from(upstream) }
    const { field, filename, words: text } = words.shift()!
    return {
      ...part,
      name: field,
      fileName: filename,
      content: text === undefined ? part.content : Buffer.from(text),
    }
  })
  return writeForm(parts, boundaryOf(request.headers['content-type']!)!)
}
