/**
 * Passes a stream of events on as it comes, and keeps back only its end: the event that tells a client that the answer is
 * whole leaves after the call's line is in the ledger.
 */
import type { Endpoint } from '@socle/contracts'
import type { ServerResponse } from 'node:http'
import type { Usage } from '../call.ts'
import { failureOf, type Sink, type UpstreamAnswer, UpstreamFailure } from '../call/upstream.ts'
import type { ProviderSecrets } from '../call/provider-secrets.ts'
import { isObject, type Json, objects } from '../dialects/json-shapes.ts'
import { deltaText, type Said } from '../meter/estimate.ts'
import { mergeUsage, reportedUsage } from '../meter/usage.ts'
import type { Gatherer } from './gather.ts'
import { endOfLastEvent, eventsOf, isUnreadable, jsonOf, lookLikeObjects, readEvent, tellsFailure } from './sse.ts'
import { beforeEndMark, usageEvent } from './usage-event.ts'
import { endMarks, endTypes, isWholeEvent, saysNothing, saysWhyItEnded } from './stream-end.ts'

/** An event longer than this is no event. */
const MAX_EVENT_BYTES = 16 * 1024 * 1024
/** Beginning of the answer, kept to count its tokens should the provider not report them. */
const MAX_KEPT_BYTES = 128 * 1024
/** A caller that reads nothing for so long has left. */
const SLOW_READER_MS = 120_000
/** After the caller left, the provider is listened to for its figures no longer than this. */
const DRAIN_MS = 600_000
/** A provider that closes its answer and goes on is heard no longer than this. */
const AFTER_END_MS = 1_000

const usageMark = Buffer.from('"usage"')
const failureMark = Buffer.from('"error"')
const [COLON, SPACE, N_OF_NULL] = Buffer.from(': n')
const blankLine = Buffer.from('\n\n')

/** Changes events on their way: another dialect, or restored names. */
export interface StreamTransform {
  /** @param events complete events */
  push: (events: Buffer) => Buffer
  /** The stream is over. @param figures tokens in the provider's dialect, should it have told none */
  end: (figures?: Json) => Buffer
}

/** One after the other; undefined when there is none. */
export function inTurn(
  first: StreamTransform | undefined,
  second: StreamTransform | undefined,
): StreamTransform | undefined {
  if (first === undefined || second === undefined) return first ?? second
  return {
    push: (events) => second.push(first.push(events)),
    end: (figures) => Buffer.concat([second.push(first.end(figures)), second.end()]),
  }
}

export interface StreamEnd {
  readonly usage: Usage | undefined
  /** undefined = the stream came to its end. */
  readonly failure: UpstreamFailure | undefined
  readonly callerLeft: boolean
  /** For an estimate: the text of its beginning, and how many times as long the whole answer is. */
  said: () => Said
}

export class StreamRelay implements Sink {
  readonly ended: Promise<StreamEnd>
  firstByteAt: number | undefined
  readonly #response: ServerResponse
  readonly #upstream: UpstreamAnswer
  readonly #endpoint: Endpoint
  readonly #transform: StreamTransform | undefined
  readonly #secrets: ProviderSecrets
  readonly #wantsUsage: boolean | undefined
  readonly #flushLater: (flush: () => void) => void
  readonly #flushNow = () => this.#flush()
  readonly #head: () => void
  #resolve!: (end: StreamEnd) => void
  #partial: Buffer | undefined
  #out: Buffer[] = []
  #lastOut: Buffer | undefined
  #held: Buffer[] = []
  #kept: Buffer[] = []
  #keptBytes = 0
  /** The end, of which little may be kept. */
  #last: Buffer | undefined
  #beforeLast: Buffer | undefined
  #allBytes = 0
  #usage: Usage | undefined
  /** The event that closes the answer was seen. */
  #closed = false
  #settled = false
  #afterEnd: NodeJS.Timeout | undefined
  #callerLeft = false
  #flushing = false
  #waitingForReader: NodeJS.Timeout | undefined

