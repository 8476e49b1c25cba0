/**
 * A string of JSON may write any sign by its number: `\u005bPERSONNE…` is `[PERSONNE…`. Arguments of tools are looked through as
 * they will be read; what is no placeholder stays as it was written.
 */

/** Signs that a placeholder is made of, by number. In a JSON text that is a string itself the backslash is doubled. */
const byNumber = /(\\+)u(00(?:[2-7][0-9a-f]|a0))/gi
/** Signs that would change what the text around them says, were they not written by number. */
const QUOTE_OR_BACKSLASH = /["\\]/
/** Such a number of which only the beginning came. */
const unfinished = /\\+(?:u(?:0(?:0[2-7a]?)?)?)?$/i

export interface ReadText {
  readonly text: string
  /** Of each place of `text`, its end included, where it is in what was written. */
  readonly places: readonly number[]
}

/** As it will be read, where that differs: undefined for what has no sign written by its number. */
export function asRead(text: string): ReadText | undefined {
  if (!/u00/i.test(text)) return undefined
  const places: number[] = []
  let read = ''
  let at = 0
  const copy = (end: number) => {
    for (; at < end; at++) places.push(at)
  }
  for (const { index, 0: whole, 1: backslashes, 2: number } of text.matchAll(byNumber)) {
    const sign = String.fromCharCode(parseInt(number!, 16))
    if (QUOTE_OR_BACKSLASH.test(sign)) continue
    // Those before stand for backslashes that are part of the text.
    const own = backslashes!.length & -backslashes!.length
    const start = index + backslashes!.length - own
    read += text.slice(at, start) + sign
    copy(start)
    places.push(start)
    at = index + whole.length
  }
  if (read === '') return undefined
  read += text.slice(at)
  copy(text.length + 1)
  return { text: read, places }
}

/** Where the beginning of such a number stands at the end of a text; its length when there is none. */
export function unfinishedFrom(text: string): number {
  const at = text.lastIndexOf('\\')
  if (at === -1 || text.length - at > 6) return text.length
  return unfinished.exec(text)?.index ?? text.length
}
