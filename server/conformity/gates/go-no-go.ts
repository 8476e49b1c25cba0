import type { GoNoGoPolicy } from '@socle/contracts'
import { refuse } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { actorsInWords } from '../procedures/index.ts'

type Row = GoNoGoPolicy['rows'][number]

/** The row of the policy for a size and a nature. The policy has one for each. */
export const rowOf = ({ rows }: GoNoGoPolicy, size: unknown, nature: unknown): Row =>
  rows.find((row) => row.size === size && row.nature === nature)!

/** The process `go-no-go` takes the branch that the policy gives to its size and nature, and is decided by whom it names. */
export function followGoNoGo({ events, governance }: Services): void {
  const policy = governance.policies.goNoGo
  const process = governance.processById.get('go-no-go')
  events.on('procedure-stepped', async (_trx, step) => {
    if (step.process !== 'go-no-go') return
    const row = rowOf(policy, step.data['size'], step.data['nature'])
    const act = process!.transitions.find(({ id }) => id === step.transition)?.name ?? process!.name
    const asked = { qualify: 'study', 'qualify-self': 'self' }[step.transition]
    if (asked !== undefined && asked !== row.branch)
      throw refuse('go-branch-differs', { act, size: row.size, nature: row.nature })
    const { caller } = step.by
    if (step.byFeature) return
    if (step.transition.startsWith('decide-') && caller && !caller.roles.some((role) => row.decidedBy.includes(role)))
      throw refuse('procedure-not-yours', { act, actors: actorsInWords(row.decidedBy) })
  })
}