  constructor(options: {
    response: ServerResponse
    upstream: UpstreamAnswer
    /** Dialect of the provider's events. */
    endpoint: Endpoint
    transform?: StreamTransform | undefined
    secrets: ProviderSecrets
    /** Did the caller ask for the usage event of a chat stream, as the gateway does? undefined = no chat stream to this caller. */
    wantsUsage: boolean | undefined
    gatherer: Gatherer
    /** Writes status and headers. */
    head: () => void
  }) {
    this.#response = options.response
    this.#upstream = options.upstream
    this.#endpoint = options.endpoint
    this.#transform = options.transform
    this.#secrets = options.secrets
    this.#wantsUsage = options.wantsUsage
    // What was gathered as it was read need not wait once more.
    this.#flushLater = options.upstream.gathered ? options.gatherer.soon : options.gatherer.later
    this.#head = options.head
    this.ended = new Promise((resolve) => (this.#resolve = resolve))
    options.response.once('close', () => {
      if (!options.response.writableFinished) this.#leave()
    })
    if (options.response.destroyed) this.#leave()
  }

  data(chunk: Buffer): void {
    if (this.#settled) return
    const bytes = this.#partial === undefined ? chunk : Buffer.concat([this.#partial, chunk])
    const end = endOfLastEvent(bytes)
    this.#partial = end === bytes.length ? undefined : bytes.subarray(end)
    if (end > 0) this.#events(end === bytes.length ? bytes : bytes.subarray(0, end))
    else if (bytes.length > MAX_EVENT_BYTES) {
      this.#upstream.abort()
      this.#settle(failureOf(new RangeError('event too long')))
    }
  }

  end(): void {
    clearTimeout(this.#afterEnd)
    if (this.#settled) return
    const rest = this.#partial
    if (rest !== undefined && isWholeEvent(rest)) this.#events(Buffer.concat([rest, blankLine]))
    if (!this.#settled) this.#settle(this.#isWhole() ? undefined : new UpstreamFailure('broke', 'cut short'))
  }

  /** Asked when a stream is over without an event that closes it. */
  #isWhole(): boolean {
    const ends = [this.#beforeLast, this.#last].filter((bytes) => bytes !== undefined)
    return saysWhyItEnded(this.#endpoint, ends) || saysWhyItEnded(this.#endpoint, this.#kept)
  }

  error(error: Error): void {
    clearTimeout(this.#afterEnd)
    if (!this.#settled) this.#settle(this.#closed ? undefined : failureOf(error))
  }

  #events(said: Buffer): void {
    const bytes = this.#secrets.fromAnswers(said)
    this.#allBytes += bytes.length
    this.#beforeLast = this.#last
    this.#last = bytes
    if (this.#keptBytes < MAX_KEPT_BYTES) {
      this.#kept.push(bytes)
      this.#keptBytes += bytes.length
    }
    const ordinary = lookLikeObjects(bytes) && !tells(bytes, usageMark) && !tells(bytes, failureMark)
    if (ordinary && !endMarks[this.#endpoint].some((mark) => bytes.includes(mark))) {
      this.#pass(bytes)
      return
    }
    for (const event of eventsOf(bytes)) this.#event(event)
  }

  /** One that may report usage or a failure, be none, or close the answer. */
  #event(bytes: Buffer): void {
    if (this.#settled) return
    const event = readEvent(bytes)
    if (event === undefined) return this.#pass(bytes)
    if (event.data.trim() === '[DONE]') this.#closed = true
    const json = jsonOf(event)
    if (json === undefined && isUnreadable(event)) return this.#break('unreadable event')
    if (json !== undefined) {
      // Its words are not passed on: they may tell of the provider what is no caller's business.
      if (tellsFailure(json)) return this.#break('error event')
      const usage = reportedUsage(json, this.#endpoint)
      if (usage !== undefined) this.#usage = mergeUsage(this.#usage, usage)
      if (typeof json.type === 'string' && endTypes.has(json.type)) this.#closed = true
      const onlyUsage = isObject(json.usage) && objects(json.choices).length === 0
      // One of zeros tells nothing either: what was counted here follows (`conclude`).
      if (onlyUsage && (this.#wantsUsage === false || (this.#wantsUsage && usage === undefined))) return
    }
    this.#pass(tells(bytes, failureMark) ? this.#secrets.fromErrors(bytes) : bytes)
    if (!this.#closed || this.#settled) return
    this.#afterEnd = setTimeout(() => this.#upstream.abort(), AFTER_END_MS)
    this.#settle(undefined)
  }

  #break(reason: string): void {
    this.#upstream.abort()
    this.#settle(new UpstreamFailure('broke', reason))
  }

  #pass(bytes: Buffer): void {
    if (this.#callerLeft) return
    const out = this.#transform === undefined ? bytes : this.#transform.push(bytes)
    if (out.length === 0) return
    this.#lastOut = out
    if (this.#closed) {
      this.#held.push(out)
      return
    }
    this.#out.push(out)
    if (this.firstByteAt === undefined) this.#flush()
    else if (!this.#flushing) {
      this.#flushing = true
      this.#flushLater(this.#flushNow)
    }
  }

  #flush(): void {
    this.#flushing = false
    if (this.#out.length === 0 || this.#callerLeft) return
    if (this.firstByteAt === undefined) {
      this.firstByteAt = performance.now()
      this.#head()
    }
    const bytes = this.#out.length === 1 ? this.#out[0]! : Buffer.concat(this.#out)
    this.#out = []
    if (this.#response.write(bytes) || this.#waitingForReader !== undefined) return
    this.#upstream.pause()
    this.#waitingForReader = setTimeout(() => this.#response.destroy(), SLOW_READER_MS)
    this.#response.once('drain', () => {
      clearTimeout(this.#waitingForReader)
      this.#waitingForReader = undefined
      this.#upstream.resume()
    })
  }

  #leave(): void {
    if (this.#settled || this.#callerLeft) return
    this.#callerLeft = true
    this.#out = []
    clearTimeout(this.#waitingForReader)
    // What was used is owed: the provider is heard to the end.
    this.#upstream.resume()
    const limit = setTimeout(() => this.#upstream.abort(), DRAIN_MS)
    void this.ended.then(() => clearTimeout(limit))
  }

  #settle(broken: UpstreamFailure | undefined): void {
    this.#settled = true
    const isEmpty = broken === undefined && saysNothing(this.#kept)
    const failure = isEmpty ? new UpstreamFailure('broke', 'empty stream') : broken
    if (failure !== undefined) this.#held = []
    this.#resolve({
      usage: this.#usage,
      failure,
      callerLeft: this.#callerLeft,
      said: () => ({ text: textOf(this.#kept), times: this.#allBytes / Math.max(1, this.#keptBytes) }),
    })
  }

  /** Makes the end of a whole answer ready; one that broke off has none to translate. @param figures as `StreamTransform.end` */
  conclude(figures: Json | undefined): void {
    if (this.#callerLeft) return
    if (this.#transform !== undefined) this.#held.push(this.#transform.end(figures))
    if (this.#wantsUsage && figures !== undefined)
      this.#held = [beforeEndMark(Buffer.concat(this.#held), usageEvent(this.#kept, figures))]
  }

  /** Of an event of the gateway's own, in a dialect that numbers them. */
  nextNumber(): number {
    const numbers = this.#lastOut?.toString('latin1').matchAll(/"sequence_number":\s*(\d+)/g) ?? []
    return Math.max(-1, ...Array.from(numbers, ([, number]) => Number(number))) + 1
  }

  /** Lets the caller have the end. @param last an event of the gateway's own, after a failure */
  finish(last?: Buffer): void {
    clearTimeout(this.#waitingForReader)
    if (this.#callerLeft || this.#response.destroyed) return
    if (this.firstByteAt === undefined) this.#head()
    this.#response.end(Buffer.concat([...this.#out, ...this.#held, ...(last === undefined ? [] : [last])]))
  }

  /** The ledger did not take the line in time: the answer says so and stays without its end, so that nobody takes it for whole. */
  breakOff(last: Buffer): void {
    clearTimeout(this.#waitingForReader)
    if (this.#callerLeft || this.firstByteAt === undefined) return void this.#response.destroy()
    const limit = setTimeout(() => this.#response.destroy(), SLOW_READER_MS)
    this.#response.once('close', () => clearTimeout(limit))
    this.#response.write(Buffer.concat([...this.#out, last]), () => this.#response.destroy())
  }
}

/** Is there such a member, and not null? Some providers write `"usage":null` into every event but one. */
function tells(bytes: Buffer, mark: Buffer): boolean {
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at)) {
    at += mark.length
    while (bytes[at] === COLON || bytes[at] === SPACE) at++
    if (bytes[at] !== N_OF_NULL) return true
  }
  return false
}

function textOf(kept: readonly Buffer[]): string {
  const parts: string[] = []
  for (const bytes of kept)
    for (const event of eventsOf(bytes)) {
      const read = readEvent(event)
      const json = read && jsonOf(read)
      if (json) parts.push(deltaText(json))
    }
  return parts.join('')
}
