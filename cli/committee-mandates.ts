/** Mandates of the committee in words, and who may be given one. */
import { committeeRoutes } from '@socle/contracts/committee/routes'
import { type Mandate, rankWords, type Seat } from '@socle/contracts/committee/committee'
import type { Language } from '@socle/contracts/text'
import { callApi } from './api.ts'
import { wrongUse } from './errors.ts'

export const mandateLine = ({ id, body, rank, person, from, to }: Mandate, language: Language): string =>
  `${id}  ${body}  ${rankWords[rank][language]}  ${person.name}  ${from} – ${to ?? ''}`.trimEnd()

export const seatLine = ({ id, body, titular, substitute }: Seat, language: Language): string => {
  const held = [
    [rankWords.titular, titular],
    [rankWords.substitute, substitute],
  ] as const
  const holders = held.flatMap(([rank, name]) => (name === null ? [] : [`${rank[language]} ${name}`]))
  const vacant = { fr: 'sans mandat en cours', en: 'no running mandate' }[language]
  return `  ${id}  ${body}  ${holders.join(', ') || vacant}`
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** By identifier, or by the name that `members` shows. */
export async function candidateNamed(person: string): Promise<string> {
  const { candidates, may } = await callApi(committeeRoutes.members, { query: { limit: 1 } })
  // Whoever may not appoint is shown no candidates: the refusal that follows says so, whatever the name.
  if (!may.run) return NOBODY
  const found = candidates.filter(({ id, name }) => id === person || fold(name) === fold(person))
  if (found.length === 1) return found[0]!.id
  throw wrongUse(
    {
      fr: `${found.length === 0 ? 'Personne de ce nom ne peut recevoir un mandat' : 'Plusieurs personnes s’appellent ainsi'} : « ${person} ». « socle committee members » dit qui le peut, avec les identifiants ; un administrateur donne le rôle de membre du comité.`,
      en: `${found.length === 0 ? 'Nobody of this name may be given a mandate' : 'Several people have this name'}: “${person}”. “socle committee members” says who may, with the identifiers; an administrator gives the role of committee member.`,
    },
    'committee',
  )
}

const fold = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .trim()
