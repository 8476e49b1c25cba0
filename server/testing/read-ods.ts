import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { readOds as read } from 'odf-kit/ods-reader'

/** The reader passes over rows that stand again at the head of each printed page (OpenDocument 1.3, 9.2.2): they are rows like others. */
export function readOds(document: Uint8Array): ReturnType<typeof read> {
  const files = unzipSync(document)
  const content = strFromU8(files['content.xml']!).replaceAll(/<\/?table:table-header-rows>/g, '')
  return read(zipSync({ ...files, 'content.xml': strToU8(content) }))
}
