/** A document that cannot be read: one named constructor each; the message says what, where and how to mend. */
import type { Bilingual } from '@socle/contracts/text'
import { type Place, wordPlace } from './place.ts'

export type RefusalCode =
  | 'unreadable'
  | 'empty'
  | 'too-large'
  | 'not-a-document'
  | 'legacy-format'
  | 'encrypted'
  | 'damaged'
  | 'no-text'
  | 'archive-bomb'
  | 'entity-declared'
  | 'too-many'
  | 'too-long'
  | 'formula-without-value'
  | 'merged-or-formula'
  | 'no-requirement'
  | 'no-product'

export class EditionRefusal extends Error {
  readonly code: RefusalCode
  readonly place: Place
  readonly wording: Bilingual
  constructor(code: RefusalCode, place: Place, why: Bilingual, cause?: unknown) {
    const where = wordPlace(place)
    super(`${where.en}: ${why.en}`, { cause })
    this.code = code
    this.place = place
    this.wording = { fr: `${where.fr} : ${why.fr}`, en: `${where.en}: ${why.en}` }
  }
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)

export const unreadable = (place: Place, cause: unknown): EditionRefusal => {
  const code = (cause as NodeJS.ErrnoException).code
  const why: Bilingual =
    code === 'ENOENT'
      ? { fr: 'ce fichier n’existe pas. Corrigez le chemin.', en: 'this file does not exist. Mend the path.' }
      : code === 'EISDIR'
        ? {
            fr: 'ce n’est pas un fichier. Donnez le document lui-même.',
            en: 'this is not a file. Give the document itself.',
          }
        : {
            fr: `ce fichier ne peut pas être lu (${code ?? 'erreur'}). Donnez le droit de lecture.`,
            en: `this file cannot be read (${code ?? 'error'}). Grant read access.`,
          }
  return new EditionRefusal('unreadable', place, why, cause)
}

export const emptyFile = (place: Place): EditionRefusal =>
  new EditionRefusal('empty', place, {
    fr: 'le fichier est vide. Téléchargez-le de nouveau ou donnez un autre fichier.',
    en: 'the file is empty. Download it again or give another file.',
  })

export const fileTooLarge = (place: Place, bytes: number, limit: number): EditionRefusal =>
  new EditionRefusal('too-large', place, {
    fr: `le fichier fait ${megabytes(bytes)} Mo, la limite est de ${megabytes(limit)} Mo. Donnez la liste des exigences seule, sans images.`,
    en: `the file has ${megabytes(bytes)} MB, the limit is ${megabytes(limit)} MB. Give the list of requirements alone, without pictures.`,
  })

const accepted: Bilingual = {
  fr: 'Donnez du Markdown, du HTML, un PDF, un CSV, un tableur ou texte OpenDocument (.ods, .odt), un XLSX ou un catalogue OSCAL (JSON, YAML, XML).',
  en: 'Give Markdown, HTML, a PDF, a CSV, an OpenDocument sheet or text (.ods, .odt), an XLSX or an OSCAL catalogue (JSON, YAML, XML).',
}

export const notADocument = (place: Place, found: Bilingual): EditionRefusal =>
  new EditionRefusal('not-a-document', place, { fr: `${found.fr} ${accepted.fr}`, en: `${found.en} ${accepted.en}` })

export const notASheet = (place: Place): EditionRefusal =>
  new EditionRefusal('not-a-document', place, {
    fr: 'ce n’est pas un tableur. Donnez un tableur OpenDocument (.ods), ou un XLSX.',
    en: 'this is no sheet. Give an OpenDocument sheet (.ods), or an XLSX.',
  })

/** A compound file (MS-CFB): an old Office document, or an OOXML one under a password (MS-OFFCRYPTO names its stream so). */
export const legacyFormat = (place: Place, bytes: Uint8Array): EditionRefusal =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? encrypted(place)
    : new EditionRefusal('legacy-format', place, {
        fr: 'ancien format de Microsoft Office (.doc, .xls). Ouvrez-le et enregistrez-le en OpenDocument ou en XLSX, sans mot de passe.',
        en: 'old Microsoft Office format (.doc, .xls). Open it and save it as OpenDocument or XLSX, without a password.',
      })

export const encrypted = (place: Place): EditionRefusal =>
  new EditionRefusal('encrypted', place, {
    fr: 'le document est chiffré. Demandez une copie sans mot de passe, ou enregistrez-la sans protection.',
    en: 'the document is encrypted. Ask for a copy without a password, or save one without protection.',
  })

