/** Server-sent events as bytes (WHATWG HTML §9.2): where events end, and what one says. */

const LF = 0x0a
const CR = 0x0d

/** @returns the byte after the last complete event; 0 = none is complete */
export function endOfLastEvent(bytes: Buffer): number {
  const { length } = bytes
  if (length >= 2 && bytes[length - 1] === LF && bytes[length - 2] === LF) return length
  const lf = bytes.lastIndexOf('\n\n')
  const crlf = bytes.lastIndexOf('\r\n\r\n')
  const cr = bytes.lastIndexOf('\r\r')
  return Math.max(lf === -1 ? 0 : lf + 2, crlf === -1 ? 0 : crlf + 4, cr === -1 ? 0 : cr + 2)
}

/** Cuts complete events apart; each keeps its blank line. */
export function* eventsOf(bytes: Buffer): Generator<Buffer> {
  let start = 0
  let lineStart = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte !== LF && byte !== CR) continue
    const lineEnd = at
    if (byte === CR && bytes[at + 1] === LF) at++
    if (lineEnd === lineStart) {
      yield bytes.subarray(start, at + 1)
      start = at + 1
    }
    lineStart = at + 1
  }
  if (start < bytes.length) yield bytes.subarray(start)
}

export interface SseEvent {
  readonly name: string | undefined
  readonly data: string
}

/** @returns undefined for comments and events without data */
export function readEvent(bytes: Buffer): SseEvent | undefined {
  let name: string | undefined
  const data: string[] = []
  for (const line of bytes.toString('utf8').split(/\r\n|\n|\r/)) {
    if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5))
    else if (line.startsWith('event:')) name = line.slice(6).trim()
  }
  return data.length === 0 ? undefined : { name, data: data.join('\n') }
}

const OPEN = 0x7b
const CLOSE = 0x7d
const COLON = 0x3a
const SPACE = 0x20
const blank = Buffer.from('\n\n')
const dataLine = Buffer.from('\ndata:')

/** Does every event have the look of one JSON object? Not parsed: streams pass here. @param bytes complete events */
export function lookLikeObjects(bytes: Buffer): boolean {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(blank, start)
    const data = bytes[start + 4] === COLON ? start : bytes.indexOf(dataLine, start) + 1
    if (end === -1 || data >= end || (data === 0 && bytes[4] !== COLON)) return false
    const first = data + 'data:'.length
    if (bytes[bytes[first] === SPACE ? first + 1 : first] !== OPEN || bytes[end - 1] !== CLOSE) return false
    start = end + blank.length
  }
  return true
}

/** No JSON where nothing else is expected: the clients of the caller would fail on it. */
export function isUnreadable({ data }: SseEvent): boolean {
  const said = data.trim()
  if (said === '' || said === '[DONE]') return false
  try {
    JSON.parse(said)
    return false
  } catch {
    return true
  }
}

/** Some providers say that they failed inside an answer of status 200, which they had sent before. */
export const tellsFailure = ({ type, error }: Readonly<Record<string, unknown>>): boolean =>
  type === 'error' || (error !== undefined && error !== null)

/** The JSON object of an event; undefined when it holds none. */
export function jsonOf({ data }: SseEvent): Record<string, unknown> | undefined {
  if (!data.startsWith('{')) return undefined
  try {
    return JSON.parse(data) as Record<string, unknown>
  } catch {
    return undefined
  }
}
