import { z } from 'zod'
import type { Permission } from './people/identity.ts'
import type { ProblemCode } from './problems.ts'

/**
 * One operation of the API, written once: the server registers it, OpenAPI documents it, the portal's client calls it.
 * `permission` is checked before the handler runs; there is no way to declare an operation without one.
 */
export interface RouteContract {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** OpenAPI style: `/api/applications/{applicationId}`. */
  readonly path: `/api/${string}`
  readonly summary: string
  readonly permission: Permission
  /** May an application's own key call it (machine access)? Default: people only. */
  readonly machine?: true
  /** Sends what is to be computed and changes nothing, although it is no GET: a token for reading may, and read-only mode goes on. */
  readonly computes?: true
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** `file` = raw bytes with a content type of their own; `upload` = a multipart form with one `file` part. */
  readonly response: z.ZodType | 'file'
  readonly upload?: true
  /** The body may be signed with what the caller identifies with; the handler is told whether it was. */
  readonly signed?: true
  readonly status?: 200 | 201 | 204
  /**
   * Sent again it opens nothing more, and answers with what is open: under the same `Idempotency-Key` for a day; without one,
   * word for word within a minute, from the same person (`for-each`) or from anybody (`for-everybody`).
   */
  readonly opensOnce?: 'for-each' | 'for-everybody'
  /** What it may answer besides the errors that every operation may give. */
  readonly problems?: readonly ProblemCode[]
}

/** What a client gives to say that it sends the same request again, and no other. */
export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/)
  .describe(
    'Chosen by the client for this one request, a UUID for example. Sent again with the same key within 24 hours, the request opens nothing more and answers with what it opened; with another content it is refused. Without a key, the same content from the same person within a minute counts as sent again, as long as nobody has moved on what it opened.',
  )

export const route = <const R extends RouteContract>(contract: R): R => contract

type Infer<T> = T extends z.ZodType ? z.output<T> : undefined
type InferIn<T> = T extends z.ZodType ? z.input<T> : undefined

/** What a caller sends. */
export type RouteInput<R extends RouteContract> = (R extends { params: z.ZodObject }
  ? { params: InferIn<R['params']> }
  : unknown) &
  (R extends { query: z.ZodObject } ? { query?: InferIn<R['query']> } : unknown) &
  (R extends { body: z.ZodType } ? { body: InferIn<R['body']> } : unknown)

/** What a handler receives, validated. */
export interface RouteArguments<R extends RouteContract> {
  params: Infer<R['params']>
  query: Infer<R['query']>
  body: Infer<R['body']>
}

export type RouteOutput<R extends RouteContract> = R['response'] extends z.ZodType ? z.output<R['response']> : Blob
