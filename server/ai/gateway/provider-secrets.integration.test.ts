/** What a provider says of the secret that it was sent stays here. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiApplication, type AiApplication, ask, linesOf, provider } from '../../testing/ai-calls.ts'
import { startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../testing/upstream-process.ts'

const secret = 'SECRET/of+file="xyz789&0'
const forms = [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(`Bearer ${secret}`).toString('base64'),
  Buffer.from(`:${secret}`).toString('base64').replace(/=+$/, ''),
]

describe('a provider that quotes the secret that it was sent', () => {
  let upstream: UpstreamProcess
  let socle: TestSocle
  let application: AiApplication
  const folder = mkdtempSync(join(tmpdir(), 'socle-secret-'))

  beforeAll(async () => {
    upstream = await startUpstream()
    writeFileSync(join(folder, 'secret'), secret)
    const secretFile = join(folder, 'secret')
    socle = await startTestSocle('embedded', {
      providers: [
        provider('chat', upstream.baseUrl, {
          secretFile,
          models: [
            { name: 'chat', upstream: 'quotes-secret' },
            { name: 'quotes-secret-in-stream' },
            { name: 'shows-secret' },
            { name: 'shows-secret-at-length' },
          ],
        }),
        provider('messages', upstream.baseUrl, {
          secretFile,
          dialect: 'anthropic',
          models: [{ name: 'messages', upstream: 'quotes-secret' }],
        }),
      ],
    })
    application = await aiApplication(socle, 'titres')
  })
  afterAll(async () => {
    await socle.close()
    await upstream.kill()
    rmSync(folder, { recursive: true })
  })

  const post = async (address: string, body: object) => {
    const answer = await fetch(`${socle.url}/v1/${address}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${application.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, text: await answer.text() }
  }
  /** However deep in texts of JSON the caller looks. */
  const unfolded = (said: string) => [said, said.replaceAll('\\"', '"'), said.replaceAll('\\\\', '\\')].join('\n')

  test.each(['chat', 'messages'])('is heard without it in every dialect (its own: %s)', async (model) => {
    const messages = [{ role: 'user', content: 'x' }]
    for (const [address, body] of [
      ['chat/completions', { messages }],
      ['messages', { messages, max_tokens: 5 }],
      ['responses', { input: 'x' }],
    ] as const) {
      const { status, text } = await post(address, { model, ...body })
      expect([address, status]).toEqual([address, 400])
      expect(text).toContain('temperature is out of range, auth=')
      for (const form of forms) expect(unfolded(text)).not.toContain(form)
    }
    expect(JSON.stringify(await linesOf(socle, application.id))).not.toContain('SECRET/')
  })

  test.each([
    ['chat/completions', false],
    ['chat/completions', true],
    ['responses', true],
  ])('in an answer like any other, by %s (stream: %s)', async (address, stream) => {
    const said = address === 'responses' ? { input: 'x' } : { messages: [{ role: 'user', content: 'x' }] }
    const { status, text } = await post(address, { model: 'shows-secret', stream, ...said })
    expect(status).toBe(200)
    expect(text).toContain('***. ')
    expect(text).toContain('demandée')
    expect(text).not.toContain('SECRET')
  })

  test('in an answer that passes on in pieces, of which all else is as it was', async () => {
    const answer = await ask(socle.url, application.secret, 'shows-secret-at-length')
    const { choices } = (await answer.json()) as { choices: { message: { content: string } }[] }
    const { content } = choices[0]!.message
    expect(content.replaceAll('é', '')).toBe('***')
    expect(content.length).toBe(1_300_000 + '***'.length)
  })

  test('is heard without it inside a stream', async () => {
    const answer = await ask(socle.url, application.secret, 'quotes-secret-in-stream', { stream: true })
    const text = await answer.text()
    expect(text).toContain('bad key ')
    expect(text).not.toContain('SECRET')
  })
})
