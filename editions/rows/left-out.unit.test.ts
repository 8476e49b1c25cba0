/** What stands beside the requirements: tables of something else, legends, withdrawn rows. It is told, and made no requirement. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { utf8 } from '../testing/files.ts'

const read = (text: string): Promise<ReadEdition> => readEdition(utf8(text), { name: 'cadre.md' })
const told = ({ anomalies }: ReadEdition): string[] =>
  anomalies.map(({ kind, id, place }) => `${kind} ${id} ${place.line ?? ''}`.trim())
const ids = ({ requirements }: ReadEdition): string[] => requirements.map(({ id }) => id)
const list = (rows: readonly string[]): string =>
  `| ID | Niveau | Exigence | Thème |\n|---|---|---|---|\n${rows.join('\n')}\n`
const two = ['| A-1 | P | Le service est supervisé. | Socle |', '| A-2 | I | Le service est sauvegardé. | Socle |']

describe('a table of something else', () => {
  it('such as a glossary makes no item of its heading, and is told with its place', async () => {
    const edition = await read(
      `${list(two)}\n## Lexique\n\n| Terme | Définition |\n|---|---|\n| RIE | Le réseau interministériel |\n| DSI | La direction des systèmes |\n`,
    )
    expect(ids(edition)).toEqual(['A-1', 'A-2'])
    expect(edition.others).toEqual([])
    expect(told(edition)).toEqual(['list-set-aside  8'])
    expect(edition.anomalies[0]!.detail.fr).toMatch(/Terme \| Définition.*2 ligne/)
  })
  it('such as the history of the document is told, too', async () => {
    const edition = await read(
      `${list(two)}\n| Version | Date | Objet |\n|---|---|---|\n| 1.0 | 03/2026 | Création |\n`,
    )
    expect(told(edition)).toEqual(['list-set-aside  6'])
  })
  it('of one cell, which is a frame around words, is not worth a word', async () => {
    expect(told(await read(`${list(two)}\n<table><tr><td>À lire avant tout.</td></tr></table>\n`))).toEqual([])
  })
})

describe('a row alone', () => {
  it.each(['P : prioritaire / I : important', '(1) Sauf enquêtes facultatives.', 'Fin de la liste'])(
    'at the foot of the list is a note, %s',
    async (legend) => {
      const edition = await read(list([...two, `| ${legend} | | | |`]))
      expect(told(edition)).toEqual(['note-row  5'])
    },
  )
  it('above other rows is a heading, unless it begins as a note does', async () => {
    const edition = await read(
      list([two[0]!, '| Exploitation | | | |', two[1]!, '| (1) Sauf secours. | | | |', '| A-3 | I | Fin. | Socle |']),
    )
    expect(told(edition)).toEqual(['section-row  4', 'note-row  6'])
    expect(edition.requirements.at(-1)).toMatchObject({ id: 'A-3', section: 'Exploitation' })
  })
})

it.each(['Note de cadrage', '(2) Identité', 'Sources de données'])('%s is a heading', async (heading) => {
  const edition = await read(list([two[0]!, `| ${heading} | | | |`, two[1]!]))
  expect(told(edition)).toEqual(['section-row  4'])
})

describe('a requirement withdrawn by its author', () => {
  it.each([
    ['in its text', '| A-3 | | Exigence supprimée | |'],
    ['in its text, with what replaces it', '| A-3 | | (abrogée, voir A-7) | |'],
    ['beside its identifier', '| A-3 (supprimée) | P | Le service est ouvert. | Socle |'],
    ['in its level', '| A-3 | supprimée | Le service est ouvert. | Socle |'],
    ['in English', '| A-3 | | Withdrawn. | |'],
  ])('is told, %s, instead of what it lacks', async (_, row) => {
    const edition = await read(list([...two, row, '| A-4 | I | Le service est fermé. | Socle |']))
    expect(ids(edition)).toEqual(['A-1', 'A-2', 'A-3', 'A-4'])
    expect(told(edition).filter((one) => !one.startsWith('id-suffix'))).toEqual(['row-withdrawn A-3 5'])
  })
  it.each([
    'Les comptes supprimés sont archivés.',
    'Toute règle abrogée est retirée du site.',
    'Les droits sont retirés au départ.',
  ])('is not a requirement about removing things, %s', async (text) => {
    expect(told(await read(list([...two, `| A-3 | P | ${text} | Socle |`])))).toEqual([])
  })
  it('leaves no gap in the numbering of a catalogue', async () => {
    const control = (id: string, more: object = {}) => ({
      id,
      title: id,
      parts: [{ name: 'statement', prose: `Dire ${id}.` }],
      ...more,
    })
    const edition = await read(
      JSON.stringify({
        catalog: {
          controls: [
            control('sv-1'),
            control('sv-2'),
            control('sv-3', { props: [{ name: 'status', value: 'withdrawn' }] }),
            control('sv-4'),
          ],
        },
      }),
    )
    expect(edition.anomalies.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['row-withdrawn sv-3'])
  })
})
