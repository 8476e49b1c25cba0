import { FIRST } from '../scan/columns.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { foldOf } from '../scan/characters.ts'
import { Word } from './name-lexicon.ts'

/** Weights of the tagger: a power of two, so that a hash becomes an index by a shift. */
export const WEIGHT_BITS = 16
const SHIFT = 32 - WEIGHT_BITS
export const MAX_FEATURES = 40

/** What the tagger knows of a text besides its tokens. */
export interface NameView {
  readonly scan: Scan
  /** `Word` flags of each token; 0 for what is no word. */
  readonly flags: Uint16Array
  /** 1 where the token was decided to be part of a name. */
  readonly tagged: Uint8Array
  /** 1 where a rule said that the token is part of a place's name. */
  readonly barred: Uint8Array
  /** Hash of the word before the last ":" of the line (or of the line above that ends with it); 0 when there is none. */
  readonly colonWord: Int32Array
  readonly columnHead: Int32Array
  /** How the line of each token is typed: `LineCase`. */
  readonly lineCase: Uint8Array
}

/** In a line all in capitals, or all in small letters, capitals say nothing. */
const LineCase = { mixed: 0, capitals: 1, lower: 2 } as const

/** How each line is typed, by its words of three letters and more. */
export function lineCases(scan: Scan): Uint8Array {
  const cases = scan.columns.lineCase
  for (let from = FIRST; from < scan.limit;) {
    let to = from
    let capitals = 0
    let others = 0
    let lower = 0
    do {
      if (scan.kind[to] === TokenKind.word && scan.end[to]! - scan.start[to]! > 2) {
        if (scan.shape[to] === Shape.capitals) capitals++
        else if (scan.shape[to] === Shape.lower) lower++
        else others++
      }
      to++
    } while (to < scan.limit && scan.gap[to]! < Gap.line)
    const lineCase =
      capitals > 2 && others + lower === 0
        ? LineCase.capitals
        : lower > 2 && capitals + others === 0
          ? LineCase.lower
          : LineCase.mixed
    cases.fill(lineCase, from, to)
    from = to
  }
  return cases
}

const COLON = 0x3a
/** Labels lie this many tokens before their colon at most ("Nom et prénom de l'agent :"). */
export function colonWords(scan: Scan, flags: Uint16Array): Int32Array {
  const words = scan.columns.colonWord
  let current = 0
  let ended = false
  let lastLabel = 0
  for (let token = FIRST; token < scan.limit; token++) {
    if (scan.gap[token]! >= Gap.line) {
      if (!ended || scan.gap[token] === Gap.paragraph) current = 0
      lastLabel = 0
    }
    ended = false
    if (
      scan.kind[token] === TokenKind.word &&
      (flags[token]! & (Word.personLabel | Word.namedThing | Word.organisation)) !== 0
    )
      lastLabel = scan.hash[token]!
    if (scan.kind[token] === TokenKind.sign && (scan.hash[token] === COLON || scan.hash[token] === 0x3d)) {
      current = lastLabel !== 0 ? lastLabel : token > FIRST ? scan.hash[token - 1]! : 0
      lastLabel = 0
      ended = true
    }
    words[token] = current
  }
  return words
}

const joiners = wordSet('de du des d la le l les of the st saint sainte')
/** Words that come before a person's name and nothing else. */
const civilities = wordSet('m mr mrs ms mme mlle monsieur madame mademoiselle')
const HEAD_REACH = 7

/** Token of the thing that would bear this name ("lycée", "rue", "société"), to the left over capitals and joiners; −1 when none. */
export function headOf(view: NameView, token: number): number {
  const { scan, flags } = view
  for (let at = token - 1; at >= FIRST && at >= token - HEAD_REACH; at--) {
    if (scan.gap[at + 1]! > Gap.space) return -1
    const flag = flags[at]!
    if ((flag & (Word.namedThing | Word.organisation)) !== 0 && (flag & (Word.firstName | Word.title)) === 0) return at
    if (scan.kind[at] === TokenKind.sign) {
      const sign = scan.hash[at]
      // A full stop ends the sentence, unless it shortens a word ("St.", "J.").
      if (sign === 0x2e && at > FIRST && scan.end[at - 1]! - scan.start[at - 1]! > 3) return -1
      if (
        sign !== 0x2d &&
        sign !== 0x27 &&
        sign !== 0x2019 &&
        sign !== 0x2e &&
        sign !== 0x22 &&
        sign !== 0xab &&
        sign !== 0x26
      )
        return -1
      continue
    }
    if (scan.kind[at] === TokenKind.digits) return -1
    if (scan.shape[at] === Shape.lower && !joiners.has(scan.hash[at]!)) return -1
    // "lycée Général de Gaulle": a rank is part of the thing's name; "société M. Dupont" is not.
    if (civilities.has(scan.hash[at]!)) return -1
  }
  return -1
}

function suffix(scan: Scan, token: number, length: number): number {
  let hash = length
  const end = scan.end[token]!
  for (let at = Math.max(scan.start[token]!, end - length); at < end; at++)
    hash = Math.imul(hash ^ foldOf[scan.text.charCodeAt(at)]!, 0x01000193)
  return hash
}

