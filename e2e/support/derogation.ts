import { procedureRoutes, type RequirementId } from '@socle/contracts'
import type { TestClient } from '../../server/testing/test-client.ts'

/** A derogation that the team of `titres` prepares, not yet submitted. */
export async function openDerogation(team: TestClient, title: string, requirement: RequirementId) {
  const data = { requirements: [requirement], limit: 'Illisibles.' }
  const body = { process: 'derogation', applicationId: 'titres', title, data }
  return (await team.call(procedureRoutes.open, { body })).body
}
