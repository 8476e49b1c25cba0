/** Numbers that a document gives by hundreds, one hundred to a chapter: the next chapter begins its own, and misses none. */
import { expect, test } from 'vitest'
import { readEdition } from '../read-edition.ts'
import { utf8 } from '../testing/files.ts'

const gaps = async (rows: readonly (readonly [number, string])[]): Promise<string[]> => {
  const lines = rows.map(([number, category]) => `M-${number};${category};Tenir la règle ${number}.;O`)
  const { anomalies } = await readEdition(utf8(`Réf;Thème;Exigence;Niveau\n${lines.join('\n')}\n`), {
    name: 'liste.csv',
  })
  return anomalies.filter(({ kind }) => kind === 'numbering-gap').map(({ id }) => id)
}

test('a chapter that begins its own hundred leaves no gap before it', async () => {
  expect(
    await gaps([
      [201, 'Usages'],
      [202, 'Usages'],
      [203, 'Usages'],
      [301, 'Archives'],
      [302, 'Archives'],
    ]),
  ).toEqual([])
})

test('one that is missing within its hundred is told, and so is a hundred skipped within one chapter', async () => {
  expect(
    await gaps([
      [201, 'Usages'],
      [203, 'Usages'],
      [301, 'Archives'],
      [302, 'Archives'],
    ]),
  ).toEqual(['M-201'])
  expect(
    await gaps([
      [201, 'Usages'],
      [202, 'Usages'],
      [301, 'Usages'],
      [302, 'Usages'],
    ]),
  ).toEqual(['M-202'])
})

test('a chapter said within the number may go on with the count of the one before', async () => {
  const list = (ids: readonly string[]): Promise<string[]> =>
    readEdition(utf8(`Réf;Exigence;Niveau\n${ids.map((id) => `${id};Tenir la règle ${id}.;O`).join('\n')}\n`), {
      name: 'liste.csv',
    }).then(({ anomalies }) => anomalies.filter(({ kind }) => kind === 'numbering-gap').map(({ id }) => id))
  expect(await list(['E-1.1', 'E-1.2', 'E-1.3', 'E-2.4', 'E-3.5', 'E-3.6', 'E-3.7'])).toEqual([])
  expect(await list(['E-1.1', 'E-1.2', 'E-1.3', 'E-2.5', 'E-2.6', 'E-2.7'])).toEqual(['E-2.5'])
})
