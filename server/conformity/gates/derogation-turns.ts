import type { Services } from '../../platform/services.ts'
import { narrowTurn } from '../procedures/index.ts'
import { decidersOfDerogation, turnFor } from './deciders.ts'

/** A derogation that only a session decides waits for those who keep the agendas, and for nobody else. */
export function followDerogationTurns({ events, framework, governance }: Services): void {
  events.on('procedure-stepped', async (trx, step) => {
    if (step.process !== 'derogation' || step.to !== 'under-study') return
    const deciders = decidersOfDerogation(governance.policies.derogations, framework, step.data)
    if (deciders.length > 0) await narrowTurn(trx, step.procedureId, turnFor(governance, deciders))
  })
}
