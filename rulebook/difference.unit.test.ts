import type { Answers } from '@socle/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applicability } from './applicability.ts'
import { difference } from './difference.ts'
import { loadFramework } from './load.ts'
import { completeAnswers, growingAnswers } from './testing.ts'

const framework = loadFramework()
const between = (before: Answers, after: Answers) =>
  difference(applicability(framework, before), applicability(framework, after))
const ids = (outcomes: readonly { id: string }[]) => outcomes.map(({ id }) => id)

const permits: Answers = {
  subject: ['application'],
  owner: 'ministry',
  architecture: 'cloud-native',
  interface: ['web'],
  'ai-use': ['none'],
  'ai-base-use': 'no',
  'personal-data': 'none',
}

test('using a language model brings MirAI in, each requirement with its reason', () => {
  const { volumes, entering, leaving } = between(permits, { ...permits, 'ai-use': ['language-models'] })
  expect(volumes).toMatchObject({ entering: [{ id: 'MIRAI' }], leaving: [] })
  expect(leaving).toEqual([])
  expect(entering.length).toBeGreaterThan(10)
  for (const { id, applies, reason } of entering) {
    expect(id).toMatch(/^MIRAI:/)
    expect(applies).toBe(true)
    expect(reason.fr).toMatch(/^(S’applique|Retenue)/)
  }
})

test('moving to classical servers trades one volume for the other', () => {
  const { volumes } = between(permits, { ...permits, architecture: 'legacy' })
  expect(ids(volumes.entering)).toEqual(['LEGACY'])
  expect(volumes.leaving).toMatchObject([
    { id: 'CN', reason: { fr: expect.stringMatching(/^Ne s’applique pas car /) } },
  ])
})

test('personal data brings GDPR conformity in, and the way back takes it out', () => {
  const personal = { ...permits, 'personal-data': 'gdpr' }
  expect(ids(between(permits, personal).entering)).toContain('GI:PS-1.e')
  expect(between(personal, permits).leaving.find(({ id }) => id === 'GI:PS-1.e')?.reason.fr).toMatch(
    /^Ne s’applique pas car /,
  )
})

test('nothing differs from itself, and the way back is the way in reverse', () => {
  fc.assert(
    fc.property(completeAnswers(framework), growingAnswers(framework), (before, { more: after }) => {
      const there = between(before, after)
      const back = between(after, before)
      expect(ids(there.entering)).toEqual(ids(back.leaving))
      expect(ids(there.leaving)).toEqual(ids(back.entering))
      expect(ids(there.volumes.entering)).toEqual(ids(back.volumes.leaving))
      expect(there.entering.length + there.leaving.length + there.unchanged).toBe(framework.requirements.length)
      expect(between(before, before)).toMatchObject({ entering: [], leaving: [] })
    }),
    { numRuns: 40 },
  )
})

test('one more answer only takes out: what could enter was already kept', () => {
  fc.assert(
    fc.property(growingAnswers(framework), ({ fewer, more }) => {
      expect(between(fewer, more).entering).toEqual([])
      expect(between(fewer, more).volumes.entering).toEqual([])
    }),
    { numRuns: 40 },
  )
})