/** Fills `out` with the indices of the features of a token; returns how many. Only looks left at decisions already made. */
export function features(view: NameView, token: number, out: Int32Array): number {
  const { scan, flags, tagged } = view
  let count = 0
  const put = (salt: number, value: number) => {
    let hash = Math.imul(value ^ Math.imul(salt + 1, 0x9e3779b1), 0x85ebca6b)
    hash ^= hash >>> 15
    out[count++] = Math.imul(hash, 0xc2b2ae35) >>> SHIFT
  }
  const last = scan.limit - 1
  const word = (at: number): number => {
    if (at < FIRST) return 1
    if (at > last) return 2
    const kind = scan.kind[at]
    return kind === TokenKind.digits ? 3 + (scan.end[at]! - scan.start[at]!) : scan.hash[at]!
  }
  const flag = (at: number): number => (at < FIRST || at > last ? 0 : flags[at]!)
  const shape = (at: number): number =>
    at < FIRST || at > last ? 6 : scan.kind[at] === TokenKind.word ? scan.shape[at]! : 7
  const gapBefore = scan.gap[token]!
  const gapAfter = token === last ? Gap.paragraph : scan.gap[token + 1]!
  const selfFlags = flag(token)
  const selfShape = shape(token)
  const typed = view.lineCase[token]!
  const self = (selfFlags * 8 + selfShape) * 4 + typed
  const length = Math.min(scan.end[token]! - scan.start[token]!, 9)
  const previousFlags = flag(token - 1)
  const previousShape = shape(token - 1)
  const nextFlags = flag(token + 1)
  const nextShape = shape(token + 1)
  const before = tagged[token - 1] ?? 0
  const lineStart = gapBefore >= Gap.line ? 1 : 0
  const lineEnd = gapAfter >= Gap.line ? 1 : 0
  const nameless = selfFlags & (Word.firstName | Word.surname)

  put(0, self)
  put(1, self * 16 + length)
  if (selfFlags === 0 || nameless === 0) {
    put(2, suffix(scan, token, 3))
    put(3, suffix(scan, token, 2))
    put(4, scan.hash[token]!)
  }
  put(5, Math.imul(word(token - 1), 7) ^ (lineStart ? 77 : 0))
  put(6, Math.imul(word(token - 1), 31) ^ word(token - 2))
  put(7, Math.imul(word(token + 1), 7) ^ (lineEnd ? 77 : 0))
  put(8, Math.imul(word(token + 1), 31) ^ word(token + 2))
  put(9, (previousFlags * 8 + previousShape) * 8 + selfShape)
  put(10, (nextFlags * 8 + nextShape) * 8 + selfShape)
  put(11, Math.imul(previousFlags * 8 + previousShape, 61) ^ Math.imul(selfFlags * 8 + selfShape, 0x3fb1))
  put(12, Math.imul(nextFlags * 8 + nextShape, 67) ^ Math.imul(selfFlags * 8 + selfShape, 0x2f4d))
  put(13, before * 64 + gapBefore * 8 + selfShape)
  put(14, (before * 65536 + selfFlags) * 8 + gapBefore)
  put(15, Math.imul(word(token - 1), 13) ^ self)
  put(16, Math.imul(word(token + 1), 13) ^ self)
  put(17, (gapBefore * 8 + gapAfter) * 64 + selfShape * 8 + (nameless ? 1 : 0))
  put(18, view.colonWord[token]!)
  put(19, Math.imul(view.colonWord[token]!, 17) ^ self)
  put(20, Math.imul(view.columnHead[token]!, 19) ^ selfShape)
  put(21, Math.imul(view.columnHead[token]!, 23) ^ nameless)
  const head = headOf(view, token)
  if (head >= 0) {
    const direct = head === token - 1 ? 1 : scan.shape[head + 1] === Shape.lower ? 2 : 3
    put(22, direct)
    put(23, Math.imul(scan.hash[head]!, 29) ^ direct)
    put(24, direct * 65536 + selfFlags)
  } else put(22, 0)
  put(25, flag(token - 2) * 8 + shape(token - 2))
  put(26, (flag(token + 2) * 8 + shape(token + 2)) * 8 + nextShape)
  put(27, Math.imul(word(token - 2), 37) ^ Math.imul(before, 5))
  // After an apostrophe or a hyphen, what matters stands one further.
  if (previousShape === 7 && gapBefore === Gap.none)
    put(28, Math.imul(word(token - 2), 41) ^ word(token - 1) ^ (tagged[token - 2] ?? 0))
  if (nextShape === 7 && gapAfter === Gap.none)
    put(29, ((flag(token + 2) * 8 + shape(token + 2)) * 131) ^ word(token + 1))
  put(
    30,
    ((previousFlags & (Word.firstName | Word.surname | Word.title)) * 8 + previousShape) * 64 +
      (nameless * 8 + selfShape),
  )
  put(31, ((nextFlags & (Word.firstName | Word.surname)) * 8 + nextShape) * 64 + (nameless * 8 + selfShape) + 1_000_003)
  // Coordination: "Morel et Vandaele", "A, B, C".
  put(32, ((tagged[token - 2] ?? 0) * 8 + selfShape) ^ Math.imul(word(token - 1), 43))
  put(33, ((tagged[token - 2] ?? 0) * 65536 + selfFlags) ^ Math.imul(word(token - 1), 47))
  const opening =
    token === FIRST ||
    lineStart ||
    (previousShape === 7 &&
      !(word(token - 1) === 0x2c || word(token - 1) === 0x27 || word(token - 1) === 0x2019 || word(token - 1) === 0x2d))
  put(34, (((opening ? 1 : 0) * 4 + typed) * 8 + selfShape) * 65536 + selfFlags)
  put(35, (((opening ? 1 : 0) * 4 + typed) * 8 + selfShape) ^ Math.imul(word(token - 1), 53))
  return count
}
