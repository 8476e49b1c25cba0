import { type ApplicationSummary, type Answers, type Description, toAssess } from '@socle/contracts'
import { applicability, describeProblems, type Framework, parseApplicationFile } from '@socle/rulebook'
import { stringify } from 'yaml'
import { refuse } from '../../platform/errors.ts'
import type { ListedApplication } from './applications-store.ts'

/** @throws Refusal description-invalid */
export function requireValid(framework: Framework, traits: Answers): void {
  const errors = describeProblems(framework, traits)
  if (errors.length > 0)
    throw refuse(
      'description-invalid',
      {},
      { errors: errors.map((error) => ({ ...error, path: `description.${error.path}` })) },
    )
}

export const applicableCount = (framework: Framework, traits: Answers): number =>
  applicability(framework, traits).requirements.filter(({ applies }) => applies).length

/** Reads the text of a socle.app.yaml. @throws Refusal description-invalid with every mistake */
export function readApplicationFile(
  framework: Framework,
  text: string,
): { id: string; version: string; description: Description } {
  const reading = parseApplicationFile(text, framework)
  if (!reading.ok)
    throw refuse(
      'description-invalid',
      {},
      { errors: reading.faults.map(({ place, message }) => ({ path: place, message })) },
    )
  const { id, version, name, summary, owner, repository, address, traits } = reading.application
  return {
    id,
    version,
    description: {
      name,
      summary: summary ?? '',
      organisation: owner.organisation,
      ...(owner.contact !== undefined && { contact: owner.contact }),
      ...(repository !== undefined && { repository }),
      ...(address !== undefined && { address }),
      traits,
    },
  }
}

export function writeApplicationFile(id: string, version: string, description: Description): string {
  const { name, summary, organisation, contact, repository, address, traits } = description
  const file = {
    socle: 1,
    id,
    name,
    ...(summary && { summary }),
    version,
    owner: { organisation, ...(contact && { contact }) },
    ...(repository && { repository }),
    ...(address && { address }),
    traits,
  }
  return `# Description of the application for Socle. "socle traits" lists the questions; an answer left out is unknown, never "no".\n${stringify(file, { lineWidth: 120 })}`
}

export const summaryOf = (framework: Framework, row: ListedApplication): ApplicationSummary => ({
  id: row.id,
  name: row.name,
  organisation: row.organisation,
  version: row.version,
  answered: Object.keys(row.description.traits).length,
  traits: framework.traits.length,
  applicable: row.applicable,
  standing:
    row.file_id !== null && row.gate !== null && row.verdict !== null
      ? {
          fileId: row.file_id,
          gate: row.gate,
          answer: row.verdict.answer,
          gaps: row.verdict.gaps,
          ...toAssess(row.verdict.tally),
        }
      : null,
  updatedAt: row.updated_at.toISOString(),
})
