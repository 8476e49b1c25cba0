import type { FieldValues } from '@socle/contracts'
import { expect, test } from 'vitest'
import { loadGovernance } from './governance.ts'
import { dueOn, fieldsAsked, transitionFrom } from './process.ts'

test('the review of the MirAI track is due by policy: six months after first real use, then after an optimisation', () => {
  const process = loadGovernance().processById.get('mirai-integration')!
  const stated = { 'first-use': '2026-08-31' }
  expect(dueOn(process, 'observation', '2026-09-15', stated)).toBe('2027-02-28')
  expect(dueOn(process, 'optimisation', '2027-03-10', stated)).toBe('2027-09-10')
  const asked = process.transitions.flatMap(({ fields }) => fields.map(({ id }) => id))
  expect(asked).not.toContain('review-due')
})

test('both conventions are signed before integration; a file that went on without that of the hosting is asked for it, once', () => {
  const process = loadGovernance().processById.get('mirai-integration')!
  const asked = (state: string, transition: string, data: FieldValues) =>
    fieldsAsked(transitionFrom(process, state, transition)!, data).filter(({ id }) => id.endsWith('convention'))
  expect(asked('preparation', 'sign', {})).toMatchObject([
    { id: 'convention', required: true },
    { id: 'hosting-convention', required: true },
  ])
  const later = [
    ['integration', 'integrate'],
    ['go-live', 'first-use'],
    ['observation', 'report'],
    ['optimisation', 'report'],
  ] as const
  for (const [state, transition] of later) {
    expect(asked(state, transition, {})).toMatchObject([{ id: 'hosting-convention', required: true }])
    const signed = { 'hosting-convention': 'https://dossiers.example.gouv.fr/hebergement' }
    expect(asked(state, transition, signed)).toEqual([])
  }
})
