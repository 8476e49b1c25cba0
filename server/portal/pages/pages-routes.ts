import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from '../../platform/errors.ts'
import { sendProblem } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'

/** The built portal; an address that is no file is a page of it, and the portal's router decides. */
export async function registerPages(app: FastifyInstance, { config }: Services): Promise<void> {
  const root = join(config.projectRoot, 'portal/dist')
  if (!existsSync(join(root, 'index.html'))) {
    app.log.warn('the portal is not built: only the API is served')
    return
  }
  await app.register(staticFiles, {
    root,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Built files carry a digest in their name; the page that names them must always be asked for.
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]!
    const isPage = request.method === 'GET' && !/^\/(api|auth|demo|health|assets)\//.test(path)
    if (isPage) return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').sendFile('index.html')
    return sendProblem(refuse('not-found', { path }), request, reply)
  })
}
