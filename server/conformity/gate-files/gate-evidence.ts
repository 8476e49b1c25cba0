/**
 * Decisions taken in procedures become evidence on the two locks of production, so that the verdict sees them with their
 * date and their end; a decision that is withdrawn takes its evidence with it. Statuses stay a person's to set.
 */
import { conditionInWords, evaluate } from '@socle/rulebook'
import type { Trx } from '../../platform/database.ts'
import { dayInWords, dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import type { EventOf } from '../../platform/events.ts'
import type { Services } from '../../platform/services.ts'
import { applicationRow } from '../applications/index.ts'
import { insertEvidence, type NewEvidence, refreshVerdicts, withdrawFrom } from '../assessments/index.ts'
import { proceduresAbout } from '../procedures/index.ts'
import {
  beforeCommission,
  datesMistake,
  homologationEvidence,
  privacyEvidence,
  validAssessments,
} from './gate-files-rules.ts'

type Stepped = EventOf<'procedure-stepped'>
/** Who acts, when; without a caller it happens by itself. */
type Act = { readonly by: Pick<Stepped['by'], 'caller'>; readonly now: Date }

export function keepGateEvidence(services: Services): void {
  services.events.on('procedure-stepped', async (trx, step) => {
    if (step.applicationId === null) return
    if (step.process === 'homologation') await homologation(trx, services, step, step.applicationId)
    if (step.process === 'processing-register' || step.process === 'impact-assessment') {
      if (step.transition === 'validate') await requirePrivacyDates(trx, services, step, step.applicationId)
      await privacy(trx, services, step.applicationId, step)
    }
  })
  // A new version is not a new processing: the register goes on proving.
  services.events.on('application-described', (trx, { applicationId, now }) =>
    privacy(trx, services, applicationId, { by: {}, now }),
  )
}

async function homologation(trx: Trx, services: Services, step: Stepped, applicationId: string): Promise<void> {
  const { framework, governance } = services
  const policy = governance.policies.homologation
  const application = (await applicationRow(trx, applicationId))!
  // Only a description that says so takes the lighter path: an unanswered question does not.
  const { traits } = application.description
  if (step.transition === 'lighten' && evaluate(policy.lightPath, traits, framework.traitById).value !== true)
    throw refuse('homologation-path-refused', { condition: conditionInWords(framework, policy.lightPath) })
  const source = `homologation:${step.procedureId}`
  if (step.transition === 'withdraw') {
    for (const version of await withdrawFrom(trx, applicationId, source, undefined, step.now))
      await refreshVerdicts(trx, services, applicationId, version, step.now)
    return
  }
  if (!['homologate', 'confirm', 'refuse'].includes(step.transition)) return
  const refused = step.transition === 'refuse'
  if (step.transition !== 'confirm') {
    const why = beforeCommission(String(step.data['decided-on']), String(step.data['held-on']))
    if (why) throw refuse('homologation-dates-invalid', { why })
  }
  if (step.transition === 'homologate') {
    const dates = { decidedOn: String(step.data['decided-on']), until: String(step.data['valid-until']) }
    const why = datesMistake({ ...dates, maximumMonths: policy.maximumMonths }, dayOf(step.now))
    if (why) throw refuse('homologation-dates-invalid', { why })
  }
  await replace(trx, services, step, {
    applicationId,
    version: application.version,
    requirementId: policy.requirement,
    source,
    link: `/procedures/${step.procedureId}`,
    ...homologationEvidence(step.data, refused, policy),
  })
}

async function requirePrivacyDates(trx: Trx, services: Services, step: Stepped, applicationId: string): Promise<void> {
  const { reviewMonths } = services.governance.policies.privacy
  const today = dayOf(step.now)
  const decidedOn = String(step.data['validated-on'])
  const maximumMonths = reviewMonths[step.process as keyof typeof reviewMonths]
  const why = datesMistake({ decidedOn, until: String(step.data['review-by']), maximumMonths }, today)
  if (why) throw refuse('privacy-dates-invalid', { why })
  const opinion = step.process === 'impact-assessment' ? String(step.data['given-on']) : decidedOn
  if (opinion > decidedOn)
    throw refuse('privacy-dates-invalid', {
      why: {
        fr: `L’avis du délégué (${dayInWords(opinion, 'fr')}) doit précéder la validation (${dayInWords(decidedOn, 'fr')}).`,
        en: `The officer’s opinion (${dayInWords(opinion, 'en')}) must come before the validation (${dayInWords(decidedOn, 'en')}).`,
      },
    })
  if (step.process !== 'processing-register' || step.data['high-risk'] !== true) return
  const assessments = await proceduresAbout(trx, applicationId, 'impact-assessment')
  if (validAssessments(assessments, today).length === 0) throw refuse('impact-assessment-needed', {})
}

async function privacy(trx: Trx, services: Services, applicationId: string, { by, now }: Act): Promise<void> {
  const { version } = (await applicationRow(trx, applicationId))!
  const entries = await proceduresAbout(trx, applicationId, 'processing-register')
  if (entries.length === 0) return
  const proof = privacyEvidence(entries, await proceduresAbout(trx, applicationId, 'impact-assessment'), dayOf(now))
  const source = `processing-register:${applicationId}`
  if (proof)
    await replace(
      trx,
      services,
      { by, now },
      {
        applicationId,
        version,
        requirementId: services.governance.policies.privacy.requirement,
        source,
        link: `/applications/${applicationId}/donnees-personnelles`,
        outcome: null,
        ...proof,
      },
    )
  else if ((await withdrawFrom(trx, applicationId, source, version, now)).length > 0)
    await refreshVerdicts(trx, services, applicationId, version, now)
}

/** Evidence of the same source gives way to this one. */
async function replace(
  trx: Trx,
  services: Services,
  { by, now }: Act,
  given: Pick<
    NewEvidence,
    'applicationId' | 'version' | 'requirementId' | 'label' | 'outcome' | 'date' | 'expiresOn'
  > & {
    source: string
    link: string
  },
): Promise<void> {
  const { link, source, ...facts } = given
  await withdrawFrom(trx, given.applicationId, source, given.version, now)
  await insertEvidence(trx, [
    {
      ...facts,
      kind: 'link',
      source: `${services.config.publicUrl}${link}`,
      about: source,
      partial: false,
      findings: [],
      addedBy: by.caller?.name ?? 'Socle',
      now,
      reportId: null,
    },
  ])
  await refreshVerdicts(trx, services, given.applicationId, given.version, now)
}
