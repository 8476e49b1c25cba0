/** A call as it comes in: nothing of it is known yet but where it came from and when. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sensitivity } from '@socle/contracts'
import type { Call } from '../call.ts'
import type { Served } from './endpoints.ts'

export function beginCall(
  request: IncomingMessage,
  response: ServerResponse,
  { endpoint, dialect }: Served,
  { at, unknownSensitivity }: { at: Date; unknownSensitivity: Sensitivity },
): Call {
  return {
    request,
    response,
    requestId: requestIdOf(request),
    startedAt: performance.now(),
    at,
    endpoint,
    dialect,
    body: Buffer.alloc(0),
    json: {},
    form: [],
    model: '',
    streamed: false,
    key: undefined,
    deployments: [],
    sensitivity: unknownSensitivity,
    sensitivityFrom: 'application-unknown',
    reservation: undefined,
    route: [],
    rules: [],
    findings: undefined,
    protections: {},
    leftOut: [],
    firstByteAt: undefined,
  }
}

/** The caller's own reference when it is one, so that one name follows the call from end to end. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[A-Za-z0-9._:-]{1,128}$/.test(given) ? given : randomUUID()
}
