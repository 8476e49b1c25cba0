/** The HTTP server: limits, headers of every answer, description of the API, and how it stops. */
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import { uploadMegabytes } from '@socle/contracts/upload-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import packageOfServer from '../package.json' with { type: 'json' }
import { withProblemOnce } from './api-description.ts'
import { refuse } from './errors.ts'
import { answerError, bodyMegabytes } from './http-problems.ts'
import { unkept } from './kept-text.ts'
import { loggerOptions } from './log.ts'
import { languageOf } from './request-language.ts'
import type { Services } from './services.ts'
import { type RefusalAt, refuseUnreadable } from './unreadable-requests.ts'

const MEGABYTE = 1024 * 1024
const LIMITS = {
  body: bodyMegabytes * MEGABYTE,
  upload: uploadMegabytes * MEGABYTE,
  uploads: 1,
  requestMs: 60_000,
  keepAliveMs: 72_000,
  sweepMs: 100,
  /** Unless the operator gave another when asking for a drain. */
  graceMs: 20_000,
} as const

/** The AI access layer, whose every microsecond counts (docs/adr/0009). */
interface AnswersFirst {
  /** Answers what it recognises before Fastify sees it, and says whether it did. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => boolean
  readonly refusalAt: RefusalAt
}

export async function createHttpServer(services: Services, first: AnswersFirst): Promise<FastifyInstance> {
  /** Connections with a request under way, and its answer. */
  const busy = new Map<Socket, ServerResponse>()
  const app = Fastify({
    serverFactory: (handler) =>
      createServer({ requestTimeout: LIMITS.requestMs, keepAliveTimeout: LIMITS.keepAliveMs }, (request, response) => {
        busy.set(request.socket, response)
        response.once('close', () => busy.delete(request.socket))
        if (!first.handle(request, response)) handler(request, response)
      }),
    logger: loggerOptions(services.config.logLevel, services.config.logFile)!,
    genReqId: () => randomUUID(),
    clientErrorHandler: (error, socket) =>
      refuseUnreadable(error, socket, busy.get(socket), { refusalAt: first.refusalAt, languageOf }),
    trustProxy: services.config.trustedProxies,
    bodyLimit: LIMITS.body,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  })
  const connections = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  // Answers under way have a while to finish; a connection that asks for nothing does not hold up the stop.
  app.addHook('preClose', () => {
    const until = performance.now() + (services.drain?.graceMs ?? LIMITS.graceMs)
    const sweep = setInterval(() => {
      for (const socket of connections) if (!busy.has(socket) || performance.now() > until) socket.destroy()
    }, LIMITS.sweepMs)
    app.server.once('close', () => clearInterval(sweep))
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  const readJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, json, done) => {
    void readJson(request, json, (error, body) => done(error ?? unkept({ json }, { body }) ?? null, body))
  })
  app.addHook('onRequest', async ({ url: address, params, query }) => {
    const refusal = unkept({ address }, { params, querystring: query })
    if (refusal) throw refusal
  })
  app.setErrorHandler(answerError)
  app.addHook('onSend', async (request, reply, payload) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'content-security-policy':
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      ...(services.config.publicUrl.startsWith('https:') && { 'strict-transport-security': 'max-age=63072000' }),
    })
    // A client that keeps its connection would keep this process: its next call finds another.
    if (services.drain?.draining === true) reply.header('connection', 'close')
    if (request.url.startsWith('/api/') || request.url.startsWith('/auth/')) reply.header('cache-control', 'no-store')
    return payload
  })
  await app.register(rateLimit, {
    max: services.config.requestsPerMinute,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { max, ttl }) =>
      refuse('too-many-requests', { limit: String(max), seconds: String(Math.ceil(ttl / 1000)) }),
  })
  await app.register(multipart, { limits: { fileSize: LIMITS.upload, files: LIMITS.uploads, fields: 0 } })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Socle',
        version: packageOfServer.version,
        description: 'The coherence framework as living data, and the proof of conformity of applications.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: services.config.publicUrl }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'socle_session', description: 'Opened at /auth/login' },
          personalToken: {
            type: 'http',
            scheme: 'bearer',
            description: 'Personal access token of a person, made at /mes-jetons; no cookie and no form token',
          },
          applicationKey: { type: 'http', scheme: 'bearer', description: 'Key of one application' },
        },
      },
    },
    // Only operations of the contract: pages, probes and sign-in are no API.
    transform: (route) =>
      route.schema?.operationId === undefined
        ? { schema: { ...route.schema, hide: true }, url: route.url }
        : withUpload(jsonSchemaTransform(route as Parameters<typeof jsonSchemaTransform>[0])),
    transformObject: (document) => withProblemOnce(jsonSchemaTransformObject(document)),
  })
  app.get('/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(app.swagger()))
  return app
}

/** Told and not validated: a form is read part by part, once the caller is known. */
function withUpload({ schema, url }: ReturnType<typeof jsonSchemaTransform>) {
  if (schema.consumes?.includes('multipart/form-data') !== true) return { schema, url }
  const file = { type: 'string', format: 'binary' }
  return { schema: { ...schema, body: { type: 'object', properties: { file }, required: ['file'] } }, url }
}
