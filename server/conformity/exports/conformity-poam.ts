/** OSCAL 1.1 plan of action and milestones: what is still to be done about an application, and by when. */
import type { ConformityDossier, Language } from '@socle/contracts'
import { exportWords } from './export-words.ts'
import { derogationRisk, derogationRiskId, reserveRisk, reserveRiskId } from './oscal-decisions.ts'
import { line, metadata, NAMESPACE, peopleOf, prop, stableUuid } from './oscal-words.ts'

export function oscalPoam(dossier: ConformityDossier, language: Language) {
  const w = exportWords[language]
  const { reserveList, derogations } = dossier
  const gaps = dossier.items.filter(({ assessment: { status } }) => status === 'partly' || status === 'non-conforming')
  const gapRisk = (id: string) => stableUuid('risk', dossier.id, id)
  const items = [
    ...reserveList.map((reserve) => ({
      key: reserve.id,
      title: line(reserve.title),
      description: reserve.gap || line(reserve.title),
      risk: reserveRiskId(reserve),
    })),
    ...derogations.map((derogation) => ({
      key: derogation.procedureId,
      title: line(derogation.title),
      description: derogation.reasons || line(derogation.title),
      risk: derogationRiskId(derogation),
    })),
    ...gaps.map(({ requirement, assessment }) => ({
      key: requirement.id,
      title: requirement.title[language],
      description: assessment.justification || w.statuses[assessment.status],
      risk: gapRisk(requirement.id),
    })),
  ]
  const risks = [
    ...reserveList.map(reserveRisk),
    ...derogations.map((derogation) => derogationRisk(derogation, language)),
    ...gaps.map(({ requirement, text, assessment }) => ({
      uuid: gapRisk(requirement.id),
      title: requirement.title[language],
      description: text[language],
      statement: assessment.justification || w.statuses[assessment.status],
      props: [prop('kind', 'gap'), prop('requirement-id', requirement.id), prop('weight', requirement.weight)],
      status: 'open',
    })),
  ]
  return {
    'plan-of-action-and-milestones': {
      uuid: stableUuid('poam', dossier.id, dossier.asOf),
      metadata: {
        ...metadata(`${w.poam} – ${dossier.application.name} ${dossier.version}`, dossier),
        ...peopleOf(reserveList.map(({ raisedBy: person }) => ({ role: 'assessor' as const, person }))),
      },
      'system-id': { 'identifier-type': NAMESPACE, id: dossier.application.id },
      ...(risks.length > 0 && { risks }),
      // OSCAL asks for at least one: nothing to be done is said so.
      'poam-items':
        items.length > 0
          ? items.map(({ key, title, description, risk }) => ({
              uuid: stableUuid('poam-item', dossier.id, key),
              title,
              description,
              'related-risks': [{ 'risk-uuid': risk }],
            }))
          : [{ uuid: stableUuid('poam-item', dossier.id), title: w.nothingToDo, description: w.nothingToDo }],
    },
  }
}
