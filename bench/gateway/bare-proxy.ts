/** The least that a Node proxy can do: undici, bytes forwarded, one key compared, usage read. No accounting, no budget. */
import { createServer } from 'node:http'
import { Pool } from 'undici'

const [port, target] = process.argv.slice(2)
const pool = new Pool(target!, { connections: 256, pipelining: 1 })
let tokens = 0

createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const json = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>
    if (request.headers.authorization !== 'Bearer bench') return void response.writeHead(401).end()
    const streamed = json.stream === true
    const body = JSON.stringify(streamed ? { ...json, stream_options: { include_usage: true } } : json)
    const answer: Buffer[] = []
    pool.dispatch(
      { path: request.url!, method: 'POST', headers: { 'content-type': 'application/json' }, body },
      {
        onRequestStart() {},
        onResponseStart(_, status, headers) {
          response.writeHead(status, { 'content-type': headers['content-type'] as string })
        },
        onResponseData(_, chunk) {
          if (!streamed || chunk.includes('"usage"')) answer.push(chunk)
          response.write(chunk)
        },
        onResponseEnd() {
          tokens += Number(/"total_tokens":(\d+)/.exec(Buffer.concat(answer).toString('latin1'))?.[1] ?? 0)
          response.end()
        },
        onResponseError() {
          response.destroy()
        },
      },
    )
  })
}).listen(Number(port), '127.0.0.1', 2048)
process.on('SIGTERM', () => process.exit(tokens > 0 ? 0 : 1))
