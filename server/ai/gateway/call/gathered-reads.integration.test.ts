/** When a provider's answer is read: the beginning of a stream at once, its small pieces together, other answers as they come. */
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../testing/ai-calls.ts'
import { activeProvider } from '../../policy/policy.ts'
import { ProviderRecord } from '@socle/contracts'
import { createUpstreams } from './upstream.ts'

/** Ticks when the test says so. */
let due: (() => void)[] = []
const tick = () => due.splice(0).forEach((read) => read())
const upstreams = createUpstreams({ later: (read) => due.push(read), soon: (flush) => flush() })
let connection: Socket
const server = createServer((socket) => {
  connection = socket.setNoDelay(true)
  socket.on('data', () => {})
})
const provider = () =>
  activeProvider(
    ProviderRecord.parse({
      id: 'p',
      name: 'p',
      dialect: 'openai',
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
      location: 'FR',
      law: 'FR',
      circle: 1,
      clearance: 'restricted',
      models: [{ name: 'm' }],
    }),
    { approved: true, secret: undefined, commonProxy: undefined },
  )

beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready)))
afterAll(async () => {
  await upstreams.close()
  server.close()
})

const send = (bytes: string) => new Promise<void>((sent) => connection.write(bytes, () => sent()))
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
const call = async (head: string) => {
  const asked = upstreams.send({ provider: provider(), path: '/x', headers: {}, body: Buffer.from('{}') })
  await eventually(
    () => Promise.resolve(connection as Socket | undefined),
    (socket) => socket !== undefined && socket.bytesRead > 0,
  )
  await send(head)
  const answer = await asked
  let text = ''
  let over = false
  answer.attach({ data: (bytes) => (text += bytes.toString()), end: () => (over = true), error: () => {} })
  return {
    text: () => Promise.resolve(text),
    over: () => Promise.resolve(over),
  }
}

test('a stream: two segments as they come, then all that came since the last tick', async () => {
  const { text, over } = await call(
    `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n${chunk('one ')}`,
  )
  await send(chunk('two '))
  await eventually(text, (said) => said === 'one two ')
  for (const word of ['three ', 'four ', 'five ']) await send(chunk(word))
  await new Promise(setImmediate)
  expect(await text()).toBe('one two ')
  expect(due).toHaveLength(1)
  tick()
  await eventually(text, (said) => said === 'one two three four five ')
  await send('0\r\n\r\n')
  tick()
  await eventually(over, Boolean)
})

test('the next answer on the same connection is read at once, however many segments it has', async () => {
  due = []
  const before = connection
  const { text, over } = await call('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 8\r\n\r\n12')
  expect(connection).toBe(before)
  for (const piece of ['34', '56', '78']) await send(piece)
  await eventually(over, Boolean)
  expect(await text()).toBe('12345678')
  expect(due).toEqual([])
})
