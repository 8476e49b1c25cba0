/** How a value is written inside the arguments of a tool: in a JSON string, which may stand in a JSON text that is a string itself. */

/** Longer arguments than this are taken for plain JSON. */
const MAX_PREFIX = 1_000_000
const MAX_DEPTH = 5

/** What the open string at the end of `prefix` says so far; undefined when none is open. */
function openString(prefix: string): string | undefined {
  let open = -1
  for (let at = 0; at < prefix.length; at++) {
    const sign = prefix[at]
    if (open >= 0 && sign === '\\') at++
    else if (sign === '"') open = open >= 0 ? -1 : at + 1
  }
  if (open < 0) return undefined
  try {
    return JSON.parse(`"${prefix.slice(open)}"`) as string
  } catch {
    return ''
  }
}

/** In how many JSON strings, one inside the other, does what follows `prefix` stand? At least one. */
function depthAfter(prefix: string): number {
  let depth = 1
  let text = prefix
  while (depth < MAX_DEPTH) {
    const said = openString(text)
    if (said === undefined) return Math.max(1, depth - 1)
    // A string that begins like an object or a list, and in which a string is open, is JSON again.
    if (!/^\s*[{[]/.test(said) || openString(said) === undefined) return depth
    depth++
    text = said
  }
  return depth
}

/** @param before the arguments up to the value */
export function inJson(value: string, before = ''): string {
  let written = value
  const depth = before.length > MAX_PREFIX ? 1 : depthAfter(before)
  for (let times = 0; times < depth; times++) written = JSON.stringify(written).slice(1, -1)
  return written
}
