import { expect, test } from 'vitest'
import { chatStreamOfMessages } from './chat-over-messages.ts'

const argumentsOf = (pieces: readonly string[]) => {
  const stream = chatStreamOfMessages(1, false)
  const events = [
    { type: 'content_block_start', index: 0, content_block: { type: 'tool_use', id: 't', name: 'heure', input: {} } },
    ...pieces.map((partial_json) => ({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'input_json_delta', partial_json },
    })),
    { type: 'content_block_stop', index: 0 },
  ]
  return [
    ...JSON.stringify(events.flatMap((event) => stream.event(event))).matchAll(/"arguments":"((?:[^"\\]|\\.)*)"/g),
  ]
    .map(([, written]) => JSON.parse(`"${written}"`) as string)
    .join('')
}

test('a tool that is called without arguments is told so in JSON, streamed as whole', () => {
  expect(argumentsOf([])).toBe('{}')
  expect(argumentsOf([''])).toBe('{}')
  expect(argumentsOf(['', '{"a"', ':1}'])).toBe('{"a":1}')
})

test('a tool that the provider runs itself is no call of the caller’s tools', () => {
  const stream = chatStreamOfMessages(1, false)
  const events = [
    { type: 'content_block_start', index: 0, content_block: { type: 'server_tool_use', id: 's', name: 'web_search' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '{"q":1}' } },
    { type: 'content_block_stop', index: 0 },
  ]
  expect(events.flatMap((event) => stream.event(event))).toEqual([])
})
