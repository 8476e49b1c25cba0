/** What hands leave in Markdown: a line cut by a stray return, a comment inside a cell, notes at the foot of the page. */
import { expect, test } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { utf8 } from '../testing/files.ts'

const read = (text: string): Promise<ReadEdition> => readEdition(utf8(text), { name: 'cadre.md' })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))
const told = ({ anomalies }: ReadEdition): string[] =>
  anomalies.map(({ kind, id, place, detail }) => `${kind} ${id} ${place.line ?? ''} ${detail.fr}`.trim())
const list = (rows: readonly string[]): string =>
  `| ID | Niveau | Exigence | Thème |\n|---|---|---|---|\n${rows.join('\n')}\n`

test('a row cut by a stray return is put together', async () => {
  const edition = await read(
    list([
      '| A-1 | P | Le plan des voies est repris du référentiel,',
      'sans saisie nouvelle. | Voirie |',
      '| A-2 | I | Fin. | Voirie |',
    ]),
  )
  expect(brief(edition)).toEqual([
    'A-1 / P / Le plan des voies est repris du référentiel, sans saisie nouvelle. / Voirie',
    'A-2 / I / Fin. / Voirie',
  ])
  expect(edition.requirements.map(({ place }) => place.line)).toEqual([3, 5])
  expect(told(edition)).toEqual([expect.stringMatching(/^row-broken-by-line A-1 3 /)])
})

test('a row that has fewer cells stays as it is', async () => {
  const edition = await read(list(['| A-1 | P | Le plan des voies est repris. |', 'Une remarque sous la liste']))
  expect(brief(edition)).toEqual(['A-1 / P / Le plan des voies est repris. / '])
})

test.each([
  ['of bars', list(['| A-1 | P | Un composant <!-- à revoir --> libre est préféré. | Socle |'])],
  [
    'of HTML',
    '<table><tr><th>ID</th><th>Niveau</th><th>Exigence</th></tr>\n<tr><td>A-0</td><td>I</td><td>Fin.</td></tr><tr><td>A-1</td><td>P</td><td>Un composant <!-- à revoir --> libre est préféré.</td></tr></table>\n',
  ],
])('a comment inside a cell, in a table %s, is told', async (_, text) => {
  const edition = await read(text)
  expect(edition.requirements.at(-1)!.text).toBe('Un composant libre est préféré.')
  expect(told(edition)).toContainEqual(expect.stringMatching(/^hidden-content A-1 .*« à revoir »/))
})

test('marks that programs leave in comments are not worth a word', async () => {
  const edition = await read(
    list([
      '| A-1 | P | <!--[if !supportLists]-->Un composant <!--StartFragment-->libre<!--EndFragment--> est préféré. | Socle |',
    ]),
  )
  expect(told(edition)).toEqual([])
})

test('a note at the foot of the page is put beside its requirement', async () => {
  const edition = await read(
    `${list(['| A-1 | P[^lvl] | Le service est ouvert.[^1] | Socle |', '| A-2 | P | Le service est fermé.[^9] | Socle |'])}\n[^1]: Sauf les jours\n    de secours.\n[^lvl]: I en outre-mer.\n`,
  )
  expect(brief(edition)).toEqual([
    'A-1 / P / Le service est ouvert. / Socle',
    'A-2 / P / Le service est fermé.[^9] / Socle',
  ])
  expect(told(edition)).toEqual([
    expect.stringMatching(/^note-aside A-1 3 .*« I en outre-mer\. »/),
    expect.stringMatching(/^note-aside A-1 3 .*« Sauf les jours de secours\. »/),
  ])
})

test('a first cell that is empty, in a table without bars at its ends, is an empty cell', async () => {
  const edition = await read(
    'Thème | Réf. | Exigence | Niveau\n---|---|---|---\nVoirie | A-1 | Le plan est repris. | P\n | A-2 | Le plan est relu. | I\n| A-3 | Le plan est daté. | I\nVoirie | A-4 | Le plan est clos. | P\n',
  )
  expect(brief(edition)).toEqual([
    'A-1 / P / Le plan est repris. / Voirie',
    'A-2 / I / Le plan est relu. / ',
    'A-3 / I / Le plan est daté. / ',
    'A-4 / P / Le plan est clos. / Voirie',
  ])
})
