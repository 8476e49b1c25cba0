import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileRefused } from './errors.ts'

/** A file as the one part of a form. @throws Refusal when it cannot be read */
export async function uploadOf(path: string): Promise<FormData> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    const code = cause.code ?? String(cause)
    throw fileRefused(path, { fr: `lecture impossible (${code}).`, en: `cannot be read (${code}).` }, cause)
  })
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(bytes)]), basename(path))
  return form
}
