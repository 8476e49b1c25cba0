import type { Field, FieldValues } from '@socle/contracts'
import { expect, test } from 'vitest'
import { restated } from './restated.ts'

const TODAY = '2026-11-30'
const field = (id: string, type: Field['type'] = 'long-text') => ({ id, type })
const said = (transition: string, to: string, data: FieldValues) => ({ transition, to, data })
const asks = (fields: ReturnType<typeof field>[], to: string, notBy: string[] = []) => ({ fields, to, notBy })

test('what was said at the opening, or at a step that leads to the same state, is not typed again', () => {
  const steps = [
    said('open', 'drafted', { gap: 'Un écart.', due: '2027-02-01' }),
    said('submit', 'submitted', { reasons: 'Incompatible.' }),
  ]
  const renew = asks([field('gap'), field('due', 'date'), field('reasons'), field('other')], 'submitted')
  expect(restated(renew, steps, TODAY)).toEqual({ gap: 'Un écart.', due: '2027-02-01', reasons: 'Incompatible.' })
})

test('the latest word counts', () => {
  const steps = [said('open', 'drafted', { reasons: 'Un.' }), said('submit', 'submitted', { reasons: 'Deux.' })]
  expect(restated(asks([field('reasons')], 'submitted'), steps, TODAY)).toEqual({ reasons: 'Deux.' })
})

test('a commitment is signed each time, and a day that is past is chosen anew', () => {
  const steps = [said('submit', 'submitted', { commitment: true, until: '2026-11-29' })]
  const submit = asks([field('commitment', 'yes-no'), field('until', 'date')], 'submitted')
  expect(restated(submit, steps, TODAY)).toEqual({})
})

test('a reason given for one thing is not the reason for another', () => {
  const steps = [said('postpone', 'postponed', { why: 'Les macros d’abord.', until: '2027-01-10' })]
  expect(restated(asks([field('why')], 'production'), steps, TODAY)).toEqual({})
  expect(restated(asks([field('why')], 'postponed'), steps, TODAY)).toEqual({ why: 'Les macros d’abord.' })
})

test('a form begins with what another person asked for, where the step says so', () => {
  const steps = [
    said('open', 'open', { due: '2026-12-20' }),
    said('ask-extension', 'extension-asked', { wanted: '2027-01-10' }),
  ]
  const accept = {
    ...asks([], 'planned', ['ask-extension']),
    fields: [{ ...field('due', 'date'), startsAs: 'wanted' }],
  }
  expect(restated(accept, steps, TODAY)).toEqual({ due: '2027-01-10' })
})

test('whoever decides on somebody’s request decides anew each time, from what was asked', () => {
  const steps = [
    said('open', 'declared', { size: 'large' }),
    said('decide-for', 'favourable', { duration: 'temporary', until: '2027-01-31', grounds: 'Le temps de migrer.' }),
  ]
  const decide = asks(
    [field('size', 'choice'), field('duration', 'choice'), field('until', 'date'), field('grounds')],
    'favourable',
    ['requester'],
  )
  expect(restated(decide, steps, TODAY)).toEqual({ size: 'large' })
})
