/** Which office document an archive holds, by what is in it. */
import type { ReadDocument } from '../document.ts'
import type { Place } from '../place.ts'
import { readOpenDocument } from './read-opendocument.ts'
import { readXlsx } from './read-xlsx.ts'
import { damaged, encrypted, notADocument } from '../refusal.ts'
import type { Work } from '../bytes/work-clock.ts'
import { below, readXml } from '../bytes/xml-tree.ts'
import { openArchive } from '../bytes/zip.ts'

export function readOffice(bytes: Uint8Array, place: Place, work: Work): ReadDocument {
  const archive = openArchive(bytes, place, work)
  const text = (name: string): string | undefined => archive.read(name)?.toString('utf8')
  // OpenDocument 1.4 hides the whole document in one entry; before it each entry is told in the manifest.
  if (archive.names.includes('encrypted-package')) throw encrypted(place)
  if (archive.names.includes('content.xml')) {
    const manifest = text('META-INF/manifest.xml')
    if (
      manifest !== undefined &&
      below(readXml(manifest, { ...place, under: 'META-INF/manifest.xml' }, work), 'encryption-data').length > 0
    )
      throw encrypted(place)
    const content = text('content.xml')
    if (content === undefined) throw damaged(place, { fr: 'content.xml manque.', en: 'content.xml is missing.' })
    return readOpenDocument(content, text('meta.xml'), place, work)
  }
  if (archive.names.includes('xl/workbook.xml')) return readXlsx(text, place, work)
  if (archive.names.includes('word/document.xml'))
    throw notADocument(place, {
      fr: 'c’est un document Word (.docx) : enregistrez-le en OpenDocument (.odt).',
      en: 'this is a Word document (.docx): save it as OpenDocument (.odt).',
    })
  throw notADocument(place, {
    fr: 'cette archive ne contient pas de document connu : extrayez-en le document.',
    en: 'this archive holds no known document: extract the document from it.',
  })
}

/** OpenDocument in one file of XML (.fods, .fodt); any other XML is refused. */
export function readFlatXml(text: string, place: Place, work: Work): ReadDocument {
  if (!/<office:document[\s>]/.test(text.slice(0, 20_000))) {
    readXml(text, place, work)
    throw notADocument(place, {
      fr: 'c’est du XML, mais ni OSCAL ni OpenDocument.',
      en: 'this is XML, but neither OSCAL nor OpenDocument.',
    })
  }
  return readOpenDocument(text, undefined, place, work)
}
