/** Which column of a product table is what, by its heading. */
import { productStandingWords } from '@socle/contracts/products/products'
import type { Row, Table } from '../document.ts'
import { fold, words } from '../plain-words.ts'

export const productRoles = [
  'reference',
  'name',
  'supplier',
  'version',
  'status',
  'supported',
  'licence',
  'uses',
  'change',
  'openness',
  'comment',
  'part',
  'chapter',
] as const
export type ProductRole = (typeof productRoles)[number]

/** First words that say the role; a heading of several words is looked up whole first. */
const vocabulary: Readonly<Record<Exclude<ProductRole, 'part' | 'chapter'>, readonly string[]>> = {
  reference: ['reference', 'ref', 'identifiant', 'id', 'code', 'numero', 'n°', 'no'],
  name: [
    'composant',
    'produit',
    'logiciel',
    'outil',
    'nom',
    'solution',
    'component',
    'product',
    'software',
    'name',
    'tool',
    'service',
    'designation',
    'intitule',
  ],
  supplier: ['fournisseur', 'editeur', 'porteur', 'supplier', 'vendor', 'publisher', 'holder', 'detenteur'],
  version: ['version', 'versions'],
  status: ['statut', 'status', 'etat', 'avis', 'preconisation'],
  supported: ['supp', 'support', 'supported', 'soutien'],
  licence: ['licence', 'license', 'licences', 'spdx'],
  uses: ['usage', 'usages', 'use', 'uses', 'fonction', 'besoin', 'fonctionnalite', 'function'],
  change: ['evolution', 'changement', 'change', 'mouvement'],
  openness: ['libre', 'ouverture', 'open', 'ouvert', 'openness', 'type'],
  comment: [
    'commentaire',
    'commentaires',
    'remarque',
    'remarques',
    'observation',
    'observations',
    'comment',
    'comments',
    'note',
    'notes',
    'description',
    'precisions',
  ],
}
const roleOfWord = new Map(
  Object.entries(vocabulary).flatMap(([role, known]) => known.map((word) => [word, role as ProductRole] as const)),
)
/** These words alone: a “part de marché” is no part of the reference. */
const wholeHeading: ReadonlyMap<string, ProductRole> = new Map([
  ['partie', 'part'],
  ['part', 'part'],
  ['chapitre', 'chapter'],
  ['chapter', 'chapter'],
])

export interface ProductColumns {
  /** Column of each role, from 0. */
  readonly at: Readonly<Partial<Record<ProductRole, number>>>
  readonly headings: readonly string[]
  /** Columns of what Socle works out itself and writes in its exports: they come back as they went, and say nothing new. */
  readonly workedOut: ReadonlySet<number>
  /** Row of the headings, from 0. */
  readonly row: number
}

/** Titles may stand above the headings of a sheet. */
const rowsBeforeHeadings = 15

/**
 * Columns of a table that lists products: it must name the product and say two more things of it that only products have.
 * @returns nothing for any other table
 */
export function productColumns(table: Table): ProductColumns | undefined {
  for (const [row, content] of table.rows.slice(0, rowsBeforeHeadings).entries()) {
    const at = rolesOf(content)
    const telling = (['supplier', 'version', 'status', 'licence', 'supported'] as const).filter((role) => role in at)
    if (at.name !== undefined && telling.length >= 2) {
      const headings = content.cells.map(({ text }) => text.replace(/\s+/g, ' ').trim())
      return { at, headings, workedOut: workedOutIn(headings, table.rows.slice(row + 1)), row }
    }
  }
  return undefined
}

const standings = new Set(Object.values(productStandingWords).flatMap(({ fr, en }) => [fold(fr), fold(en)]))
/** Others call columns so too: it is ours where each of its cells says one of our situations. */
const workedOutIn = (headings: readonly string[], rows: readonly Row[]): ReadonlySet<number> =>
  new Set(
    headings.flatMap((heading, column) => {
      const said = rows.map(({ cells }) => fold(cells[column]?.text ?? '')).filter((text) => text !== '')
      const ours = ['situation', 'standing'].includes(fold(heading)) && said.every((text) => standings.has(text))
      return ours ? [column] : []
    }),
  )

function rolesOf({ cells }: Row): Partial<Record<ProductRole, number>> {
  const at: Partial<Record<ProductRole, number>> = {}
  for (const [column, { text }] of cells.entries()) {
    const role =
      wholeHeading.get(fold(text)) ?? roleOfWord.get(fold(text)) ?? words(text).map((word) => roleOfWord.get(word))[0]
    // The first column of a role keeps it: "Version" before "Version du support".
    if (role !== undefined && at[role] === undefined) at[role] = column
  }
  return at
}
