/**
 * Where a chunk of a chat stream says words, in the shapes that providers give them: a text, parts of a list, thoughts in such
 * parts, a message for a delta, tools of several kinds. Each place is a lane: its pieces are put together over the chunks.
 */
import { inJson } from './json-depth.ts'
import type { Escape } from './vault.ts'

type Json = Readonly<Record<string, unknown>>

/** Members whose text comes in pieces. */
const words = new Set(
  'content text thinking refusal reasoning reasoning_content summary transcript arguments input'.split(' '),
)
/** Members that hold such members. */
const holders = new Set(
  'delta message content thinking reasoning reasoning_details summary tool_calls function_call function custom audio'.split(
    ' ',
  ),
)
/** Between the steps to a place. */
export const STEP = '\n'

export interface WordsVisitor {
  /** @param lane name of the place, for the chunks that follow */
  readonly piece: (lane: string, text: string, escape: Escape | undefined) => string
  /** What does not come in pieces. @param lane name of the place that holds it */
  readonly whole: (value: unknown, member: string, lane: string) => unknown
}

/** A choice, or what it holds, with its words changed. @param lane of `holder` */
export function mapWords(holder: Json, lane: string, visitor: WordsVisitor): Json {
  const out: Record<string, unknown> = {}
  for (const member in holder) {
    const value = holder[member]
    const at = `${lane}${STEP}${member}`
    if (typeof value === 'string' && words.has(member))
      out[member] = visitor.piece(at, value, member === 'arguments' ? inJson : undefined)
    else if (typeof value !== 'object' || value === null || !holders.has(member))
      out[member] = visitor.whole(value, member, lane)
    else if (Array.isArray(value))
      out[member] = value.map((item: unknown, position) =>
        isObject(item)
          ? mapWords(item, `${at}${STEP}${itemName(member, item, position)}`, visitor)
          : visitor.whole(item, member, at),
      )
    else out[member] = mapWords(value as Json, at, visitor)
  }
  return out
}

/** The same choice with `rest` said in addition in a lane. @param lane below that of the choice */
export const withRest = (choice: Json, lane: string, rest: string): Json =>
  added(choice, lane.split(STEP).slice(1), '', rest) as Json

function added(value: unknown, [step, ...steps]: readonly string[], member: string, rest: string): unknown {
  if (step === undefined) {
    if (Array.isArray(value) && value.length > 0) return [...(value as unknown[]), { type: 'text', text: rest }]
    return (typeof value === 'string' ? value : '') + rest
  }
  if (!step.startsWith('#')) {
    const object = isObject(value) ? value : {}
    return { ...object, [step]: added(object[step], steps, step, rest) }
  }
  const list: unknown[] = Array.isArray(value) ? value : value ? [{ type: 'text', text: value }] : []
  const at = list.findLastIndex((item, position) => isObject(item) && itemName(member, item, position) === step)
  const filled = added(at === -1 ? newItem(step) : list[at], steps, member, rest)
  return at === -1 ? [...list, filled] : list.with(at, filled)
}

/** An item is the same in the next chunk by its index, else by its type. */
function itemName(member: string, { index, type }: Json, position: number): string {
  if (typeof index === 'number') return `#${index}`
  if (member === 'tool_calls') return '#0'
  return typeof type === 'string' ? `#${type}` : `#${position}`
}

const newItem = (step: string): Json =>
  /^#\d+$/.test(step) ? { index: Number(step.slice(1)) } : { type: step.slice(1) }

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
