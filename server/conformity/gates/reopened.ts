import type { Bilingual, Reopened, VerdictPolicy } from '@socle/contracts'
import type { Queries } from '../../platform/database.ts'
import type { Services } from '../../platform/services.ts'
import { descriptionOf } from '../applications/index.ts'
import { dueRequirements, fileRow, locksFallen, reopenedBetween } from '../assessments/index.ts'
import { frameworkOf, stepTo } from '../requirements/index.ts'
import * as store from './gates-store.ts'

/**
 * What was decided on, against the edition in force and the version as it is described now; and the locks that fell since
 * a gate was passed: a decision does not outlive them.
 */
export async function reopenedSince(
  db: Queries,
  services: Pick<Services, 'framework' | 'governance'>,
  row: NonNullable<Awaited<ReturnType<typeof store.lastDecision>>>,
  today: Date,
): Promise<Reopened[]> {
  const { framework } = services
  const file = (await fileRow(db, row.file_id))!
  const old = await frameworkOf(db, row.edition_digest)
  const now = (await descriptionOf(db, file.application_id, file.version))!
  // The edition in force as one edition: it must not change under way.
  const current = await frameworkOf(db, framework.edition.digest)
  const passage = { step: await stepTo(db, old, current), policy: services.governance.policies.migration }
  const changed = reopenedBetween(
    { framework: old, description: row.description, due: dueRequirements(old, row.description, file.gate) },
    { framework: current, description: now, due: dueRequirements(current, now, file.gate) },
    passage,
  )
  if (row.decision === 'refuse') return changed
  const fallen = await locksFallen(db, services, file, services.governance.policies.gates.neverOverruled, today)
  return [
    ...changed,
    ...fallen.filter((lock) => !changed.some(({ requirementId }) => requirementId === lock.requirementId)),
  ]
}

/** A gate that was passed and has something to be looked at again, for whoever is told of it at home. */
export interface ReopenedGate {
  readonly application: { readonly id: string; readonly name: string }
  readonly gateName: Bilingual
  readonly fileId: string
  readonly reopened: readonly Reopened[]
  /** The edition in force, where it is not the one that was decided under. */
  readonly edition: string | null
}

/** Of these applications, in their current version. */
export async function gatesReopened(
  db: Queries,
  services: Pick<Services, 'framework' | 'governance'>,
  applicationIds: readonly string[],
  today: Date,
): Promise<ReopenedGate[]> {
  if (applicationIds.length === 0) return []
  const { framework } = services
  const gates: ReopenedGate[] = []
  for (const row of await store.passedGates(db, applicationIds)) {
    const sameEdition = row.edition_digest === framework.edition.digest
    const asDescribed = JSON.stringify(row.description.traits) === JSON.stringify(row.described.traits)
    // Home is read often: what cannot have changed is not compared.
    if (sameEdition && asDescribed && !mayHaveFallen(framework.policies.verdict, services, row.standing.answer))
      continue
    const reopened = await reopenedSince(db, services, row, today)
    if (reopened.length > 0)
      gates.push({
        application: { id: row.application_id, name: row.application_name },
        gateName: framework.policies.gates.gates.find(({ id }) => id === row.gate)!.name,
        fileId: row.file_id,
        reopened,
        edition: sameEdition ? null : framework.edition.id,
      })
  }
  return gates
}

/** Whether the answer that is kept for the file may be that of a lock: the first rule that holds answers. */
function mayHaveFallen(
  { rules }: VerdictPolicy,
  { governance }: Pick<Services, 'governance'>,
  answer: VerdictPolicy['rules'][number]['answer'],
): boolean {
  const locks = governance.policies.gates.neverOverruled
  const last = rules.findLastIndex(({ id }) => locks.includes(id))
  return rules.slice(0, last + 1).some((rule) => rule.answer === answer)
}
