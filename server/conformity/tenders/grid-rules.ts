/** A filled grid read back: every line as it was given out, one closed answer each, or a refusal that says where and how to mend. */
import {
  type BidAnswer,
  type Bilingual,
  type RequirementId,
  type TenderPolicy,
  type TenderRequirement,
  levelInWords,
} from '@socle/contracts'
import type { Cell, Row, Table } from '@socle/editions'
import { effectOf, type GridColumn, gridColumns, gridWords, wordingOf } from './grid-words.ts'

interface GridFault {
  /** Sheet, row and column, as a spreadsheet numbers them. */
  readonly place: string
  readonly message: Bilingual
}

export type GridReading =
  { readonly ok: true; readonly answers: BidAnswer[] } | { readonly ok: false; readonly faults: readonly GridFault[] }

/** What was given out, to hold the filled grid against. */
interface Expected {
  readonly code: string
  readonly requirements: readonly TenderRequirement[]
  readonly policy: TenderPolicy
}

const LIMITS = { faults: 50, cell: 5000, rowsAbove: 20 } as const
const languages = ['fr', 'en'] as const

export function readGrid(tables: readonly Table[], expected: Expected): GridReading {
  const [found, other] = tables.flatMap((table) => headed(table) ?? [])
  if (!found)
    return refused([
      fault('', {
        fr: `aucune feuille ne porte les colonnes de la grille (${headings('fr')}). Repartez de la grille du marché, sans en changer les titres.`,
        en: `no sheet carries the columns of the grid (${headings('en')}). Start again from the grid of the tender, without changing its headings.`,
      }),
    ])
  const { table, columns, at } = found
  if (other)
    return refused([
      fault(sheetOf(other.table), {
        fr: `deux feuilles portent la grille (« ${sheetOf(table)} » et « ${sheetOf(other.table)} »). Gardez celle qui est remplie, supprimez l’autre.`,
        en: `two sheets carry the grid (“${sheetOf(table)}” and “${sheetOf(other.table)}”). Keep the one that is filled in, delete the other.`,
      }),
    ])
  const wrong = wrongCode(table.rows.slice(0, at), expected.code, sheetOf(table))
  if (wrong) return refused([wrong])

  const faults: GridFault[] = [
    ...tables.flatMap((each) => (each === table || isGuide(each) ? [] : besideFaults(each))),
    ...table.rows.slice(at).flatMap((row) => asideFaults(row, columns)),
  ]
  const answers = new Map<RequirementId, BidAnswer & { row: Row }>()
  const byId = new Map(expected.requirements.map((requirement) => [requirement.id as string, requirement]))
  for (const row of table.rows.slice(at + 1)) {
    if (row.cells.every(({ text, covered }) => text === '' && covered !== true)) continue
    const lineFaults = structureFaults(row)
    const read = (column: GridColumn) => row.cells[columns[column]]?.text ?? ''
    const requirement = byId.get(read('id'))
    if (lineFaults.length > 0) {
      faults.push(...lineFaults)
      // Told already; its identifier still counts as present.
      if (requirement && !answers.has(requirement.id)) answers.set(requirement.id, lineOf(requirement, null, read, row))
      continue
    }
    if (!requirement) {
      faults.push(unknownId(row, columns.id, read('id')))
      continue
    }
    const earlier = answers.get(requirement.id)
    if (earlier) {
      faults.push(
        fault(placeOf(row, columns.id), {
          fr: `${requirement.id} a déjà une ligne (rangée ${earlier.row.place.row}). Gardez une seule des deux.`,
          en: `${requirement.id} already has a line (row ${earlier.row.place.row}). Keep one of the two.`,
        }),
      )
      continue
    }
    faults.push(...changedFaults(row, columns, requirement))
    const said = answerOf(expected.policy, read('answer'))
    if ('fault' in said) faults.push(fault(placeOf(row, columns.answer), said.fault))
    for (const column of ['comment', 'evidence'] as const)
      if (read(column).length > LIMITS.cell)
        faults.push(
          fault(placeOf(row, columns[column]), {
            fr: `plus de ${LIMITS.cell} caractères. Résumez, et joignez le reste à l’offre.`,
            en: `more than ${LIMITS.cell} characters. Sum up, and attach the rest to the bid.`,
          }),
        )
    answers.set(requirement.id, lineOf(requirement, 'answer' in said ? said.answer : null, read, row))
  }
  const missing = expected.requirements.filter(({ id }) => !answers.has(id)).map(({ id }) => id)
  if (missing.length > 0)
    faults.push(
      fault(sheetOf(table), {
        fr: `lignes disparues : ${missing.join(', ')}. Remettez-les telles que la grille du marché les donne ; une ligne peut rester sans réponse.`,
        en: `lines gone: ${missing.join(', ')}. Put them back as the grid of the tender gives them; a line may stay without an answer.`,
      }),
    )
  if (faults.length > 0) return refused(faults)
  return {
    ok: true,
    answers: expected.requirements.map(({ id }) => {
      const { requirementId, answer, comment, evidence } = answers.get(id)!
      return { requirementId, answer, comment, evidence, retained: null }
    }),
  }
}

