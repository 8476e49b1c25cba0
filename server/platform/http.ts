/**
 * How an operation of the contract is served: request id → caller → permission → contract validates → handler →
 * contract filters the answer. Every error reaches the one handler below and leaves as a problem document (RFC 9457).
 */
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import {
  IdempotencyKey,
  type Language,
  languageAmong,
  Problem,
  type ProblemCode,
  problemCatalogue,
  type RouteArguments,
  type RouteContract,
  type RouteOutput,
} from '@socle/contracts'
import { issueInWords } from '@socle/contracts/words/validation'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { z } from 'zod'
import packageOfServer from '../package.json' with { type: 'json' }
import { withProblemOnce } from './api-description.ts'
import type { Resource } from './authorisation.ts'
import type { Caller } from './caller.ts'
import { problemDocument, Refusal, refuse } from './errors.ts'
import { authenticate, type Authenticated } from './identity/authenticate.ts'
import { forbidden } from './forbidden.ts'
import { beyondToken, reading } from './identity/personal-tokens.ts'
import { uploadMegabytes } from '@socle/contracts/upload-limit'
import { unkept, unkeptInFile } from './kept-text.ts'
import { loggerOptions } from './log.ts'
import { refuseWhenReadOnly } from './operations-state.ts'
import type { Services } from './services.ts'
import { type BodySignature, readSignature } from './signed-body.ts'
import { type RefusalAt, refuseUnreadable } from './unreadable-requests.ts'

const MEGABYTE = 1024 * 1024
const IDEMPOTENCY_KEY = 'idempotency-key'
const LIMITS = {
  body: 4 * MEGABYTE,
  upload: uploadMegabytes * MEGABYTE,
  uploads: 1,
  requestMs: 60_000,
  keepAliveMs: 72_000,
  sweepMs: 100,
  /** Unless the operator gave another when asking for a drain. */
  graceMs: 20_000,
} as const

/** What a handler knows of the request besides its validated arguments. */
export interface RequestContext extends Authenticated {
  readonly now: Date
  readonly requestId: string
  readonly language: Language
  /** Of an operation whose contract says `signed`. */
  readonly signature?: BodySignature
  /** Given by the client, of an operation that opens once; null = none. */
  readonly idempotencyKey: string | null
}

interface Upload {
  readonly fileName: string
  readonly contentType: string
  readonly bytes: Buffer
}

/** Bytes with a content type of their own. */
export interface FileAnswer {
  readonly fileName: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

/** A file too long for memory: pieces are made as they are read. */
type LongFileAnswer = Omit<FileAnswer, 'bytes'> & { readonly pieces: AsyncIterable<string> }

type Answer<R extends RouteContract> = R['response'] extends 'file' ? FileAnswer | LongFileAnswer : RouteOutput<R>
type Arguments<R extends RouteContract> = RouteArguments<R> &
  (R extends { upload: true } ? { upload: Upload } : unknown)

/** What `serve` needs for one operation. */
export interface Operation<R extends RouteContract> {
  /**
   * The resource that the permission is about; absent = Socle as a whole. Throws the refusal for a resource that does
   * not exist; a caller who may not read it receives the very same refusal, so that existence does not leak.
   */
  resource?: (
    args: Pick<RouteArguments<R>, 'params'>,
  ) => Promise<{ resource: Exclude<Resource, 'socle'>; unknown: () => Refusal }>
  handle: (args: Arguments<R>, context: RequestContext) => Promise<Answer<R>>
}

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
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = asRefusal(error, request)
    return isVisit(request) ? showProblem(refusal, request, reply) : sendProblem(refusal, request, reply)
  })
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

