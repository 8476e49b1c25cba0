/** The notification of a decision: from then on it has effect, and only from then on. */
import type { BulkOutcome, VoteResult } from '@socle/contracts'
import { audit } from '../../platform/audit.ts'
import type { Trx } from '../../platform/database.ts'
import { momentInWords } from '../../platform/day.ts'
import { Refusal, refuse } from '../../platform/errors.ts'
import type { RequestContext } from '../../platform/http.ts'
import { rowByRow } from '../../platform/row-by-row.ts'
import type { Services } from '../../platform/services.ts'
import { requirePerson } from '../applications/index.ts'
import { takeStep } from '../procedures/index.ts'
import { lockInState } from './session-lock.ts'
import * as agendas from './agenda-store.ts'

/**
 * Notifies items of one closed session, all or none; a session with nothing left to notify is settled.
 * @param wanted absent = all that wait
 * @throws Refusal session-unknown, session-not-in-state, item-unknown, nothing-to-notify
 */
export async function notifyItems(
  trx: Trx,
  services: Services,
  context: RequestContext,
  sessionId: string,
  wanted: readonly string[] | undefined,
): Promise<void> {
  const { id: userId } = requirePerson(context.caller)
  const session = await lockInState(trx, sessionId, ['closed'])
  const all = await agendas.itemsOf(trx, sessionId)
  const waiting = all.filter(({ outcome, notified_at }) => isDecision(outcome) && notified_at === null)
  for (const id of wanted ?? []) if (!all.some((item) => item.id === id)) throw refuse('item-unknown', { id })
  const items = wanted ? waiting.filter(({ id }) => wanted.includes(id)) : waiting
  if (items.length === 0 || (wanted && items.length < new Set(wanted).size))
    throw refuse('nothing-to-notify', {}, { errors: notifiedAlready(all, wanted) })
  for (const item of items) {
    await agendas.storeNotified(trx, item.id, userId, context.now)
    const outcome = item.outcome as 'adopted' | 'refused'
    const detail = { item: item.id, title: item.title, outcome, until: item.until_day }
    await audit(trx, context, 'committee.decision-notified', `committee-session:${sessionId}`, detail)
    const decision = {
      sessionId,
      itemId: item.id,
      procedureId: item.procedure_id,
      editionId: item.edition_id,
      outcome,
      until: item.until_day,
      conditions: item.conditions,
      decidedOn: session.day,
      votes: item.result && votesOf(item.result),
      context,
    } as const
    await services.events.emit(trx, 'decision-notified', decision).catch((error: unknown) => {
      throw items.length > 1 && error instanceof Refusal ? heldUpBy(item, error) : error
    })
  }
  if (items.length === waiting.length)
    await takeStep(trx, services, context, { procedureId: sessionId, transition: 'settle', byFeature: true })
}

/** Of several decisions, the one that cannot take effect is named: the others need not wait for it. */
const heldUpBy = ({ title, position }: agendas.ItemRow, { code, args, extra }: Refusal): Refusal =>
  new Refusal(code, args, {
    ...extra,
    errors: [
      {
        path: title,
        message: {
          fr: `point ${position} de l’ordre du jour ; cette décision retient les autres, et rien n’a été notifié. Les autres peuvent se notifier une à une.`,
          en: `item ${position} of the agenda; this decision holds up the others, and nothing was notified. The others can be notified one by one.`,
        },
      },
      ...(extra.errors ?? []),
    ],
  })

/** Two people notify at once, or one twice: the second learns that it is done. */
const notifiedAlready = (items: readonly agendas.ItemRow[], wanted: readonly string[] | undefined) =>
  items.flatMap(({ id, title, notified_at: at, notifier_name: by }) =>
    at === null || by === null || (wanted && !wanted.includes(id))
      ? []
      : [
          {
            path: title,
            message: {
              fr: `déjà notifiée par ${by}, le ${momentInWords(at, 'fr')}.`,
              en: `notified already by ${by}, on ${momentInWords(at, 'en')}.`,
            },
          },
        ],
  )

/** Decisions of whatever session, row by row. */
export const notifySeveral = (
  services: Services,
  context: RequestContext,
  items: readonly string[],
): Promise<BulkOutcome> =>
  rowByRow(
    services,
    context,
    items,
    (id) => id,
    async (trx, id) => {
      const sessionId = await agendas.sessionOfItem(trx, id)
      if (sessionId === undefined) throw refuse('item-unknown', { id })
      await notifyItems(trx, services, context, sessionId, [id])
    },
  )

const votesOf = ({ tally }: VoteResult) => ({ for: tally.for, against: tally.against, abstain: tally.abstain })

const isDecision = (outcome: string | null): boolean => outcome === 'adopted' || outcome === 'refused'
