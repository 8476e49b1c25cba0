/**
 * Calls of tools in an answer of the chat dialect, as providers write them: some give every call the same number, or none; some
 * give no identifier, or write arguments as an object where the dialect has a text.
 */
import { randomUUID } from 'node:crypto'
import { isObject, type Json, number, objects, text } from './json-shapes.ts'

interface ToolCall {
  readonly id: string
  readonly name: string
  /** JSON, whole or the next piece of it. */
  readonly written: string
}

interface ToolCallPiece extends ToolCall {
  /** Which call of the answer it belongs to, from 0. */
  readonly number: number
  readonly begins: boolean
}

const newId = (): string => `call_${randomUUID()}`

function parts(call: Json) {
  const called = isObject(call.function) ? call.function : {}
  const { arguments: given } = called
  return { id: text(call.id), name: text(called.name), written: isObject(given) ? JSON.stringify(given) : text(given) }
}

export const toolCallsIn = (message: Json): ToolCall[] =>
  objects(message.tool_calls).map((call) => {
    const read = parts(call)
    return { ...read, id: read.id || newId() }
  })

/** @returns reads the deltas of one stream, in order */
export function toolCallReader(): (delta: Json) => ToolCallPiece[] {
  /** By the provider's number: the call that it is writing, under the identifier that it gave. */
  const current = new Map<number, { readonly given: string; readonly id: string; readonly number: number }>()
  let calls = 0
  return (delta) =>
    objects(delta.tool_calls).map((call) => {
      const { id: given, name, written } = parts(call)
      const place = number(call.index)
      const before = current.get(place)
      // One that is named anew under another identifier is another call, whatever its number.
      const begins =
        before === undefined || (name !== '' && (given === '' ? before.given === '' : given !== before.given))
      const now = begins ? { given, id: given || newId(), number: calls++ } : before
      current.set(place, now)
      return { id: now.id, name, written, number: now.number, begins }
    })
}
