/** Product tables of a published document: every row, and every oddity with its place. */
import type { Bilingual } from '@socle/contracts/text'
import type { Cell, Row, Table } from '../document.ts'
import { markedSheets, mergedOrFormula } from '../sheets/merged-or-formula.ts'
import type { Place } from '../place.ts'
import { fold, oneLine } from '../plain-words.ts'
import { readWholeDocument } from '../read-edition.ts'
import { noProduct } from '../refusal.ts'
import { readLicence } from './licence.ts'
import { markingOf, opennessOfWord, yesOrNo } from './markings.ts'
import { type ProductColumns, productColumns, type ProductRole, productRoles } from './product-columns.ts'
import type { ProductAnomaly, ProductAnomalyKind, ReadProduct, ReadProducts } from './product.ts'

const knownStatuses = ['R', 'A', 'M', 'O']
type Tell = (kind: ProductAnomalyKind, id: string, place: Place, detail: Bilingual) => void

/** @throws {EditionRefusal} when the document cannot be read whole, or lists no product. */
export async function readProducts(bytes: Uint8Array, { name }: { name: string }): Promise<ReadProducts> {
  const document = await readWholeDocument(bytes, { name })
  const anomalies: ProductAnomaly[] = document.anomalies.map(({ place, detail, id }) => ({
    kind: 'document',
    id,
    place,
    detail,
  }))
  const tell: Tell = (kind, id, place, detail) => void anomalies.push({ kind, id, place, detail })
  const products: ReadProduct[] = []
  const held = new Set<string | undefined>()
  for (const table of document.tables) {
    const columns = productColumns(table)
    if (columns) held.add(table.place.sheet)
    const titled = { ...table, headings: table.headings.map(untilItsCode) }
    if (columns) for (const product of rowsOf(titled, columns, tell)) products.push(product)
  }
  const marked = markedSheets(document.tables, held)
  if (marked.length > 0) throw mergedOrFormula(name, marked, 'products')
  if (products.length === 0) throw noProduct({ file: name }, document.tables.length)
  tellTwins(products, tell)
  return {
    edition: { file: name, format: document.format, title: document.title, version: document.version },
    products,
    anomalies,
  }
}

/** A heading that its author never closed swallows what follows it: its code ends it. */
const untilItsCode = (heading: string): string => oneLine(heading).replace(/(\[\s*[A-Z0-9]{2,4}\s*\]).+$/, '$1')

function* rowsOf(table: Table, columns: ProductColumns, tell: Tell): Generator<ReadProduct> {
  tellColumns(table, columns, tell)
  let section: string | undefined
  for (const row of table.rows.slice(columns.row + 1)) {
    const texts = row.cells.map(({ text }) => oneLine(text))
    const said = [...new Set(texts.filter((text) => text !== '' && !/^[-–—_=.·]+$/.test(text)))]
    if (said.length === 0)
      tell('separator-row', '', row.place, { fr: 'aucun texte dans la ligne.', en: 'no text in the row.' })
    else if (columns.headings.every((heading, at) => fold(texts[at] ?? '') === fold(heading)))
      tell('header-repeated', '', row.place, { fr: 'l’en-tête revient ici.', en: 'the heading comes back here.' })
    else if (said.length === 1 && (texts[0] === said[0] || row.cells.length === 1) && columns.headings.length > 1) {
      section = said[0]!
      tell('section-row', '', row.place, { fr: `« ${section} ».`, en: `“${section}”.` })
    } else yield productOf(row, columns, section === undefined ? table.headings : [...table.headings, section], tell)
  }
}

function tellColumns({ place }: Table, { headings, at, workedOut }: ProductColumns, tell: Tell): void {
  const meant = Object.values(at)
  for (const [column, heading] of headings.entries())
    if (!meant.includes(column) && !workedOut.has(column) && heading !== '')
      tell('column-unknown', '', place, {
        fr: `« ${heading} » n’a pas de sens connu ici ; ses cellules sont gardées dans « fields ».`,
        en: `“${heading}” has no known meaning here; its cells are kept in “fields”.`,
      })
}

