import { matchAt } from './match-at.ts'

/**
 * Texts in which signs are written by their number: addresses (`%40`), HTML (`&#64;`), programs (`\u0040`), mails as they travel
 * (`=40`), letters of full width, and signs that nobody sees. They are read as they will be, and places are told in what was written.
 */

const isHexadecimal = (text: string, at: number): boolean => /^[0-9a-f]{2}/i.test(text.slice(at, at + 2))
/** What opens a sign written so, and whether one follows: most texts hold none. */
const openings: readonly (readonly [sign: string, follows: (text: string, after: number) => boolean])[] = [
  ['%', isHexadecimal],
  ['&', (text, after) => /^(?:#\w{2,6}|[a-z]{2,6}\d?);/i.test(text.slice(after, after + 8))],
  ['\\u', isHexadecimal],
  ['=?', () => true],
  ['=\n', () => true],
  ['=\r\n', () => true],
  ['=C3=', () => true],
  ['quoted-printable', () => true],
]
/** Signs that nobody sees, and letters of full width. Together: a search for U+200B alone stops at every space. */
const unseenOrWide = /[\u00ad\u200b\u200c\u2060\uff01-\uff5e]/g

function mayHold(text: string): boolean {
  for (const [sign, follows] of openings)
    for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1))
      if (follows(text, at + sign.length)) return true
  return placeOf(text, unseenOrWide, 0) < text.length
}

/** One of them, where it begins. */
const anySign =
  /(?:%[0-9a-f]{2})+|&(?:#[0-9]{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,6}\d?);|\\u[0-9a-f]{4}|[\u00ad\u200b\u200c\u2060]|[\uff01-\uff5e]|(?:=[0-9A-F]{2})+|=\r?\n|=\?[\w-]{1,20}\?q\?|\?=|_/iy
const anywhere = ['%', '&', '\\', unseenOrWide] as const
/** These mean something in mails as they travel only, and fill other texts. */
const inMails = ['=', '?=', '_'] as const
type Beginning = (typeof anywhere | typeof inMails)[number]

function placeOf(text: string, beginning: Beginning, from: number): number {
  let place: number
  if (typeof beginning === 'string') place = text.indexOf(beginning, from)
  else {
    beginning.lastIndex = from
    place = beginning.exec(text)?.index ?? -1
  }
  return place < 0 ? text.length : place
}

/** Every such sign from left to right. What they begin with is looked for apart: one expression over the whole text takes many times as long. */
function* signsIn(text: string, beginnings: readonly Beginning[]): Generator<RegExpExecArray> {
  const places = beginnings.map((beginning) => placeOf(text, beginning, 0))
  for (let at = nearest(places); at < text.length; at = nearest(places)) {
    const match = matchAt(anySign, text, at)
    if (match) yield match
    const from = match ? anySign.lastIndex : at + 1
    for (let which = 0; which < places.length; which++)
      if (places[which]! < from) places[which] = placeOf(text, beginnings[which]!, from)
  }
}

function nearest(places: readonly number[]): number {
  let first = places[0]!
  for (let at = 1; at < places.length; at++) if (places[at]! < first) first = places[at]!
  return first
}

/** Mail as it travels: told so, an accent, or the end of a line hidden. */
const accent = /=C3=[89AB][0-9A-F]/
const hiddenEnd = /=\r?\n/g
/** A key or a digest in base64 ends with the same sign, and hides nothing. */
const endsBase64 = /(?=[\w+/]*\d)(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])[\w+/]{20}=?$/
const BASE64_REACH = 48

function isMailAsItTravels(text: string): boolean {
  if (text.includes('quoted-printable') || (text.includes('=C3=') && accent.test(text))) return true
  if (!text.includes('=\n') && !text.includes('=\r\n')) return false
  for (const { index } of text.matchAll(hiddenEnd))
    if (!endsBase64.test(text.slice(Math.max(0, index - BASE64_REACH), index))) return true
  return false
}
/** RFC 2047: `=?utf-8?Q?Jean_Dupont?=`, of which the words alone are read; an underline is a space. */
const heading = /=\?[\w-]{1,20}\?q\?[^?\s]*\?=/gi

const entities: Readonly<Record<string, string>> = {
  commat: '@',
  period: '.',
  lowbar: '_',
  colon: ':',
  sol: '/',
  nbsp: '\u00a0',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  rsquo: '’',
  lsquo: '‘',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  hyphen: '-',
  shy: '',
  agrave: 'à',
  acirc: 'â',
  auml: 'ä',
  ccedil: 'ç',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  euml: 'ë',
  icirc: 'î',
  iuml: 'ï',
  ocirc: 'ô',
  ouml: 'ö',
  ugrave: 'ù',
  ucirc: 'û',
  uuml: 'ü',
  oelig: 'œ',
  aelig: 'æ',
}

