import { expect, test } from 'vitest'
import type { Refusal } from '../../../platform/errors.ts'
import type { Deployment } from '../../policy/policy.ts'
import { createAdmission, type Wait } from './admission.ts'

const scarce = {
  id: 'onprem/scarce',
  name: 'scarce',
  declaration: { capacity: 1, expectedSeconds: 20 },
} as unknown as Deployment

/** What a call is told for which there is no room, in a line where it stands so far back. */
async function refusalAt(position: number, { length }: { length: number }) {
  const admission = createAdmission({
    takeTurns: (places) => Promise.resolve(places.map(({ id }) => ({ id, admitted: false, position }))),
    unavailable: () => new Error('no database'),
    length,
    patienceMs: 30,
    now: () => performance.now(),
  })
  const waits: Wait[] = []
  const call = {
    requestId: 'r',
    keyId: 'k',
    priority: 0,
    left: new AbortController().signal,
    tellWait: (wait: Wait) => waits.push(wait),
  }
  const refusal = await admission.enter(scarce, call).then(
    () => expect.unreachable(),
    (error: unknown) => error as Refusal,
  )
  await admission.close()
  return { refusal, waits }
}

test('a call whose turn does not come in time is told how long it waited and where it stood, not that the queue is full', async () => {
  const { refusal, waits } = await refusalAt(2, { length: 5 })
  const { code, args, extra } = refusal
  expect([code, args]).toMatchObject([
    'ai-queue-too-slow',
    { model: 'scarce', waited: '1', position: '2', seconds: '40' },
  ])
  expect(extra.current).toEqual({ retryAfterMs: 40_000 })
  expect(waits).toEqual([{ position: 2, seconds: expect.closeTo(0.03, 1) as number }])
})

test('one that finds no place is told so at once', async () => {
  const { refusal, waits } = await refusalAt(6, { length: 5 })
  expect([refusal.code, waits]).toEqual(['ai-queue-full', []])
})