type Columns = Readonly<Record<GridColumn, number>>

/** The row of headings, in either language, among the first rows of a sheet. */
function headed(table: Table): { table: Table; columns: Columns; at: number }[] | undefined {
  for (const [at, row] of table.rows.slice(0, LIMITS.rowsAbove).entries())
    for (const language of languages) {
      const words = gridWords[language].columns
      const columns = gridColumns.map((column) => row.cells.findIndex(({ text }) => same(text, words[column])))
      if (columns.every((index) => index >= 0))
        return [
          { table, at, columns: Object.fromEntries(gridColumns.map((name, n) => [name, columns[n]!])) as Columns },
        ]
    }
  return undefined
}

const headings = (language: 'fr' | 'en'): string => Object.values(gridWords[language].columns).join(', ')

function wrongCode(above: readonly Row[], code: string, sheet: string): GridFault | undefined {
  const codes = above.flatMap(({ cells }) => cells.flatMap(({ text }) => /SOCLE-[0-9a-f-]+/.exec(text)?.[0] ?? []))
  if (codes.includes(code)) return undefined
  const tenderOf = (text: string) => text.slice(0, text.lastIndexOf('-'))
  if (codes.some((other) => tenderOf(other) === tenderOf(code)))
    return fault(sheet, {
      fr: 'cette grille est d’une version antérieure du marché, ou son code a été modifié. Redemandez la grille publiée et reportez-y les réponses.',
      en: 'this grid is of an earlier version of the tender, or its code was changed. Ask again for the published grid and carry the answers over.',
    })
  return codes.length > 0
    ? fault(sheet, {
        fr: 'cette grille est celle d’un autre marché. Donnez la grille de celui-ci.',
        en: 'this grid is that of another tender. Give the grid of this one.',
      })
    : fault(sheet, {
        fr: `le code de la grille (${code}) a disparu. Redemandez la grille du marché et reportez-y les réponses.`,
        en: `the code of the grid (${code}) is gone. Ask again for the grid of the tender and carry the answers over.`,
      })
}

/** Merged cells and formulas: what they hold depends on other cells, so nothing of the line is believed. */
function structureFaults(row: Row): GridFault[] {
  const at = (found: (cell: Cell) => boolean) => row.cells.findIndex(found)
  const merged = at(({ columns, rows, covered }) => (columns ?? 1) > 1 || (rows ?? 1) > 1 || covered === true)
  const formula = at((cell) => cell.formula !== undefined)
  return [
    ...(merged < 0
      ? []
      : [
          fault(placeOf(row, merged), {
            fr: 'cellules fusionnées. Défusionnez-les et répondez ligne par ligne.',
            en: 'merged cells. Split them and answer line by line.',
          }),
        ]),
    ...(formula < 0
      ? []
      : [
          fault(placeOf(row, formula), {
            fr: `formule « ${row.cells[formula]!.formula} ». Collez la valeur seule.`,
            en: `formula “${row.cells[formula]!.formula}”. Paste the value alone.`,
          }),
        ]),
  ]
}

/** Words where nobody would read them: beyond the columns of the grid, or in the comment of a cell. */
function asideFaults(row: Row, columns: Columns): GridFault[] {
  const own = new Set(Object.values(columns))
  const mend = {
    fr: `Mettez-le dans la colonne « ${gridWords.fr.columns.comment} ».`,
    en: `Put it in the column “${gridWords.en.columns.comment}”.`,
  }
  return row.cells.flatMap(({ text, covered, asides = [] }, column) => [
    ...(own.has(column) || text === '' || covered === true
      ? []
      : [
          fault(placeOf(row, column), {
            fr: `« ${short(text)} » est hors des colonnes de la grille. ${mend.fr}`,
            en: `“${short(text)}” stands outside the columns of the grid. ${mend.en}`,
          }),
        ]),
    ...asides.map((aside) =>
      fault(placeOf(row, column), {
        fr: `commentaire de cellule « ${short(aside)} », qui ne serait pas lu. ${mend.fr}`,
        en: `comment of a cell “${short(aside)}”, which would not be read. ${mend.en}`,
      }),
    ),
  ])
}

/** The sheet that goes out with the grid and says how to fill it in. */
const isGuide = (table: Table): boolean => languages.some((language) => same(sheetOf(table), gridWords[language].guide))

/** A sheet that the bidder added: nobody evaluates what it says. Told once, at its first words. */
function besideFaults(table: Table): GridFault[] {
  for (const row of table.rows)
    for (const [column, { text, asides = [] }] of row.cells.entries()) {
      const words = [text, ...asides].find((said) => said !== '')
      if (words !== undefined)
        return [
          fault(placeOf(row, column), {
            fr: `« ${short(words)} » est dans la feuille « ${sheetOf(table)} », qui n’est pas de la grille et ne serait pas lue. Reportez ce qu’elle dit dans la colonne « ${gridWords.fr.columns.comment} », ou joignez-le à l’offre, et retirez la feuille.`,
            en: `“${short(words)}” is in the sheet “${sheetOf(table)}”, which is not of the grid and would not be read. Carry what it says over to the column “${gridWords.en.columns.comment}”, or attach it to the bid, and remove the sheet.`,
          }),
        ]
    }
  return []
}

