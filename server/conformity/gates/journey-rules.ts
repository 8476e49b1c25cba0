import type {
  Actor,
  Bilingual,
  Gate,
  GateDecision,
  GatePassingPolicy,
  GateStanding,
  GateStop,
  Journey,
  NextStep,
  PartStanding,
} from '@socle/contracts'

const passed: readonly GateStanding[] = ['passed', 'passed-with-reserves']
const isPassed = ({ standing }: Pick<GateStop, 'standing'>): boolean => passed.includes(standing)

/**
 * @param facts.reviewed its file waits for a decision
 * @param facts.sentBack it waits for its team to complete it first
 * @param facts.earlier by which an earlier version passed the gate, and whether a new one opens it as a whole
 * @param facts.reopened since the decision of this version, or without any since that of the earlier one
 */
export function standingOf(facts: {
  file: boolean
  reviewed: boolean
  sentBack?: boolean | undefined
  decision: GateDecision | undefined
  earlier?: { decision: GateDecision; whole: boolean } | undefined
  reopened: number
}): GateStanding {
  const { decision, earlier, reopened } = facts
  if (!facts.file && earlier) return earlier.whole || reopened > 0 ? 'reopened' : passedBy(earlier)
  if (!facts.file) return 'to-come'
  if (facts.reviewed) return facts.sentBack ? 'sent-back' : 'presented'
  if (decision === undefined) return 'under-way'
  if (decision === 'refuse') return 'refused'
  return reopened > 0 ? 'reopened' : passedBy({ decision })
}

const passedBy = ({ decision }: { decision: GateDecision }): GateStanding =>
  decision === 'pass' ? 'passed' : 'passed-with-reserves'

type Told = Pick<GateStop, 'standing'> & Partial<Pick<GateStop, 'decision' | 'earlier'>>

/** It stands by what an earlier version passed, not by a decision on this one. */
const byEarlier = ({ decision, earlier }: Told): boolean => !decision && Boolean(earlier)

/**
 * A later gate that this version passed leaves behind those before it: that an earlier version passed, told as passed; on
 * which nobody decided, told as never held; and that were refused, told as overtaken. Nothing is asked for them any more.
 * @param stops in the order of the gates
 */
export function leftBehind<S extends Told>(stops: readonly S[]): S[] {
  const last = stops.findLastIndex((stop) => (isPassed(stop) || stop.standing === 'reopened') && !byEarlier(stop))
  return stops.map((stop, index) => {
    const standing = index < last ? standingBehind(stop) : undefined
    return standing ? { ...stop, standing } : stop
  })
}

/** What becomes of a gate that was not passed, once a later one was. */
function standingBehind(stop: Told): GateStanding | undefined {
  switch (stop.standing) {
    case 'refused':
      return 'overtaken'
    case 'to-come':
    case 'under-way':
      return stop.earlier ? passedBy(stop.earlier) : 'not-held'
    case 'reopened':
      return byEarlier(stop) ? passedBy(stop.earlier!) : undefined
    default:
      return undefined
  }
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
  {
    applicationId,
    version,
    byVote,
    blocked,
  }: {
    readonly applicationId: string
    readonly version: string
    /** Its review is decided by the vote of a session, and by nobody alone. */
    readonly byVote: boolean
    /** Under its verdict the policy leaves nothing but a refusal. */
    readonly blocked: boolean
  },
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
        text: byVote
          ? {
              fr: 'Décider du dossier présenté, par le vote d’une séance.',
              en: 'Decide on the file that was presented, by the vote of a session.',
            }
          : { fr: 'Rendre la décision sur le dossier présenté.', en: 'Decide on the file that was presented.' },
        turn: [...review!.turn],
        link: `/procedures/${review!.id}`,
      }
    case 'sent-back':
      return team(
        {
          fr: 'Compléter le dossier, puis le présenter de nouveau.',
          en: 'Complete the file, then present it again.',
        },
        `/procedures/${review!.id}`,
      )
    case 'reopened':
      // What the new version changes is looked at in a file of its own.
      if (!stop.file)
        return team(
          {
            fr: `Ouvrir le dossier de ce jalon pour la version ${version}, que la version ${stop.earlier!.version} a passé${stop.reopened > 0 ? ` ; ce qui a changé depuis est à revoir (exigences : ${stop.reopened})` : ''}.`,
            en: `Open the file of this gate for version ${version}; version ${stop.earlier!.version} passed it${stop.reopened > 0 ? `, and what changed since is to be looked at again (requirements: ${stop.reopened})` : ''}.`,
          },
          page,
        )
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
  // Said to be met, and proven by nothing: that is what is left, whatever else the verdict would say.
  const unproven = stop.file?.unproven.length ?? 0
  if (blocked && stop.file?.answer === 'undetermined' && unproven > 0)
    return team(
      {
        fr: `Apporter les preuves attendues (${unproven}).`,
        en: `Bring the proofs that are awaited (${unproven}).`,
      },
      file,
    )
  if (blocked)
    return team(
      {
        fr: 'Corriger ce qui bloque : en l’état, ce dossier ne peut qu’être refusé.',
        en: 'Mend what blocks: as things stand, this file can only be refused.',
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

/** Where the application stands, in one sentence; what an earlier version passed is told with that version. */
export function journeySentence(stops: readonly GateStop[], version: string): Bilingual {
  const done = stops.filter(isPassed)
  const inherited = done.filter(byEarlier)
  const opened = stops.filter((stop) => stop.standing === 'reopened' && byEarlier(stop))
  const next = stops.find((stop) => !isBehind(stop))
  const skipped = stops.filter(({ standing }) => standing === 'not-held')
  const overtaken = stops.filter(({ standing }) => standing === 'overtaken')
  if (!next && skipped.length + overtaken.length + inherited.length === 0)
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
  if (inherited.length > 0)
    parts.push({
      fr: `Passés par une version antérieure : ${namesOf(inherited, 'fr', true)}.`,
      en: `Passed by an earlier version: ${namesOf(inherited, 'en', true)}.`,
    })
  if (opened.length > 0)
    parts.push({
      fr: `La version ${version} rouvre : ${namesOf(opened, 'fr')}.`,
      en: `Version ${version} reopens: ${namesOf(opened, 'en')}.`,
    })
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

const namesOf = (stops: readonly GateStop[], language: keyof Bilingual, withVersion = false) =>
  stops
    .map(({ name, earlier }) => `${name[language].toLowerCase()}${withVersion ? ` (${earlier!.version})` : ''}`)
    .join(', ')
