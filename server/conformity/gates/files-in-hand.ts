/** The file that the team of an application works on next: that of the first gate it may still pass, not the furthest one opened. */
import type { ApplicationSummary, Bilingual, Gate, RequirementId } from '@socle/contracts'
import type { Queries } from '../../platform/database.ts'
import type { Services } from '../../platform/services.ts'
import { frameworkOf } from '../requirements/index.ts'
import { isBehind, leftBehind, standingOf } from './journey-rules.ts'
import { openFiles } from './gates-store.ts'

export interface FileInHand {
  readonly standing: NonNullable<ApplicationSummary['standing']>
  readonly gateName: Bilingual
  /** Requirements said to be met of which the policy waits for a valid proof. */
  readonly unproven: readonly RequirementId[]
  /** Titles of those of them that the edition in force has no more, from the edition that the file stayed at. */
  readonly former: ReadonlyMap<string, Bilingual>
  /** Its gate was refused, and is to be presented again. */
  readonly refused: boolean
  /** Several gates have a file: which one is meant is said. */
  readonly several: boolean
}

/** By application, in its current version; none where every file waits for somebody else or is behind. */
export async function filesInHand(
  db: Queries,
  { framework }: Pick<Services, 'framework'>,
  applicationIds: readonly string[],
): Promise<Map<string, FileInHand>> {
  if (applicationIds.length === 0) return new Map()
  const found = new Map<string, FileInHand>()
  const rows = Map.groupBy(await openFiles(db, applicationIds), ({ application_id }) => application_id)
  for (const [application, files] of rows) {
    const stops = leftBehind(
      framework.policies.gates.gates.map(({ id: gate, name }) => {
        const file = files.find((row) => row.gate === gate)
        const { reviewed = false, sent_back: sentBack, decision } = file ?? {}
        const facts = { file: file !== undefined, reviewed, sentBack, decision: decision ?? undefined, reopened: 0 }
        return { gate, name, file, standing: standingOf(facts) }
      }),
    )
    const next = stops.find((stop) => stop.file && !isBehind(stop) && stop.standing !== 'presented')
    if (!next?.file) continue
    const { id: fileId, verdict } = next.file
    const { answer, gaps, assessed, total, unproven } = verdict
    const gone = unproven.filter((id) => !framework.requirementById.has(id))
    const then = gone.length === 0 ? undefined : await frameworkOf(db, next.file.edition_digest)
    found.set(application, {
      standing: { fileId, gate: next.gate as Gate, answer, gaps, assessed, total },
      gateName: next.name,
      unproven,
      former: new Map(
        gone.flatMap((id) => {
          const title = then?.requirementById.get(id)?.title
          return title ? [[id, title] as const] : []
        }),
      ),
      refused: next.standing === 'refused',
      several: files.length > 1,
    })
  }
  return found
}
