import type { Bilingual, TokenAccess, TokenPolicy } from '@socle/contracts'
import type { Caller } from '../caller.ts'

type Person = Extract<Caller, { kind: 'person' }>

export interface Wanted {
  readonly access: TokenAccess
  readonly applications: readonly string[] | null
  /** Undefined = as policy says. */
  readonly days: number | undefined
}

const DAY_MS = 86_400_000

/**
 * Why this token is not made, or until when it lives. A token made with a token is no wider and lives no longer than it.
 * @param storedRoles those that the owner keeps when this call is over: the operator of this machine has none
 * @param working tokens of the owner that work today
 */
export function decideToken(
  policy: TokenPolicy,
  { token }: Pick<Person, 'token'>,
  storedRoles: readonly string[],
  working: number,
  wanted: Wanted,
  now: Date,
): { refused: Bilingual } | { expiresAt: Date } {
  const { maximumDays, perPerson } = policy
  if (storedRoles.length === 0) return { refused: words.noRole }
  if (working >= perPerson) return { refused: words.tooMany(perPerson) }
  if (wanted.days !== undefined && wanted.days > maximumDays) return { refused: words.tooLong(maximumDays) }
  const days = Math.min(wanted.days ?? policy.defaultDays, maximumDays)
  const expiresAt = new Date(now.getTime() + days * DAY_MS)
  if (!token) return { expiresAt }
  if (token.madeBy !== null) return { refused: words.byToken }
  if (token.access === 'read' && wanted.access === 'act') return { refused: words.wider }
  if (token.applications && wanted.applications === null) return { refused: words.wider }
  if (wanted.applications?.some((id) => token.applications?.includes(id) === false)) return { refused: words.wider }
  return { expiresAt: expiresAt < token.expiresAt ? expiresAt : token.expiresAt }
}

const words = {
  noRole: {
    fr: 'la personne n’a aucun rôle à prêter (les commandes de cette machine n’ont pas besoin de jeton)',
    en: 'the person has no role to lend (commands on this machine need no token)',
  },
  tooMany: (limit: number): Bilingual => ({
    fr: `${limit} jetons valent déjà ; révoquez ceux qui ne servent plus`,
    en: `${limit} tokens work already; revoke those of no use`,
  }),
  tooLong: (days: number): Bilingual => ({
    fr: `un jeton vit ${days} jours au plus`,
    en: `a token lives at most ${days} days`,
  }),
  byToken: {
    fr: 'un jeton fait avec un autre n’en fait pas à son tour',
    en: 'a token made with another makes none itself',
  },
  wider: {
    fr: 'il ouvrirait plus que le jeton avec lequel il est demandé',
    en: 'it would open more than the token that asks for it',
  },
} as const
