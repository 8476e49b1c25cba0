/**
 * An answer that is no stream. Short ones are taken whole, so that a provider that breaks off half-way can be replaced by
 * another; long ones pass through, all but their last piece, which waits for the ledger.
 */
import type { ServerResponse } from 'node:http'
import type { ProviderSecrets } from '../call/provider-secrets.ts'
import { failureOf, type UpstreamAnswer, type UpstreamFailure } from '../call/upstream.ts'

const WHOLE_BYTES = 1024 * 1024
/** An answer that is to be changed is taken whole, up to this. */
const CHANGED_BYTES = 64 * 1024 * 1024
/** Of a long answer: where the figures stand is looked for at its end. */
const TAIL_BYTES = 16 * 1024
/** And its text, should they stand nowhere. */
const BEGINNING_BYTES = 128 * 1024
const SLOW_READER_MS = 120_000

export type WholeAnswer =
  | { readonly kind: 'whole'; readonly body: Buffer }
  | {
      readonly kind: 'passed'
      readonly beginning: Buffer
      readonly tail: Buffer
      /** Bytes in all. */
      readonly size: number
      readonly failure: UpstreamFailure | undefined
      readonly callerLeft: boolean
      /** Sends the last piece. */
      readonly finish: () => void
    }

/**
 * @param changed it will be translated or restored, so that no part may pass on
 * @param head writes status and headers, when the answer turns out long
 * @throws UpstreamFailure when it breaks off while nothing was passed on
 */
export function takeAnswer(
  upstream: UpstreamAnswer,
  response: ServerResponse,
  { fromAnswers, overlap }: Pick<ProviderSecrets, 'fromAnswers' | 'overlap'>,
  changed: boolean,
  head: () => void,
): Promise<WholeAnswer> {
  return new Promise((resolve, reject) => {
    let parts: Buffer[] = []
    let size = 0
    let passing = false
    let callerLeft = false
    let beginning: Buffer = Buffer.alloc(0)
    let tail: Buffer = Buffer.alloc(0)
    let slow: NodeJS.Timeout | undefined

    const send = (bytes: Buffer) => {
      if (callerLeft || response.write(bytes) || slow !== undefined) return
      upstream.pause()
      slow = setTimeout(() => response.destroy(), SLOW_READER_MS)
      response.once('drain', () => {
        clearTimeout(slow)
        slow = undefined
        upstream.resume()
      })
    }
    const passOn = () => {
      passing = true
      beginning = Buffer.concat(parts).subarray(0, BEGINNING_BYTES)
      response.once('close', () => {
        if (response.writableFinished) return
        callerLeft = true
        clearTimeout(slow)
        upstream.resume()
      })
      callerLeft = response.destroyed
      if (!callerLeft) head()
    }
    const finished = (failure: UpstreamFailure | undefined) => {
      clearTimeout(slow)
      const last = fromAnswers(Buffer.concat(parts))
      const finish = () => {
        if (callerLeft || response.destroyed) return
        // A cut answer must not look whole.
        if (failure) response.destroy()
        else response.end(last)
      }
      resolve({
        kind: 'passed',
        beginning,
        tail: Buffer.concat([tail, last]),
        size,
        failure,
        callerLeft,
        finish,
      })
    }
    upstream.attach({
      data(chunk) {
        parts.push(chunk)
        size += chunk.length
        if (!passing && size <= (changed ? CHANGED_BYTES : WHOLE_BYTES)) return
        if (changed) {
          upstream.abort()
          reject(failureOf(new RangeError('answer too long to be changed')))
          return
        }
        if (!passing) passOn()
        const all = fromAnswers(Buffer.concat(parts))
        const sent = all.length - Math.max(chunk.length, overlap)
        if (sent <= 0) return
        const ready = all.subarray(0, sent)
        parts = [all.subarray(sent)]
        tail = Buffer.concat([tail, ready]).subarray(-TAIL_BYTES)
        send(ready)
      },
      end() {
        if (passing) finished(undefined)
        else resolve({ kind: 'whole', body: fromAnswers(parts.length === 1 ? parts[0]! : Buffer.concat(parts, size)) })
      },
      error(error) {
        if (passing) finished(failureOf(error))
        else reject(failureOf(error))
      },
    })
  })
}

/** Figures that stand at the end, or at the beginning, of a long JSON answer. */
export function usageIn(piece: Buffer): Record<string, unknown> | undefined {
  const text = piece.toString('latin1')
  const at = text.lastIndexOf('"usage":')
  if (at === -1) return undefined
  const open = text.indexOf('{', at)
  for (let depth = 0, end = open; open !== -1 && end < text.length; end++) {
    if (text[end] === '{') depth++
    else if (text[end] === '}' && --depth === 0)
      try {
        return { usage: JSON.parse(text.slice(open, end + 1)) as unknown }
      } catch {
        return undefined
      }
  }
  return undefined
}
