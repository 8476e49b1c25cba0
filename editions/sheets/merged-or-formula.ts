/** The refusal of a list in a sheet with merged cells or formulas: all its sheets, their first places and the mends at once. */
import type { Bilingual, Language } from '@socle/contracts/text'
import { EditionRefusal } from '../refusal.ts'
import type { Table } from '../document.ts'
import { type Marked, type SheetMarks, namedPlaces } from './sheet-marks.ts'

export interface MarkedSheet {
  readonly sheet: string
  readonly marks: SheetMarks
}

/** Sheets with merged cells or formulas among those that hold the list, wherever in them these stand. */
export function markedSheets(tables: readonly Table[], holding: ReadonlySet<string | undefined>): MarkedSheet[] {
  return tables.flatMap(({ place: { sheet }, marks }) =>
    sheet === undefined || marks === undefined || !holding.has(sheet) || marks.merged.count + marks.formulas.count === 0
      ? []
      : [{ sheet, marks }],
  )
}

/**
 * What a merged cell holds for is guessed, and the value of a formula may be stale: a list of requirements is then read
 * only by who asks for it, a table of products never, for it is applied at once.
 */
export function mergedOrFormula(
  file: string,
  sheets: readonly MarkedSheet[],
  list: 'requirements' | 'products' = 'requirements',
): EditionRefusal {
  const [only] = sheets.length === 1 ? sheets : []
  const kinds = (['merged', 'formulas'] as const).filter((kind) => sheets.some(({ marks }) => marks[kind].count > 0))
  const why = (language: Language): string =>
    [
      `${listHas[list][language]} ${sheets.map((each) => foundIn(each, only === undefined, language)).join(between[language])}.`,
      ...kinds.map((kind) => harms[kind][language]),
      ...kinds.map((kind) => mends[kind][language]),
      thenAgain[list][language],
    ].join(' ')
  const place = { file, ...(only === undefined ? {} : { sheet: only.sheet }) }
  return new EditionRefusal('merged-or-formula', place, { fr: why('fr'), en: why('en') })
}

/** `feuille Liste : des cellules fusionnées (2 : D2:D4, B5:B6)`, the sheet where there are several. */
function foundIn({ sheet, marks }: MarkedSheet, named: boolean, language: Language): string {
  const said = (kind: keyof SheetMarks, { count }: Marked): string[] =>
    count === 0 ? [] : [`${cells[kind][language]} (${count}${colon[language]}${namedPlaces(marks[kind])})`]
  const found = [...said('merged', marks.merged), ...said('formulas', marks.formulas)].join(and[language])
  return named ? `${sheetWord[language]} ${sheet}${colon[language]}${found}` : found
}

const listHas = {
  requirements: { fr: 'la liste des exigences a', en: 'the list of requirements has' },
  products: { fr: 'le tableau des produits a', en: 'the table of products has' },
} satisfies Record<string, Bilingual>
const sheetWord: Bilingual = { fr: 'feuille', en: 'sheet' }
const colon: Bilingual = { fr: ' : ', en: ': ' }
const and: Bilingual = { fr: ' et ', en: ' and ' }
const between: Bilingual = { fr: ' ; ', en: '; ' }
const cells: Readonly<Record<keyof SheetMarks, Bilingual>> = {
  merged: { fr: 'des cellules fusionnées', en: 'merged cells' },
  formulas: { fr: 'des cellules calculées par une formule', en: 'cells computed by a formula' },
}
const harms: Readonly<Record<keyof SheetMarks, Bilingual>> = {
  merged: {
    fr: 'Ce à quoi une fusion s’applique serait deviné.',
    en: 'What a merged cell holds for would be guessed.',
  },
  formulas: {
    fr: 'Le résultat enregistré d’une formule peut ne plus être à jour.',
    en: 'The stored result of a formula may be out of date.',
  },
}
const mends: Readonly<Record<keyof SheetMarks, Bilingual>> = {
  merged: {
    fr: 'Annulez chaque fusion et répétez sa valeur dans chaque cellule où elle vaut.',
    en: 'Unmerge each cell and repeat its value in every cell where it holds.',
  },
  formulas: {
    fr: 'Remplacez chaque formule par sa valeur (copier, puis coller les valeurs).',
    en: 'Replace each formula by its value (copy, then paste values).',
  },
}
const thenAgain = {
  requirements: {
    fr: 'Puis importez de nouveau, ou demandez à lire la liste quand même.',
    en: 'Then import again, or ask to read the list all the same.',
  },
  products: { fr: 'Puis importez de nouveau.', en: 'Then import again.' },
} satisfies Record<keyof typeof listHas, Bilingual>
