/** A provider closes an idle connection just as the next call uses it: servers of models do so after five seconds. */
import { ProviderRecord } from '@socle/contracts'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { activeProvider } from '../../policy/policy.ts'
import { createGatherer } from '../relay/gather.ts'
import { createUpstreams, UpstreamFailure, type Upstreams } from './upstream.ts'

/** What is done with a request: on which connection, and how many came on it before. */
let treat: (socket: Socket, connection: number, before: number) => void
let connections = 0
const server = createServer((socket) => {
  const connection = connections++
  let before = 0
  socket.on('error', () => {})
  socket.on('data', () => treat(socket, connection, before++))
})
const answer = (socket: Socket) =>
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}')
let upstreams: Upstreams
const send = async () => {
  const base = {
    name: 'p',
    dialect: 'openai',
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    location: 'FR',
    law: 'FR',
    circle: 1,
    clearance: 'restricted',
    timeouts: { headersMs: 1000 },
    models: [{ name: 'm' }],
  }
  const state = { approved: true, secret: undefined, commonProxy: undefined }
  const provider = activeProvider(ProviderRecord.parse({ id: 'p', ...base }), state)
  const got = await upstreams.send({ provider, path: '/x', headers: {}, body: Buffer.from('{}') })
  await new Promise<void>((end) => got.attach({ data: () => {}, end, error: () => end() }))
  // Its connection is free for another call after this turn of the loop only.
  await new Promise(setImmediate)
  return got.status
}

beforeEach(async () => {
  connections = 0
  upstreams = createUpstreams(createGatherer(0))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
})
afterEach(async () => {
  await upstreams.close()
  await new Promise((closed) => server.close(closed))
})

test.each([
  ['closed', (socket: Socket) => socket.end()],
  ['reset', (socket: Socket) => socket.resetAndDestroy()],
] as const)('%s: the call goes again, on another connection', async (_how, close) => {
  treat = (socket, _connection, before) => (before === 0 ? answer(socket) : close(socket))
  expect(await send()).toBe(200)
  expect(await send()).toBe(200)
  expect(connections).toBe(2)
})

test.each([
  ['silent', 'silent', () => {}],
  ['closed in the middle of its head', 'broke', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-')],
  [
    'closed after a head without a body',
    'broke',
    (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n'),
  ],
] as const)(
  '%s after the call was read, on a connection that was used before: it goes once',
  async (_how, kind, treated) => {
    let asked = 0
    treat = (socket) => (asked++ === 0 ? answer(socket) : treated(socket))
    expect(await send()).toBe(200)
    await expect(send()).rejects.toMatchObject({ kind })
    expect(asked).toBe(2)
  },
)

test('a provider that breaks a new connection is broken: it is not asked again', async () => {
  treat = (socket) => socket.resetAndDestroy()
  await expect(send()).rejects.toBeInstanceOf(UpstreamFailure)
  expect(connections).toBe(1)
})
