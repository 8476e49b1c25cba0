import {
  aiProtectionRoutes,
  defaultProtection,
  type DetectedSpan,
  type ProtectionPolicy,
  type ReportedDetection,
} from '@socle/contracts'
import { createVault, detect, explain } from '@socle/privacy'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { callerName } from '../../platform/caller.ts'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { createDetector, joined } from '../gateway/protect/detector.ts'
import { actionFor, stays } from '../gateway/protect/protection-rules.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import { openSecret, sealSecret, type SecretBox } from '../providers/secret-box.ts'
import * as store from './protection-store.ts'
import * as reportStore from './reports-store.ts'

const DAY_MS = 86_400_000
const FARTHEST_CIRCLE = 3
/** Identifiers of reports are UUIDs; anything else is no report. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function registerProtection(
  app: FastifyInstance,
  services: Services,
  { policies, box }: { policies: PolicyCache; box: SecretBox },
): void {
  const { db, config } = services
  const inFile = config.ai.protection ?? []

  const stronger = config.ai.detector && createDetector(config.ai.detector)

  /** As a call is looked through: with the stronger detector too, where there is one. */
  async function foundIn(text: string): Promise<Omit<DetectedSpan, 'action'>[]> {
    const ours = explain(text)
    if (stronger === undefined || text === '') return ours
    const [theirs] = await stronger([text])
    return joined(ours, theirs!).map(
      (span) =>
        ours.find(({ start, end, type }) => start === span.start && end === span.end && type === span.type) ?? {
          ...span,
          reason: 'detector',
        },
    )
  }

  async function policyNow(): Promise<ProtectionPolicy> {
    const { rules, revision } = await store.storedProtection(db)
    return { inFile, kept: rules, defaults: [...defaultProtection], revision }
  }

  serve(app, services, aiProtectionRoutes.preview, {
    handle: async ({ body: { text, application = '', provider = '', circle = FARTHEST_CIRCLE } }, { requestId }) => {
      const { protection: rules, models } = await policies.compared()
      const deployments = [...models.values()].flat()
      const known = deployments.find((deployment) => deployment.provider.id === provider)?.provider
      const about = { applicationId: application, provider: { id: provider, circle: known?.circle ?? circle } }
      const spans = await foundIn(text).catch((cause: unknown) => {
        throw refuse('ai-protection-failed', { requestId }, { cause })
      })
      const found = spans.map((span) => ({ ...span, action: actionFor(rules, about, span.type) }))
      const refused = found.some(({ action }) => stays(action))
      const vault = createVault({
        detect: () => found,
        treat(type) {
          const action = actionFor(rules, about, type)
          return action === 'allow' || action === 'pseudonymise' ? action : 'mask'
        },
      })
      return { found, refused, sent: refused ? '' : vault.protect(text) }
    },
  })

  serve(app, services, aiProtectionRoutes.policy, { handle: policyNow })

  serve(app, services, aiProtectionRoutes.setPolicy, {
    handle: async ({ body: { rules, revision } }, context) => {
      await db.transaction().execute(async (trx) => {
        const before = await store.replaceProtection(trx, rules, revision)
        if (before === undefined) throw refuse('protection-changed-meanwhile', {})
        await audit(trx, context, 'protection.changed', 'protection', { before, after: rules })
      })
      policies.stale()
      return policyNow()
    },
  })

  serve(app, services, aiProtectionRoutes.counts, {
    handle: async ({ query: { days } }, { now }) => {
      const since = new Date(now.getTime() - days * DAY_MS)
      return { since: since.toISOString(), counts: await store.protectionCounts(db, since) }
    },
  })

  serve(app, services, aiProtectionRoutes.report, {
    handle: ({ body: { text, expected, comment } }, context) =>
      db.transaction().execute(async (trx) => {
        const sealed = sealSecret(box, JSON.stringify({ text, comment }))
        const by = callerName(context.caller)
        const id = await reportStore.insertReport(trx, { at: context.now, by, sealed, expected })
        // The log says that there was a report, never of what.
        await audit(trx, context, 'detection.reported', `detection-report:${id}`)
        return { id }
      }),
  })

  function asReport(row: reportStore.ReportRow): ReportedDetection {
    const words = row.sealed && (JSON.parse(openSecret(box, row.sealed)) as { text: string; comment: string })
    return {
      id: row.id,
      at: row.at.toISOString(),
      by: row.reported_by,
      state: row.state,
      text: words?.text ?? null,
      expected: row.expected,
      found: words ? detect(words.text).map((span) => ({ ...span })) : [],
      comment: words?.comment ?? '',
      decidedBy: row.decided_by,
      decidedAt: row.decided_at?.toISOString() ?? null,
    }
  }

  serve(app, services, aiProtectionRoutes.reports, {
    handle: async () => ({ reports: (await reportStore.reports(db)).map(asReport) }),
  })

  serve(app, services, aiProtectionRoutes.decide, {
    handle: ({ params: { reportId }, body: { accepted } }, context) =>
      db.transaction().execute(async (trx) => {
        const row = UUID.test(reportId) ? await reportStore.lockReport(trx, reportId) : undefined
        if (!row) throw refuse('detection-report-unknown', { id: reportId })
        if (row.state !== 'waiting') throw refuse('detection-report-decided', { by: row.decided_by! })
        const decided = await reportStore.decideReport(trx, reportId, accepted, callerName(context.caller), context.now)
        const action = accepted ? 'detection-report.accepted' : 'detection-report.rejected'
        await audit(trx, context, action, `detection-report:${reportId}`)
        return asReport(decided)
      }),
  })

  serve(app, services, aiProtectionRoutes.cases, {
    handle: async () => {
      const rows = await reportStore.acceptedReports(db)
      const lines = rows.map(asReport).map(({ id, text, expected }) => JSON.stringify({ id, text, spans: expected }))
      return {
        fileName: 'detection-cases.jsonl',
        contentType: 'application/x-ndjson; charset=utf-8',
        bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')),
      }
    },
  })
}
