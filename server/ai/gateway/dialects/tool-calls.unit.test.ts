import { expect, test } from 'vitest'
import { translated } from './event-translator.ts'
import type { Json } from './json-shapes.ts'
import { messageOfChat, messagesStreamOfChat } from './messages-over-chat.ts'
import { responseOfChat } from './responses-over-chat.ts'
import { responsesStreamOfChat } from './responses-stream.ts'

// Events and answers are read by the members that clients read.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Event = Readonly<Record<string, any>>
const call = (name: string, given: unknown, more: object = {}) => ({
  type: 'function',
  function: { name, arguments: given },
  ...more,
})
const two = [
  ['calls without a number', [call('a', '{"x":1}', { id: 't1' }), call('b', '{"y":2}', { id: 't2' })]],
  [
    'calls that all have the same',
    [call('a', '{"x":1}', { index: 0, id: 't1' }), call('b', '{"y":2}', { index: 0, id: 't2' })],
  ],
  ['calls without an identifier', [call('a', '{"x":1}', { index: 0 }), call('b', '{"y":2}', { index: 0 })]],
  ['arguments as objects', [call('a', { x: 1 }, { index: 0, id: 't1' }), call('b', { y: 2 }, { index: 1, id: 't2' })]],
  [
    'a new identifier with each piece',
    [
      call('a', '{"x"', { index: 0, id: 't1' }),
      { index: 0, id: 'other', function: { arguments: ':1}' } },
      call('b', '{"y":2}', { index: 1, id: 't2' }),
    ],
  ],
] as const

const streamed = (calls: readonly object[], translator: ReturnType<typeof messagesStreamOfChat>): Event[] => {
  const chunk = (delta: object, finish_reason: string | null) =>
    `data: ${JSON.stringify({ id: 'c', model: 'm', choices: [{ index: 0, delta, finish_reason }] })}\n\n`
  const stream = translated(translator)
  const events = [...calls.map((each) => chunk({ tool_calls: [each] }, null)), chunk({}, 'stop'), 'data: [DONE]\n\n']
  return Buffer.concat([stream.push(Buffer.from(events.join(''))), stream.end()])
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)) as Event)
}
const expected = [
  ['a', { x: 1 }],
  ['b', { y: 2 }],
]
const distinct = (ids: readonly unknown[]) => {
  expect(ids.every((id) => typeof id === 'string' && id !== '')).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
}

test.each(two)('%s are the calls that they are, and are to be answered: Messages', (_, calls) => {
  const events = streamed(calls, messagesStreamOfChat())
  const begun = events.filter(({ type }) => type === 'content_block_start')
  const written = ({ index }: Event) =>
    events
      .filter((event) => event.type === 'content_block_delta' && event.index === index)
      .map(({ delta }) => delta.partial_json)
      .join('')
  expect(begun.map((event) => [event.content_block.name, JSON.parse(written(event))])).toEqual(expected)
  distinct(begun.map(({ content_block }) => content_block.id))
  expect(events.find(({ type }) => type === 'message_delta')!.delta.stop_reason).toBe('tool_use')
})

test.each(two)('%s are the calls that they are: Responses', (_, calls) => {
  const { response } = streamed(calls, responsesStreamOfChat({ model: 'm' }, 1)).at(-1)!
  expect(response.output.map(({ name, arguments: given }: Event) => [name, JSON.parse(given)])).toEqual(expected)
  distinct(response.output.map(({ call_id }: Event) => call_id))
})

test('so they are in an answer that comes whole', () => {
  const message = { role: 'assistant', content: null, tool_calls: [call('a', { x: 1 }), call('b', '{"y":2}')] }
  const answer: Json = { id: 'c', model: 'm', choices: [{ index: 0, message, finish_reason: 'stop' }] }
  const { content, stop_reason } = messageOfChat(answer) as Event
  expect([content.map(({ name, input }: Event) => [name, input]), stop_reason]).toEqual([expected, 'tool_use'])
  distinct(content.map(({ id }: Event) => id))
  const { output } = responseOfChat(answer, { model: 'm' }) as Event
  expect(output.map(({ name, arguments: given }: Event) => [name, JSON.parse(given)])).toEqual(expected)
  distinct(output.map(({ call_id }: Event) => call_id))
})
