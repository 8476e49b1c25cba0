/** The rows of one table, each told for what it is: requirement, heading, separator, note. None is dropped in silence. */
import { type Anomaly, type AnomalyKind, quoted } from '../anomaly.ts'
import { type Columns, readHeadings, columnsByHeadings } from './columns.ts'
import type { Cell, Row } from '../document.ts'
import { saysCount } from './counts-at-foot.ts'
import { keepEnhancements } from './enhancements.ts'
import { type Role, readHeading } from './heading-words.ts'
import { type Identifier, identifierKey, numberOf, readIdentifier } from '../identifier.ts'
import { readLevel, wholeWord } from '../level.ts'
import type { Bilingual } from '@socle/contracts/text'
import { titlesGlossary } from './other-matter.ts'
import { joinHalves } from './page-halves.ts'
import { headsAfter, oneLine, tidy } from '../plain-words.ts'
import { type Draft, shorten, tellCells, tellRequirement } from './row-anomalies.ts'
import type { ReadRequirement } from '../requirement.ts'
import { withWordsAboveApart } from './word-above.ts'

export interface RowsRead {
  readonly rows: readonly ReadRequirement[]
  readonly anomalies: readonly Anomaly[]
}

const separator = /^[\s\-–—_=*.·•|\\]*$/
/** `(1) Sauf les secours.`, `NB : …`: a note wherever it stands. */
const beginsNote = /^(?:(?:\(\d{1,2}\)|[¹²³⁴-⁹]).*\.$|(?:n\.? ?b\.?|notes?|légende|sources?)\s*[:–-]\s)/iu
/** A row of one cell below all others heads nothing: it is a legend or a note. */
const fillsSeveral = ({ cells, touchesPageEnd }: Row): boolean =>
  touchesPageEnd === true ||
  cells.filter(({ text, covered }) => covered === true || (text !== '' && !separator.test(text))).length > 1

