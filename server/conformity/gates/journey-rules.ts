import type {
  Actor,
  Bilingual,
  Gate,
  GatePassingPolicy,
  GateStanding,
  GateStop,
  Journey,
  NextStep,
  PartStanding,
} from '@socle/contracts'

const passed: readonly GateStanding[] = ['passed', 'passed-with-reserves']
const isPassed = ({ standing }: Pick<GateStop, 'standing'>): boolean => passed.includes(standing)

/** @param reviewed its file waits for a decision */
export function standingOf(facts: {
  file: boolean
  reviewed: boolean
  decision: 'pass' | 'pass-with-reserves' | 'refuse' | undefined
  reopened: number
}): GateStanding {
  if (!facts.file) return 'to-come'
  if (facts.reviewed) return 'presented'
  if (facts.decision === undefined) return 'under-way'
  if (facts.decision === 'refuse') return 'refused'
  if (facts.reopened > 0) return 'reopened'
  return facts.decision === 'pass' ? 'passed' : 'passed-with-reserves'
}

/**
 * A later gate that was passed leaves behind those before it: on which nobody decided, told as never held, and that were
 * refused, told as overtaken. Nothing is asked for them any more.
 * @param stops in the order of the gates
 */
export function leftBehind<S extends Pick<GateStop, 'standing'>>(stops: readonly S[]): S[] {
  const last = stops.findLastIndex((stop) => isPassed(stop) || stop.standing === 'reopened')
  return stops.map((stop, index) => {
    const standing = index < last ? behind[stop.standing] : undefined
    return standing ? { ...stop, standing } : stop
  })
}

/** What becomes of a gate that was not passed, once a later one was. */
const behind: Partial<Record<GateStanding, GateStanding>> = {
  'to-come': 'not-held',
  'under-way': 'not-held',
  refused: 'overtaken',
}

/** It is not to be passed any more, whether it was or a later one was without it. */
export const isBehind = (stop: Pick<GateStop, 'standing'>): boolean =>
  isPassed(stop) || stop.standing === 'not-held' || stop.standing === 'overtaken'

/** Where a phase stands: the first that has not ended is the current one. */
export function phasesOf(policy: GatePassingPolicy, stops: readonly GateStop[]): Journey['phases'] {
  const of = (gate: Gate) => stops.find((stop) => stop.gate === gate)
  const ended = policy.phases.map(({ gates, ends }) =>
    ends === 'never'
      ? false
      : gates.every((gate) => {
          const stop = of(gate)
          return stop !== undefined && (isBehind(stop) || (ends === 'presented' && stop.standing === 'presented'))
        }),
  )
  const current = ended.indexOf(false)
  return policy.phases.map(({ id, name }, index) => ({ id, name, standing: partOf(index, current) }))
}

export const partOf = (index: number, current: number): PartStanding =>
  current === -1 || index < current ? 'past' : index === current ? 'current' : 'to-come'

/** What the gate that is to be passed next waits for. */
export function nextStep(
  stop: Omit<GateStop, 'next'>,
  applicationId: string,
  review: { readonly id: string; readonly turn: readonly Actor[] } | null,
): NextStep {
  const page = `/applications/${applicationId}`
  const file = stop.file ? `${page}/dossiers/${stop.file.id}` : page
  const team = (text: Bilingual, link: string): NextStep => ({ text, turn: ['team'], link })
  const left = stop.file ? stop.file.total - stop.file.assessed : 0
  const blocking = stop.reserves.filter((reserve) => reserve.blocking && reserve.state !== 'covered').length
  switch (stop.standing) {
    case 'to-come':
      return team({ fr: 'Ouvrir le dossier de ce jalon.', en: 'Open the file of this gate.' }, page)
    case 'presented':
      return {
        text: { fr: 'Rendre la décision sur le dossier présenté.', en: 'Decide on the file that was presented.' },
        turn: [...review!.turn],
        link: `/procedures/${review!.id}`,
      }
    case 'reopened':
      return team(
        {
          fr: `Revoir ce qui a changé depuis la décision (exigences : ${stop.reopened}), puis présenter de nouveau le dossier.`,
          en: `Look again at what changed since the decision (requirements: ${stop.reopened}), then present the file again.`,
        },
        file,
      )
    default:
  }
  if (blocking > 0)
    return team(
      {
        fr: `Lever les réserves bloquantes (${blocking}).`,
        en: `Lift the reserves that stop it (${blocking}).`,
      },
      `/decisions?process=reserve&application=${applicationId}`,
    )
  if (left > 0)
    return team(
      {
        fr: `Évaluer les exigences restantes (${left} sur ${stop.file!.total}).`,
        en: `Assess the requirements left (${left} of ${stop.file!.total}).`,
      },
      file,
    )
  return team({ fr: 'Demander la revue de ce jalon.', en: 'Ask for the review of this gate.' }, file)
}

/** States of a reserve in which its team has something to do. */
const waitingForTeam: readonly string[] = ['open', 'planned', 'maintained']

/** Once no gate is left to pass, what goes along with the application is what is left to do. */
export function afterLastGate({ reserves }: Pick<GateStop, 'reserves'>, applicationId: string): NextStep | null {
  const left = reserves.filter(({ state }) => waitingForTeam.includes(state)).length
  return left === 0
    ? null
    : {
        text: { fr: `Lever les réserves (${left}).`, en: `Lift the reserves (${left}).` },
        turn: ['team'],
        link: `/decisions?process=reserve&application=${applicationId}`,
      }
}

/** Where the application stands, in one sentence. */
export function journeySentence(stops: readonly GateStop[]): Bilingual {
  const done = stops.filter(isPassed)
  const next = stops.find((stop) => !isBehind(stop))
  const skipped = stops.filter(({ standing }) => standing === 'not-held')
  const overtaken = stops.filter(({ standing }) => standing === 'overtaken')
  if (!next && skipped.length + overtaken.length === 0)
    return { fr: 'Tous les jalons sont passés.', en: 'Every gate is passed.' }
  const reopened = stops.filter(({ standing }) => standing === 'reopened').length
  const parts: Bilingual[] = [
    done.length + reopened === 0
      ? { fr: 'Aucun jalon n’est encore passé.', en: 'No gate is passed yet.' }
      : {
          fr: `Jalons passés : ${done.length} sur ${stops.length}${reopened > 0 ? `, rouverts depuis : ${reopened}` : ''}.`,
          en: `Gates passed: ${done.length} of ${stops.length}${reopened > 0 ? `, reopened since: ${reopened}` : ''}.`,
        },
  ]
  if (overtaken.length > 0)
    parts.push({
      fr: `Refusés, puis dépassés : ${namesOf(overtaken, 'fr')}.`,
      en: `Refused, then overtaken: ${namesOf(overtaken, 'en')}.`,
    })
  if (skipped.length > 0)
    parts.push({
      fr: `Jamais tenus auparavant : ${namesOf(skipped, 'fr')}.`,
      en: `Never held before: ${namesOf(skipped, 'en')}.`,
    })
  parts.push(
    next
      ? { fr: `Prochain jalon : ${namesOf([next], 'fr')}.`, en: `Next gate: ${namesOf([next], 'en')}.` }
      : { fr: 'Il ne reste aucun jalon à passer.', en: 'No gate is left to pass.' },
  )
  return { fr: parts.map(({ fr }) => fr).join(' '), en: parts.map(({ en }) => en).join(' ') }
}

const namesOf = (stops: readonly GateStop[], language: keyof Bilingual) =>
  stops.map(({ name }) => name[language].toLowerCase()).join(', ')
