/** Logs: one JSON object a line, ASCII only (rule GI:1304), without secrets or personal data. */
import type { FastifyServerOptions } from 'fastify'

const asciiOnly = {
  write: (line: string) =>
    process.stderr.write(line.replace(/[^\x20-\x7e\n]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)),
}

export const loggerOptions = (level: string): FastifyServerOptions['logger'] => ({
  level,
  stream: asciiOnly,
  base: { app: 'socle', pid: process.pid },
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  serializers: {
    // Paths only: a query string or a header may hold personal data or a secret.
    req: (request: { method: string; url: string }) => ({ method: request.method, path: request.url.split('?')[0] }),
    res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
  },
})
