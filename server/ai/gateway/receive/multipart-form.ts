/**
 * A multipart form: read into its parts, and written anew from them, so that what leaves is what was looked through and nothing else:
 * no words around the parts, no other headers of theirs (RFC 7578).
 */
import { isUtf8 } from 'node:buffer'

export interface FormPart {
  readonly name: string
  /** Of a file. */
  readonly fileName: string | undefined
  readonly mediaType: string | undefined
  readonly content: Buffer
}

const MAX_PARTS = 50
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+$/

/** @returns the boundary, or undefined when the content type is not that of a form */
export const boundaryOf = (contentType: string): string | undefined =>
  /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType)?.slice(1).find(Boolean)

/** undefined when the form is cut, has too many parts, or one without a name or in a transfer encoding, which RFC 7578 has done away with. */
export function readForm(body: Buffer, boundary: string): FormPart[] | undefined {
  const parts: FormPart[] = []
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const first = delimiter.subarray(2)
  let at = body.indexOf(first) === 0 ? first.length : after(body.indexOf(delimiter), delimiter)
  while (at !== -1) {
    if (body[at] === 0x2d && body[at + 1] === 0x2d) return parts
    const headEnd = body.indexOf('\r\n\r\n', at)
    const next = body.indexOf(delimiter, at)
    if (parts.length === MAX_PARTS || headEnd === -1 || next === -1 || headEnd > next) return undefined
    const part = partOf(body.subarray(at, headEnd), body.subarray(headEnd + 4, Math.max(headEnd + 4, next)))
    if (part === undefined) return undefined
    parts.push(part)
    at = after(next, delimiter)
  }
  return undefined
}
const after = (at: number, { length }: Buffer): number => (at === -1 ? -1 : at + length)

function partOf(head: Buffer, content: Buffer): FormPart | undefined {
  if (!isUtf8(head)) return undefined
  const headers = new Map<string, string>()
  for (const line of head
    .toString('utf8')
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  const disposition = headers.get('content-disposition') ?? ''
  const name = parameter(disposition, 'name')
  if (name === undefined || !/^(?:7bit|8bit|binary)?$/i.test(headers.get('content-transfer-encoding') ?? ''))
    return undefined
  const mediaType = headers.get('content-type')?.split(';')[0]!.trim()
  return {
    name,
    fileName: encodedParameter(disposition, 'filename') ?? parameter(disposition, 'filename'),
    mediaType: mediaType !== undefined && MEDIA_TYPE.test(mediaType) ? mediaType : undefined,
    content,
  }
}

function parameter(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, 'i').exec(disposition)
  return found === null ? undefined : (found[1]?.replaceAll('\\"', '"').replaceAll('%22', '"') ?? found[2])
}
/** `filename*=UTF-8''Compte%20rendu.wav` (RFC 5987). */
function encodedParameter(disposition: string, name: string): string | undefined {
  const value = new RegExp(`;\\s*${name}\\*\\s*=\\s*[\\w-]*'[^']*'([^\\s;]*)`, 'i').exec(disposition)?.[1]
  try {
    return value === undefined ? undefined : decodeURIComponent(value)
  } catch {
    return undefined
  }
}

export function writeForm(parts: readonly FormPart[], boundary: string): Buffer {
  const pieces = parts.flatMap(({ name, fileName, mediaType, content }) => {
    const file = fileName === undefined ? '' : `; filename="${quoted(fileName)}"`
    const type = mediaType === undefined || fileName === undefined ? '' : `\r\ncontent-type: ${mediaType}`
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"${file}${type}\r\n\r\n`
    return [Buffer.from(head), content, Buffer.from('\r\n')]
  })
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)])
}
/** As browsers do (HTML, multipart/form-data encoding algorithm). */
const quoted = (value: string): string => value.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
