/** What a row of headings announces besides requirements: how the document came about, its words, its products. */
import { headsHistory } from './change-logs.ts'
import type { Row } from '../document.ts'
import { readHeading, sayRequirements } from './heading-words.ts'
import { words } from '../plain-words.ts'

export type Matter = 'history' | 'glossary' | 'products'

/** Undefined for headings of a list, and for rows that head nothing. */
export function otherMatter(row: Row, below: readonly Row[]): Matter | undefined {
  const said = row.cells.map(({ text }) => words(text)).filter((column) => column.length > 0)
  if (said.length < 2) return undefined
  if (headsHistory(row, below)) return 'history'
  if (isGlossary(row, said)) return 'glossary'
  return said.every((column) => column.length <= wordsOfColumn) && nameProducts(said.flat()) ? 'products' : undefined
}

const wordsOfColumn = 4

/** `Composant | Éditeur`, `Produit | Version`. */
export function nameProducts(said: readonly string[]): boolean {
  if (sayRequirements(said)) return false
  const named = said.filter((word) => wordsOfProducts.has(word)).length
  return named >= 2 || (named === 1 && said.some((word) => wordsOfVersions.has(word)))
}
const wordsOfVersions = new Set(['version', 'versions'])
const wordsOfProducts = new Set([
  ...['composant', 'produit', 'produits', 'product', 'logiciel', 'logiciels', 'software'],
  ...['fournisseur', 'editeur', 'vendor', 'supplier', 'licence', 'license'],
])

/** `Sigle | Définition`, `Terme | Signification | Source`. */
function isGlossary({ cells }: Row, said: readonly (readonly string[])[]): boolean {
  if (sayRequirements(said.flat()) || cells.some(({ text }) => readHeading(text)?.role === 'level')) return false
  const names = (wanted: ReadonlySet<string>): boolean =>
    said.some((column) => column.length <= wordsOfColumn && wanted.has(column[0] ?? ''))
  return names(wordsOfTerms) && names(wordsOfMeanings)
}
const wordsOfTerms = new Set([
  ...['sigle', 'sigles', 'acronyme', 'acronymes', 'acronym', 'acronyms', 'terme', 'termes', 'term', 'terms'],
  ...['abreviation', 'abreviations', 'abbreviation', 'abbreviations', 'mot', 'mots'],
])
const wordsOfMeanings = new Set([
  ...['definition', 'definitions', 'signification', 'significations', 'meaning', 'explication', 'explanation'],
  ...['description', 'libelle', 'intitule', 'developpement', 'developpe'],
])

const wordsOfGlossaries = new Set([
  ...['glossaire', 'glossary', 'lexique', 'acronymes', 'acronyms', 'sigles', 'abreviations', 'abbreviations'],
  ...['definitions', 'terminologie', 'terminology', 'contacts', 'annuaire'],
])
/** `2 Acronymes`, `Glossaire` over rows. */
export const titlesGlossary = (title: string): boolean =>
  title.length <= longestGlossaryTitle && words(title).some((word) => wordsOfGlossaries.has(word))
const longestGlossaryTitle = 40