/** Registers one operation of the contract. */
export function serve<const R extends RouteContract>(
  app: FastifyInstance,
  services: Services,
  contract: R,
  operation: Operation<R>,
): void {
  const { authorisation } = services
  const status = contract.status ?? 200
  app.route({
    method: contract.method,
    url: contract.path.replace(/\{(\w+)\}/g, ':$1'),
    schema: {
      operationId: contract.id,
      summary: contract.summary,
      tags: [contract.path.split('/')[2]!],
      security: [{ session: [] }, { personalToken: [] }, ...(contract.machine ? [{ applicationKey: [] }] : [])],
      ...(contract.params && { params: contract.params }),
      ...(contract.query && { querystring: contract.query }),
      ...(contract.body && { body: contract.body }),
      ...(contract.opensOnce && { headers: z.looseObject({ [IDEMPOTENCY_KEY]: IdempotencyKey.optional() }) }),
      ...(contract.upload && { consumes: ['multipart/form-data'] }),
      response: responses(contract, status),
    } as never,
    // Before query and body are read: who may not call learns nothing of what a good call looks like.
    onRequest: async (request) => {
      const authenticated = await authenticate(services, request, contract)
      request.log.trace({ at: 'http.authenticate', caller: authenticated.caller.kind }, 'who calls is known')
      await authorise(contract, operation, authenticated.caller, request)
      if (writes(contract)) await refuseWhenReadOnly(services.db)
      request.authenticated = authenticated
    },
    ...(contract.signed && {
      preValidation: async (request: FastifyRequest) => {
        request.signature = readSignature(request)
      },
    }),
    handler: async (request, reply) => {
      const authenticated = request.authenticated!
      const args = { params: request.params, query: request.query, body: request.body } as RouteArguments<R>
      const context: RequestContext = {
        ...authenticated,
        now: services.clock(),
        requestId: request.id,
        language: languageOf(request),
        idempotencyKey: contract.opensOnce ? ((request.headers[IDEMPOTENCY_KEY] as string | undefined) ?? null) : null,
        ...(request.signature && { signature: request.signature }),
      }
      const upload = contract.upload ? { upload: await readUpload(request) } : {}
      const begun = performance.now()
      request.log.trace({ at: 'http.handle', operation: contract.id }, 'operation begins')
      const answer = await operation.handle({ ...args, ...upload } as Arguments<R>, context)
      request.log.trace(
        { at: 'http.handle', operation: contract.id, ms: Math.round(performance.now() - begun) },
        'operation ended',
      )
      reply.status(status)
      if (contract.response !== 'file') return reply.send(answer)
      const file = answer as FileAnswer | LongFileAnswer
      return reply
        .type(file.contentType)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
        .send('pieces' in file ? Readable.from(file.pieces) : Buffer.from(file.bytes))
    },
  })

  /** @throws Refusal forbidden; or the refusal of a resource that does not exist, when the caller may not even read it */
  async function authorise(
    route: R,
    { resource }: Operation<R>,
    caller: Caller,
    request: FastifyRequest,
  ): Promise<void> {
    const params = route.params?.safeParse(request.params)
    if (params?.error)
      throw refuse(
        'invalid-request',
        {},
        {
          errors: params.error.issues.map(({ path, code, message, ...rest }) => ({
            path: `params.${path.join('.')}`,
            message: issueInWords(
              { keyword: code, instancePath: path.join('/'), message, params: rest },
              request.params,
            ),
          })),
        },
      )
    const target = resource && (await resource({ params: params?.data } as Parameters<typeof resource>[0]))
    const decision = authorisation.decide(caller, route.permission, target?.resource ?? 'socle')
    request.log.trace(
      { at: 'http.authorise', permission: route.permission, allowed: decision.allowed },
      'right decided',
    )
    if (decision.allowed) return
    const beyond = beyondToken(
      caller,
      target === undefined,
      (asked) => authorisation.decide(asked, route.permission, target?.resource ?? 'socle').allowed,
    )
    if (beyond) throw beyond
    if (target && !authorisation.decide(reading(caller), 'application:read', target.resource).allowed)
      throw target.unknown()
    throw forbidden(authorisation, route.permission, target?.resource ?? 'socle')
  }
}

/** Changes the work. The operator must be able to leave the read-only mode. */
const writes = ({ method, computes, permission }: RouteContract): boolean =>
  method !== 'GET' && computes !== true && permission !== 'operations:manage'