export interface Decoded {
  readonly text: string
  /** Stretches of what was written that hold such signs and what stands by them, apart and in order. */
  readonly around: readonly { readonly start: number; readonly end: number }[]
  /** Is such a sign between these places of what was written? */
  readonly isWithin: (start: number, end: number) => boolean
  /** Where a stretch of `text` is in what was written. */
  readonly written: (start: number, end: number) => { readonly start: number; readonly end: number }
}

/** @returns undefined for a text that is written as it is read */
export function decoded(text: string): Decoded | undefined {
  if (!mayHold(text)) return undefined
  const isMail = isMailAsItTravels(text)
  const hasHeadings = text.includes('=?')
  const inHeading = hasHeadings ? headingsOf(text) : () => false
  let read = ''
  let at = 0
  const begins: number[] = []
  const ends: number[] = []
  const shifts: number[] = []
  const places: number[] = []
  for (const { index, 0: whole } of signsIn(text, isMail || hasHeadings ? [...anywhere, ...inMails] : anywhere)) {
    const isHeading = inHeading(index)
    if (!isHeading && (whole === '_' || whole.includes('?') || (whole.startsWith('=') && !isMail))) continue
    const signs = meant(whole)
    if (signs === undefined) continue
    read += text.slice(at, index)
    at = index
    places.push(index)
    for (const [sign, length] of signs) {
      begins.push(read.length + 1)
      read += sign
      at += length
      ends.push(read.length)
      shifts.push(at - read.length)
    }
  }
  if (ends.length === 0) return undefined
  read += text.slice(at)
  return {
    text: read,
    around: neighbourhoods(text, places),
    isWithin: (start, end) => places[countUntil(places, start - 1)]! < end,
    written: (start, end) => ({
      start: start + shiftAt(ends, shifts, start),
      // What nobody sees after the last sign is none of it.
      end: end + shiftAt(begins, shifts, end),
    }),
  }
}

/** Does this place stand in a heading of a mail? Asked from left to right. */
function headingsOf(text: string): (place: number) => boolean {
  const all = [...text.matchAll(heading)].map(({ index, 0: whole }) => ({ start: index, end: index + whole.length }))
  let next = 0
  return (place) => {
    while (next < all.length && all[next]!.end <= place) next++
    return next < all.length && all[next]!.start <= place
  }
}

/** How much further what was written is after the last of these places that is `place` or before. */
function shiftAt(places: readonly number[], shifts: readonly number[], place: number): number {
  const count = countUntil(places, place)
  return count === 0 ? 0 : shifts[count - 1]!
}

/** How many of these places, which are in order, are `place` or before. */
function countUntil(places: readonly number[], place: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]! <= place) low = middle + 1
    else high = middle
  }
  return low
}

/** How far words before and after such a sign are read with it. */
const NEAR = 384

function neighbourhoods(text: string, places: readonly number[]): { start: number; end: number }[] {
  const out: { start: number; end: number }[] = []
  for (const place of places) {
    const last = out.at(-1)
    const end = Math.min(text.length, place + NEAR)
    if (last !== undefined && place - NEAR <= last.end) last.end = end
    else out.push({ start: Math.max(0, place - NEAR), end })
  }
  return out
}

type Sign = readonly [sign: string, writtenLength: number]

function meant(written: string): readonly Sign[] | undefined {
  const first = written[0]!
  if (written === '_') return [[' ', 1]]
  if (written.includes('?')) return [['', written.length]]
  if (first === '%' || (first === '=' && written.length > 2 && written[1] !== '\r')) return bytesMeant(written)
  if (first === '=') return [['', written.length]]
  if (first === '\\') return one(parseInt(written.slice(2), 16), written)
  if (first !== '&') return [[written >= '\uff01' ? String.fromCharCode(written.charCodeAt(0) - 0xfee0) : '', 1]]
  if (written[1] !== '#') {
    const sign = entities[written.slice(1, -1)] ?? entities[written.slice(1, -1).toLowerCase()]
    return sign === undefined ? undefined : [[sign, written.length]]
  }
  return one(/^&#x/i.test(written) ? parseInt(written.slice(3), 16) : Number(written.slice(2, -1)), written)
}

const one = (code: number, written: string): readonly Sign[] | undefined =>
  code === 0 || code > 0x10ffff ? undefined : [[String.fromCodePoint(code), written.length]]

/** Bytes of UTF-8 in hexadecimal, three signs each; undefined when they are none. */
function bytesMeant(written: string): readonly Sign[] | undefined {
  if (written.length === 3) {
    const code = parseInt(written.slice(1), 16)
    return code < 0x80 ? [[String.fromCharCode(code), 3]] : undefined
  }
  try {
    return Array.from(decodeURIComponent(written.replaceAll('=', '%')), (sign) => {
      const bytes = encodeURIComponent(sign).match(/%/g)?.length ?? 1
      return [sign, bytes * 3] as const
    })
  } catch {
    return undefined
  }
}