const unknownId = (row: Row, column: number, id: string): GridFault =>
  fault(
    placeOf(row, column),
    id === ''
      ? {
          fr: 'ligne sans identifiant. Retirez-la, ou remettez l’identifiant que la grille donnait.',
          en: 'line without an identifier. Remove it, or put back the identifier that the grid gave.',
        }
      : {
          fr: `« ${id} » n’est pas une exigence de ce marché : identifiant modifié, ou ligne ajoutée. Remettez l’identifiant d’origine, ou retirez la ligne.`,
          en: `“${id}” is no requirement of this tender: a changed identifier, or an added line. Put the original identifier back, or remove the line.`,
        },
  )

/** Grids went out that say “1 points”, or “none” for no level: they are still those of their tender. */
const asBefore = (text: string): string =>
  text.replace(/\bpoints\b/, 'point').replace(/^(?:none|No level)$/, 'Sans niveau')

/** What a bidder may not reword: level, effect, requirement, precision, in the language of the grid. */
function changedFaults(row: Row, columns: Columns, requirement: TenderRequirement): GridFault[] {
  const given: Record<string, (language: 'fr' | 'en') => string> = {
    level: (language) => levelInWords(requirement.level, language),
    effect: (language) => effectOf(requirement, language),
    requirement: (language) => wordingOf(requirement, language),
    precision: () => requirement.precision,
  }
  return (Object.keys(given) as ('level' | 'effect' | 'requirement' | 'precision')[])
    .filter(
      (column) =>
        !languages.some((language) =>
          same(asBefore(row.cells[columns[column]]?.text ?? ''), asBefore(given[column]!(language))),
        ),
    )
    .map((column) =>
      fault(placeOf(row, columns[column]), {
        fr: `la colonne « ${gridWords.fr.columns[column]} » de ${requirement.id} n’est plus celle du marché. Remettez le texte d’origine ; dites vos remarques en commentaire.`,
        en: `the column “${gridWords.en.columns[column]}” of ${requirement.id} is no longer that of the tender. Put the original text back; say your remarks in the comment.`,
      }),
    )
}

/** One closed answer, by its label in either language or its identifier; an empty cell is no answer. */
function answerOf(policy: TenderPolicy, said: string): { answer: string | null } | { fault: Bilingual } {
  if (said === '') return { answer: null }
  const names = ({ id, label }: TenderPolicy['answers'][number]) => [id, label.fr, label.en].map(plain)
  const exact = policy.answers.find((answer) => names(answer).includes(plain(said)))
  if (exact) return { answer: exact.id }
  const parts = said.split(/[\n;,/|+]|\s(?:et|ou|and|or)\s/iu).map(plain)
  const several = policy.answers.filter((answer) => parts.some((part) => names(answer).includes(part)))
  const list = (language: 'fr' | 'en') => policy.answers.map(({ label }) => label[language]).join(' ; ')
  return {
    fault:
      several.length > 1
        ? {
            fr: `deux réponses : « ${short(said)} ». Gardez-en une : ${list('fr')}.`,
            en: `two answers: “${short(said)}”. Keep one: ${list('en')}.`,
          }
        : {
            fr: `réponse inconnue : « ${short(said)} ». Les réponses sont : ${list('fr')}.`,
            en: `unknown answer: “${short(said)}”. The answers are: ${list('en')}.`,
          },
  }
}

const lineOf = (
  { id }: TenderRequirement,
  answer: string | null,
  read: (column: GridColumn) => string,
  row: Row,
): BidAnswer & { row: Row } => ({
  requirementId: id,
  answer,
  comment: read('comment'),
  evidence: read('evidence'),
  retained: null,
  row,
})

const refused = (faults: readonly GridFault[]): GridReading => ({
  ok: false,
  faults:
    faults.length <= LIMITS.faults
      ? faults
      : [
          ...faults.slice(0, LIMITS.faults),
          fault('', {
            fr: `autres fautes : ${faults.length - LIMITS.faults}.`,
            en: `other faults: ${faults.length - LIMITS.faults}.`,
          }),
        ],
})

const fault = (place: string, message: Bilingual): GridFault => ({ place, message })
const sheetOf = ({ place }: Table): string => place.sheet ?? ''
const placeOf = ({ place }: Row, column: number): string => `${place.sheet ?? ''}.${letters(column)}${place.row ?? ''}`

/** 0 → A, 26 → AA. */
const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()

/** Equal but for what a spreadsheet does to white space and invisible signs. */
const same = (one: string, other: string): boolean => visible(one) === visible(other)
const visible = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (/\s/.test(sign) ? ' ' : ''))
    .replace(/\s+/g, ' ')
    .trim()

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text)
