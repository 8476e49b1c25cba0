/** Every error of a request leaves here: as a problem document (RFC 9457), or as a page where a person looks. */
import { problemCatalogue } from '@socle/contracts'
import { uploadMegabytes } from '@socle/contracts/upload-limit'
import { issueInWords } from '@socle/contracts/words/validation'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { problemDocument, Refusal, refuse } from './errors.ts'
import { languageOf } from './request-language.ts'

/** A body that is no file. */
export const bodyMegabytes = 4

export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const refusal = asRefusal(error, request)
  return isVisit(request) ? showProblem(refusal, request, reply) : sendProblem(refusal, request, reply)
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
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuse('body-too-large', { limit: String(bodyMegabytes) })
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
