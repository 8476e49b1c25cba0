/**
 * Text that no database keeps: the character zero, and half of a character that takes two. JSON spells both by their
 * number, an address the former. Refused at the door, once for every operation, with the place.
 */
import type { Bilingual } from '@socle/contracts'
import { type Refusal, refuse } from './errors.ts'

/** Neither stands in what was sent, unless spelt so. */
const SPELT = { json: /\\u(?:0000|d[89a-f])/i, address: /%00/ } as const
/** Deeper than any schema: what goes further is refused by its own. */
const DEEPEST = 40
/** Places that one refusal names. */
const MOST = 20
/** Of the text before the character, so that one finds it. */
const SHOWN = 30

/** Parts of a request, as their places are named in a refusal. */
type Parts = Partial<Record<'body' | 'params' | 'querystring', unknown>>

/**
 * @param sent as it came, looked at first because nearly nothing spells such a character
 * @returns the refusal invalid-request; undefined = all of it can be kept
 */
export function unkept(sent: { json: string } | { address: string }, parts: Parts): Refusal | undefined {
  if (!('json' in sent ? SPELT.json.test(sent.json) : SPELT.address.test(sent.address))) return undefined
  return refusalOf(Object.entries(parts).flatMap(([place, value]) => [...mistakesIn(value, place)]))
}

/** The same of what came in a file: its name, and what was read in it. */
export const unkeptInFile = (read: unknown): Refusal | undefined => refusalOf([...mistakesIn(read, 'file')])

interface Mistake {
  readonly path: string
  readonly message: Bilingual
}

const refusalOf = (errors: readonly Mistake[]): Refusal | undefined =>
  errors.length === 0 ? undefined : refuse('invalid-request', {}, { errors: errors.slice(0, MOST) })

function* mistakesIn(value: unknown, path: string, depth = 0): Generator<Mistake> {
  if (typeof value === 'string') {
    const at = firstUnkept(value)
    if (at >= 0) yield { path, message: saidAfter(value.slice(Math.max(0, at - SHOWN), at)) }
    return
  }
  if (typeof value !== 'object' || value === null || depth === DEEPEST) return
  for (const [key, inner] of Object.entries(value)) {
    const at = firstUnkept(key)
    if (at >= 0) yield { path, message: saidAfter(key.slice(0, at)) }
    else yield* mistakesIn(inner, `${path}.${key}`, depth + 1)
  }
}

/** Where the first such character stands; -1 = there is none. */
function firstUnkept(text: string): number {
  const zero = text.indexOf('\0')
  const half = /\p{Cs}/u.exec(text)?.index ?? -1
  return zero < 0 || half < 0 ? Math.max(zero, half) : Math.min(zero, half)
}

const saidAfter = (before: string): Bilingual =>
  before.trim() === ''
    ? {
        fr: 'Ce texte commence par un caractère illisible, qui ne peut être conservé : retapez-en le début.',
        en: 'This text begins with an unreadable character, which cannot be kept: type its beginning again.',
      }
    : {
        fr: `Après « ${before.trim()} » vient un caractère illisible, qui ne peut être conservé : effacez-le ou retapez ce passage.`,
        en: `After “${before.trim()}” comes an unreadable character, which cannot be kept: delete it or type that passage again.`,
      }
