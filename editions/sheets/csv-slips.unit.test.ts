/** Slips of hand in a CSV: no row goes into the cell of another, and each slip is told at its row. */
import { expect, test } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { utf8 } from '../testing/files.ts'

const read = (lines: readonly string[]): Promise<ReadEdition> =>
  readEdition(utf8(`${lines.join('\n')}\n`), { name: 'x.csv' })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))
const told = ({ anomalies }: ReadEdition): string[] =>
  anomalies.map(({ kind, id, place }) => `${kind} ${id} ${place.line ?? ''}`.trim())

const head = 'ID;Niveau;Exigence;Thème'

test.each([
  [
    'the next quote is inside a sentence',
    'A-3;P;L’agent coche « "hors délai" » et motive.;Voirie',
    'L’agent coche « "hors délai" » et motive.',
  ],
  ['the next quote opens another cell', 'A-3;P;"L’agent motive ; il date.";Voirie', 'L’agent motive ; il date.'],
  ['the next quote ends a cell', 'A-3;P;L’écran fait 15";Voirie', 'L’écran fait 15"'],
])('a quote never closed, when %s', async (_, third, text) => {
  const edition = await read([
    head,
    'A-1;P;"Les extractions sont limitées.;État civil',
    'A-2;I;Les traces sont gardées.;Voirie',
    third,
  ])
  expect(brief(edition)).toEqual([
    'A-1 / P / Les extractions sont limitées. / État civil',
    'A-2 / I / Les traces sont gardées. / Voirie',
    `A-3 / P / ${text} / Voirie`,
  ])
  expect(told(edition)).toEqual(['quote-unclosed A-1 2'])
})

test('two quotes never closed are told twice', async () => {
  const edition = await read([
    head,
    'A-1;P;"Les extractions sont limitées.;État civil',
    'A-2;I;"Les traces sont gardées.;Voirie',
    'A-3;I;Fin.;Voirie',
  ])
  expect(brief(edition)).toHaveLength(3)
  expect(told(edition)).toEqual(['quote-unclosed A-1 2', 'quote-unclosed A-2 3'])
})

test('a cell of several lines whose lines hold separators is one cell', async () => {
  const edition = await read([
    head,
    'A-1;P;"Les extractions sont :',
    '- limitées ; datées ;',
    '- gardées ; relues.";État civil',
    'A-2;I;Les traces sont gardées.;Voirie',
  ])
  expect(brief(edition)).toEqual([
    'A-1 / P / Les extractions sont :\n- limitées ; datées ;\n- gardées ; relues. / État civil',
    'A-2 / I / Les traces sont gardées. / Voirie',
  ])
  expect(told(edition)).toEqual([])
})

test.each([
  [';', 'L’usager suit son dossier ; un relevé est joint.'],
  [',', 'L’usager suit son dossier, un relevé est joint.'],
])('a text cut by its own separator, %s, gets it back', async (separator, text) => {
  const edition = await read([
    head.replaceAll(';', separator),
    ['A-1', 'P', text, 'Voirie'].join(separator),
    ['A-2', 'I', 'Les traces sont gardées.', 'Voirie'].join(separator),
  ])
  expect(brief(edition)[0]).toBe(`A-1 / P / ${text} / Voirie`)
  expect(told(edition)).toEqual(['cells-extra A-1 2'])
})

test('accents encoded twice are told at their row', async () => {
  const edition = await read([
    head,
    'A-1;P;Les piÃ¨ces sont numÃ©risÃ©es.;Voirie',
    'A-2;I;Lâ€™usager suit son dossier.;Voirie',
    'A-3;I;L’été, à Âge égal.;Voirie',
  ])
  expect(told(edition)).toEqual(['text-encoding A-1 2', 'text-encoding A-2 3'])
})

test('commas inside quotes do not count as columns', async () => {
  const edition = await read([
    'ID,Niveau,Exigence,Thème',
    'A-1,P,"Les journaux sont datés, signés.",Traces',
    'A-2,P,"Les journaux sont gardés, relus.",Traces',
    'A-3,P,"Ouvert, ici,Traces',
    'A-4,I,"Les clés sont gardées, hors du dépôt.",Secrets',
  ])
  expect(edition.requirements.map(({ id }) => id)).toEqual(['A-1', 'A-2', 'A-3', 'A-4'])
  expect(told(edition)).toContain('quote-unclosed A-3 4')
})

test('quotes around the first words of a cell are its own', async () => {
  const edition = await read([head, 'A-1;P;"Ouvert" veut dire sans compte.;Accès', 'A-2;I;"Fermé ; clos" aussi.;Accès'])
  expect(edition.requirements.map(({ text }) => text)).toEqual([
    '"Ouvert" veut dire sans compte.',
    '"Fermé ; clos" aussi.',
  ])
})

test('a quote that holds a return, in the first column, is closed where it is closed', async () => {
  const edition = await readEdition(
    utf8(
      'REQUIREMENT,SEVERITY,REF,DOMAIN\r\n"Each request carries an identifier, which logs repeat.\r\nEvidence is kept.",High,SR-001,Traces\r\n"Queues drain in ten minutes, twice a day.\r\nExceptions, if any, expire.",Low,SR-002,Traces\r\nBackups are restored.,Low,SR-003,Traces\r\nTOTAL,,3,\r\n',
    ),
    { name: 'cadre.csv' },
  )
  expect(edition.requirements.map(({ id, level, text }) => `${id} ${level} ${text}`)).toEqual([
    'SR-001 High Each request carries an identifier, which logs repeat.\nEvidence is kept.',
    'SR-002 Low Queues drain in ten minutes, twice a day.\nExceptions, if any, expire.',
    'SR-003 Low Backups are restored.',
  ])
  expect(edition.anomalies.map(({ kind }) => kind)).toEqual(['note-row'])
})
