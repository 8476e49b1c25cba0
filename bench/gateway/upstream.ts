/**
 * The provider that all gateways of the bench stand before: two ports, at once and after 20 ms. A whole answer is some 600
 * bytes; a stream is 52 events, each its own write. `/v1/slow/…` streams 50 events 40 ms apart, the first with the time.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

const sentence = 'The committee keeps the rules and says why. '.repeat(6)
const usage = { prompt_tokens: 120, completion_tokens: 60, total_tokens: 180 }
const head = { id: 'chatcmpl-bench', created: 1, model: 'bench' }
const whole = Buffer.from(
  JSON.stringify({
    ...head,
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content: sentence }, logprobs: null, finish_reason: 'stop' }],
    usage,
  }),
)
const event = (delta: object, finish: string | null = null): Buffer =>
  Buffer.from(
    `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
  )
const end = Buffer.from(
  `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [], usage })}\n\ndata: [DONE]\n\n`,
)
const events = [
  event({ role: 'assistant', content: '' }),
  ...Array.from({ length: 48 }, (_, n) => event({ content: ` word${n}` })),
  event({}, 'stop'),
]

function answer(body: string, path: string, response: ServerResponse): void {
  if (!body.includes('"stream":true')) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': whole.length }).end(whole)
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  if (path.includes('/slow/')) return slowly(response)
  let next = 0
  const step = () => {
    const part = events[next++]
    if (part === undefined) return void response.end(end)
    response.write(part)
    setImmediate(step)
  }
  step()
}

function slowly(response: ServerResponse): void {
  let left = 50
  response.write(event({ content: `at ${performance.timeOrigin + performance.now()};` }))
  const timer = setInterval(() => {
    if (--left > 0) response.write(event({ content: ' word' }))
    else {
      clearInterval(timer)
      response.end(end)
    }
  }, 40)
}

const serve = (delayMs: number) => (request: IncomingMessage, response: ServerResponse) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const body = Buffer.concat(parts).toString('latin1')
    if (delayMs === 0) answer(body, request.url ?? '', response)
    else setTimeout(() => answer(body, request.url ?? '', response), delayMs)
  })
}

const [fast, slow] = process.argv.slice(2).map(Number)
createServer({ keepAliveTimeout: 120_000 }, serve(0)).listen(fast, '127.0.0.1', 2048)
createServer({ keepAliveTimeout: 120_000 }, serve(20)).listen(slow, '127.0.0.1', 2048)
process.stdin.resume().on('end', () => process.exit())
