/**
 * How an operation of the contract is served: request id → caller → permission → contract validates → handler →
 * contract filters the answer. Every error reaches one handler (`http-problems.ts`) and leaves as a problem document (RFC 9457).
 */
import {
  IdempotencyKey,
  type Language,
  Problem,
  type ProblemCode,
  problemCatalogue,
  type RouteArguments,
  type RouteContract,
  type RouteOutput,
} from '@socle/contracts'
import { uploadMegabytes } from '@socle/contracts/upload-limit'
import { issueInWords } from '@socle/contracts/words/validation'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Resource } from './authorisation.ts'
import type { Caller } from './caller.ts'
import { type Refusal, refuse } from './errors.ts'
import { forbidden } from './forbidden.ts'
import { authenticate, type Authenticated } from './identity/authenticate.ts'
import { beyondToken, reading } from './identity/personal-tokens.ts'
import { unkeptInFile } from './kept-text.ts'
import { refuseWhenReadOnly } from './operations-state.ts'
import { languageOf } from './request-language.ts'
import type { Services } from './services.ts'
import { type BodySignature, readSignature } from './signed-body.ts'

const IDEMPOTENCY_KEY = 'idempotency-key'

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

declare module 'fastify' {
  interface FastifyRequest {
    authenticated?: Authenticated
    signature?: BodySignature
  }
}
