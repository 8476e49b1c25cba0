/**
 * Files taken as evidence: formats that rule GI:1076 admits for documents, images, and plain text. The bytes decide, not
 * the name that the sender gave; what is handed out again is never interpreted as a page by a browser.
 */
const begins = (text: string) => (bytes: Buffer) => bytes.subarray(0, text.length).toString('latin1') === text
const isText = (bytes: Buffer) => {
  if (bytes.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
/** An OpenDocument file is a ZIP whose first entry, stored, is its media type. */
const isOpenDocument = (kind: string) => (bytes: Buffer) =>
  begins('PK')(bytes) &&
  bytes.subarray(30, 160).toString('latin1').startsWith(`mimetypeapplication/vnd.oasis.opendocument.${kind}`)

const types: { extension: string; type: string; recognise: (bytes: Buffer) => boolean }[] = [
  { extension: 'pdf', type: 'application/pdf', recognise: begins('%PDF-') },
  { extension: 'odt', type: 'application/vnd.oasis.opendocument.text', recognise: isOpenDocument('text') },
  {
    extension: 'ods',
    type: 'application/vnd.oasis.opendocument.spreadsheet',
    recognise: isOpenDocument('spreadsheet'),
  },
  {
    extension: 'odp',
    type: 'application/vnd.oasis.opendocument.presentation',
    recognise: isOpenDocument('presentation'),
  },
  { extension: 'png', type: 'image/png', recognise: begins('\x89PNG') },
  { extension: 'jpg', type: 'image/jpeg', recognise: begins('\xff\xd8\xff') },
  { extension: 'jpeg', type: 'image/jpeg', recognise: begins('\xff\xd8\xff') },
  { extension: 'json', type: 'application/json', recognise: isText },
  { extension: 'sarif', type: 'application/sarif+json', recognise: isText },
  { extension: 'csv', type: 'text/csv; charset=utf-8', recognise: isText },
  { extension: 'md', type: 'text/plain; charset=utf-8', recognise: isText },
  { extension: 'txt', type: 'text/plain; charset=utf-8', recognise: isText },
]

export const acceptedTypes = types.map(({ extension }) => `.${extension}`).join(', ')

/** @returns the media type under which it is kept, or undefined when name and bytes do not agree on an accepted one */
export function recogniseType(fileName: string, bytes: Buffer): string | undefined {
  const extension = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase()
  return types.find((entry) => entry.extension === extension && entry.recognise(bytes))?.type
}
