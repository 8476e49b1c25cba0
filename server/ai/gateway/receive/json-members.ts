/** Where the members of a JSON object stand in its bytes, so that one of them is replaced without rewriting the others. */

const QUOTE = 0x22
const BACKSLASH = 0x5c

export interface Member {
  /** First byte of the name's quote, and of the value; end of the value. */
  readonly nameStart: number
  readonly valueStart: number
  readonly valueEnd: number
}

/**
 * Members of the outermost object, by name; the last of a repeated name, as `JSON.parse` reads it.
 * @param bytes UTF-8 text that `JSON.parse` accepts, an object
 */
export function topLevelMembers(bytes: Buffer): Map<string, Member> {
  const members = new Map<string, Member>()
  let at = skipSpace(bytes, 0) + 1
  for (;;) {
    at = skipSpace(bytes, at)
    if (bytes[at] !== QUOTE) return members
    const nameStart = at
    at = endOfString(bytes, at)
    const name = JSON.parse(bytes.toString('utf8', nameStart, at)) as string
    at = skipSpace(bytes, skipSpace(bytes, at) + 1)
    const valueStart = at
    at = endOfValue(bytes, at)
    members.set(name, { nameStart, valueStart, valueEnd: at })
    at = skipSpace(bytes, at)
    if (bytes[at] !== 0x2c) return members
    at++
  }
}

/** The same object with a member set to `json`: replaced in place, or added first. */
export function withMember(bytes: Buffer, members: Map<string, Member>, name: string, json: string): Buffer {
  const member = members.get(name)
  if (member)
    return Buffer.concat([bytes.subarray(0, member.valueStart), Buffer.from(json), bytes.subarray(member.valueEnd)])
  const open = skipSpace(bytes, 0) + 1
  const separator = members.size === 0 ? '' : ','
  return Buffer.concat([
    bytes.subarray(0, open),
    Buffer.from(`${JSON.stringify(name)}:${json}${separator}`),
    bytes.subarray(open),
  ])
}

function skipSpace(bytes: Buffer, at: number): number {
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++
  return at
}

/** @param at the opening quote @returns the byte after the closing one */
function endOfString(bytes: Buffer, at: number): number {
  for (let quote = bytes.indexOf(QUOTE, at + 1); quote !== -1; quote = bytes.indexOf(QUOTE, quote + 1)) {
    let backslashes = 0
    while (bytes[quote - 1 - backslashes] === BACKSLASH) backslashes++
    if (backslashes % 2 === 0) return quote + 1
  }
  return bytes.length
}

function endOfValue(bytes: Buffer, start: number): number {
  let at = start
  let depth = 0
  for (; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) {
      at = endOfString(bytes, at) - 1
      if (depth === 0) return at + 1
    } else if (byte === 0x7b || byte === 0x5b) depth++
    else if (byte === 0x7d || byte === 0x5d) {
      if (depth === 0) return at
      if (--depth === 0) return at + 1
    } else if (depth === 0 && (byte === 0x2c || byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09))
      return at
  }
  return at
}
