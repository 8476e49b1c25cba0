/** What a command is given to read, in a file or on its standard input: in UTF-8, whole or line by line. */
import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import type { Bilingual } from '@socle/contracts/text'
import { fileRefused, fileUnread } from './errors.ts'

/** A line of more bytes is no line of text. */
const MAX_LINE_BYTES = 256 * 1024 * 1024
const LF = 0x0a
const BYTE_ORDER_MARK = /^\ufeff/

const isStandardInput = (path: string | undefined): path is undefined | '-' => path === undefined || path === '-'
const nameOf = (path: string | undefined): string | Bilingual =>
  isStandardInput(path) ? { fr: 'l’entrée standard', en: 'standard input' } : path

async function* bytesOf(path: string | undefined): AsyncGenerator<Buffer> {
  try {
    const input = isStandardInput(path) ? process.stdin : (await open(path)).createReadStream()
    yield* input as AsyncIterable<Buffer>
  } catch (cause) {
    throw fileUnread(nameOf(path), cause)
  }
}

/** @param path absent or "-" = standard input @throws Refusal when it cannot be read, or is no UTF-8 */
export async function readText(path: string | undefined): Promise<string> {
  const bytes = Buffer.concat(await Array.fromAsync(bytesOf(path)))
  if (!isUtf8(bytes)) throw fileRefused(nameOf(path), notUtf8(bytes))
  return bytes.toString('utf8')
}

function notUtf8(bytes: Buffer): Bilingual {
  const at = validUpTo(bytes) + 1
  return {
    fr: `ce n’est pas de l’UTF-8 (octet ${at}). Convertissez-le d’abord, par exemple par « iconv -f ISO-8859-1 -t UTF-8 » ; rien n’a été écrit.`,
    en: `this is not UTF-8 (byte ${at}). Convert it first, with “iconv -f ISO-8859-1 -t UTF-8” for example; nothing was written.`,
  }
}

/** Bytes before the first that is none of a text. */
function validUpTo(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString('utf8'))
  return again.findIndex((byte, at) => byte !== bytes[at])
}

export interface Line {
  readonly number: number
  /** Absent = it cannot be read, for that reason. */
  readonly text?: string
  readonly why?: Bilingual
}

/** Lines that are not blank. @throws Refusal when nothing can be read there */
export async function* readLines(path: string | undefined): AsyncGenerator<Line> {
  let number = 0
  for await (const bytes of linesIn(bytesOf(path))) {
    number++
    if (bytes === undefined)
      yield { number, why: { fr: 'elle est trop longue (256 Mo au plus).', en: 'it is too long (256 MB at most).' } }
    else if (!isUtf8(bytes)) yield { number, why: { fr: 'ce n’est pas de l’UTF-8.', en: 'this is not UTF-8.' } }
    else {
      const text = bytes.toString('utf8').replace(BYTE_ORDER_MARK, '')
      if (text.trim() !== '') yield { number, text }
    }
  }
}

/** undefined = a line that is too long. */
async function* linesIn(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer | undefined> {
  let parts: Buffer[] = []
  let size = 0
  const line = (): Buffer | undefined => {
    const whole = size > MAX_LINE_BYTES ? undefined : Buffer.concat(parts)
    parts = []
    size = 0
    return whole
  }
  const take = (part: Buffer) => {
    size += part.length
    if (size <= MAX_LINE_BYTES) parts.push(part)
    else parts = []
  }
  for await (const chunk of input) {
    let start = 0
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, start)) {
      take(chunk.subarray(start, end))
      yield line()
      start = end + 1
    }
    take(chunk.subarray(start))
  }
  if (size > 0) yield line()
}
