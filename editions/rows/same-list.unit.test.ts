/**
 * Lists made at random, each written in every format: the same requirements come back from each, none lost, none invented, and
 * what is odd about them is told at the place where a person would look for it.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Anomaly } from '../anomaly.ts'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { type Cut, type Line, type ListedRow, catalogues, cutPdf, oscalOrder, printed } from '../testing/lists.ts'
import { utf8 } from '../testing/files.ts'

/** Levels as documents print them. */
const wordsOfFramework = ['Primordiale', 'Importante'] as const
const scales = [
  ['P', 'I'],
  ['RG', 'rc'],
  wordsOfFramework,
  ['Obligatoire', 'Recommandé', 'Facultatif'],
  ['MUST', 'SHOULD', 'MAY'],
] as const satisfies readonly (readonly string[])[]
const heads = [
  ['ID', 'Niveau', 'Exigence', 'Catégorie'],
  ['Référence', 'Priorité', 'Énoncé de la règle', 'Thème'],
  ['Identifier', 'Level', 'Requirement', 'Category'],
  ['N°', 'Type', 'Libellé', 'Domaine'],
] as const
const series = ['EXI-ARCH-', 'EX', 'GEN.2.', 'SEC_', 'R-', ''] as const
const categories = ['Traces', 'Sécurité des données', 'Flux & échanges', 'Access control'] as const
const sections = ['Exploitation', 'Reprise des exigences communes', 'Operations'] as const
const sentences = [
  'Les journaux sont horodatés par une horloge commune et gardés un an.',
  'Les secrets restent hors du dépôt ; ils viennent d’un coffre.',
  'Le temps de réponse reste < 2 s pour 95 % des appels (mesuré en production).',
  'The service publishes its version, its state and its dependencies.',
  'Un champ « obligatoire » est dit par du texte, jamais par la seule couleur.',
  'Les protocoles HTTP/2 & TLS 1.3 sont employés – sauf dérogation.',
  'Le fichier app_config.yaml est lu au démarrage, et *lui seul*.',
  'Le service dit "non" quand un droit manque, et pourquoi.',
  'L’œuvre de chacun est nommée… avec sa licence.',
] as const
const mentions = ['hérité', 'Pi-native', 'nouveau'] as const

const requirement = fc.record({
  step: fc.constantFrom(1, 1, 1, 1, 1, 2, 3),
  level: fc.nat(2),
  bold: fc.nat(4).map((rank) => rank === 0),
  paragraphs: fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 3 }),
  category: fc.option(fc.constantFrom(...categories), { freq: 6, nil: '' }),
  mention: fc.option(fc.constantFrom(...mentions), { freq: 1, nil: undefined }),
  /** The number of the row before, again: as a repetition that its suffix tells, as the same row, or as another. */
  again: fc.constantFrom('no', 'no', 'no', 'no', 'no', 'bis', 'same', 'other'),
  before: fc.constantFrom('nothing', 'nothing', 'nothing', 'nothing', 'section', 'empty', 'heading'),
  section: fc.constantFrom(...sections),
})

/** The same lists at each run: a defect found by more of them is kept as a test of its own. */
const runs = { numRuns: 60, seed: 20261130 } as const

interface Listing {
  readonly head: (typeof heads)[number]
  readonly lines: readonly Line[]
  readonly scale: readonly string[]
}

const listing: fc.Arbitrary<Listing> = fc
  .record({
    head: fc.constantFrom(...heads),
    scale: fc.constantFrom(...scales),
    prefix: fc.constantFrom(...series),
    rows: fc.array(requirement, { minLength: 5, maxLength: 22 }),
  })
  .map(({ head, scale, prefix, rows }) => {
    const lines: Line[] = []
    let number = prefix === '' ? 1165 : 0
    let last: ListedRow | undefined
    for (const [at, row] of rows.entries()) {
      if (at > 0 && row.before === 'section') lines.push({ kind: 'section', title: row.section })
      if (at > 0 && (row.before === 'empty' || row.before === 'heading')) lines.push({ kind: row.before })
      const again = last === undefined || /\D$/.test(last.id) ? 'no' : row.again
      number += again === 'no' ? row.step : 0
      const next: ListedRow =
        again === 'same' && last !== undefined
          ? last
          : {
              kind: 'requirement',
              id: `${prefix}${number}${again === 'bis' ? 'bis' : ''}`,
              ...(row.mention === undefined ? {} : { mention: row.mention }),
              level: scale[row.level % scale.length]!,
              bold: row.bold,
              paragraphs: again === 'other' ? [`Autrement, ligne ${at}.`, ...row.paragraphs] : row.paragraphs,
              category: row.category,
            }
      lines.push(next)
      last = next
    }
    return { head, lines, scale }
  })

