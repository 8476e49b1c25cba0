import type { Endpoint } from '@socle/contracts'
import { isObject, type Json, objects, without } from '../dialects/json-shapes.ts'
import { replayedMessage, replayedResponse } from './replay-events.ts'

/** How an answer in one piece becomes the stream that it should have been; absent = it stays as it is. */
export const replays: Partial<Record<Endpoint, (answer: Json) => Buffer[]>> = {
  chat: replayedChat,
  messages: replayedMessage,
  responses: replayedResponse,
}

/**
 * The stream that a chat answer given in one piece should have been: some servers of models ignore `stream`, and the client of a
 * caller that asked for events reads nothing else.
 * @param answer a `chat.completion`
 * @returns its events, the figures among them, and the mark of the end
 */
function replayedChat(answer: Json): Buffer[] {
  const head = { ...without(answer, ['object', 'choices', 'usage']), object: 'chat.completion.chunk' }
  const choices = objects(answer.choices)
  const said = choices.map((choice) => ({
    ...without(choice, ['message']),
    delta: deltaOf(choice),
    finish_reason: null,
  }))
  const ended = choices.map(({ index, finish_reason }) => ({ index, delta: {}, finish_reason }))
  return [
    event({ ...head, choices: said }),
    event({ ...head, choices: ended }),
    ...(isObject(answer.usage) ? [event({ ...head, choices: [], usage: answer.usage })] : []),
    Buffer.from('data: [DONE]\n\n'),
  ]
}

const event = (chunk: Json): Buffer => Buffer.from(`data: ${JSON.stringify(chunk)}\n\n`)

/** In a stream each call of a tool says its place. */
function deltaOf({ message }: Json): Json {
  if (!isObject(message)) return {}
  const calls = objects(message.tool_calls)
  return calls.length === 0
    ? without(message, ['tool_calls'])
    : { ...message, tool_calls: calls.map((call, index) => ({ index, ...call })) }
}
