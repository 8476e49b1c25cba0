import type { Assessment, RequirementId } from '@socle/contracts'
import { expect, test } from 'vitest'
import { requireSomething, requireUntouched } from './assessments-rules.ts'

const nothing = { status: 'not-assessed', justification: '' } as const

test('nobody signs a line that says nothing', () => {
  expect(() => requireSomething(nothing, nothing)).toThrow('nothing-assessed')
})

test('a note may be left before one judges, and an assessment may be taken back', () => {
  const noted = { status: 'not-assessed', justification: 'On attend l’audit.' } as const
  const judged = { status: 'conforming', justification: '' } as const
  for (const [said, before] of [
    [noted, nothing],
    [nothing, noted],
    [nothing, judged],
    [judged, nothing],
  ] as const)
    expect(() => requireSomething(said, before)).not.toThrow()
})

test('among several, each of which nothing would be said is named', () => {
  const id = 'GI:1391' as RequirementId
  const standing = new Map([[id, { ...nothing, revision: 0, author: null } as Assessment]])
  const items = [{ requirementId: id, revision: 0 }]
  const refused = (said: Parameters<typeof requireUntouched>[2]) => {
    try {
      requireUntouched(items, standing, said)
    } catch (error) {
      return (error as { extra: { errors: { message: { fr: string } }[] } }).extra.errors.map(
        ({ message }) => message.fr,
      )
    }
    return []
  }
  expect(refused(nothing)).toEqual(['GI:1391 : elle est déjà « Non évaluée ».'])
  expect(refused({ status: 'conforming', justification: '' })).toEqual([])
})
