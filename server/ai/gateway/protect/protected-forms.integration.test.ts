/** What travels beside a sound: the fields of its form and its name are texts like any other. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aiApplication, type AiApplication, linesOf, provider } from '../../../testing/ai-calls.ts'
import { startTestSocle, type TestSocle } from '../../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../../testing/upstream-process.ts'

let upstream: UpstreamProcess
let socle: TestSocle
let application: AiApplication

beforeAll(async () => {
  upstream = await startUpstream()
  const models = [{ name: 'hear', kind: 'transcription', upstream: 'repeats-prompt' }]
  socle = await startTestSocle('embedded', {
    protection: [
      { types: ['SECRET', 'URL_CREDENTIALS'], action: 'mask' },
      { providers: ['far'], types: ['UNREADABLE'], action: 'allow' },
      { providers: ['closed'], types: ['UNREADABLE'], action: 'allow' },
      { providers: ['closed'], types: ['IBAN'], action: 'refuse' },
      { circles: [1], action: 'allow' },
      { action: 'pseudonymise' },
    ],
    providers: [
      provider('far', upstream.baseUrl, { circle: 3, models }),
      provider('closed', upstream.baseUrl, { circle: 3, models: [{ ...models[0], name: 'hear-closed' }] }),
      provider('near', upstream.baseUrl, { models: [{ ...models[0], name: 'hear-near' }] }),
    ],
  })
  application = await aiApplication(socle, 'auditions', { sensitivity: 'public' })
})
afterAll(async () => {
  await socle.close()
  await upstream.kill()
})

const token = 'ghp_1234567890abcdefghijklmnopqrstuvwxyz12'
const prompt = `Audition de M. Jean Dupontel, 06 12 34 56 78, jean.dupontel@example.fr, jeton ${token}.`
const values = ['Dupontel', '06 12 34', 'jean.dupontel', token]
/** Bytes that are no text, such as sounds hold. */
const sound = Buffer.from([0x52, 0x49, 0x46, 0x46, 0, 255, 13, 10, 45, 45, 66, 254, 128])

const send = (body: FormData | Buffer, headers: Record<string, string> = {}) =>
  fetch(`${socle.url}/v1/audio/transcriptions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${application.secret}`, ...headers },
    body: body instanceof FormData ? body : new Uint8Array(body),
  })
function form(fields: Record<string, string>, fileName = 'Audition Jean Dupontel 06 12 34 56 78.wav'): FormData {
  const out = new FormData()
  for (const [name, value] of Object.entries(fields)) out.append(name, value)
  out.set('file', new Blob([sound], { type: 'audio/wav' }), fileName)
  return out
}
const seenLast = async () => Buffer.from((await upstream.seen()).at(-1)!.body, 'latin1').toString('utf8')