/** `Traces (suite)`: the title that a page says again. */
const once = (title: string): string =>
  title.replace(/\s*(?:[-–—]|[([])\s*(?:suite(?: et fin)?|fin|cont(?:inued|['’]d|\.)?)\s*[)\]]?$/iu, '') || title

/** A heading inside a table is short; longer text is a note. */
const longestSection = 160
/** Joins what a line end cut: a space, unless a hyphenated word or a sign goes on. */
const join = (before: string, after: string): string =>
  before === '' || after === '' ? before + after : `${before}${/[-/(]$/.test(before) ? '' : ' '}${after}`

export function readRows(
  printed: readonly Row[],
  start: Columns,
  headings: readonly string[],
  firstSection: string,
): RowsRead {
  const { rows: body, whole: rejoined } = joinHalves(withWordsAboveApart(printed, start.id, headings), start)
  const drafts: Draft[] = []
  const anomalies: Anomaly[] = []
  let columns = start
  let names = headings
  let section = firstSection
  let previousCutByPage = false
  let pending: { readonly row: Row; readonly text: string } | undefined

  const isListed = listedSeries(body, start.id)
  const lastListed = body.findLastIndex((row) => fillsSeveral(row))
  const levelBesideIdentifier = start.level === undefined && saysLevels(body, start.id)

  const tell = (kind: AnomalyKind, id: string, row: Row, detail: Bilingual): void => {
    anomalies.push({ kind, id, place: row.place, detail })
  }

  for (const [at, row] of body.entries()) {
    const next = body[at + 1]
    const cell = (role: Role): Cell => row.cells[columns[role] ?? -1] ?? { text: '' }
    const own = row.cells.filter(({ text, covered }) => text !== '' && covered !== true)
    const cut = row.touchesPageEnd === true

    tellCells(row, columns, readIdentifier(cell('id').text)?.id ?? '', tell)

    if (own.length === 0 || own.every(({ text }) => separator.test(text))) {
      tell('separator-row', '', row, {
        fr: own.length === 0 ? 'ligne vide.' : `ligne de séparation « ${shorten(own[0]?.text ?? '')} ».`,
        en: own.length === 0 ? 'empty row.' : `separator row “${shorten(own[0]?.text ?? '')}”.`,
      })
      continue
    }
    if (row.kind !== undefined) {
      // Its number is taken, and leaves no gap among those of the requirements.
      const id = readIdentifier(cell('id').text)?.id ?? ''
      const said = oneLine(own.find((each) => each !== cell('id'))?.text ?? '')
      if (row.kind === 'title') {
        section = said
        tell('section-row', id, row, quoted({ fr: 'titre', en: 'heading' }, shorten(said), { fr: '.', en: '.' }))
      } else
        tell(
          'note-row',
          id,
          row,
          quoted(
            { fr: 'le document n’y voit pas une exigence :', en: 'the document calls it no requirement:' },
            shorten(said),
            {
              fr: '.',
              en: '.',
            },
          ),
        )
      continue
    }
    // A row that has an identifier of its own is no heading, even when its words could be one: `1398 | RG | Texte`.
    const numberedRow = /\d/.test(readIdentifier(cell('id').text)?.id ?? '') && cell('id').covered !== true
    // Nor is one with a level and a sentence, whose identifier a page may have cut: `EXI-ARCH- | RG | Les journaux…`.
    const weighedRow =
      readLevel(cell('level').text).known && cell('text').text !== '' && readHeading(cell('text').text) === undefined
    const announced = numberedRow || weighedRow ? undefined : readHeadings(row)
    if (announced !== undefined) {
      const again = columnsByHeadings(
        announced,
        body.slice(at + 1),
        row.cells.map((each) => each.text),
      )
      if (again.id !== undefined && again.text !== undefined) {
        const same = names.join('|') === row.cells.map(({ text }) => oneLine(text)).join('|')
        if (!same) columns = again
        names = row.cells.map(({ text }) => oneLine(text))
        tell('header-repeated', '', row, {
          fr: same
            ? 'l’en-tête revient ; la ligne n’est pas une exigence.'
            : 'un autre en-tête commence ici ; les colonnes sont relues.',
          en: same
            ? 'the heading comes again; the row is no requirement.'
            : 'another heading begins here; columns are read anew.',
        })
        continue
      }
    }

    const idCell = cell('id')
    const named = readIdentifier(idCell.text)
    const glued = named !== undefined && levelBesideIdentifier && readLevel(named.suffix).known
    const identifier = glued ? { ...named, suffix: '' } : named
    const spread = overLevelAndText(row, columns)
    const weighing = glued ? named.suffix : spread === undefined ? wholeWord(cell('level').text) : ''
    const level = readLevel(weighing)
    const printedLevel = level.level === '' && !level.none ? '' : oneLine(weighing)
    const text = tidy(spread ?? cell('text').text)
    const last = drafts.at(-1)
    const alone = own.length === 1

    // The id cell spans several rows: one requirement printed in several, unless each row has a level of its own.
    const ownLevel = level.level !== '' && cell('level').covered !== true && text !== ''
    if (idCell.covered === true && last !== undefined && identifier?.id === last.id && !ownLevel) {
      if (cell('text').covered !== true && text !== '') last.text = last.text === '' ? text : `${last.text}\n${text}`
      continue
    }
    // The second half of a row, or of an identifier, that a page end cut.
    const whole = cut && previousCutByPage && last !== undefined ? brokenIdentifier(last, idCell.text) : undefined
    const heads =
      whole === undefined &&
      alone &&
      (own[0] !== cell('text') ||
        (own[0].columns ?? 1) > 1 ||
        own[0].bold === true ||
        (last !== undefined && headsAfter(last.text, text)))
    if (cut && previousCutByPage && last !== undefined && !heads) {
      if (whole !== undefined || (idCell.text === '' && level.level === '' && text !== '')) {
        if (whole !== undefined) {
          tell(
            'id-broken-by-page',
            whole.id,
            row,
            quoted({ fr: 'recollé de la page précédente :', en: 'joined with the page before:' }, whole.id, {
              fr: '.',
              en: '.',
            }),
          )
          last.id = whole.id
          last.suffix = whole.suffix
          last.printed = whole.id
        }
        tell('row-broken-by-page', last.id, row, {
          fr: 'la suite de la ligne est sur cette page ; les deux parties sont réunies.',
          en: 'the row goes on on this page; both parts are joined.',
        })
        last.text = join(last.text, text)
        // A cell that holds for several rows was said with the first half.
        if (cell('category').covered !== true) last.category = join(last.category, oneLine(cell('category').text))
        if (last.level === '') last.level = printedLevel
        previousCutByPage = next?.touchesPageEnd === true && cut
        continue
      }
    }
    previousCutByPage = cut

    // A heading that a converter wrote again in each column that it covered.
    const [said] = own
    if (own.length > 2 && identifier === undefined && own.every((one) => oneLine(one.text) === oneLine(said!.text))) {
      section = once(oneLine(said!.text))
      tell('section-row', '', row, quoted({ fr: 'titre', en: 'heading' }, shorten(section), { fr: '.', en: '.' }))
      continue
    }
    if (
      alone &&
      !(
        identifier !== undefined &&
        own[0] === idCell &&
        identifier.title === '' &&
        idCell.columns === undefined &&
        isListed(identifier.id)
      )
    ) {
      const said = oneLine(own[0]?.text ?? '').replace(/^[\s\-–—_=*]+|[\s\-–—_=*]+$/g, '')
      // Text alone, just before a page end, whose sentence goes on in the next row: its first half.
      if (
        cut &&
        own[0] === cell('text') &&
        next?.touchesPageEnd === true &&
        goesOn(text, next.cells[columns.text ?? -1]?.text ?? '')
      ) {
        pending = { row, text }
        continue
      }
      const heads =
        said.length <= longestSection && !(own[0] === cell('text') && /[.;]$/.test(said) && said.length > 60)
      if (heads && !beginsNote.test(said) && at < lastListed) {
        section = once(said)
        tell('section-row', '', row, quoted({ fr: 'titre', en: 'heading' }, shorten(said), { fr: '.', en: '.' }))
      } else
        tell('note-row', '', row, quoted({ fr: 'texte seul', en: 'text alone' }, shorten(said), { fr: '.', en: '.' }))
      continue
    }
    const wordOfId = oneLine(idCell.text)
    const isRow =
      identifier !== undefined ||
      (level.level !== '' && (level.known || columns.level !== undefined) && text !== '') ||
      // No column of levels tells notes from rows: a short word in the identifiers' column stands for an identifier.
      (columns.level === undefined && wordOfId !== '' && wordOfId.length <= 30 && text !== '')
    const counts = [text, wordOfId, ...(text === '' ? [oneLine(own[0]?.text ?? '')] : [])].some((each) =>
      saysCount(each, numberedRow),
    )
    if (!level.known && counts) {
      tell(
        'note-row',
        '',
        row,
        quoted({ fr: 'total :', en: 'total:' }, shorten(own.map((each) => each.text).join(' | ')), {
          fr: '.',
          en: '.',
        }),
      )
      continue
    }
    if (!isRow) {
      tell(
        'note-row',
        '',
        row,
        quoted(
          { fr: 'ni identifiant ni niveau :', en: 'neither identifier nor level:' },
          shorten(own.map((each) => each.text).join(' | ')),
          { fr: '.', en: '.' },
        ),
      )
      continue
    }

    // "2 Acronymes", then `SBOM | nomenclature…`: words that a list of numbers does not go on with.
    if (level.level === '' && titlesGlossary(section) && !isListed(identifier?.id ?? '')) {
      const detail = shorten(own.map((each) => each.text).join(' | '))
      tell(
        'note-row',
        '',
        row,
        quoted({ fr: 'sous un titre de glossaire :', en: 'under the title of a glossary:' }, detail, {
          fr: '.',
          en: '.',
        }),
      )
      continue
    }
    const draft = draftOf(row, columns, names, identifier, printedLevel, section)
    if (spread !== undefined) draft.text = text
    if (pending !== undefined) {
      draft.text = join(pending.text, draft.text)
      tell('row-broken-by-page', draft.id, pending.row, {
        fr: 'le début de la ligne est sur cette page ; les deux parties sont réunies.',
        en: 'the row begins on this page; both parts are joined.',
      })
      pending = undefined
    }
    if (rejoined.has(row))
      tell('row-broken-by-page', draft.id, row, {
        fr: 'le début de la ligne est sur la page précédente ; les deux parties sont réunies.',
        en: 'the row begins on the page before; both parts are joined.',
      })
    drafts.push(draft)
    tellRequirement(draft, row, columns, idCell, cell('level'), identifier, level, tell)
  }
  if (pending !== undefined)
    tell(
      'note-row',
      '',
      pending.row,
      quoted({ fr: 'texte seul', en: 'text alone' }, shorten(pending.text), { fr: '.', en: '.' }),
    )
  const told = keepEnhancements(drafts, withoutJoinedGaps(anomalies, drafts))
  return { rows: drafts.map(finish), anomalies: told }
}

/** Where identifiers are numbered, one alone in its row that is of no series of theirs is a heading: `URBANISME`, `Thème 2`. */
function listedSeries(body: readonly Row[], column = -1): (id: string) => boolean {
  const ids = body.flatMap(({ cells }) => {
    const id = readIdentifier(cells[column]?.text ?? '')?.id
    return id === undefined || cells.filter(({ text }) => text !== '').length < 2 ? [] : [id]
  })
  const seriesOf = (id: string): string | undefined => {
    const series = numberOf(id)?.series
    return series === undefined ? undefined : identifierKey(`${series}|`)
  }
  const series = new Set(ids.map(seriesOf))
  const numbered = ids.filter((id) => /\d/.test(id)).length * 2 > ids.length
  return (id) => !numbered || (seriesOf(id) !== undefined && series.has(seriesOf(id)))
}

/** Without a column of levels, the mention of most identifiers is one: `EXI-1 (P)`, `[P] EXI-1`. */
function saysLevels(body: readonly Row[], column = -1): boolean {
  const mentions = body.flatMap(({ cells }) => readIdentifier(cells[column]?.text ?? '')?.suffix ?? [])
  return mentions.filter((mention) => readLevel(mention).known).length * 2 > mentions.length
}

/** An identifier cut in two by a page: the end of the first part says that it goes on, or the whole is of its kind. */
function brokenIdentifier(last: Draft, second: string): Identifier | undefined {
  const rest = second.trim()
  if (rest === '') return undefined
  const first = last.printed
  const unfinished = /[-–_./(]$/.test(first.trim()) || !/\d/.test(first)
  const alone = readIdentifier(rest)
  // The second row has an identifier of its own.
  if (alone !== undefined && /\p{L}/u.test(alone.id) && alone.id.startsWith(first.trim())) return undefined
  if (!unfinished && !/^[(-]/.test(rest)) return undefined
  return readIdentifier(`${first.trim()}\n${rest}`)
}

const goesOn = (text: string, next: string): boolean => !/[.;:!?]$/.test(text) && /^\p{Ll}/u.test(next.trim())

/** Text of a cell that covers the column of the level and that of the text: words, not a level. */
function overLevelAndText({ cells }: Row, columns: Columns): string | undefined {
  const [at, over] = [columns.level ?? -1, columns.text ?? -1]
  const cell = cells[at]
  if (cell?.columns === undefined || over <= at || at + cell.columns <= over) return undefined
  return readLevel(cell.text).known ? undefined : cell.text
}

function draftOf(
  row: Row,
  columns: Columns,
  names: readonly string[],
  identifier: Identifier | undefined,
  level: string,
  section: string,
): Draft {
  const cell = (role: Role): string => tidy(row.cells[columns[role] ?? -1]?.text ?? '')
  const fields: Record<string, string> = {}
  for (const [at, { text, marking }] of row.cells.entries()) {
    const name = names[at] !== undefined && names[at] !== '' ? names[at] : `#${at + 1}`
    const free = name in fields ? `${name} #${at + 1}` : name
    if (text !== '') fields[free] = tidy(text)
    if (marking !== undefined) fields[`${free} (class)`] = marking
  }
  const title = oneLine(cell('title') || (identifier?.title ?? ''))
  return {
    id: identifier?.id ?? oneLine(cell('id')),
    printed: row.cells[columns.id ?? -1]?.text ?? '',
    suffix: identifier?.suffix ?? '',
    level,
    category: oneLine(cell('category')),
    title,
    text: cell('text') === '' ? title : cell('text'),
    section,
    fields,
    place: row.place,
  }
}

const finish = ({ suffix, title, section, text, printed: _, ...rest }: Draft): ReadRequirement => ({
  ...rest,
  text,
  ...(suffix === '' ? {} : { suffix }),
  ...(title === '' || title === text ? {} : { title }),
  ...(section === '' ? {} : { section }),
})

/** What a page end had hidden and the other half gave back is no anomaly any more. */
function withoutJoinedGaps(anomalies: readonly Anomaly[], drafts: readonly Draft[]): readonly Anomaly[] {
  const filled = new Map(drafts.map((draft) => [draft.place, draft]))
  return anomalies.flatMap((anomaly) => {
    const { kind, id, place } = anomaly
    const draft = filled.get(place)
    if (draft === undefined) return [anomaly]
    const joined =
      (kind === 'category-empty' && draft.category !== '') ||
      (kind === 'text-missing' && draft.text !== '') ||
      (kind === 'id-spelling' && readIdentifier(draft.id) !== undefined)
    // What was told of half an identifier is told of the whole one.
    return joined ? [] : [id === '' || kind === 'rows-joined' ? anomaly : { ...anomaly, id: draft.id }]
  })
}
