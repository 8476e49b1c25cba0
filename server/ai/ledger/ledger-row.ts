import type { Schema } from '../../platform/schema.ts'

/** One line as `ai_settle` takes it, in JSON. */
export type LedgerRow = Omit<Schema['ai_ledger'], 'seq' | 'at' | 'route' | 'protections'> & {
  readonly at: string
  readonly route: readonly object[]
  readonly protections: Readonly<Record<string, number>>
}
