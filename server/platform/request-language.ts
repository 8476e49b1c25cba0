import { type Language, languageAmong } from '@socle/contracts'
import type { IncomingMessage } from 'node:http'

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
