/** What is told of the cells of a row and of the requirement that it holds. */
import type { Bilingual } from '@socle/contracts/text'
import { type AnomalyKind, quoted } from '../anomaly.ts'
import type { Columns } from './columns.ts'
import type { Cell, Row } from '../document.ts'
import { type Identifier, readIdentifier } from '../identifier.ts'
import type { Level } from '../level.ts'
import { oneLine } from '../plain-words.ts'

/** A requirement while its rows are read. */
export interface Draft {
  id: string
  /** The cell of the identifier, untouched: its end tells whether a page cut it. */
  printed: string
  suffix: string
  level: string
  category: string
  title: string
  text: string
  section: string
  fields: Record<string, string>
  readonly place: Row['place']
}

const quoteLength = 80

export const shorten = (text: string): string => {
  const line = oneLine(text)
  return line.length <= quoteLength ? line : `${line.slice(0, quoteLength - 1)}…`
}

export function tellCells(
  row: Row,
  columns: Columns,
  id: string,
  tell: (kind: AnomalyKind, id: string, row: Row, detail: Bilingual) => void,
): void {
  const needed = new Set<number>(Object.values(columns))
  const alone = row.cells.filter((cell) => cell.text !== '' && cell.covered !== true).length === 1
  for (const [at, { columns: across, rows, formula, text, covered, asides = [] }] of row.cells.entries()) {
    if (covered === true) continue
    for (const aside of asides)
      tell('note-aside', id, row, {
        fr: `colonne ${at + 1}, à côté de « ${shorten(text)} » : « ${shorten(aside)} ».`,
        en: `column ${at + 1}, beside “${shorten(text)}”: “${shorten(aside)}”.`,
      })
    // A heading or a note over the whole row is told as what it is.
    if (((across ?? 1) > 1 && !alone) || (rows ?? 1) > 1)
      tell('cells-merged', '', row, {
        fr: `la cellule « ${shorten(text)} » (colonne ${at + 1}) couvre ${across ?? 1} colonne(s) et ${rows ?? 1} ligne(s).`,
        en: `the cell “${shorten(text)}” (column ${at + 1}) covers ${across ?? 1} column(s) and ${rows ?? 1} row(s).`,
      })
    if (formula !== undefined && id !== '' && needed.has(at))
      tell('cell-formula', id, row, {
        fr: `colonne ${at + 1} : « ${shorten(formula)} » n’est pas recalculée ; sa dernière valeur « ${shorten(text)} » est lue.`,
        en: `column ${at + 1}: “${shorten(formula)}” is not computed again; its last value “${shorten(text)}” is read.`,
      })
  }
}

export function tellRequirement(
  draft: Draft,
  row: Row,
  columns: Columns,
  idCell: Cell,
  levelCell: Cell,
  identifier: Identifier | undefined,
  level: Level,
  tell: (kind: AnomalyKind, id: string, row: Row, detail: Bilingual) => void,
): void {
  const { id } = draft
  if (id === '')
    tell(
      'id-missing',
      '',
      row,
      quoted({ fr: 'donnez un identifiant à', en: 'give an identifier to' }, shorten(draft.text), { fr: '.', en: '.' }),
    )
  else if (identifier === undefined)
    tell(
      'id-spelling',
      id,
      row,
      quoted({ fr: 'l’identifiant est lu tel quel :', en: 'the identifier is read as it is:' }, id, {
        fr: '.',
        en: '.',
      }),
    )
  const joined = identifiersOnLines(idCell.text)
  if (joined.length > 1) {
    draft.suffix = ''
    for (const other of joined.slice(1))
      tell('rows-joined', other, row, {
        fr: `lue avec ${id} : rien ne sépare leurs lignes. Importez une autre forme du document, ou corrigez la liste.`,
        en: `read together with ${id}: nothing parts their rows. Import another form of the document, or mend the list.`,
      })
  } else if (/[\n\v]/.test(idCell.text))
    tell(
      'id-broken-by-line',
      id,
      row,
      quoted(
        { fr: 'écrit sur plusieurs lignes :', en: 'written on several lines:' },
        idCell.text.replace(/[\n\v]+/g, ' ⏎ '),
        { fr: '.', en: '.' },
      ),
    )
  const again = /(?<=\d)[ .\-_]?(bis|ter|quater|quinquies)$/i.exec(id)?.[1]
  if (again !== undefined)
    tell(
      'id-suffix',
      id,
      row,
      quoted({ fr: 'gardé dans l’identifiant :', en: 'kept in the identifier:' }, again, { fr: '.', en: '.' }),
    )
  const struck = row.cells.filter((each) => each.struck !== undefined && each.covered !== true)
  if (struck.length > 0)
    tell(
      'text-struck',
      id,
      row,
      quoted(
        { fr: 'barré dans le document, et lu :', en: 'struck through in the document, and read:' },
        shorten(struck.map((each) => each.struck).join(' | ')),
        { fr: '.', en: '.' },
      ),
    )
  if (draft.suffix !== '')
    tell(
      'id-suffix',
      id,
      row,
      quoted({ fr: 'mention tenue à part :', en: 'mention kept apart:' }, draft.suffix, { fr: '.', en: '.' }),
    )
  if (level.level !== '' && levelCell.bold === true && levelCell.covered !== true)
    tell(
      'level-bold',
      id,
      row,
      quoted({ fr: 'niveau en gras', en: 'level in bold' }, level.level, {
        fr: ' ; la mise en forme est retirée.',
        en: '; the emphasis is removed.',
      }),
    )
  if (draft.text === '')
    tell('text-missing', id, row, { fr: 'la case du texte est vide.', en: 'the cell of the text is empty.' })
  if (columns.category !== undefined && draft.category === '')
    tell('category-empty', id, row, {
      fr: 'la case de la catégorie est vide.',
      en: 'the cell of the category is empty.',
    })
}

/** Each line of the cell is an identifier: whole, with its letters. */
function identifiersOnLines(cell: string): readonly string[] {
  const lines = cell.split(/[\n\v]+/)
  const ids = lines.map((line) => readIdentifier(line))
  return ids.every((each) => each !== undefined && each.suffix + each.title === '' && /\p{L}.*\d/u.test(each.id))
    ? ids.map((each) => each!.id)
    : []
}
