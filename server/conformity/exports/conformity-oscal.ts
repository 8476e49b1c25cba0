/**
 * OSCAL 1.1 JSON: the catalogue of the frozen edition as far as the file goes, and the assessment results.
 * Identifiers are derived from the content, so that the same state always exports to the same documents.
 */
import type { ConformityDossier, Evidence, Language } from '@socle/contracts'
import { exportWords } from './export-words.ts'
import { attestations, derogationRisk, derogationRiskId, reserveRisk, reserveRiskId } from './oscal-decisions.ts'
import { controlId, line, metadata, peopleOf, prop, reference, stableUuid, statementId } from './oscal-words.ts'

export function oscalCatalog(dossier: ConformityDossier, language: Language) {
  const sheets = Map.groupBy(dossier.items, ({ requirement }) => requirement.sheet)
  const titles = new Map(dossier.sheets.map(({ id, title }) => [id, title[language]]))
  return {
    catalog: {
      uuid: stableUuid('catalog', dossier.edition.digest, dossier.id, language),
      metadata: metadata(dossier.edition.title[language], dossier),
      ...(sheets.size > 0 && {
        groups: [...sheets].map(([sheet, items]) => ({
          id: controlId(`sheet-${sheet}`),
          title: titles.get(sheet) ?? sheet,
          controls: items.map(({ requirement, text }) => ({
            id: controlId(requirement.id),
            title: requirement.title[language],
            props: [
              prop('requirement-id', requirement.id),
              prop('level', requirement.level),
              prop('weight', requirement.weight),
              prop('pillar', requirement.pillar),
              prop('volume', requirement.volume),
            ],
            parts: [{ id: statementId(requirement.id), name: 'statement', prose: text[language] }],
          })),
        })),
      }),
    },
  }
}

