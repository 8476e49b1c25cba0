import { dayInWords, dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { describedVersions } from '../applications/index.ts'
import { endsSooner, grantsOf, notApplicable, notDerogable } from './derogations-rules.ts'
import { grantedUntil, insertGrants } from './derogations-store.ts'

/** What the process `derogation` asks beyond its definition, and what its notified decision changes. */
export function followDerogations({ events, framework, governance }: Services): void {
  events.on('procedure-stepped', async (trx, step) => {
    if (step.process !== 'derogation' || step.applicationId === null) return
    const today = dayOf(step.now)
    if (step.from === null) {
      const policy = governance.policies.derogations
      const refused = notDerogable(framework, policy, step.data['requirements'] as string[])
      if (refused.length > 0) throw refuse('derogation-not-possible', { requirements: refused.join(', ') })
      const versions = await describedVersions(trx, step.applicationId)
      const idle = notApplicable(framework, policy, versions, step.data['requirements'] as string[])
      if (idle.length > 0)
        throw refuse(
          'derogation-not-applicable',
          { requirements: idle.map(({ id }) => id).join(', '), why: policy.notApplicable.why },
          {
            errors: idle.map(({ id, reason: { fr, en } }) => ({
              path: 'data.requirements',
              message: { fr: `${id} : ${fr}`, en: `${id}: ${en}` },
            })),
          },
        )
    }
    if (step.transition === 'renew' && step.data['duration'] === 'permanent') throw refuse('derogation-for-good', {})
    if (step.transition === 'decide-for') {
      // What a committee has voted was looked at when it was put on its agenda, and is not refused at its notification.
      const granted = step.byFeature ? null : await grantedUntil(trx, step.procedureId, today)
      const message = endsSooner(step.stated, granted) ? words.shorter(granted!) : undefined
      const act = governance.processById.get('derogation')!.transitions.find(({ id }) => id === 'decide-for')!.name
      if (message) throw refuse('procedure-fields-invalid', { act }, { errors: [{ path: 'data.until', message }] })
    }
    const grants = grantsOf(step, today)
    if (grants.length > 0) await insertGrants(trx, step.applicationId, grants)
    if (grants.length > 0 || step.to === 'expired')
      await events.emit(trx, 'conformity-changed', { applicationId: step.applicationId, now: step.now })
  })
}

const words = {
  shorter: (granted: string) => ({
    fr: `Elle est déjà accordée jusqu’au ${dayInWords(granted, 'fr')} : un renouvellement ne finit pas avant ce jour.`,
    en: `It is already granted until ${dayInWords(granted, 'en')}: a renewal does not end before that day.`,
  }),
}