function responses(contract: RouteContract, status: number): Record<number, z.ZodType | object> {
  const always: ProblemCode[] = ['not-signed-in', 'forbidden', 'invalid-request', 'internal-error']
  const codes = [
    ...always,
    ...(contract.opensOnce ? (['idempotency-key-reused'] as const) : []),
    ...(contract.problems ?? []),
  ]
  return {
    ...Object.fromEntries(codes.map((code) => [problemCatalogue[code].status, Problem])),
    ...(contract.response !== 'file' && { [status]: contract.response }),
  }
}

/** The language that the caller prefers: the header lists some in any order, each with a weight between 0 and 1 (RFC 9110, 12.5.4). */
export function languageOf({ headers }: Pick<IncomingMessage, 'headers'>): Language {
  const weighed = (headers['accept-language'] ?? '').split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';')
    const weight = /^\s*q\s*=\s*([\d.]+)\s*$/i.exec(parameters.join(';'))?.[1]
    return { tag, weight: Number(weight ?? 1) }
  })
  return languageAmong(
    weighed
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight)
      .map(({ tag }) => tag),
  )
}

async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart())
    throw refuse('media-type-refused', {
      type: request.headers['content-type'] ?? '',
      accepted: 'multipart/form-data',
    })
  const part = await request.file()
  if (!part)
    throw refuse(
      'invalid-request',
      {},
      { errors: [{ path: 'file', message: { fr: 'Aucun fichier joint.', en: 'No file attached.' } }] },
    )
  const misnamed = unkeptInFile(part.filename)
  if (misnamed) throw misnamed
  const bytes = await part.toBuffer()
  // The library tells of a file cut at the limit only when a later piece arrives: half a file must never be read as one.
  if (part.file.truncated) throw refuse('body-too-large', { limit: String(uploadMegabytes) })
  return { fileName: part.filename, contentType: part.mimetype, bytes }
}

export function sendProblem(refusal: Refusal, request: FastifyRequest, reply: FastifyReply) {
  logFault(refusal, request)
  return reply
    .status(problemCatalogue[refusal.code].status)
    .type('application/problem+json')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(problemDocument(refusal, languageOf(request), request.id))
}

/** A browser on its way to sign in or back: a person looks at the answer. */
const isVisit = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && url.startsWith('/auth/') && headers.accept?.includes('text/html') === true

/** The sign-in page says what went wrong, and is where one starts again. */
function showProblem(refusal: Refusal, request: FastifyRequest, reply: FastifyReply) {
  logFault(refusal, request)
  return reply.redirect(`/connexion?${new URLSearchParams({ problem: refusal.code, reference: request.id })}`)
}

function logFault(refusal: Refusal, request: FastifyRequest): void {
  if (problemCatalogue[refusal.code].status >= 500)
    request.log.error({ err: refusal.cause ?? refusal, code: refusal.code }, 'request failed')
}

const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', '57P01', '57P03', '08006', '53300'])

function asRefusal(error: FastifyError | Refusal, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const where = error.validationContext ?? 'body'
    return refuse(
      'invalid-request',
      {},
      {
        errors: error.validation.map((issue) => ({
          // What is wrong with the whole has no place in it.
          path: `${where}${issue.instancePath.replaceAll('/', '.')}`.replace(/\.$/, ''),
          message: issueInWords(issue, where === 'body' ? request.body : request.query),
        })),
      },
    )
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return refuse('body-too-large', { limit: String(LIMITS.body / MEGABYTE) })
  if (error.code === 'FST_REQ_FILE_TOO_LARGE') return refuse('body-too-large', { limit: String(uploadMegabytes) })
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return refuse('media-type-refused', {
      type: request.headers['content-type'] ?? '',
      accepted: request.routeOptions.schema?.consumes?.join(', ') ?? 'application/json',
    })
  if (error.statusCode !== undefined && error.statusCode < 500)
    return refuse('invalid-request', {}, { errors: [{ path: 'body', message: error.message }] })
  if (UNREACHABLE.has(error.code)) return refuse('unavailable', {}, { cause: error })
  return refuse('internal-error', { requestId: request.id }, { cause: error })
}

declare module 'fastify' {
  interface FastifyRequest {
    authenticated?: Authenticated
    signature?: BodySignature
  }
}
