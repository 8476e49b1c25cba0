import type { Anomaly } from './anomaly.ts'
import type { Format } from './document.ts'
import type { Place } from './place.ts'

/** One requirement as a document prints it. */
export interface ReadRequirement {
  /** As printed, without mention; empty when the document gives none (anomaly `id-missing`). */
  readonly id: string
  /** Mention after the identifier, without brackets: `Pi-native`. */
  readonly suffix?: string
  /** The word as printed, in the commonest of its spellings in the document; empty when missing. */
  readonly level: string
  readonly category: string
  readonly title?: string
  readonly text: string
  readonly place: Place
  /** Heading row above it inside its table. */
  readonly section?: string
  /** Every cell of the row by its heading, so that nothing printed is lost. */
  readonly fields: Readonly<Record<string, string>>
}

export const listKinds = ['requirements', 'products', 'components'] as const
export type ListKind = (typeof listKinds)[number]

export interface ReadList {
  readonly kind: ListKind
  readonly place: Place
  readonly rows: readonly ReadRequirement[]
}

/** A published document, read. Plain data, the same for every format. */
export interface ReadEdition {
  readonly edition: {
    readonly file: string
    readonly format: Format
    readonly title: string
    /** As the document says it; empty when it says none. */
    readonly version: string
  }
  /** What `requirements` holds: products or components when the document lists no requirement. */
  readonly kind: ListKind
  readonly requirements: readonly ReadRequirement[]
  readonly anomalies: readonly Anomaly[]
  /** Lists of another kind than `kind`: a glossary of components beside requirements. */
  readonly others: readonly ReadList[]
}
