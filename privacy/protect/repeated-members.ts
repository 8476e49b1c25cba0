/**
 * A JSON object that tells one name twice is read differently by different readers (RFC 8259, section 4; I-JSON forbids it):
 * `JSON.parse` shows the last, so that nobody looked at the other, and the text that goes on holds both.
 */
const [QUOTE, COLON, BACKSLASH, OPEN, CLOSE] = [0x22, 0x3a, 0x5c, 0x7b, 0x7d]

/**
 * The first name that an object of the text tells twice; undefined = none does.
 * @param json text of which `JSON.parse` made `value`
 */
export const repeatedMember = (json: string, value: unknown): string | undefined =>
  namesIn(json) === membersOf(value) ? undefined : firstRepeated(json)

/** A string before a colon is a name: nothing else has to be looked at. */
function namesIn(json: string): number {
  let names = 0
  for (let at = json.indexOf('"'); at !== -1; at = json.indexOf('"', at)) {
    at = endOfString(json, at)
    if (isName(json, at)) names++
  }
  return names
}

/** With a list of what is still to be looked at: objects may be nested deeper than calls may be. */
function membersOf(value: unknown): number {
  let members = 0
  const left = [value]
  while (left.length > 0) {
    const each = left.pop()
    if (typeof each !== 'object' || each === null) continue
    const inside: unknown[] = Array.isArray(each) ? each : Object.values(each)
    if (!Array.isArray(each)) members += inside.length
    for (const item of inside) if (typeof item === 'object') left.push(item)
  }
  return members
}

function firstRepeated(json: string): string | undefined {
  const open: Set<string>[] = []
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at)
    if (code === OPEN) open.push(new Set())
    else if (code === CLOSE) open.pop()
    else if (code === QUOTE) {
      const end = endOfString(json, at)
      if (isName(json, end)) {
        const name = JSON.parse(json.slice(at, end)) as string
        if (open.at(-1)!.has(name)) return name
        open.at(-1)!.add(name)
      }
      at = end - 1
    }
  }
  return undefined
}

/** @param at the opening quote @returns what follows the closing one */
function endOfString(json: string, at: number): number {
  for (let quote = json.indexOf('"', at + 1); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let backslashes = 0
    while (json.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++
    if (backslashes % 2 === 0) return quote + 1
  }
  return json.length
}

function isName(json: string, after: number): boolean {
  let at = after
  while (json.charCodeAt(at) <= 0x20) at++
  return json.charCodeAt(at) === COLON
}
