import { z } from 'zod'

/**
 * How much harm a leak of the data would do, lowest first; the answers of the trait `data.sensitivity`. A request may only
 * reach a provider cleared for its sensitivity (requirements GI:1007, MIRAI:EXI-G-5).
 */
export const Sensitivity = z.enum(['public', 'ordinary', 'sensitive', 'restricted'])
export type Sensitivity = z.infer<typeof Sensitivity>

/** 0 = public. */
export const sensitivityRank = (sensitivity: Sensitivity): number => Sensitivity.options.indexOf(sensitivity)

/** The highest of those known; undefined counts for nothing. */
export function highestSensitivity(first: Sensitivity, ...others: readonly (Sensitivity | undefined)[]): Sensitivity {
  let highest = first
  for (const other of others)
    if (other !== undefined && sensitivityRank(other) > sensitivityRank(highest)) highest = other
  return highest
}
