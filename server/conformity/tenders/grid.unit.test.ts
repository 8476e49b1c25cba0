import { readSheets } from '@socle/editions'
import type { TenderRequirement } from '@socle/contracts'
import fc from 'fast-check'
import { OdsDocument } from 'odf-kit'
import { describe, expect, test } from 'vitest'
import { gridCodeOf } from './grid-code.ts'
import { type Grid, gridOds } from './grid-ods.ts'
import { readGrid } from './grid-rules.ts'
import { gridColumns, gridWords } from './grid-words.ts'
import { answersTo, anyRequirements, lineOf, requirementOf, shippedTenderPolicy as policy } from './testing.ts'

const tenderId = '11111111-1111-4111-8111-111111111111'
const gridOf = (requirements: readonly TenderRequirement[], id = tenderId): Grid => ({
  code: gridCodeOf(id, requirements),
  tender: 'Hébergement & « infogérance »',
  requirements,
  policy,
})
const read = (bytes: Uint8Array, grid: Grid) => readGrid(readSheets(bytes, { name: 'offre.ods' }), grid)

test('a printed grid is not cut between its columns, whose headings stand on each page', async () => {
  const { unzipSync, strFromU8 } = await import('fflate')
  const files = unzipSync(await gridOds(gridOf([requirementOf(1)]), 'fr'))
  const repeated = strFromU8(files['content.xml']!).match(/<table:table-header-rows>.*?<\/table:table-header-rows>/gs)
  expect(repeated).toHaveLength(1)
  expect(repeated![0]).toContain(gridWords.fr.columns.answer)
  const styles = strFromU8(files['styles.xml']!)
  expect(styles).toMatch(/<style:page-layout-properties [^>]*style:print-orientation="landscape"[^>]*scale-to-X="1"/)
})

describe('exported, filled in and read back', () => {
  test('an empty grid is a bid without answers', async () => {
    const grid = gridOf([requirementOf(1), requirementOf(2)])
    expect(read(await gridOds(grid, 'fr'), grid)).toEqual({
      ok: true,
      answers: [lineOf('MIRAI:EXI-T-1', null), lineOf('MIRAI:EXI-T-2', null)],
    })
  })

  test('what was filled in is what is read, in both languages, whatever was typed', async () => {
    // What a spreadsheet keeps of white space is not ours to promise.
    const words = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) =>
      text
        .normalize('NFC')
        .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
        .trim(),
    )
    await fc.assert(
      fc.asyncProperty(
        anyRequirements.chain((requirements) =>
          fc.tuple(fc.constant(requirements), answersTo(policy, requirements, words)),
        ),
        fc.constantFrom('fr' as const, 'en' as const),
        async ([requirements, answers], language) => {
          const grid = gridOf(requirements)
          expect(read(await gridOds({ ...grid, answers }, language), grid)).toEqual({ ok: true, answers })
        },
      ),
      { numRuns: 60 },
    )
  })

  test.each(['fr', 'en'] as const)(
    'a requirement without a level says so in words, and a grid that went out without them is read (%s)',
    async (language) => {
      const grid = gridOf([{ ...requirementOf(1), level: 'none' }])
      const answers = [lineOf('MIRAI:EXI-T-1', 'conforming')]
      const bytes = await gridOds({ ...grid, answers }, language)
      expect(read(bytes, grid)).toEqual({ ok: true, answers })
      const { unzipSync, strFromU8 } = await import('fflate')
      const content = strFromU8(unzipSync(bytes)['content.xml']!)
      expect(content).toContain(language === 'fr' ? 'Sans niveau' : 'No level')
      expect(content).not.toContain('none')
      const before = await sheetOf(grid, (rows) => void (rows[3]![2] = 'Notée, 1 point'))
      expect(read(before, grid)).toMatchObject({ ok: true })
    },
  )

  test('the answers are a closed list in the sheet, the media type comes first', async () => {
    const bytes = await gridOds(gridOf([requirementOf(1)]), 'fr')
    expect(Buffer.from(bytes.subarray(30, 85)).toString()).toBe(
      'mimetypeapplication/vnd.oasis.opendocument.spreadsheet'.padEnd(55, bytes[84] === 0x50 ? 'P' : ' '),
    )
    const { unzipSync, strFromU8 } = await import('fflate')
    const content = strFromU8(unzipSync(bytes)['content.xml']!)
    expect(content).toContain(
      'cell-content-is-in-list(&quot;Conforme&quot;;&quot;Engagement daté&quot;;&quot;Partiellement conforme&quot;;&quot;Non conforme&quot;)',
    )
    expect(content.match(/content-validation-name="answers"/g)).toHaveLength(1)
  })
})

