import {
  applicationRoutes,
  checkReportRoutes,
  conformityRoutes,
  gateReviewRoutes,
  procedureRoutes,
  productRoutes,
} from '@socle/contracts'
import { permits } from '../../server/testing/descriptions.ts'
import type { TestSocle } from '../../server/testing/test-socle.ts'

/** Identifiers in the addresses of what was made. */
export interface Made {
  readonly report: string
  readonly file: string
  readonly reserve: string
  readonly review: string
}

/** An application in the middle of its life, so that no page is empty: a file with a finding, a refused review, a reserve. */
export async function makeTitres(socle: TestSocle): Promise<Made> {
  const camille = await socle.as('camille')
  const params = { applicationId: 'titres' }
  await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  const { body: file } = await camille.call(conformityRoutes.open, {
    params,
    body: { version: '1.0.0', gate: 'production' },
  })
  const at = { fileId: file.id, requirementId: 'GI:1344' as const }
  await camille.call(conformityRoutes.assess, {
    params: at,
    body: { status: 'partly', justification: 'À durcir.', revision: 0 },
  })
  await camille.call(conformityRoutes.comment, { params: at, body: { text: 'Vu en réunion.' } })
  const finding = { url: 'http://titres.example/', message: 'answers in clear text' }
  const check = { id: 'endpoint/plain-http', requirements: ['GI:1166'], verdict: 'fail' as const, findings: [finding] }
  const report = {
    tool: 'socle check',
    version: '0',
    startedAt: new Date().toISOString(),
    durationMs: 1,
    target: {},
    checks: [check],
  }
  const pushed = await camille.call(checkReportRoutes.push, { params, body: { version: '1.0.0', report } })
  await camille.call(applicationRoutes.issueKey, { params, body: { label: 'CI' } })
  const helene = await socle.as('helene')
  const facts = { name: 'Plume', status: 'R', uses: ['text-editor'], grid: { accessibility: 'partly' } } as never
  await helene.call(productRoutes.create, { body: { reference: 'T-1', facts } })
  const nadia = await socle.as('nadia')
  const reserve = await nadia.call(procedureRoutes.open, {
    body: {
      process: 'reserve',
      applicationId: 'titres',
      title: 'Journal trop bavard',
      data: { gap: 'Le journal contient des noms.', blocking: true, requirements: ['GI:1344'], due: '2030-01-15' },
      note: 'Vu en comité.',
    },
  })
  const { body: launch } = await camille.call(conformityRoutes.open, {
    params,
    body: { version: '1.0.0', gate: 'launch' },
  })
  const review = await camille.call(gateReviewRoutes.request, { params: { fileId: launch.id }, body: {} })
  const yann = await socle.as('yann')
  await yann.call(gateReviewRoutes.decide, {
    params: { procedureId: review.body.id },
    body: { revision: 1, decision: 'refuse', grounds: 'Trop tôt.' },
  })
  return { report: pushed.body.id, file: file.id, reserve: reserve.body.id, review: review.body.id }
}
