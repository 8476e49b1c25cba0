/**
 * Texts that were looked through before, for the time of this process: histories and system prompts come again at every turn of a
 * conversation, and what was found in them does not change. Kept are a keyed digest of each text and where what kind of data
 * stands in it, never a word of it (docs/adr, “What was found in a text is remembered by its digest”).
 */
import type { Span } from '@socle/privacy'
import { hash, randomBytes } from 'node:crypto'

/** Looking through fewer characters than this costs no more than their digest. */
const SHORTEST = 16
const NOTHING: readonly Span[] = []
/** What an entry takes: its digest and its place in the map; and each span of it. */
const ENTRY_BYTES = 160
const SPAN_BYTES = 56

export interface SeenTexts {
  /** The same spans as the detector's; those it once gave for this text of this owner, where they are still known. */
  spansOf: (owner: string, text: string) => readonly Span[]
  /** Texts remembered, and what they take at most. */
  readonly size: { readonly texts: number; readonly bytes: number }
}

/**
 * Two halves: what is asked for is in the younger one or moves there, and when that is full it becomes the older one, whose texts
 * nobody asked for since are forgotten.
 * @param detect pure: the same text has the same spans as long as the process lives
 */
export function createSeenTexts(
  detect: (text: string) => readonly Span[],
  { maxTexts, maxBytes }: { maxTexts: number; maxBytes: number },
): SeenTexts {
  // Without the key, which dies with the process, a digest cannot be tried against guessed texts.
  const key = randomBytes(32).toString('binary')
  let young = new Map<string, readonly Span[]>()
  let old = new Map<string, readonly Span[]>()
  let youngBytes = 0
  let oldBytes = 0

  function keep(digest: string, spans: readonly Span[]): void {
    const bytes = ENTRY_BYTES + spans.length * SPAN_BYTES
    if (young.size + 1 > maxTexts / 2 || youngBytes + bytes > maxBytes / 2) {
      old = young
      oldBytes = youngBytes
      young = new Map()
      youngBytes = 0
    }
    // One that alone would fill it is looked through again.
    if (bytes > maxBytes / 2) return
    young.set(digest, spans)
    youngBytes += bytes
  }

  return {
    spansOf(owner, text) {
      // Halves of pairs all look alike once encoded: such a text has no digest of its own.
      if (text.length < SHORTEST || maxTexts === 0 || !text.isWellFormed()) return detect(text)
      const digest = hash('sha256', `${key}${owner}\0${text}`, 'binary')
      const known = young.get(digest)
      if (known !== undefined) return known
      const before = old.get(digest)
      const found = before ?? detect(text)
      const spans = found.length === 0 ? NOTHING : found
      keep(digest, spans)
      return spans
    },
    get size() {
      return { texts: young.size + old.size, bytes: youngBytes + oldBytes }
    },
  }
}
