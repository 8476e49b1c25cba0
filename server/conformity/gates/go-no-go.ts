import type { Bilingual, FieldValues, GoNoGoPolicy, Process } from '@socle/contracts'
import { refuse } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { narrowTurn, openProcedure } from '../procedures/index.ts'
import { alone, decidersInWords, turnFor } from './deciders.ts'

type Row = GoNoGoPolicy['rows'][number]

/** The row of the policy for a size and a nature. The policy has one for each. */
export const rowOf = ({ rows }: GoNoGoPolicy, size: unknown, nature: unknown): Row =>
  rows.find((row) => row.size === size && row.nature === nature)!

/** A choice that was stated, as the process words it. */
const optionName = ({ opening }: Process, field: string, option: string): Bilingual => {
  const { label } = opening.fields.find(({ id }) => id === field)!.options!.find(({ id }) => id === option)!
  return { fr: label.fr.toLowerCase(), en: label.en.toLowerCase() }
}

/** The branch that each transition takes. */
const branches: Readonly<Record<string, Row['branch']>> = { qualify: 'study', 'qualify-self': 'self' }

const LONGEST_TITLE = 200

/** One reserve a line, as the decision states them. */
function reservesStated(data: FieldValues): { title: string; data: FieldValues }[] {
  const { blocking = false, 'reserves-due': due } = data
  return String(data['reserves'] ?? '')
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•–]|\d+[.)])\s+/, '').trim())
    .filter((line) => line !== '')
    .map((gap) => ({
      title: gap.length <= LONGEST_TITLE ? gap : `${gap.slice(0, LONGEST_TITLE - 1)}…`,
      data: { gap, blocking, ...(due !== undefined && { due }) },
    }))
}

/**
 * The process `go-no-go` takes the branch that the policy gives to its size and nature, is decided by whom it names, and
 * raises what it reserves.
 */
export function followGoNoGo(services: Services): void {
  const { events, governance } = services
  const policy = governance.policies.goNoGo
  const process = governance.processById.get('go-no-go')
  events.on('procedure-stepped', async (trx, step) => {
    if (step.process !== 'go-no-go') return
    const row = rowOf(policy, step.data['size'], step.data['nature'])
    const nameOf = (transition: string) =>
      process!.transitions.find(({ id }) => id === transition)?.name ?? process!.name
    const act = nameOf(step.transition)
    const asked = branches[step.transition]
    if (asked !== undefined && asked !== row.branch)
      throw refuse('go-branch-differs', {
        act,
        other: nameOf(Object.keys(branches).find((transition) => branches[transition] === row.branch)!),
        size: optionName(process!, 'size', row.size),
        nature: optionName(process!, 'nature', row.nature),
      })
    if (step.to === 'study') await narrowTurn(trx, step.procedureId, turnFor(governance, row.decidedBy))
    const { caller } = step.by
    if (
      !step.byFeature &&
      step.transition.startsWith('decide-') &&
      caller &&
      !caller.roles.some((role) => alone(row.decidedBy).includes(role))
    )
      throw refuse('procedure-not-yours', { act, actors: decidersInWords(row.decidedBy) })
    if (step.transition !== 'decide-go-with-reserves' || !caller || step.applicationId === null) return
    for (const { title, data } of reservesStated(step.stated))
      await openProcedure(
        trx,
        services,
        { ...step.by, caller, now: step.now },
        { process: 'reserve', applicationId: step.applicationId, title, data, byFeature: true },
      )
  })
}
