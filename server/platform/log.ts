/** Logs: one JSON object a line, ASCII only (rule GI:1304), without secrets or personal data. */
import type { FastifyServerOptions } from 'fastify'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

const ascii = (line: string): string =>
  line.replace(/[^\x20-\x7e\n]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** @param file appended to, its folder made; default: standard error */
export const loggerOptions = (level: string, file: string | undefined): FastifyServerOptions['logger'] => {
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const target = file === undefined ? process.stderr : createWriteStream(file, { flags: 'a', mode: 0o600 })
  return {
    level,
    stream: { write: (line: string) => void target.write(ascii(line)) },
    base: { app: 'socle', pid: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    serializers: {
      // Paths only: a query string or a header may hold personal data or a secret.
      req: (request: { method: string; url: string }) => ({ method: request.method, path: request.url.split('?')[0] }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
    },
  }
}
