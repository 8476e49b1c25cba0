/** A catalogue that breaks off or breaks down says where. */
import { expect, test } from 'vitest'
import { readEdition } from '../read-edition.ts'
import { EditionRefusal } from '../refusal.ts'
import { utf8 } from '../testing/files.ts'

const refusal = async (text: string): Promise<EditionRefusal> => {
  const refused: unknown = await readEdition(utf8(text), { name: 'catalogue' }).catch((cause: unknown) => cause)
  if (refused instanceof EditionRefusal) return refused
  throw new Error('read')
}

test.each([
  ['{\n  "catalog": {\n    "uuid": "1",\n    "groups": [ { "id": "a"', 4],
  ['{\n  "catalog": {\n    "uuid": "1"\n    "groups": []\n  }\n}', 4],
  ['{\n  "catalog": {\n    "uuid": "never clos', 3],
  ['{\n  "catalog": {\n    "uuid": "1"\n', 4],
])('JSON: at its line', async (text, line) => {
  expect((await refusal(text)).place).toEqual({ file: 'catalogue', line })
})

test('YAML: at its line', async () => {
  const refused = await refusal('catalog:\n  uuid: 1\n  metadata:\n    title: "A\n  groups: [\n')
  expect(refused.place.line).toBeGreaterThan(3)
})
