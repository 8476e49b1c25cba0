import type { Bilingual, Reopened, VerdictPolicy } from '@socle/contracts'
import type { Queries } from '../../platform/database.ts'
import type { Services } from '../../platform/services.ts'
import { descriptionOf } from '../applications/index.ts'
import { dueRequirements, fileRow, foundSince, reopenedBetween } from '../assessments/index.ts'
import { frameworkOf, stepTo } from '../requirements/index.ts'
import * as store from './gates-store.ts'

type Judging = Pick<Services, 'framework' | 'governance'>

/**
 * What was decided on, against the edition in force and the version as it is described now; and, of a gate that was passed,
 * the locks that fell and what was found since: a decision does not outlive them.
 * @param version that it is held against; default: the one that was decided on
 */
export async function reopenedSince(
  db: Queries,
  services: Judging,
  row: store.DecisionRow,
  today: Date,
  version: string = row.version,
): Promise<Reopened[]> {
  const { framework } = services
  const old = await frameworkOf(db, row.edition_digest)
  const now = (await descriptionOf(db, row.application_id, version))!
  // The edition in force as one edition: it must not change under way.
  const current = await frameworkOf(db, framework.edition.digest)
  const passage = { step: await stepTo(db, old, current), policy: services.governance.policies.migration }
  const changed = reopenedBetween(
    { framework: old, description: row.description, due: dueRequirements(old, row.description, row.gate) },
    { framework: current, description: now, due: dueRequirements(current, now, row.gate) },
    passage,
  )
  const found = await foundAgainst(db, services, row, today)
  return [
    ...changed,
    ...found.filter((item) => !changed.some(({ requirementId }) => requirementId === item.requirementId)),
  ]
}

/** What stands against a decision by which a gate was passed, in the file that it was taken on. */
export async function foundAgainst(
  db: Queries,
  services: Pick<Services, 'governance'>,
  row: store.DecisionRow,
  today: Date,
): Promise<Reopened[]> {
  if (row.decision === 'refuse') return []
  const { neverOverruled, oncePassed } = services.governance.policies.gates
  const rules = { locks: neverOverruled, others: oncePassed.reopenedBy }
  return foundSince(db, services, (await fileRow(db, row.file_id))!, rules, row.items, today)
}

/** A gate that was passed and has something to be looked at again, for whoever is told of it at home. */
export interface ReopenedGate {
  readonly application: { readonly id: string; readonly name: string }
  readonly gateName: Bilingual
  readonly fileId: string
  readonly reopened: readonly Reopened[]
  /** The edition in force, where it is not the one that was decided under. */
  readonly edition: string | null
  /** The version that reopens it, where it is not the one that was decided on. */
  readonly version: string | null
}

/** Of these applications, as their current version is held against what it or an earlier one passed. */
export async function gatesReopened(
  db: Queries,
  services: Judging,
  applicationIds: readonly string[],
  today: Date,
): Promise<ReopenedGate[]> {
  if (applicationIds.length === 0) return []
  const { framework } = services
  const gates: ReopenedGate[] = []
  for (const row of await store.passedGates(db, applicationIds)) {
    const sameEdition = row.edition_digest === framework.edition.digest
    const sameVersion = row.version === row.current_version
    const asDescribed = JSON.stringify(row.description.traits) === JSON.stringify(row.described.traits)
    // Home is read often: what cannot have changed is not compared.
    if (sameEdition && asDescribed && !mayHaveFallen(framework.policies.verdict, services, row.standing.answer))
      continue
    const reopened = await reopenedSince(db, services, row, today, row.current_version)
    if (reopened.length > 0)
      gates.push({
        application: { id: row.application_id, name: row.application_name },
        gateName: gateName(services, row.gate),
        fileId: row.file_id,
        reopened,
        edition: sameEdition ? null : framework.edition.id,
        version: sameVersion ? null : row.current_version,
      })
  }
  return gates
}

/** Gates that something found since stands against, of whatever application, for those who watch over them. */
export async function gatesFoundWanting(
  db: Queries,
  services: Judging,
  today: Date,
  limit: number,
): Promise<ReopenedGate[]> {
  const gates: ReopenedGate[] = []
  for (const row of await store.gatesWithFindings(db, limit)) {
    const reopened = await foundAgainst(db, services, row, today)
    if (reopened.length > 0)
      gates.push({
        application: { id: row.application_id, name: row.application_name },
        gateName: gateName(services, row.gate),
        fileId: row.file_id,
        reopened,
        edition: null,
        version: null,
      })
  }
  return gates
}

export const gateName = ({ framework }: Pick<Services, 'framework'>, gate: string): Bilingual =>
  framework.policies.gates.gates.find(({ id }) => id === gate)!.name

/** Whether the answer that is kept for the file may be that of a rule that reopens: the first rule that holds answers. */
function mayHaveFallen(
  { rules }: VerdictPolicy,
  { governance }: Pick<Services, 'governance'>,
  answer: VerdictPolicy['rules'][number]['answer'],
): boolean {
  const { neverOverruled, oncePassed } = governance.policies.gates
  const reopening = [...neverOverruled, ...oncePassed.reopenedBy]
  const last = rules.findLastIndex(({ id }) => reopening.includes(id))
  return rules.slice(0, last + 1).some((rule) => rule.answer === answer)
}