test('prompt, file name and every other field are protected; the sound and the settings are what they were; the caller reads its own words', async () => {
  const answer = await send(form({ model: 'hear', prompt, language: 'fr', user: 'jean.dupontel@example.fr' }))
  expect(answer.status).toBe(200)
  const { text } = (await answer.json()) as { text: string }
  expect(text).toBe(prompt.replace(token, '[SECRET]'))
  const seen = await seenLast()
  for (const value of values) expect(seen).not.toContain(value)
  expect(seen).toMatch(/name="prompt"\r\n\r\nAudition de M\. \[PERSONNE_1M_\w{3}\], \[TELEPHONE_1_/)
  expect(seen).toMatch(/name="user"\r\n\r\n\[COURRIEL_1_\w{3}\]/)
  expect(seen).toMatch(/filename="Audition \[PERSONNE_1\w*\] \[TELEPHONE_1_\w{3}\]\.wav"/)
  expect(seen).toMatch(/name="model"\r\n\r\nrepeats-prompt\r\n/)
  expect(seen).toMatch(/name="language"\r\n\r\nfr\r\n/)
  const raw = Buffer.from((await upstream.seen()).at(-1)!.body, 'latin1')
  expect(raw.includes(Buffer.concat([Buffer.from('audio/wav\r\n\r\n'), sound, Buffer.from('\r\n--')]))).toBe(true)
  expect(answer.headers.get('x-socle-protected')).toBe('PERSON=1, EMAIL=1, PHONE_FR=1, SECRET=1')
  expect((await linesOf(socle, application.id))[0]!.protections).toEqual({
    PERSON: 1,
    EMAIL: 1,
    PHONE_FR: 1,
    SECRET: 1,
  })
})

test.each([
  ['in pieces', { stream: 'true' }],
  ['as a plain text', { response_format: 'text' }],
])('values come back %s', async (_, settings) => {
  const words = 'Audition de M. Jean Dupontel.'
  const answer = await (await send(form({ model: 'hear', prompt: words, ...settings }))).text()
  if ('stream' in settings) {
    const said = [...answer.matchAll(/"delta":"([^"]*)"/g)].map((match) => match[1]).join('')
    expect(said).toBe(words)
    expect(answer).toContain(`"text":"${words}"`)
  } else expect(answer).toBe(words)
  expect(await seenLast()).not.toContain('Dupontel')
})

test('a field of any length and of any name, given twice, in quotes or in a note beside the parts', async () => {
  const long = `${'Une audition ordinaire sans rien de personnel. '.repeat(400)}M. Jean Dupontel`
  const part = (head: string, value: string | Buffer) =>
    Buffer.concat([Buffer.from(`--limit\r\n${head}\r\n\r\n`), Buffer.from(value), Buffer.from('\r\n')])
  const body = Buffer.concat([
    Buffer.from('Jean Dupontel\r\n'),
    part('Content-Disposition: form-data; name="model"', 'hear'),
    part('Content-Disposition: form-data; name="prompt"', long),
    part('Content-Disposition: form-data; name=prompt', 'M. Jean Dupontel'),
    part('content-disposition: form-data; name="jean.dupontel@example.fr"', 'x'),
    part('Content-Disposition: form-data; name="name"', 'Mme Claire Dupontel'),
    part(
      'Content-Disposition: form-data; name="notes"; filename="notes.txt"\r\nContent-Type: text/plain',
      'M. Dupontel',
    ),
    part(
      'Content-Disposition: form-data; name="file"; filename*=UTF-8\'\'Jean%20Dupontel.wav\r\nContent-Type: audio/wav\r\nContent-Description: Jean Dupontel',
      sound,
    ),
    Buffer.from('--limit--\r\nJean Dupontel'),
  ])
  const answer = await send(body, { 'content-type': 'multipart/form-data; boundary=limit' })
  expect(answer.status).toBe(200)
  const seen = await seenLast()
  expect(seen).not.toMatch(/dupontel/i)
  expect(seen.match(/\[PERSONNE_/g)!.length).toBeGreaterThanOrEqual(5)
})

test('a secret does not leave for the ministry’s own models either; what a policy refuses in a field is refused', async () => {
  const near = await send(form({ model: 'hear-near', prompt }))
  expect(((await near.json()) as { text: string }).text).toBe(prompt.replace(token, '[SECRET]'))
  const seen = await seenLast()
  expect(seen).not.toContain(token)
  expect(seen).toContain('Dupontel')
  const before = (await upstream.seen()).length
  const refused = await send(form({ model: 'hear-closed', prompt: 'IBAN FR76 3000 6000 0112 3456 7890 189' }))
  expect([refused.status, await refused.json()]).toMatchObject([403, { error: { code: 'ai-personal-data' } }])
  expect((await upstream.seen()).length).toBe(before)
})

test('a field that cannot be read as text is not sent', async () => {
  const before = (await upstream.seen()).length
  const body = Buffer.from(
    '--B\r\nContent-Disposition: form-data; name="model"\r\n\r\nhear\r\n--B\r\nContent-Disposition: form-data; name="prompt"\r\n\r\nJ\xe9r\xf4me\r\n--B--\r\n',
    'latin1',
  )
  const refused = await send(body, { 'content-type': 'multipart/form-data; boundary=B' })
  expect([refused.status, await refused.json()]).toMatchObject([400, { error: { code: 'ai-request-malformed' } }])
  expect((await upstream.seen()).length).toBe(before)
})
