import { loadGovernance } from '@socle/rulebook'
import { expect, test } from 'vitest'
import { policyInWords } from './session-rules.ts'

test('each rule of the vote says what it is about, so that it is read alone', () => {
  const rules = policyInWords(loadGovernance().policies.committee)
  expect(rules[0]!.fr).toMatch(/^Quorum : la moitié des sièges pourvus/)
  expect(rules.map(({ fr }) => fr.split(' : ')[0])).toContain('Égalité des voix')
  for (const { en } of rules) expect(en).toMatch(/^[A-Z][a-z ]+: [a-z]/)
})