interface Told {
  readonly kind: Anomaly['kind']
  readonly id: string
  /** Rank of the line that it is told at. */
  readonly at: number
}

/** Words that the framework has letters for are told as the document's own, unless two rows at most print them. */
const isOftenOfFramework = (level: string, lines: readonly Line[]): boolean =>
  wordsOfFramework.some((word) => word === level) &&
  lines.filter((line) => line.kind === 'requirement' && line.level === level).length > 2

/** What is odd about a list, whatever the format; `cells` adds what only printed cells have, `bold` what only letters have. */
function oddities(lines: readonly Line[], { cells, bold }: { cells: boolean; bold: boolean }): Told[] {
  const told: Told[] = []
  const seen = new Map<string, ListedRow>()
  const numbers = new Map<number, number>()
  const suffixed = (id: string): boolean => /\dbis$/.test(id)
  for (const [at, line] of lines.entries()) {
    if (line.kind !== 'requirement') {
      if (cells)
        told.push({
          kind: ({ section: 'section-row', empty: 'separator-row', heading: 'header-repeated' } as const)[line.kind],
          id: '',
          at,
        })
      continue
    }
    const { id } = line
    const before = seen.get(id)
    if (before !== undefined)
      told.push({
        kind:
          before.level === line.level &&
          before.category === line.category &&
          before.paragraphs.join() === line.paragraphs.join()
            ? 'duplicate-id'
            : 'duplicate-id-different',
        id,
        at,
      })
    else seen.set(id, line)
    const number = Number(/(\d+)(?:bis)?$/.exec(id)?.[1])
    if (!numbers.has(number)) numbers.set(number, at)
    if (cells && suffixed(id)) told.push({ kind: 'id-suffix', id, at })
    if (cells && line.mention !== undefined) told.push({ kind: 'id-suffix', id, at })
    if (cells && bold && line.bold === true) told.push({ kind: 'level-bold', id, at })
    if (cells && line.category === '') told.push({ kind: 'category-empty', id, at })
  }
  const ofFramework = lines.flatMap((line, at) =>
    line.kind === 'requirement' && isOftenOfFramework(line.level, lines) ? [at] : [],
  )
  if (cells && ofFramework[0] !== undefined) told.push({ kind: 'level-vocabulary', id: '', at: ofFramework[0] })
  const sorted = [...numbers.keys()].toSorted((a, b) => a - b)
  const idAt = (at: number): string => (lines[at] as ListedRow).id
  if (numbers.size >= 3) {
    const first = sorted[0]!
    if (first > 1 && first <= 20)
      told.push({ kind: 'numbering-gap', id: idAt(numbers.get(first)!), at: numbers.get(first)! })
    for (const [rank, number] of sorted.entries())
      if (sorted[rank + 1] !== undefined && sorted[rank + 1]! > number + 1)
        told.push({ kind: 'numbering-gap', id: idAt(numbers.get(number)!), at: numbers.get(number)! })
  }
  return told
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()
/** A page says where its lines end, not where the author's paragraphs do. */
const textOf = (name: string, text: string): string => (name.startsWith('PDF') ? flat(text) : text)
const short = (name: string, { requirements }: ReadEdition): string[] =>
  requirements.map(({ id, suffix, level, text, category }) =>
    [id, suffix ?? '', level, textOf(name, text), category].join(' / '),
  )
const sorted = (texts: readonly string[]): string[] => [...texts].toSorted()
const place = (at: object): string => JSON.stringify(Object.entries(at).toSorted())

/** What the format itself adds, whatever the list. */
const ofTheFormat = (name: string, { kind, place: { page = 1, table = 1 } }: Anomaly): boolean =>
  (kind === 'text-encoding' && /16|1252/.test(name)) ||
  (kind === 'note-row' && /sheet|XLSX/.test(name)) ||
  // Every page begins with the headings, and only the first of them is the list's.
  (kind === 'header-repeated' && name.startsWith('PDF') && (page > 1 || table > 1))

/** Without lines between columns, an empty row is air, and headings that come again begin another table. */
const canBePrinted =
  (name: string) =>
  ({ kind }: Line): boolean =>
    !/no line|rules/.test(name) || kind === 'requirement' || kind === 'section'

describe('any list, the same in every format', () => {
  it.each(Object.entries(printed))('%s', async (name, write) => {
    await fc.assert(
      fc.asyncProperty(listing, async ({ head, lines: all }) => {
        const lines = all.filter(canBePrinted(name))
        const { bytes, places } = write(lines, head)
        const read = await readEdition(bytes, { name: 'cadre' })
        const rows = lines.flatMap((line, at) => (line.kind === 'requirement' ? [{ ...line, at }] : []))
        expect(short(name, read)).toEqual(
          rows.map(({ id, mention, level, paragraphs, category }) =>
            [id, mention ?? '', level, textOf(name, paragraphs.join('\n')), category].join(' / '),
          ),
        )
        const put = (at: number): string => place({ file: 'cadre', ...places[at] })
        expect(read.requirements.map((row) => place(row.place))).toEqual(rows.map(({ at }) => put(at)))
        const headings = new Set(lines.flatMap(({ kind }, at) => (kind === 'heading' ? [put(at)] : [])))
        expect(
          sorted(
            read.anomalies
              .filter((one) => !ofTheFormat(name, one) || headings.has(place(one.place)))
              .map((one) => `${one.kind} ${one.id} ${place(one.place)}`),
          ),
        ).toEqual(
          sorted(
            oddities(lines, { cells: true, bold: !name.startsWith('CSV') }).map(
              ({ kind, id, at }) => `${kind} ${id} ${put(at)}`,
            ),
          ),
        )
      }),
      runs,
    )
  })

  it.each(Object.entries(catalogues))('%s', async (name, write) => {
    await fc.assert(
      fc.asyncProperty(listing, async ({ lines, scale }) => {
        const rows = oscalOrder(lines.filter((line) => line.kind === 'requirement'))
        const read = await readEdition(utf8(write(rows)), { name: 'cadre' })
        const line = ({ id, level, paragraphs, category }: ListedRow): string =>
          [id, '', level, paragraphs.join('\n'), category].join(' / ')
        // XML puts what has no group after the groups, JSON before: the order is the file's.
        expect(sorted(short(name, read))).toEqual(sorted(rows.map(line)))
        expect(scale).toEqual(expect.arrayContaining(read.requirements.map(({ level }) => level)))
        expect(
          read.requirements.every(
            (row) => row.place.under === row.id && (row.place.line !== undefined || name.endsWith('one line')),
          ),
        ).toBe(true)
        expect(
          sorted(
            read.anomalies
              .filter(({ kind }) => kind !== 'level-vocabulary' && kind !== 'level-unknown')
              .map(({ kind, id, place: at }) => `${kind} ${id} ${at.under}`),
          ),
        ).toEqual(sorted(oddities(rows, { cells: false, bold: false }).map(({ kind, id }) => `${kind} ${id} ${id}`)))
      }),
      runs,
    )
  })

  it('PDF whose pages end inside rows and inside identifiers', async () => {
    const cuts = fc.array(fc.constantFrom<Cut>('nothing', 'nothing', 'nothing', 'text', 'identifier'), {
      minLength: 22,
    })
    await fc.assert(
      fc.asyncProperty(listing, cuts, async ({ head, lines }, drawn) => {
        const listed = lines.filter((line) => line.kind === 'requirement').map((row) => ({ ...row, bold: false }))
        const rows = listed.map((row, at) => ({
          row,
          // A number alone, or one with a mention, is not cut where a reader could tell.
          cut: drawn[at] === 'identifier' && !/[-._]\d+$/.test(row.id + (row.mention ?? '')) ? 'text' : drawn[at]!,
        }))
        const { bytes, places, ends } = cutPdf(rows, head)
        const read = await readEdition(bytes, { name: 'cadre' })
        expect(short('PDF', read)).toEqual(
          listed.map(({ id, mention, level, paragraphs, category }) =>
            [id, mention ?? '', level, flat(paragraphs.join(' ')), category].join(' / '),
          ),
        )
        const put = (at: number): string => place({ file: 'cadre', ...places[at] })
        expect(read.requirements.map((row) => place(row.place))).toEqual(listed.map((_, at) => put(at)))
        const broken = [...ends].flatMap(([at, end]) => {
          const told = place({ file: 'cadre', ...end })
          const { id } = listed[at]!
          return [
            `row-broken-by-page ${id} ${told}`,
            ...(rows[at]!.cut === 'identifier' ? [`id-broken-by-page ${id} ${told}`] : []),
          ]
        })
        expect(
          sorted(
            read.anomalies
              .filter(({ kind }) => kind !== 'header-repeated' && kind !== 'id-broken-by-line')
              .map((one) => `${one.kind} ${one.id} ${place(one.place)}`),
          ),
        ).toEqual(
          sorted([
            ...broken,
            ...oddities(listed, { cells: true, bold: false }).map(({ kind, id, at }) => `${kind} ${id} ${put(at)}`),
          ]),
        )
      }),
      runs,
    )
  })
})
