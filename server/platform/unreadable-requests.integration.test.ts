import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aiApplication, type AiApplication, provider } from '../testing/ai-calls.ts'
import { startTestSocle, type TestSocle } from '../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../testing/upstream-process.ts'

let socle: TestSocle
let application: AiApplication
let upstream: UpstreamProcess
beforeAll(async () => {
  upstream = await startUpstream()
  socle = await startTestSocle('embedded', {
    providers: [provider('p', upstream.baseUrl, { models: [{ name: 'held-stream' }] })],
  })
  application = await aiApplication(socle, 'illisible')
})
afterAll(async () => {
  await socle.close()
  await upstream.kill()
})

const open = () => connect(Number(new URL(socle.url).port), '127.0.0.1').on('error', () => {})
async function answerTo(bytes: string) {
  const socket = open()
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => parts.push(part))
  socket.write(bytes)
  await once(socket, 'close')
  const said = Buffer.concat(parts).toString()
  const [head, body] = [said.slice(0, said.indexOf('\r\n\r\n')), said.slice(said.indexOf('\r\n\r\n') + 4)]
  expect(head).toContain(`content-length: ${Buffer.byteLength(body)}`)
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)![1]),
    type: /content-type: (\S+?);? /i.exec(`${head.replaceAll('\r\n', ' ')} `)![1],
    json: JSON.parse(body) as Record<string, unknown>,
  }
}
const tooLong = `cookie: ${'x'.repeat(20_000)}\r\n`
const noHeader = 'a header without its sign\r\n'

test.each([
  ['too long', tooLong, 431, 'headers-too-large'],
  ['no headers', noHeader, 400, 'http-malformed'],
])('heads that are %s are refused in the words of the address', async (_, headers, status, code) => {
  const chat = await answerTo(`POST /v1/chat/completions?x=1 HTTP/1.1\r\nhost: x\r\n${headers}\r\n`)
  expect(chat).toMatchObject({
    status,
    type: 'application/json',
    json: { error: { code, type: 'invalid_request_error', message: expect.any(String) as string } },
  })
  const messages = await answerTo(`POST /v1/messages HTTP/1.1\r\nhost: x\r\n${headers}\r\n`)
  expect(messages).toMatchObject({ status, json: { type: 'error', error: { code, type: 'invalid_request_error' } } })
  const api = await answerTo(`GET /api/requirements HTTP/1.1\r\nhost: x\r\n${headers}\r\n`)
  expect(api).toMatchObject({
    status,
    type: 'application/problem+json',
    json: { code, status, type: `/errors/${code}` },
  })
})

test('what is no HTTP at all is a problem too', async () => {
  expect(await answerTo('\x16\x03\x01\x02\r\n\r\n')).toMatchObject({ status: 400, json: { code: 'http-malformed' } })
})

test('so is a body that breaks off, in the language of its call', async () => {
  const chunks = (address: string) =>
    `POST ${address} HTTP/1.1\r\nhost: x\r\naccept-language: en\r\nauthorization: Bearer ${application.secret}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n`
  expect(await answerTo(chunks('/v1/chat/completions'))).toMatchObject({
    status: 400,
    json: { error: { code: 'http-malformed', message: expect.stringContaining('request') as string } },
  })
})

test('nothing is written into an answer that has begun', async () => {
  const body = JSON.stringify({ model: 'held-stream', stream: true, messages: [{ role: 'user', content: 'x' }] })
  const socket = open()
  let said = ''
  socket.on('data', (part: Buffer) => (said += part.toString()))
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${application.secret}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  await once(socket, 'data')
  socket.write('no request\r\n\r\n')
  await once(socket, 'close')
  await upstream.release()
  expect(said).toContain('HTTP/1.1 200')
  expect(said).not.toContain('HTTP/1.1 400')
})