/** A grid written by hand, to spoil it: the rows of a sheet, headings included. */
type Cell = string | { value: string; type: 'string' | 'formula'; colSpan?: number; rowSpan?: number }
async function sheetOf(grid: Grid, spoil: (rows: Cell[][]) => Cell[][] | void, code = grid.code, sheets = ['Grille']) {
  const rows: Cell[][] = [
    [gridWords.fr.tender, grid.tender],
    [gridWords.fr.code, code],
    gridColumns.map((column) => gridWords.fr.columns[column]),
    ...grid.requirements.map(({ id, level, title, text, precision, points }) => [
      id,
      level,
      `Notée, ${points} ${points < 2 ? 'point' : 'points'}`,
      `${title.fr} – ${text.fr}`,
      precision,
      'Conforme',
      '',
      '',
    ]),
  ]
  const document = new OdsDocument()
  for (const name of sheets) {
    const sheet = document.addSheet(name)
    for (const row of spoil(rows) ?? rows)
      sheet.addRow(row.map((one) => (typeof one === 'string' ? { value: one, type: 'string' as const } : one)))
  }
  return document.save()
}

describe('a spoilt grid is refused with its place and its mend', () => {
  const grid = gridOf([requirementOf(1), requirementOf(2), requirementOf(3)])
  const faultsOf = async (spoil: (rows: Cell[][]) => Cell[][] | void, code?: string) => {
    const reading = read(await sheetOf(grid, spoil, code), grid)
    return reading.ok ? 'read' : reading.faults.map(({ place, message }) => `${place} ${message.en}`)
  }

  test('as it was given out it is read', async () => {
    expect(await faultsOf(() => {})).toBe('read')
  })

  test.each<[string, (rows: Cell[][]) => Cell[][] | void, RegExp[]]>([
    [
      'a changed identifier',
      (rows) => void (rows[4]![0] = 'MIRAI:EXI-T-22'),
      [/^Grille\.A5 “MIRAI:EXI-T-22” is no requirement of this tender/, /^Grille lines gone: MIRAI:EXI-T-2\./],
    ],
    ['a line gone', (rows) => rows.filter((_, at) => at !== 4), [/^Grille lines gone: MIRAI:EXI-T-2\./]],
    ['a line added', (rows) => [...rows, ['X-1', 'I', '', 'ours', '', 'Conforme']], [/^Grille\.A7 “X-1” is no/]],
    [
      'a line without identifier',
      (rows) => [...rows, ['', '', '', 'note']],
      [/^Grille\.A7 line without an identifier/],
    ],
    ['a line twice', (rows) => [...rows, rows[3]!], [/^Grille\.A7 MIRAI:EXI-T-1 already has a line \(row 4\)/]],
    [
      'two answers',
      (rows) => void (rows[3]![5] = 'Conforme / Non conforme'),
      [/^Grille\.F4 two answers: “Conforme \/ Non conforme”\. Keep one/],
    ],
    [
      'an unknown answer',
      (rows) => void (rows[3]![5] = 'Oui, bien sûr'),
      [/^Grille\.F4 unknown answer: “Oui, bien sûr”\. The answers are: Conforming/],
    ],
    [
      'merged cells',
      (rows) => void (rows[3]![5] = { value: 'Conforme', type: 'string', colSpan: 2 }),
      [/^Grille\.F4 merged cells\. Split them/],
    ],
    [
      'cells merged over lines',
      (rows) => void (rows[3]![5] = { value: 'Conforme', type: 'string', rowSpan: 3 }),
      [/^Grille\.F4 merged/, /^Grille\.F5 merged/, /^Grille\.F6 merged/],
    ],
    [
      'a formula',
      (rows) => void (rows[3]![5] = { value: '=F5', type: 'formula' }),
      [/^Grille\.F4 formula “=.*F5.*”\. Paste the value alone/],
    ],
    [
      'a reworded requirement',
      (rows) => void (rows[3]![3] = 'Le service fait ce qu’il peut.'),
      [/^Grille\.D4 the column “Requirement” of MIRAI:EXI-T-1 is no longer that of the tender/],
    ],
    ['a changed level', (rows) => void (rows[3]![1] = 'rc'), [/^Grille\.B4 the column “Level”/]],
    [
      'an answer beside the columns, under a heading of the bidder',
      (rows) => {
        rows[2]![8] = 'Nos remarques'
        rows[3]![8] = 'Sauf le dimanche.'
      },
      [/^Grille\.I3 “Nos remarques” stands outside/, /^Grille\.I4 “Sauf le dimanche\.” .*column “Comment”/],
    ],
    ['no heading', (rows) => rows.filter((_, at) => at !== 2), [/^ no sheet carries the columns of the grid/]],
  ])('%s', async (_, spoil, expected) => {
    const faults = await faultsOf(spoil)
    expect(faults).toHaveLength(expected.length)
    expected.forEach((pattern, at) => expect(faults[at]).toMatch(pattern))
  })

  test('the grid of another tender, of an earlier version, without its code', async () => {
    const other = gridCodeOf('22222222-2222-4222-8222-222222222222', grid.requirements)
    expect(await faultsOf(() => {}, other)).toEqual([expect.stringMatching(/that of another tender/)])
    const earlier = gridCodeOf(tenderId, [requirementOf(1)])
    expect(await faultsOf(() => {}, earlier)).toEqual([expect.stringMatching(/of an earlier version/)])
    expect(await faultsOf(() => {}, 'effacé')).toEqual([expect.stringMatching(/code of the grid .* is gone/)])
  })

  test('the sheet copied and the copy filled in: which one counts is not guessed', async () => {
    expect(read(await sheetOf(grid, () => {}, grid.code, ['Grille', 'Grille (2)']), grid)).toMatchObject({
      ok: false,
      faults: [{ place: 'Grille (2)', message: { en: expect.stringMatching(/two sheets carry the grid/) } }],
    })
  })

  test('a remark left as the comment of a cell is not lost', async () => {
    const { unzipSync, zipSync, strFromU8, strToU8 } = await import('fflate')
    const files = unzipSync(await gridOds(grid, 'fr'))
    const content = strFromU8(files['content.xml']!).replace(
      '<text:p>MIRAI:EXI-T-1<',
      (cell) => `<office:annotation><text:p>Impossible le dimanche.</text:p></office:annotation>${cell}`,
    )
    const reading = read(zipSync({ ...files, 'content.xml': strToU8(content) }), grid)
    expect(reading).toMatchObject({
      ok: false,
      faults: [{ place: 'Grille de réponse.A4', message: { en: expect.stringMatching(/Impossible le dimanche/) } }],
    })
  })

  test('a sheet beside the grid: its words are not left unread, an empty one and the guide disturb nobody', async () => {
    const withSheet = async (name: string, words: string) => {
      const { unzipSync, zipSync, strFromU8, strToU8 } = await import('fflate')
      const files = unzipSync(await gridOds(grid, 'fr'))
      const sheet = `<table:table table:name="${name}"><table:table-row/><table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>${words}</text:p></table:table-cell></table:table-row></table:table>`
      // Before the grid, where a reader meets it first.
      const content = strFromU8(files['content.xml']!).replace('<table:table ', `${sheet}<table:table `)
      return read(zipSync({ ...files, 'content.xml': strToU8(content) }), grid)
    }
    expect(await withSheet('Notes', 'Nos réserves sur le lot 2.')).toMatchObject({
      ok: false,
      faults: [
        {
          place: 'Notes.B2',
          message: {
            fr: expect.stringMatching(/« Nos réserves sur le lot 2\. ».*feuille « Notes ».*« Commentaire »/),
            en: expect.stringMatching(/sheet “Notes”.*“Comment”/),
          },
        },
      ],
    })
    expect(await withSheet('Feuille3', '')).toMatchObject({ ok: true })
  })

  test('a file that is no sheet', () => {
    expect(() => read(Buffer.from('%PDF-1.7'), grid)).toThrow(/this is no sheet/)
    expect(() => read(new Uint8Array(), grid)).toThrow(/empty/)
  })
})
