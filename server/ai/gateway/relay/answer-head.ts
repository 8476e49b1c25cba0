/** Status and headers of an answer: which model gave it, how sensitive the call was, what was kept from the provider. */
import type { Deployment } from '../../policy/policy.ts'
import type { Call } from '../call.ts'

/** @param length of the body, when it is known before it is sent */
export function writeHead(
  call: Call,
  status: number,
  contentType: string,
  deployment: Deployment,
  length?: number,
): void {
  const head = [
    'content-type',
    contentType,
    'x-request-id',
    call.requestId,
    ...(call.dialect === 'anthropic' ? ['request-id', call.requestId] : []),
    'x-socle-model',
    headerSafe(deployment.id),
    'x-socle-sensitivity',
    call.sensitivity,
  ]
  const hidden = Object.entries(call.protections)
  if (hidden.length > 0) head.push('x-socle-protected', hidden.map(([type, count]) => `${type}=${count}`).join(', '))
  if (call.leftOut.length > 0) head.push('x-socle-left-out', call.leftOut.join(', '))
  if (length !== undefined) head.push('content-length', String(length))
  else head.push('cache-control', 'no-store')
  call.response.writeHead(status, head)
}

const headerSafe = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?')
