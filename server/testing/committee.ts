/** A committee of two seats whose decisions are taken at a word, for what happens outside its room. */
import { type AgendaSubject, committeeRoutes, identityRoutes } from '@socle/contracts'
import type { TestClient } from './test-client.ts'
import type { TestSocle } from './test-socle.ts'

interface DecidedItem {
  readonly subject: AgendaSubject
  readonly title: string
  readonly conditions?: string
  readonly until?: string
  readonly choice: 'for' | 'against'
}

export type TestCommittee = Awaited<ReturnType<typeof seatCommittee>>

/** Hélène and Yann sit from the first day of the year given. */
export async function seatCommittee(socle: Pick<TestSocle, 'as'>, year: number) {
  // Nobody is known before a first sign-in.
  const [sophie] = await Promise.all(['sophie', 'helene', 'yann'].map((person) => socle.as(person)))
  const { users } = (await sophie!.call(identityRoutes.users)).body
  const mandates = await Promise.all(
    ['Hélène', 'Yann'].map(async (first) => {
      const { body } = await sophie!.call(committeeRoutes.appoint, {
        body: {
          seat: { body: `Siège de ${first}` },
          userId: users.find(({ name }) => name.startsWith(first))!.id,
          rank: 'titular',
          from: `${year}-01-01`,
        },
      })
      return body.id
    }),
  )
  const committee = {
    /** Plans a session of the day, puts the items on its agenda, records the votes of all and closes it. */
    async decide(by: TestClient, day: string, items: readonly DecidedItem[]) {
      const planned = await by.call(committeeRoutes.plan, {
        body: { kind: 'ordinary', title: `Séance ${day}`, date: day },
      })
      const sessionId = planned.body.id
      const params = { sessionId }
      const { body } = await by.call(committeeRoutes.addItems, {
        params,
        body: { items: items.map(({ choice: _choice, ...item }) => ({ ...item, proposal: 'Accorder.' })) },
      })
      await by.call(committeeRoutes.open, { params, body: { revision: 1, chair: mandates[0]! } })
      await by.call(committeeRoutes.attend, {
        params,
        body: { attendance: mandates.map((mandateId) => ({ mandateId, presence: 'room' as const })) },
      })
      for (const [index, { id }] of body.agenda.entries())
        await by.call(committeeRoutes.recordVotes, {
          params: { sessionId, itemId: id },
          body: { votes: mandates.map((mandateId) => ({ mandateId, choice: items[index]!.choice })) },
        })
      const closed = await by.call(committeeRoutes.close, { params, body: { revision: 2 } })
      if (closed.problem) throw new Error(`The session does not close: ${closed.problem.code}`)
      return { sessionId, agenda: closed.body.agenda }
    },
    /** The decisions have effect from now on: all of the session, or these items. */
    notify: (by: TestClient, sessionId: string, items?: string[]) =>
      by.call(committeeRoutes.notify, { params: { sessionId }, body: items ? { items } : {} }),
    /** Decides on one procedure and notifies it at once. */
    async settle(by: TestClient, day: string, procedureId: string, choice: 'for' | 'against') {
      const item = { subject: { kind: 'procedure', procedureId } as const, title: 'Dossier', choice }
      const { sessionId } = await committee.decide(by, day, [item])
      const notified = await committee.notify(by, sessionId)
      if (notified.problem) throw new Error(`The decision is not notified: ${notified.problem.code}`)
    },
  }
  return committee
}
