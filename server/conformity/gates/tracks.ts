/** A way of its own through the gates does not run ahead of them: the policy says which gate a state of its process comes after. */
import { stateOf } from '@socle/rulebook'
import { refuse } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { gatesPassed } from './gates-store.ts'

export function followTracks({ events, framework, governance }: Services): void {
  const { tracks } = governance.policies.gates
  events.on('procedure-stepped', async (trx, { process, applicationId, from, to }) => {
    const after =
      tracks.find((track) => track.process === process)?.steps.find(({ state }) => state === to)?.after ?? []
    if (applicationId === null || from === to || after.length === 0) return
    const passed = await gatesPassed(trx, applicationId)
    const missing = framework.policies.gates.gates.find(({ id }) => after.includes(id) && !passed.includes(id))
    if (missing)
      throw refuse('track-gate-not-passed', {
        state: stateOf(governance.processById.get(process)!, to).name,
        gate: missing.name,
      })
  })
}
