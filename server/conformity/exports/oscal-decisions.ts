/** Reserves and derogations as OSCAL risks, decisions at the gate as attestations. */
import {
  committeeWords,
  type ConformityDossier,
  type DossierDecision,
  type DossierDerogation,
  type DossierReserve,
  type Language,
} from '@socle/contracts'
import { dayInWords } from '../../platform/day.ts'
import { exportWords } from './export-words.ts'
import { line, type OscalRole, partyOf, prop, stableUuid } from './oscal-words.ts'

/** State of a reserve → what OSCAL calls the state of a risk. */
const riskStatus: Readonly<Record<string, string>> = {
  open: 'open',
  planned: 'remediating',
  submitted: 'investigating',
  maintained: 'open',
  covered: 'deviation-approved',
  lifted: 'closed',
}

export const reserveRiskId = ({ id }: Pick<DossierReserve, 'id'>): string => stableUuid('reserve', id)
export const derogationRiskId = ({ procedureId }: Pick<DossierDerogation, 'procedureId'>): string =>
  stableUuid('derogation', procedureId)

const endOf = (day: string): string => `${day}T23:59:59Z`
const requirementProps = (ids: readonly string[]) => ids.map((id) => prop('requirement-id', id))

export function reserveRisk(reserve: DossierReserve) {
  const { id, gap, state, blocking, requirements, due, plan, proof, raisedBy } = reserve
  const title = line(reserve.title)
  const answers = [
    ...(plan ? [{ lifecycle: 'planned', description: plan }] : []),
    ...(proof ? [{ lifecycle: 'completed', description: proof }] : []),
  ]
  return {
    uuid: reserveRiskId(reserve),
    title,
    description: gap || title,
    statement: gap || title,
    props: [
      prop('kind', 'reserve'),
      prop('procedure', id),
      prop('state', state),
      prop('blocking', blocking ? 'yes' : 'no'),
      ...requirementProps(requirements),
    ],
    status: riskStatus[state] ?? 'open',
    origins: [
      { actors: [{ type: 'party', 'actor-uuid': partyOf(raisedBy), 'role-id': 'assessor' satisfies OscalRole }] },
    ],
    ...(due !== null && { deadline: endOf(due) }),
    ...(answers.length > 0 && {
      remediations: answers.map(({ lifecycle, description }) => ({
        uuid: stableUuid('remediation', id, lifecycle),
        lifecycle,
        title,
        description,
      })),
    }),
  }
}

export function derogationRisk(derogation: DossierDerogation, language: Language) {
  const { procedureId, requirements, from, until, reasons } = derogation
  const grounds = groundsIn(derogation, language)
  const title = line(derogation.title)
  return {
    uuid: derogationRiskId(derogation),
    title,
    description: reasons || title,
    statement: reasons || title,
    props: [
      prop('kind', 'derogation'),
      prop('procedure', procedureId),
      prop('from', from),
      ...requirementProps(requirements),
    ],
    status: 'deviation-approved',
    ...(until !== null && { deadline: endOf(until) }),
    'risk-log': {
      entries: [
        {
          uuid: stableUuid('granted', procedureId, from),
          title,
          ...(grounds && { description: grounds }),
          start: `${from}T00:00:00Z`,
          'status-change': 'deviation-approved',
        },
      ],
    },
  }
}

/** What was decided at the gate, by whom, on what state. */
export const attestations = ({ decisions }: ConformityDossier, language: Language) =>
  decisions.map((decision) => ({
    'responsible-parties': [{ 'role-id': 'decider' satisfies OscalRole, 'party-uuids': [partyOf(decision.decidedBy)] }],
    parts: [
      {
        uuid: stableUuid('decision', decision.procedureId),
        name: 'gate-decision',
        title: exportWords[language].decisions[decision.decision] ?? decision.decision,
        props: [
          prop('procedure', decision.procedureId),
          prop('decision', decision.decision),
          prop('decided-at', decision.decidedAt),
          prop('policy-rule', decision.rule),
          prop('edition', decision.edition),
          prop('fingerprint', decision.digest),
        ],
        prose: [decision.verdict[language], groundsIn(decision, language)].filter(Boolean).join('\n\n'),
      },
    ],
  }))

/** The session of the committee where it decided, then what was said. */
const groundsIn = (
  { grounds, committeeOn }: Pick<DossierDecision, 'grounds' | 'committeeOn'>,
  language: Language,
): string =>
  [committeeOn === null ? '' : committeeWords(dayInWords(committeeOn, language))[language], grounds]
    .filter(Boolean)
    .join(' ')
