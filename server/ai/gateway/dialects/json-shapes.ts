/** Small readers of JSON whose shape the caller or the provider decides. */
import { refuse } from '../../../platform/errors.ts'

export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** Members of `from` except those named, for what passes through untouched. */
export const without = (from: Json, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)))

/** Members that are set. */
export const given = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null))

/** Says which part of a call has no equal in the other dialect. */
export const untranslatable = (model: string, fr: string, en: string) =>
  refuse('ai-untranslatable', { model, what: { fr, en } })

/** Arguments of a tool as an object; a model that wrote no JSON wrote text. */
export function parsedArguments(value: unknown): Json {
  try {
    const parsed = JSON.parse(text(value) || '{}') as unknown
    return isObject(parsed) ? parsed : { value: parsed }
  } catch {
    return { text: value }
  }
}

/** The object that bytes of JSON hold; undefined when they hold none. */
export function jsonObject(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(bytes.toString('utf8')) as unknown
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
