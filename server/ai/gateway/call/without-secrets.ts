/**
 * Strikes secrets out of what a provider says: some repeat in an error the header that they were sent. A secret is found as it is,
 * and as texts that quote it write it: escaped in JSON (in JSON inside JSON too), in an address, a form or HTML, in base64 beside
 * whatever stands there with it (`Bearer …`, `user:…`), in hexadecimal.
 */

export const STRUCK = '***'
/** A shorter secret is struck out as a word of its own only: others may begin with it. */
const LONG_ENOUGH = 8

export type Striker = (said: Buffer) => Buffer

/** @returns the same bytes when no secret is in them */
export function withoutSecrets(secrets: readonly string[]): Striker {
  const finders = secrets.filter((secret) => secret !== '').flatMap(findersOf)
  return (said) => {
    const text = said.toString('utf8')
    const found = finders.flatMap((find) => find(text)).sort(([a], [b]) => a - b)
    if (found.length === 0) return said
    let out = ''
    let at = 0
    for (const [start, end] of found) {
      if (end <= at) continue
      if (start >= at) out += text.slice(at, start) + STRUCK
      at = end
    }
    return Buffer.from(out + text.slice(at))
  }
}

type Range = readonly [start: number, end: number]
type Finder = (text: string) => Range[]

function findersOf(secret: string): Finder[] {
  const bytes = Buffer.from(secret)
  const written = Array.from(secret, characterPattern).join('')
  if (secret.length < LONG_ENOUGH) return [matches(`(?<![\\p{L}\\p{N}])${written}(?![\\p{L}\\p{N}])`)]
  return [
    matches(written),
    matches(anyCase(bytes.toString('hex'))),
    ...[0, 1, 2].map((before) => matches(base64Pattern(bytes, before), wholeBase64)),
  ]
}

const matches = (pattern: string, widen: (text: string, range: Range) => Range = unchanged): Finder => {
  const regex = new RegExp(pattern, 'gu')
  return (text) =>
    Array.from(text.matchAll(regex), ({ index, 0: match }) => {
      const [start, end] = widen(text, [index, index + match.length])
      return [isEscaped(text, start) ? start + 1 : start, end]
    })
}

const unchanged = (_: string, range: Range): Range => range

/** What a backslash of JSON stands before belongs to it. */
function isEscaped(text: string, at: number): boolean {
  let backslashes = 0
  while (text[at - backslashes - 1] === '\\') backslashes++
  return backslashes % 2 === 1 && text[at] !== '\\'
}

const anyCase = (hexadecimal: string): string =>
  hexadecimal.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)

const entities: Readonly<Record<string, string>> = { '"': 'quot', '&': 'amp', '<': 'lt', '>': 'gt', "'": 'apos' }

/** One character in every way that it may be written. */
function characterPattern(character: string): string {
  const code = character.codePointAt(0)!
  const units = Array.from({ length: character.length }, (_, at) =>
    character.charCodeAt(at).toString(16).padStart(4, '0'),
  )
  const percent = Buffer.from(character).toString('hex').replace(/../g, '%$&')
  const name = entities[character]
  const forms = [
    character === '\\'
      ? '\\\\{1,8}'
      : `${character === '"' || character === '/' ? '\\\\{0,8}' : ''}${RegExp.escape(character)}`,
    anyCase(percent),
    units.map((unit) => `\\\\{1,8}u${anyCase(unit)}`).join(''),
    `&#0*${code};`,
    `&#[xX]0*${anyCase(code.toString(16))};`,
    ...(name === undefined ? [] : [`&${name};`]),
    ...(character === ' ' ? ['\\+'] : []),
  ]
  return `(?:${forms.join('|')})`
}

/** Characters of base64 that are the secret's alone, with `before` bytes of something else in front (modulo three). */
function base64Pattern(bytes: Buffer, before: number): string {
  const code = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
  const own = code.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
  return own.replaceAll('+', '[+\\-]').replaceAll('/', '(?:\\\\{0,8}\\/|_)')
}

const inBase64 = /[\w+/-]/

/** What stands around the secret in the same code tells the rest of it. */
function wholeBase64(text: string, [start, end]: Range): Range {
  let [first, last] = [start, end]
  while (first > 0 && inBase64.test(text[first - 1]!)) first--
  while (last < text.length && inBase64.test(text[last]!)) last++
  while (text[last] === '=' && last < end + 8) last++
  return [first, last]
}
