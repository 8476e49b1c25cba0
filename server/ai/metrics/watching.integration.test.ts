import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { aiApplication, ask, provider } from '../../testing/ai-calls.ts'
import { startTestSocle } from '../../testing/test-socle.ts'
import { startUpstream } from '../../testing/upstream-process.ts'

const SECRET_TEXT = 'Le dossier de Mme Durand'

test('Prometheus reads calls and tokens; a collector gets one span a call; neither gets a text or a key', async () => {
  const spans: string[] = []
  const collector = createServer((request, response) => {
    let text = ''
    request.on('data', (part: Buffer) => (text += part.toString('utf8')))
    request.on('end', () => {
      spans.push(text)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((ready) => collector.listen(0, '127.0.0.1', ready))
  const traceCollector = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  const socle = await startTestSocle('embedded', {}, undefined, { traceCollector })
  const application = await aiApplication(socle, 'mesuree')
  const trace = { id: '4bf92f3577b34da6a3ce929d0e0e4736', parent: '00f067aa0ba902b7' }
  const answer = await ask(
    socle.url,
    application.secret,
    'socle-extractive',
    { messages: [{ role: 'user', content: SECRET_TEXT }] },
    { traceparent: `00-${trace.id}-${trace.parent}-01` },
  )
  expect(answer.status).toBe(200)
  const metrics = await (await fetch(`${socle.url}/metrics`)).text()
  expect(metrics).toContain(
    'socle_ai_calls_total{endpoint="chat",provider="socle",model="socle-extractive",outcome="answered"} 1',
  )
  expect(metrics).toMatch(/socle_ai_tokens_total\{.*direction="out"\} \d+/)
  await socle.close()
  collector.close()
  const sent = spans.join('\n')
  expect(sent).toContain('gen_ai.request.model')
  expect(sent).toContain(answer.headers.get('x-request-id'))
  // The call stands in the trace of the application that made it.
  for (const id of Object.values(trace)) expect(sent).toContain(id)
  for (const text of [metrics, sent])
    for (const hidden of [SECRET_TEXT, 'Durand', application.secret]) expect(text).not.toContain(hidden)
})

test('what each provider made of the calls that came to it can be watched, those that it failed and was spared included', async () => {
  const upstream = await startUpstream()
  const gone = provider('gone', 'http://127.0.0.1:9/v1', { models: [{ name: 'good' }] })
  const dearer = { name: 'good', price: { version: 'p1', inputPerMillion: 1, outputPerMillion: 1 } }
  const socle = await startTestSocle('embedded', {
    providers: [gone, provider('local', upstream.baseUrl, { models: [dearer] })],
  })
  const application = await aiApplication(socle, 'surveillee', { sensitivity: 'sensitive' })
  for (let call = 0; call < 7; call++) expect((await ask(socle.url, application.secret, 'good')).status).toBe(200)
  const metrics = await (await fetch(`${socle.url}/metrics`)).text()
  expect(metrics).toContain('socle_ai_tries_total{provider="gone",model="good",result="failed"} 5')
  expect(metrics).toContain('socle_ai_tries_total{provider="gone",model="good",result="circuit-open"} 2')
  expect(metrics).toContain('socle_ai_tries_total{provider="local",model="good",result="answered"} 7')
  await socle.close()
  await upstream.kill()
})
