import {
  applicationRoutes,
  checkReportRoutes,
  conformityRoutes,
  gateReviewRoutes,
  identityRoutes,
  productRoutes,
  procedureRoutes,
  Role,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personas } from './platform/identity/personas.ts'
import { permits } from './testing/descriptions.ts'
import type { TestClient } from './testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from './testing/test-socle.ts'
import { dayOf } from './platform/day.ts'

const everyone = personas.map(({ id }) => id)
const followers = ['camille', 'samir', 'helene', 'yann', 'nadia', 'sophie']
const readers = ['camille', 'helene', 'yann', 'nadia', 'sophie']
const commenters = ['camille', 'helene', 'yann', 'nadia']
const team = ['camille']
const keyHolders = ['camille', 'sophie']
const supervisors = ['helene', 'nadia', 'ines', 'claire', 'sophie']
const administrators = ['ines', 'sophie']
const frameworkEditors = ['helene', 'sophie']
const committeeReaders = ['helene', 'yann', 'nadia', 'sophie']
const committeeRunners = ['helene', 'sophie']
const tenderReaders = ['luc', 'helene', 'sophie']
const buyers = ['luc', 'sophie']
const ledgerReaders = ['nadia', 'ines', 'claire', 'sophie']

/** Who may call each operation on an application of Camille's team; `key` = that application's own key. */
const expected: Record<string, readonly string[]> = {
  getSession: everyone,
  chooseLanguage: everyone,
  listTokens: everyone,
  issueToken: everyone,
  revokeToken: everyone,
  listEveryToken: ['sophie'],
  revokeAnyToken: ['sophie'],
  getOperations: administrators,
  setOperatingMode: administrators,
  setSignIns: administrators,
  endSessions: administrators,
  setTrace: administrators,
  drain: administrators,
  backup: administrators,
  getHome: everyone,
  getFramework: [...everyone, 'key'],
  listRequirements: [...everyone, 'key'],
  exportRequirements: [...everyone, 'key'],
  getRequirement: [...everyone, 'key'],
  previewApplicability: everyone,
  previewAdvice: everyone,
  getAdvice: [...readers, 'key'],
  overrideAdvice: ['helene', 'nadia'],
  exportProcessingRegister: ['dominique', 'rachel', 'nadia', 'sophie'],
  getProductPolicy: [...everyone, 'key'],
  listProducts: [...everyone, 'key'],
  exportProducts: [...everyone, 'key'],
  getProduct: [...everyone, 'key'],
  createProduct: ['helene', 'sophie'],
  saveProduct: ['helene', 'sophie'],
  retainProduct: ['helene', 'sophie'],
  changeProducts: ['helene', 'sophie'],
  importProducts: ['helene', 'sophie'],
  listApplications: followers,
  exportApplications: followers,
  getPortfolio: followers,
  createApplication: ['camille', 'samir', 'helene', 'sophie'],
  readApplicationFile: ['camille', 'samir', 'helene', 'sophie'],
  getApplication: [...readers, 'key'],
  getApplicability: [...readers, 'key'],
  exportApplicability: [...readers, 'key'],
  getApplicationFile: [...readers, 'key'],
  describeApplication: team,
  addVersion: team,
  setTeam: team,
  listTeamCandidates: team,
  listKeys: keyHolders,
  issueKey: keyHolders,
  rotateKey: keyHolders,
  revokeKey: keyHolders,
  getConsumption: [...readers, 'key'],
  listModels: [...everyone, 'key'],
  listProviders: supervisors,
  createProvider: administrators,
  updateProvider: administrators,
  setProviderSecret: administrators,
  approveProvider: ['nadia', 'sophie'],
  previewProtection: everyone,
  getProtectionPolicy: everyone,
  setProtectionPolicy: ['nadia', 'sophie'],
  countProtections: ledgerReaders,
  reportDetection: everyone,
  listDetectionReports: ['nadia', 'sophie'],
  decideDetectionReport: ['nadia', 'sophie'],
  exportDetectionCases: ['nadia', 'sophie'],
  setModelAlias: administrators,
  listLimits: supervisors,
  listKeyLimits: keyHolders,
  setLimit: administrators,
  setApplicationGroup: administrators,
  removeLimit: administrators,
  listCalls: ledgerReaders,
  exportCalls: ledgerReaders,
  getStatement: ledgerReaders,
  exportLedger: ledgerReaders,
  reconcileInvoice: ledgerReaders,
  openConformityFile: team,
  getConformityFile: [...readers, 'key'],
  exportConformityFile: [...readers, 'key'],
  getAssessment: readers,
  assess: team,
  assessSeveral: team,
  commentAssessment: commenters,
  addEvidenceLink: team,
  addEvidenceFile: team,
  getEvidenceContent: readers,
  withdrawEvidence: team,
  pushCheckReport: [...team, 'key'],
  readMeasurement: [...readers, 'key'],
  takeMeasurement: [...team, 'key'],
  listCheckReports: [...readers, 'key'],
  getCheckReport: [...readers, 'key'],
  listProcesses: [...everyone, 'key'],
  listProcedures: everyone,
  exportProcedures: everyone,
  openProcedure: everyone,
  assignProcedures: everyone,
  listProcedureAssignees: everyone,
  listProcedureSteps: everyone,
  takeProcedureSteps: everyone,
  getProcedure: commenters,
  takeProcedureStep: commenters,
  listCommitments: commenters,
  requestGateReview: team,
  getGateReview: commenters,
  decideGateReview: commenters,
  getGateStanding: [...readers, 'key'],
  getJourney: [...readers, 'key'],
  sweepProcedures: ['ines', 'sophie'],
  listNotifications: everyone,
  exportNotifications: everyone,
  readNotifications: everyone,
  listEditions: everyone,
  exportEditionList: everyone,
  getEditionDraft: everyone,
  exportEditionRows: everyone,
  compareEditions: everyone,
  getEditionFiles: [...everyone, 'key'],
  exportEditionSheet: [...everyone, 'key'],
  previewEdition: frameworkEditors,
  importEdition: frameworkEditors,
  completeRequirement: frameworkEditors,
  previewCondition: frameworkEditors,
  decideEdition: ['yann', 'sophie'],
  simulateMigration: frameworkEditors,
  simulateFileMigration: frameworkEditors,
  migrate: frameworkEditors,
  listMigrations: frameworkEditors,
  stopMigration: frameworkEditors,
  listRemarks: everyone,
  exportRemarks: everyone,
  addRemark: everyone,
  answerRemark: frameworkEditors,
  listMandates: committeeReaders,
  giveMandate: committeeRunners,
  endMandate: committeeRunners,
  listCommitteeSessions: committeeReaders,
  planCommitteeSession: committeeRunners,
  getCommitteeSession: committeeReaders,
  openCommitteeSession: committeeRunners,
  closeCommitteeSession: committeeRunners,
  rescheduleCommitteeSession: committeeRunners,
  conveneCommittee: committeeRunners,
  cancelCommitteeSession: committeeRunners,
  putOnAgenda: committeeRunners,
  editAgendaItem: committeeRunners,
  takeOffAgenda: committeeRunners,
  addAgendaFile: committeeRunners,
  getAgendaFile: committeeReaders,
  recordAttendance: committeeRunners,
  recordMyAttendance: ['helene', 'yann'],
  vote: ['helene', 'yann'],
  recordVotes: committeeRunners,
  notifyDecisions: committeeRunners,
  notifySeveralDecisions: committeeRunners,
  getMinutes: committeeReaders,
  writeMinutes: committeeRunners,
  signMinutes: committeeRunners,
  listDecisions: committeeReaders,
  exportDecisions: committeeReaders,
  exportMandates: committeeReaders,
  exportCommitteeSessions: committeeReaders,
  listTenders: tenderReaders,
  exportTenders: tenderReaders,
  createTender: buyers,
  listTenderApplications: buyers,
  getTender: tenderReaders,
  listSelectableRequirements: tenderReaders,
  chooseRequirements: buyers,
  stepTender: buyers,
  getTenderGrid: tenderReaders,
  getTenderAnnex: tenderReaders,
  recordBid: buyers,
  withdrawBid: buyers,
  getBidGrid: tenderReaders,
  compareBids: tenderReaders,
  exportComparison: tenderReaders,
  retainAnswer: ['helene', 'sophie'],
  sayBidsRead: ['helene', 'sophie'],
  getTenderReport: tenderReaders,
  awardTender: buyers,
  planRemediation: buyers,
  listUsers: ['sophie'],
  exportUsers: ['sophie'],
  setUserRoles: ['sophie'],
  listAudit: ['sophie', 'nadia'],
  exportAudit: ['sophie', 'nadia'],
  listAuditSubjects: ['sophie', 'nadia'],
}

