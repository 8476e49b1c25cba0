/** What values are in a Go template, and how they look once written. */
import { stringify } from 'yaml'
import { NotRendered } from './template-parts.ts'

export type Values = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})

/** False, zero, nothing and what is empty count as false. */
export const isTrue = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : isRecord(value)
      ? Object.keys(value).length > 0
      : value !== undefined && value !== null && value !== false && value !== 0 && value !== '' && !Number.isNaN(value)

export function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return `[${value.map(textOf).join(' ')}]`
  if (isRecord(value))
    return `map[${Object.entries(value)
      .map(([key, one]) => `${key}:${textOf(one)}`)
      .join(' ')}]`
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

export const numberOf = (value: unknown): number => {
  const number = Number(typeof value === 'string' || typeof value === 'number' ? value : value === true ? 1 : 0)
  return Number.isFinite(number) ? number : 0
}

export const yamlOf = (value: unknown): string =>
  value === undefined ? 'null' : stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd()

const longest = 1_000_000

/** Lengths grow quickly by repetition: none may exceed the bound. */
export function bounded(text: string): string {
  if (text.length > longest) throw new NotRendered('un résultat trop long', 'output too long')
  return text
}

/** `patch` over `base`, maps merged and the rest replaced; `null` takes a key away, as Helm does. */
export function merged(base: Values, patch: Values, depth = 0): Record<string, unknown> {
  if (depth > 50) throw new NotRendered('des valeurs trop profondes', 'values nested too deep')
  const result: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key]
    else if (isRecord(value) && isRecord(result[key])) result[key] = merged(result[key], value, depth + 1)
    else result[key] = value
  }
  return result
}

export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === 'object' || typeof b === 'object') return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
  if (typeof a !== typeof b) return textOf(a) === textOf(b)
  return a === b
}
