/**
 * OSCAL 1.1 JSON: the catalogue of the frozen edition as far as the file goes, and the assessment results.
 * Identifiers are derived from the content, so that the same state always exports to the same documents.
 */
import type { ConformityDossier, Evidence, Language } from '@socle/contracts'
import { createHash } from 'node:crypto'
import { exportWords } from './export-words.ts'

const OSCAL_VERSION = '1.1.2'
const NAMESPACE = 'https://socle.example/ns/oscal'

/** In the form of a version 5 UUID, the only one derived from a name that OSCAL's pattern admits; over a SHA-256 of the parts. */
function stableUuid(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('\0')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${'89ab'[parseInt(hex[16]!, 16) % 4]}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** OSCAL tokens admit no colon: `GI:1398` becomes `gi-1398`; the original stays as a property. */
const controlId = (id: string): string => id.toLowerCase().replace(/[^a-z0-9._-]/g, '-')

/** The part of a control that a finding is about. */
const statementId = (id: string): string => `${controlId(id)}_smt`

const prop = (name: string, value: string) => ({ name, ns: NAMESPACE, value: value.replace(/\s+/g, ' ').trim() || '-' })

const metadata = (title: string, dossier: ConformityDossier) => ({
  title,
  'last-modified': dossier.asOf,
  version: `${dossier.edition.id}`,
  'oscal-version': OSCAL_VERSION,
})

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
  const isGap = (item: (typeof items)[number]) =>
    item.assessment.status === 'partly' || item.assessment.status === 'non-conforming'
  const gaps = items.filter(isGap)
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
      metadata: metadata(
        `${w.title} – ${dossier.application.name} ${dossier.version}, ${dossier.gateName[language]}`,
        dossier,
      ),
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
                : { description: 'No requirement is due at this gate.' },
            ],
          },
          ...(observations.length > 0 && {
            observations: observations.map((evidence) => ({
              uuid: observationId(evidence),
              title: evidence.label,
              description:
                evidence.findings.map(({ place, message }) => `${place} ${message}`.trim()).join('\n') ||
                evidence.label,
              props: [
                prop('state', evidence.state),
                prop('kind', evidence.kind),
                prop('requirement-id', evidence.requirementId),
              ],
              methods: [evidence.kind === 'check' ? 'TEST' : 'EXAMINE'],
              'relevant-evidence': [
                { description: evidence.source, ...(evidence.kind === 'link' && { href: evidence.source }) },
              ],
              collected: evidence.addedAt,
              expires: `${evidence.expiresOn}T23:59:59Z`,
            })),
          }),
          ...(gaps.length > 0 && {
            risks: gaps.map((item) => ({
              uuid: riskId(item.requirement.id),
              title: item.requirement.title[language],
              description: item.text[language],
              statement: item.assessment.justification || w.statuses[item.assessment.status],
              status: 'open',
              props: [prop('requirement-id', item.requirement.id), prop('weight', item.requirement.weight)],
            })),
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
                  state: isGap(item) ? 'not-satisfied' : 'satisfied',
                  // Nothing is due any more, which is not the same as done.
                  ...(['not-applicable', 'derogated'].includes(item.assessment.status) && { reason: 'other' }),
                },
              },
              ...(item.evidenceList.length > 0 && {
                'related-observations': item.evidenceList.map((evidence) => ({
                  'observation-uuid': observationId(evidence),
                })),
              }),
              ...(isGap(item) && { 'related-risks': [{ 'risk-uuid': riskId(item.requirement.id) }] }),
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
