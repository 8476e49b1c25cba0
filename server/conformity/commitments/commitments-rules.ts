import type { Bilingual, CommitmentPolicy, FieldValues } from '@socle/contracts'
import { createHash } from 'node:crypto'

/** What one signs by this step; nothing for most. */
export const commitmentOf = (policy: CommitmentPolicy, process: string, transition: string): Bilingual | undefined =>
  policy.commitments.find((entry) => entry.process === process && entry.transitions.includes(transition))?.text

export interface Signed {
  readonly text: Bilingual
  readonly procedureId: string
  readonly process: string
  readonly applicationId: string | null
  /** Everything stated in the procedure when it was signed. */
  readonly data: FieldValues
  readonly signedBy: { readonly id: string; readonly name: string }
  readonly signedAt: string
}

/** What is signed as one text, the same however its parts were ordered, and its fingerprint. */
export function seal(signed: Signed): { sealed: string; hash: string } {
  const sealed = JSON.stringify(ordered(signed))
  return { sealed, hash: createHash('sha256').update(sealed).digest('hex') }
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  )
}
