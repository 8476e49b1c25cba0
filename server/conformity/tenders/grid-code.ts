/** What ties a filled grid to the tender that gave it out, and to the wording that was frozen. */
import type { TenderRequirement } from '@socle/contracts'
import { createHash } from 'node:crypto'

/** `SOCLE-<tender>-<12 hexadecimal digits of the frozen requirements>`. */
export const gridCodeOf = (tenderId: string, requirements: readonly TenderRequirement[]): string =>
  `SOCLE-${tenderId}-${createHash('sha256').update(JSON.stringify(requirements)).digest('hex').slice(0, 12)}`
