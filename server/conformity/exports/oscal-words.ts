/** What every OSCAL document of ours shares: identifiers, properties, metadata. */
import type { ConformityDossier, Person } from '@socle/contracts'
import { createHash } from 'node:crypto'

const OSCAL_VERSION = '1.1.2'
export const NAMESPACE = 'https://socle.example/ns/oscal'

/** In the form of a version 5 UUID, the only one derived from a name that OSCAL's pattern admits; over a SHA-256 of the parts. */
export function stableUuid(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('\0')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${'89ab'[parseInt(hex[16]!, 16) % 4]}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** OSCAL tokens admit no colon: `GI:1398` becomes `gi-1398`; the original stays as a property. */
export const controlId = (id: string): string => id.toLowerCase().replace(/[^a-z0-9._-]/g, '-')

/** The part of a control that a finding is about. */
export const statementId = (id: string): string => `${controlId(id)}_smt`

/** Titles, names and values are one line that holds something; people also paste two, or a blank. */
export const line = (text: string): string => text.replace(/\s+/g, ' ').trim() || '-'

export const prop = (name: string, value: string) => ({ name, ns: NAMESPACE, value: line(value) })

/** An address as RFC 3986 writes it: what a browser forgives is percent-encoded. */
export const reference = (url: string): string =>
  new URL(url).href.replace(/[^\w\-.~:/?#[\]@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})/g, encodeURIComponent)

export const metadata = (title: string, dossier: ConformityDossier) => ({
  title: line(title),
  'last-modified': dossier.asOf,
  version: `${dossier.edition.id}`,
  'oscal-version': OSCAL_VERSION,
})

/** Parties of a document: a person's own identifier is a UUID that OSCAL's pattern may not admit. */
export const partyOf = ({ id }: Person): string => stableUuid('party', id)

const roles = { requester: 'Requester', assessor: 'Reviewer', decider: 'Decides at the gate' } as const
export type OscalRole = keyof typeof roles

/** Roles and people that a document names; OSCAL forbids empty lists. */
export function peopleOf(named: readonly { role: OscalRole; person: Person }[]) {
  if (named.length === 0) return {}
  const people = [...new Map(named.map(({ person }) => [person.id, person])).values()]
  return {
    roles: [...new Set(named.map(({ role }) => role))].map((id) => ({ id, title: roles[id] })),
    parties: people.map((person) => ({ uuid: partyOf(person), type: 'person', name: line(person.name) })),
  }
}
