/** Who decides by a policy: people alone, or the committee by the vote of a session. */
import {
  type Bilingual,
  type Decider,
  deciderWords,
  type DerogationPolicy,
  type FieldValues,
  type Role,
} from '@socle/contracts'
import { type Framework, type Governance, stateOf } from '@socle/rulebook'

/** Those who may decide alone. */
export const alone = (deciders: readonly Decider[]): Role[] =>
  deciders.filter((decider): decider is Role => decider !== 'committee-vote')

/** Only a session decides. */
export const byVoteOnly = (deciders: readonly Decider[]): boolean => deciders.length > 0 && alone(deciders).length === 0

/** Whose turn it is: those who decide alone, and for a vote those who keep the agendas of sessions. */
export function turnFor({ processById }: Pick<Governance, 'processById'>, deciders: readonly Decider[]): Role[] {
  const agendas = stateOf(processById.get('committee-session')!, 'planned').turn as Role[]
  return [...new Set([...alone(deciders), ...(deciders.includes('committee-vote') ? agendas : [])])]
}

export const decidersInWords = (deciders: readonly Decider[]): Bilingual => {
  const words = deciders.map(deciderWords)
  return { fr: words.map(({ fr }) => fr).join(', '), en: words.map(({ en }) => en).join(', ') }
}

/** Who decides on a derogation besides those whom its process names: nobody but a session, where the policy keeps a sheet for its vote. */
export function decidersOfDerogation(
  { byVote }: Pick<DerogationPolicy, 'byVote'>,
  { requirements }: Pick<Framework, 'requirements'>,
  data: FieldValues,
): Decider[] {
  const asked = new Set((data['requirements'] ?? []) as readonly string[])
  const kept = requirements.some(({ id, sheet }) => asked.has(id) && byVote.sheets.includes(sheet))
  return kept ? ['committee-vote'] : []
}
