/** What may be put to the vote: what the committee's decision would end, once it waits for that decision. */
import type { Bilingual } from '@socle/contracts'
import { type Governance, stateOf } from '@socle/rulebook'
import { actorsInWords } from '../procedures/index.ts'
import type { Standing } from './agenda-store.ts'

/** The state in which a process waits for the committee; undefined = the committee only discusses it. */
const awaited = ({ policies }: Governance, process: string): string | undefined =>
  policies.committee.decides.find((each) => each.process === process)?.state

export const isReady = (governance: Governance, { process, state }: Standing): boolean =>
  [undefined, state].includes(awaited(governance, process))

/** Where it stands, where it should, and the step that leads there. */
export function notReady(governance: Governance, { process: id, state }: Standing): Bilingual {
  const process = governance.processById.get(id)!
  const ready = awaited(governance, id)!
  const [now, then] = [stateOf(process, state).name, stateOf(process, ready).name]
  const step = process.transitions.find(({ from, to, guarded }) => from.includes(state) && to === ready && !guarded)
  const who = step && actorsInWords(step.by)
  return {
    fr: `Ce dossier est à l’état « ${now.fr} » ; il s’inscrit une fois à l’état « ${then.fr} ».${step ? ` Faites d’abord « ${step.name.fr} » (${who!.fr}).` : ' Menez-le d’abord jusque-là.'}`,
    en: `This file stands at “${now.en}”; it is put on the agenda once it stands at “${then.en}”.${step ? ` First take the step “${step.name.en}” (${who!.en}).` : ' Bring it there first.'}`,
  }
}
