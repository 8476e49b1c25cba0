/** The shapes that a condition takes. */
import type { Condition } from '@socle/contracts'

export const isList = <K extends 'all' | 'any'>(
  condition: Condition,
  key: K,
): condition is Condition & Record<K, Condition[]> => typeof condition === 'object' && key in condition

export const isNot = (condition: Condition): condition is { not: Condition } =>
  typeof condition === 'object' && 'not' in condition
