/** Numbers that a document gives by hundreds, one hundred to a chapter: the next chapter begins its own, and misses none. */
import { expect, test } from 'vitest'
import { readEdition } from './read-edition.ts'
import { utf8 } from './testing.ts'

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