function productOf(row: Row, columns: ProductColumns, above: readonly string[], tell: Tell): ReadProduct {
  const { at, headings } = columns
  const cell = (role: ProductRole): Cell | undefined => (at[role] === undefined ? undefined : row.cells[at[role]])
  const text = (role: ProductRole): string => oneLine(cell(role)?.text ?? '')
  const name = text('name')
  const printed = text('reference')
  const derived = printed === '' && at.reference === undefined && name !== ''
  const reference = derived ? slugOf(name) : printed
  const say = (kind: ProductAnomalyKind, fr: string, en: string) => tell(kind, reference, row.place, { fr, en })
  if (derived)
    say(
      'reference-derived',
      `le tableau n’a pas de colonne de références : « ${reference} » vient du nom.`,
      `the table has no column of references: “${reference}” comes from the name.`,
    )
  else if (reference === '')
    say(
      'reference-missing',
      `« ${name} » n’a pas de référence : donnez-lui-en une.`,
      `“${name}” has no reference: give it one.`,
    )
  if (name === '') say('name-missing', 'la case du nom est vide.', 'the cell of the name is empty.')
  if (at.supplier !== undefined && text('supplier') === '')
    say('supplier-missing', 'la case du fournisseur est vide.', 'the cell of the supplier is empty.')
  const sorted = at.part !== undefined || at.chapter !== undefined
  tellPart(reference, sorted ? text('part') : (above[0] ?? ''), say)

  const marking = markingOf(row.cells, say)
  const status = text('status').toUpperCase()
  if (at.status !== undefined && status === '')
    say('status-missing', 'la case du statut est vide.', 'the cell of the status is empty.')
  else if (status !== '' && !knownStatuses.includes(status))
    say('status-unknown', `« ${status} » n’est pas l’un de R, A, M, O.`, `“${status}” is none of R, A, M, O.`)
  if (marking.status !== undefined && status !== '' && marking.status !== status)
    say(
      'status-disagrees',
      `la case dit ${status}, sa classe dit ${marking.status} ; la case l’emporte.`,
      `the cell says ${status}, its class says ${marking.status}; the cell wins.`,
    )
  const supported = yesOrNo(text('supported'), say)
  const comment = text('comment')
  const openness = opennessOfWord(text('openness')) ?? marking.openness
  if (
    openness === 'open' &&
    /non[ -]libre|propri[ée]taire|sous licence|soumise? à (licence|souscription)/i.test(comment)
  )
    say(
      'openness-doubtful',
      'marqué libre, mais son commentaire parle de licence ou dit le contraire.',
      'marked open, yet its comment speaks of a licence or says the opposite.',
    )
  const licence = licenceOf(text('licence'), say)
  const uses = text('uses')
    .split(/[;/\n]/)
    .map((use) => use.trim())
    .filter((use) => use !== '')
  tellExtra(row, headings.length, say)
  const optional = {
    supplier: text('supplier') || undefined,
    version: text('version') || undefined,
    status: status || undefined,
    change: changeOf(text('change')) ?? marking.change,
    openness,
    supported,
    licence,
    uses: uses.length > 0 ? uses : undefined,
    comment: comment || undefined,
    part: text('part') || undefined,
    chapter: text('chapter') || undefined,
  }
  const told = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
  const fields = fieldsOf(row, columns)
  return { reference, name, ...told, headings: sorted ? [] : [...above], place: row.place, fields }
}

type Say = (kind: ProductAnomalyKind, fr: string, en: string) => void

/** `- [ PT ]` at the end of a heading is the code of the part; references begin by it. */
function tellPart(reference: string, heading: string, say: Say): void {
  const part = /\[\s*([A-Z]{2,4})\s*\]\s*$/.exec(heading)?.[1]
  const series = /^([A-Z]{2,4})-/.exec(reference)?.[1]
  if (part !== undefined && series !== undefined && part !== series)
    say('reference-elsewhere', `rangée dans la partie ${part}.`, `placed in part ${part}.`)
}

function licenceOf(text: string, say: Say): string | undefined {
  if (text === '') return undefined
  const read = readLicence(text)
  if (!('problem' in read)) return read.expression
  say('licence-unknown', read.problem.fr, read.problem.en)
  return undefined
}

function tellExtra(row: Row, width: number, say: Say): void {
  const extra = row.cells.slice(width).filter(({ text }) => text.trim() !== '')
  if (extra.length > 0)
    say(
      'cells-extra',
      `${extra.length} cellule(s) de plus que d’en-têtes, gardée(s) dans « fields ».`,
      `${extra.length} more cell(s) than headings, kept in “fields”.`,
    )
}

const changeOf = (text: string): ReadProduct['change'] => {
  if (text === '') return undefined
  const said = fold(text)
  if (/^(new|nouveau|nouvelle|ajout)/.test(said)) return 'new'
  return /^(maj|mis|update|modifi)/.test(said) ? 'updated' : /^(inc|unch)/.test(said) ? 'unchanged' : undefined
}

/** Cells without a role, and licences that the list does not know: kept as printed. */
function fieldsOf(row: Row, { headings, at, workedOut }: ProductColumns): Record<string, string> {
  const roles = new Map(productRoles.flatMap((role) => (at[role] === undefined ? [] : [[at[role], role] as const])))
  const fields: Record<string, string> = {}
  for (const [column, cell] of row.cells.entries()) {
    const text = oneLine(cell.text)
    const role = roles.get(column)
    const lost =
      (role === undefined && !workedOut.has(column)) || (role === 'licence' && 'problem' in readLicence(text))
    if (text !== '' && lost) fields[headings[column] || `#${column + 1}`] = text
  }
  return fields
}

const slugOf = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)

/** References given twice, and one product under two references; another version of it is another line, and no oddity. */
function tellTwins(products: readonly ReadProduct[], tell: Tell): void {
  const byReference = new Map<string, ReadProduct>()
  const byName = new Map<string, ReadProduct>()
  for (const product of products) {
    const { reference, name, version = '', place } = product
    const first = byReference.get(fold(reference))
    if (reference !== '' && first)
      tell('reference-twice', reference, place, {
        fr: `déjà donnée ligne ${first.place.line ?? first.place.row ?? '?'}, pour « ${first.name} » : gardez-en une.`,
        en: `already given on line ${first.place.line ?? first.place.row ?? '?'}, for “${first.name}”: keep one.`,
      })
    else byReference.set(fold(reference), product)
    const key = `${fold(name)}\n${fold(version)}`
    const twin = byName.get(key)
    if (name !== '' && twin && twin.reference !== reference)
      tell('name-twice', reference, place, {
        fr: `« ${name} » est déjà ${twin.reference}, dans la même version.`,
        en: `“${name}” is already ${twin.reference}, in the same version.`,
      })
    else byName.set(key, product)
  }
}