export function oscalAssessmentResults(dossier: ConformityDossier, language: Language) {
  const w = exportWords[language]
  const { verdict, items } = dossier
  const observationId = (evidence: Evidence) => stableUuid('observation', evidence.id)
  const riskId = (requirementId: string) => stableUuid('risk', dossier.id, requirementId)
  const observations = items.flatMap(({ evidenceList }) => evidenceList)
  const isGapStatus = (status: string) => status === 'partly' || status === 'non-conforming'
  const isGap = (item: (typeof items)[number]) => isGapStatus(item.assessment.status)
  const gaps = items.filter(isGap)
  const { reserveList, derogations, decisions } = dossier
  const risksOf = ({ requirement, assessment }: (typeof items)[number]) => [
    ...(isGapStatus(assessment.status) ? [riskId(requirement.id)] : []),
    ...reserveList.filter(({ requirements }) => requirements.includes(requirement.id)).map(reserveRiskId),
    ...derogations
      .filter(({ procedureId }) => procedureId === assessment.derogation?.procedureId)
      .map(derogationRiskId),
  ]
  const assessed = items.filter(({ assessment }) => assessment.status !== 'not-assessed')
  const plan = stableUuid('assessment-plan', dossier.edition.digest, dossier.gate)
  const remarks = (item: (typeof items)[number]) =>
    [
      item.assessment.justification,
      ...item.commentThread.map(({ author, at, text }) => `${author.name}, ${at}: ${text}`),
    ]
      .filter(Boolean)
      .join('\n\n')

  return {
    'assessment-results': {
      uuid: stableUuid('assessment-results', dossier.id, dossier.asOf),
      metadata: {
        ...metadata(
          `${w.title} – ${dossier.application.name} ${dossier.version}, ${dossier.gateName[language]}`,
          dossier,
        ),
        ...peopleOf([
          ...reserveList.map(({ raisedBy: person }) => ({ role: 'assessor' as const, person })),
          ...decisions.map(({ decidedBy: person }) => ({ role: 'decider' as const, person })),
        ]),
      },
      'import-ap': { href: `#${plan}`, remarks: 'The plan of assessment is the policy of this gate in the edition.' },
      results: [
        {
          uuid: stableUuid('result', dossier.id, dossier.asOf),
          title: dossier.gateName[language],
          description: verdict.sentence[language],
          start: dossier.openedAt,
          end: dossier.asOf,
          props: [
            prop('gate', dossier.gate),
            prop('answer', verdict.answer),
            prop('policy', verdict.policy.id),
            prop('policy-rule', verdict.policy.rule),
            prop('application', dossier.application.id),
            prop('application-version', dossier.version),
            prop('edition-digest', dossier.edition.digest),
          ],
          'reviewed-controls': {
            'control-selections': [
              items.length > 0
                ? { 'include-controls': items.map(({ requirement }) => ({ 'control-id': controlId(requirement.id) })) }
                : { description: 'No requirement is due at this gate: all of none were reviewed.', 'include-all': {} },
            ],
          },
          ...(decisions.length > 0 && { attestations: attestations(dossier, language) }),
          ...(observations.length > 0 && {
            observations: observations.map((evidence) => ({
              uuid: observationId(evidence),
              title: line(evidence.label[language]),
              description:
                evidence.findings.map(({ place, message }) => `${place} ${message[language]}`.trim()).join('\n') ||
                evidence.label[language],
              props: [
                prop('state', evidence.state),
                prop('kind', evidence.kind),
                prop('requirement-id', evidence.requirementId),
              ],
              methods: [evidence.kind === 'check' ? 'TEST' : 'EXAMINE'],
              'relevant-evidence': [
                { description: evidence.source, ...(evidence.kind === 'link' && { href: reference(evidence.source) }) },
              ],
              collected: evidence.addedAt,
              expires: `${evidence.expiresOn}T23:59:59Z`,
            })),
          }),
          ...(gaps.length + reserveList.length + derogations.length > 0 && {
            risks: [
              ...reserveList.map(reserveRisk),
              ...derogations.map((derogation) => derogationRisk(derogation, language)),
              ...gaps.map((item) => ({
                uuid: riskId(item.requirement.id),
                title: item.requirement.title[language],
                description: item.text[language],
                statement: item.assessment.justification || w.statuses[item.assessment.status],
                status: 'open',
                props: [prop('requirement-id', item.requirement.id), prop('weight', item.requirement.weight)],
              })),
            ],
          }),
          ...(assessed.length > 0 && {
            findings: assessed.map((item) => ({
              uuid: stableUuid('finding', dossier.id, item.requirement.id),
              title: item.requirement.title[language],
              description: item.assessment.justification || w.statuses[item.assessment.status],
              props: [
                prop('requirement-id', item.requirement.id),
                prop('status', item.assessment.status),
                prop('proof', item.assessment.proof),
                prop('assessed-by', item.assessment.author?.name ?? ''),
                prop('assessed-at', item.assessment.assessedAt ?? ''),
              ],
              target: {
                type: 'statement-id',
                'target-id': statementId(item.requirement.id),
                status: {
                  // Nothing is due any more, which is not the same as done; what is derogated from is not done either.
                  state: isGap(item) || item.assessment.status === 'derogated' ? 'not-satisfied' : 'satisfied',
                  ...(['not-applicable', 'derogated'].includes(item.assessment.status) && { reason: 'other' }),
                },
              },
              ...(item.evidenceList.length > 0 && {
                'related-observations': item.evidenceList.map((evidence) => ({
                  'observation-uuid': observationId(evidence),
                })),
              }),
              ...(risksOf(item).length > 0 && {
                'related-risks': risksOf(item).map((risk) => ({ 'risk-uuid': risk })),
              }),
              ...(remarks(item) && { remarks: remarks(item) }),
            })),
          }),
          ...(items.some(
            ({ assessment, commentThread }) => assessment.status === 'not-assessed' && commentThread.length > 0,
          ) && {
            remarks: items
              .filter(
                ({ assessment, commentThread }) => assessment.status === 'not-assessed' && commentThread.length > 0,
              )
              .map((item) => `${item.requirement.id}: ${remarks(item)}`)
              .join('\n\n'),
          }),
        },
      ],
      'back-matter': {
        resources: [
          {
            uuid: plan,
            title: dossier.gateName[language],
            description: `${dossier.edition.title[language]}, ${dossier.edition.id}: ${dossier.gateName[language]}`,
          },
        ],
      },
    },
  }
}