interface OpenApi {
  paths: Record<string, Record<string, { operationId: string; security: object[] }>>
}

describe.each(databaseKinds)('who may do what (%s)', (kind) => {
  let socle: TestSocle
  const callers = new Map<string, TestClient>()
  const values: Record<string, string> = {
    applicationId: 'titres',
    requirementId: 'GI:1166',
    topic: 'hosting',
    edition: 'in-force',
    step: 'freeze',
  }
  let operations: { id: string; method: string; path: string; security: object[] }[]

  beforeAll(async () => {
    socle = await startTestSocle(kind)
    for (const { id } of personas) callers.set(id, await socle.as(id))
    const camille = callers.get('camille')!
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
    const params = { applicationId: 'titres' }
    const file = await camille.call(conformityRoutes.open, { params, body: { version: '1.0.0', gate: 'production' } })
    values.fileId = file.body.id
    const key = await camille.call(applicationRoutes.issueKey, { params, body: { label: 'CI' } })
    values.keyId = '00000000-0000-4000-8000-000000000000'
    values.limitId = values.keyId
    values.draftId = values.keyId
    values.runId = values.keyId
    values.remarkId = values.keyId
    for (const name of ['limitId', 'mandateId', 'sessionId', 'itemId', 'tenderId', 'bidId', 'tokenId'])
      values[name] = values.keyId
    callers.set('key', socle.withKey(key.body.secret))
    const at = { fileId: file.body.id, requirementId: 'GI:1166' as const }
    const date = dayOf(new Date())
    const form = new FormData()
    form.set('file', new Blob(['%PDF-1.7']), 'preuve.pdf')
    const evidence = await camille.call(conformityRoutes.addFile, {
      params: at,
      query: { label: 'Preuve', date },
      form,
    })
    values.evidenceId = evidence.body.id
    const report = {
      tool: 'socle check',
      version: '0',
      startedAt: new Date().toISOString(),
      durationMs: 1,
      target: {},
      checks: [],
    }
    values.reportId = (
      await camille.call(checkReportRoutes.push, { params, body: { version: '1.0.0', report } })
    ).body.id
    const reserve = {
      process: 'reserve',
      applicationId: 'titres',
      title: 'Journal trop bavard',
      data: { gap: 'Le journal contient des noms.', blocking: false },
    }
    values.procedureId = (await callers.get('nadia')!.call(procedureRoutes.open, { body: reserve })).body.id
    const facts = { name: 'Plume' } as never
    await callers.get('helene')!.call(productRoutes.create, { body: { reference: 'T-1', facts } })
    values.reference = 'T-1'
    const review = await camille.call(gateReviewRoutes.request, { params: { fileId: file.body.id }, body: {} })
    values.procedureId = review.body.id
    const users = await callers.get('sophie')!.call(identityRoutes.users)
    values.userId = users.body.users.find(({ name }) => name.startsWith('Paul'))!.id

    const document = (await (await fetch(`${socle.url}/openapi.json`)).json()) as OpenApi
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, security }]) => ({
        id: operationId,
        method: method.toUpperCase(),
        path,
        security,
      })),
    )
  })
  afterAll(() => socle.close())

  const call = async (operation: { method: string; path: string }, caller: TestClient) => {
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(values[name] ?? 'missing'),
    )
    return caller.call(
      { ...operation, path } as never,
      operation.method === 'GET' || operation.method === 'DELETE' ? undefined : ({ body: {} } as never),
    )
  }

  test('the expected table and the OpenAPI document name the same operations, each with security', () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(expected).sort())
    expect(operations.filter(({ security }) => !security?.length)).toEqual([])
  })

  test('nobody anonymous gets anything', async () => {
    for (const operation of operations) {
      const answer = await call(operation, socle.anonymous)
      expect([operation.id, answer.status, answer.problem?.code]).toEqual([operation.id, 401, 'not-signed-in'])
    }
  })

  test('each persona gets what the table says, and nothing else', async () => {
    const found: Record<string, string[]> = {}
    // Withdrawing the evidence comes last, so that the others meet it whole.
    for (const operation of operations.sort(
      (a, b) => Number(a.id === 'withdrawEvidence') - Number(b.id === 'withdrawEvidence'),
    )) {
      found[operation.id] = []
      for (const [name, caller] of callers) {
        // A bodiless call that passes the permission stops at validation, or answers: both show that the right is there.
        const { status, problem } = await call(operation, caller)
        const refused =
          status === 401 ||
          status === 403 ||
          (status === 404 &&
            !/^(key|token|limit|edition|migration|remark|mandate|session|item|agenda-file|tender|bid)-unknown$/.test(
              problem?.code ?? '',
            ))
        if (!refused) found[operation.id]!.push(name)
      }
    }
    const sorted = (table: Record<string, readonly string[]>) =>
      Object.fromEntries(Object.entries(table).map(([id, names]) => [id, [...names].sort()]))
    expect(sorted(found)).toEqual(sorted(expected))
  }, 180_000)

  test('a write without the form token of the session is refused', async () => {
    const { cookie } = callers.get('camille')!
    const answer = await fetch(`${socle.url}/api/applications/titres/versions`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: '{"label":"9"}',
    })
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'csrf-token-missing' })
  })

  test('what may not be seen cannot be told from what does not exist', async () => {
    const samir = callers.get('samir')!
    const hidden = await samir.call(applicationRoutes.get, { params: { applicationId: 'titres' } })
    const absent = await samir.call(applicationRoutes.get, { params: { applicationId: 'absente' } })
    expect(hidden.status).toBe(404)
    expect(hidden.problem?.code).toBe(absent.problem?.code)
    const list = await samir.call(applicationRoutes.list)
    expect(list.body).toEqual({ total: 0, applications: [] })
  })

  test('a right that is taken away is gone at once, with an audit line; the last administrator stays', async () => {
    const sophie = callers.get('sophie')!
    const { body } = await sophie.call(identityRoutes.users)
    const record = (name: string) => body.users.find((user) => user.name.startsWith(name))!
    const nadia = record('Nadia')
    await sophie.call(identityRoutes.setRoles, {
      params: { userId: nadia.id },
      body: { roles: ['agent'], revision: nadia.revision },
    })
    const after = await callers.get('nadia')!.call(applicationRoutes.get, { params: { applicationId: 'titres' } })
    expect(after.status).toBe(404)
    const stale = await sophie.call(identityRoutes.setRoles, {
      params: { userId: nadia.id },
      body: { roles: [], revision: nadia.revision },
    })
    expect(stale.problem?.code).toBe('user-changed-meanwhile')
    const herself = record('Sophie')
    const last = await sophie.call(identityRoutes.setRoles, {
      params: { userId: herself.id },
      body: { roles: ['agent'], revision: herself.revision },
    })
    expect(last.problem?.code).toBe('last-administrator')
  })

  test('a session tells the rights that the menu is drawn from, and those only', async () => {
    const of = async (persona: string) =>
      (await (await socle.as(persona)).call(identityRoutes.session)).body.permissions
    expect(await of('ines')).toContain('operations:manage')
    expect(await of('paul')).not.toContain('operations:manage')
    expect(await of('camille')).not.toContain('assessment:write')
  })

  test('signing out ends the session', async () => {
    const paul = await socle.as('paul')
    const out = await fetch(`${socle.url}/auth/logout`, {
      method: 'POST',
      headers: { cookie: paul.cookie, 'x-csrf-token': paul.csrfToken },
    })
    expect(await out.json()).toEqual({ redirect: '/connexion' })
    expect((await paul.call(identityRoutes.session)).status).toBe(401)
  })

  test('the session cookie is opaque, HttpOnly and SameSite; the demonstration answers only by a loopback name', async () => {
    const login = await fetch(`${socle.url}/auth/login`, { redirect: 'manual' })
    expect(login.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/)
    const { port } = new URL(socle.url)
    const { request } = await import('node:http')
    const rebound = await new Promise<number>((resolve) =>
      request(
        {
          host: '127.0.0.1',
          port,
          path: '/demo/oidc/.well-known/openid-configuration',
          headers: { host: 'evil.example' },
        },
        (answer) => resolve(answer.statusCode!),
      ).end(),
    )
    expect(rebound).toBe(403)
  })

  test('the page of the identity provider speaks the language that the portal was read in, whatever the browser asks', async () => {
    const jar = new Map<string, string>()
    const visit = async (address: string | URL): Promise<Response> => {
      const cookie = [...jar].map((pair) => pair.join('=')).join('; ')
      const answer = await fetch(address, { redirect: 'manual', headers: { cookie, 'accept-language': 'fr' } })
      for (const line of answer.headers.getSetCookie())
        jar.set(...(/^([^=]+)=([^;]*)/.exec(line)!.slice(1, 3) as [string, string]))
      const location = answer.headers.get('location')
      return location === null ? answer : visit(new URL(location, socle.url))
    }
    expect(await (await visit(`${socle.url}/auth/login?ui_locales=en`)).text()).toContain('Enter as Camille Moreau')
  })

  test('there is a persona for every role', () => {
    expect(new Set(personas.flatMap(({ roles }) => roles))).toEqual(new Set(Role.options))
  })
})
