/** What aliases write out to is counted: a value named often is data, one that multiplies is a bomb. */
import { expect, it } from 'vitest'
import { defaultLimits as limits } from './limits.ts'
import { readYaml } from './yaml.ts'

it('an ordinary file that names one anchor three hundred times is read', () => {
  const text = `base: &base { a: 1, b: 2 }\n${Array.from({ length: 300 }, (_, i) => `k${i}: *base`).join('\n')}\n`
  const { documents, problem } = readYaml('data.yaml', text, limits.yamlValues)
  expect(problem).toBeUndefined()
  expect(documents[0]?.content).toMatchObject({ k299: { a: 1, b: 2 } })
})

it.each([
  [
    'multiplies',
    `${Array.from({ length: 12 }, (_, i) =>
      i === 0
        ? 'a0: &a0 [x]'
        : `a${i}: &a${i} [${Array(9)
            .fill(`*a${i - 1}`)
            .join(', ')}]`,
    ).join('\n')}\n`,
  ],
  ['contains itself', 'a: &a [1, *a]\n'],
])('one that %s is refused', (_, text) => {
  expect(readYaml('data.yaml', text, limits.yamlValues)).toMatchObject({
    documents: [],
    problem: { path: 'data.yaml', message: { en: expect.stringContaining('a YAML bomb') } },
  })
})