export const damaged = (place: Place, what: Bilingual, cause?: unknown): EditionRefusal =>
  new EditionRefusal(
    'damaged',
    place,
    {
      fr: `${what.fr} Le fichier est incomplet ou abîmé : téléchargez-le de nouveau ou enregistrez-le depuis son logiciel d’origine.`,
      en: `${what.en} The file is incomplete or damaged: download it again or save it from the program that made it.`,
    },
    cause,
  )

/** No text holds it, and no database keeps it. */
export const zeroSign = (place: Place, id = ''): EditionRefusal =>
  new EditionRefusal('damaged', place, {
    fr: `le signe U+0000 se trouve dans ${id === '' ? 'le texte' : `l’exigence ${id}`}. Retirez-le, ou enregistrez de nouveau le document depuis son logiciel d’origine.`,
    en: `the sign U+0000 stands in ${id === '' ? 'the text' : `requirement ${id}`}. Take it out, or save the document again from the program that made it.`,
  })

export const withoutText = (place: Place): EditionRefusal =>
  new EditionRefusal('no-text', place, {
    fr: 'ce PDF n’a pas de texte : ce sont des images de pages. Demandez le document d’origine, ou passez-le par une reconnaissance de caractères.',
    en: 'this PDF holds no text: its pages are pictures. Ask for the original document, or run character recognition on it.',
  })

export const archiveBomb = (place: Place, what: Bilingual): EditionRefusal =>
  new EditionRefusal('archive-bomb', place, {
    fr: `${what.fr} Rien n’a été lu. Enregistrez le document de nouveau depuis son logiciel d’origine.`,
    en: `${what.en} Nothing was read. Save the document again from the program that made it.`,
  })

export const entityDeclared = (place: Place): EditionRefusal =>
  new EditionRefusal('entity-declared', place, {
    fr: 'ce XML déclare des entités, qui peuvent grossir sans fin ou lire d’autres fichiers. Enregistrez-le sans déclaration de type (DOCTYPE).',
    en: 'this XML declares entities, which may grow without end or read other files. Save it without a document type (DOCTYPE).',
  })

export const tooMany = (place: Place, what: Bilingual, limit: number): EditionRefusal =>
  new EditionRefusal('too-many', place, {
    fr: `plus de ${limit} ${what.fr}. Coupez le document, ou supprimez ce qui n’est pas la liste des exigences.`,
    en: `more than ${limit} ${what.en}. Split the document, or remove what is not the list of requirements.`,
  })

export const tooLong = (place: Place, limit: number): EditionRefusal =>
  new EditionRefusal('too-long', place, {
    fr: `la lecture a dépassé ${limit / 1000} s et s’est arrêtée. Coupez le document en parties.`,
    en: `reading took more than ${limit / 1000} s and was stopped. Split the document into parts.`,
  })

const listed = (rows: readonly number[]): string => `${rows.slice(0, 8).join(', ')}${rows.length > 8 ? '…' : ''}`

/** This reader computes nothing, and the program that wrote the sheet left no result. */
export const formulaWithoutValue = (place: Place, rows: readonly number[], formula: string): EditionRefusal =>
  new EditionRefusal('formula-without-value', place, {
    fr: `des exigences ont des cellules calculées par une formule dont le résultat n’est pas enregistré (rangées ${listed(rows)}, dont « ${formula.slice(0, 60)} »). Ouvrez le document dans un tableur, laissez-le recalculer, enregistrez-le, puis importez de nouveau. Rien n’a été lu.`,
    en: `requirements have cells computed by a formula whose result is not stored (rows ${listed(rows)}, among them “${formula.slice(0, 60)}”). Open the document in a spreadsheet program, let it compute again, save it, then import again. Nothing was read.`,
  })

export const noRequirement = (place: Place, tables: number): EditionRefusal =>
  new EditionRefusal('no-requirement', place, {
    fr: `${tables === 0 ? 'aucun tableau dans ce document' : `${tables} tableau(x), aucun avec une colonne d’identifiants et une colonne de texte`}. Donnez la page ou l’annexe qui porte la liste des exigences.`,
    en: `${tables === 0 ? 'no table in this document' : `${tables} table(s), none with a column of identifiers and a column of text`}. Give the page or annex that holds the list of requirements.`,
  })

export const noProduct = (place: Place, tables: number): EditionRefusal =>
  new EditionRefusal('no-product', place, {
    fr: `${tables === 0 ? 'aucun tableau dans ce document' : `${tables} tableau(x), aucun avec une colonne de produits et deux colonnes parmi fournisseur, version, statut, licence, support`}. Donnez la page qui porte le référentiel de produits.`,
    en: `${tables === 0 ? 'no table in this document' : `${tables} table(s), none with a column of products and two columns among supplier, version, status, licence, support`}. Give the page that holds the product reference.`,
  })
