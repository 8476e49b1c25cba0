import { Field } from '@socle/contracts'
import { expect, it } from 'vitest'
import { valueInWords } from './procedures-rules.ts'

it('a number of people is said with its thousands apart, as the page says it', () => {
  const users = Field.parse({ id: 'users', label: { fr: 'Agents', en: 'Agents' }, type: 'number' })
  const { fr, en } = valueInWords(users, 12_500)
  expect(fr).toMatch(/^12\s500$/)
  expect(en).toBe('12,500')
})
