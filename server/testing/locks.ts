import { type FieldValues, procedureRoutes } from '@socle/contracts'
import { dayOf } from '../platform/day.ts'
import type { TestClient } from './test-client.ts'

const link = 'https://dossiers.example.gouv.fr/titres'
/** A whole entry of the processing register, without high risk. */
export const registerEntry: FieldValues = {
  purpose: 'Instruire les demandes.',
  regime: 'gdpr',
  'legal-basis': 'Mission d’intérêt public',
  controller: 'Directrice des titres',
  people: 'Demandeurs.',
  data: 'Identité, adresse.',
  recipients: 'Agents instructeurs.',
  retention: 'Cinq ans.',
  rights: 'Par courrier au délégué.',
  'high-risk': false,
  'security-measures': 'Coffre de clés.',
}

/**
 * What lifts the two locks of production: an homologation and an entry in force of the register.
 * @returns the homologation, which security may withdraw
 */
export async function liftLocks(team: TestClient, security: TestClient, applicationId: string): Promise<string> {
  const [today, later] = [new Date(), new Date()]
  later.setUTCFullYear(today.getUTCFullYear() + 1)
  const [day, end] = [dayOf(today), dayOf(later)]
  const open = async (process: string, data: FieldValues) =>
    (await team.call(procedureRoutes.open, { body: { process, applicationId, title: process, data } })).body.id
  const homologation = await open('homologation', { authority: 'Directrice des titres', regime: 'ordinary' })
  const plan = { 'action-plan': link, 'residual-vulnerabilities': 'Aucune.' }
  const decision = { 'decided-on': day, 'valid-until': end, conditions: 'Aucune.', 'residual-risks': 'Faibles.' }
  await stepOf(team, homologation, 'rank', { register: link })
  await stepOf(team, homologation, 'analyse', { method: 'ebios-rm', 'risk-analysis': link })
  await stepOf(team, homologation, 'audit', { 'penetration-test': link })
  await stepOf(team, homologation, 'plan', plan)
  await stepOf(security, homologation, 'convene', { 'held-on': day })
  await stepOf(security, homologation, 'homologate', decision)
  const register = await open('processing-register', registerEntry)
  await stepOf(team, register, 'submit')
  await stepOf(security, register, 'validate', { 'validated-on': day, 'review-by': end })
  return homologation
}

/** Takes a step on whatever the procedure is now. @throws Error with what refused it */
export async function stepOf(by: TestClient, procedureId: string, transition: string, data: FieldValues = {}) {
  const params = { procedureId }
  const { revision } = (await by.call(procedureRoutes.get, { params })).body
  const { body, problem } = await by.call(procedureRoutes.step, { params, body: { transition, revision, data } })
  if (problem) throw new Error(`${transition}: ${problem.detail} ${JSON.stringify(problem.errors ?? [])}`)
  return body
}
