/** The text fields of a multipart form, by where they stand: sound is forwarded as it came. */

export interface FormField {
  readonly value: string
  readonly start: number
  readonly end: number
}

const MAX_PARTS = 50
const MAX_FIELD_BYTES = 10_000

/** @returns the boundary, or undefined when the content type is not that of a form */
export const boundaryOf = (contentType: string): string | undefined =>
  /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType)?.slice(1).find(Boolean)

/** Fields that are no files (RFC 7578), the first of each name; undefined when the form is cut or has too many parts. */
export function textFields(body: Buffer, boundary: string): Map<string, FormField> | undefined {
  const fields = new Map<string, FormField>()
  const delimiter = Buffer.from(`--${boundary}`)
  let at = body.indexOf(delimiter)
  for (let parts = 0; at !== -1; parts++) {
    at += delimiter.length
    if (body[at] === 0x2d && body[at + 1] === 0x2d) return fields
    if (parts === MAX_PARTS) return undefined
    const headEnd = body.indexOf('\r\n\r\n', at)
    const next = body.indexOf(delimiter, at)
    if (headEnd === -1 || next === -1 || headEnd > next) return undefined
    const head = body.toString('utf8', at, headEnd)
    const name = /content-disposition:[^\r\n]*[;\s]name="([^"]*)"/i.exec(head)?.[1]
    const [start, end] = [headEnd + 4, next - 2]
    const isFile = /filename\*?=/i.test(head)
    if (name !== undefined && !isFile && !fields.has(name) && end - start <= MAX_FIELD_BYTES)
      fields.set(name, { value: body.toString('utf8', start, end), start, end })
    at = next
  }
  return undefined
}
