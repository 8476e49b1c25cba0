import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from '../../platform/errors.ts'
import { sendProblem } from '../../platform/http-problems.ts'
import type { Services } from '../../platform/services.ts'

/** The built portal; an address that is no file is a page of it, and the portal's router decides. */
export async function registerPages(app: FastifyInstance, { config }: Services): Promise<void> {
  const root = join(config.projectRoot, 'portal/dist')
  const index = join(root, 'index.html')
  const page = existsSync(index) ? withStateBranding(readFileSync(index, 'utf8'), config.stateBranding) : undefined
  if (page !== undefined)
    await app.register(staticFiles, {
      root,
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // Built files carry a digest in their name; the page that names them must always be asked for.
        reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  else app.log.warn('the portal is not built: only the API is served')

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]!
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') && !/^\/(api|auth|demo|health|assets)\//.test(path)
    if (page !== undefined && isPage)
      return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page)
    return sendProblem(refuse('not-found', { path }), request, reply)
  })
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** The portal draws the State's mark before anybody signs in: the page itself tells its lines (`portal/state-branding.ts`). */
function withStateBranding(page: string, lines: readonly string[]): string {
  if (lines.length === 0) return page
  const content = JSON.stringify(lines).replace(/[&<>"]/g, (sign) => signs[sign]!)
  return page.replace('</head>', () => `<meta name="state-branding" content="${content}" /></head>`)
}
