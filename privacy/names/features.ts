import { FIRST } from '../scan/columns.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { hashWord } from '../scan/word-hash.ts'
import { foldOf } from '../scan/characters.ts'
import { isLeader } from '../persons/signs.ts'
import { isAlsoWord, Word } from './name-lexicon.ts'

/** Weights of the tagger: a power of two, so that a hash becomes an index by a shift. */
export const WEIGHT_BITS = 18
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
export const LineCase = { mixed: 0, capitals: 1, lower: 2 } as const

/** At most one word with a capital for so many in small letters: a place or an acronym in a text typed without any. */
const FEW = 6
/** The beginning of a text or of its paragraph without a capital: hardly anybody who types so writes names with one. */
const opensInLower = ({ gap, shape }: Scan, from: number): boolean =>
  gap[from] === Gap.paragraph && shape[from] === Shape.lower

/** "La barre affiche", "J'ai vu": whoever begins a line so writes names with a capital too. */
const opensWithCapital = ({ kind, shape, start, end }: Scan, from: number): boolean =>
  kind[from] === TokenKind.word &&
  end[from]! - start[from]! <= 2 &&
  (shape[from] === Shape.capital || shape[from] === Shape.initial)

/** How each line is typed, by its words of three letters and more; a short line says nothing, unless all of the text is in small letters. */
export function lineCases(scan: Scan): Uint8Array {
  const cases = scan.columns.lineCase
  let told = false
  let small = true
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
    const opened = opensWithCapital(scan, from)
    const lineCase =
      capitals > 2 && others + lower === 0
        ? LineCase.capitals
        : lower > 2 &&
            ((capitals + others === 0 && !opened) || (opensInLower(scan, from) && (capitals + others) * FEW <= lower))
          ? LineCase.lower
          : LineCase.mixed
    cases.fill(lineCase, from, to)
    if (capitals + others > 0 || opened) small = false
    else if (lineCase === LineCase.lower) told = true
    from = to
  }
  if (told && small) cases.fill(LineCase.lower, FIRST, scan.limit)
  return cases
}

const COLON = 0x3a
/** "Nom de naissance :", "Nom de famille :": still a name. */
const ofPeople = wordSet('naissance famille jeune')
/** "Nom de l'enfant :": whose it is changes nothing. */
const nameWords = wordSet('nom noms')
/** "De : …", "To: …" of a mail; in "Lieu de vote : …" the same words tie others. */
const opensHeading = ({ gap, hash }: Scan, token: number): boolean =>
  gap[token]! >= Gap.line && hash[token + 1] === COLON
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
      (flags[token]! & (Word.personLabel | Word.namedThing | Word.organisation)) !== 0 &&
      ((flags[token]! & Word.tool) === 0 || opensHeading(scan, token)) &&
      !(lastLabel !== 0 && ofPeople.has(scan.hash[token + 1]!)) &&
      !(nameWords.has(lastLabel) && (flags[token]! & (Word.namedThing | Word.organisation)) === 0)
    )
      lastLabel = scan.hash[token]!
    if (scan.kind[token] === TokenKind.sign) {
      const sign = scan.hash[token]
      if (sign === COLON || sign === 0x3d || (lastLabel !== 0 && isLeader(scan, token))) {
        current = lastLabel !== 0 ? lastLabel : token > FIRST ? scan.hash[token - 1]! : 0
        lastLabel = 0
        ended = true
      }
    }
    words[token] = current
  }
  return words
}

const joiners = wordSet('de du des d la le l les of the st saint sainte')
/** Words that come before a person's name and nothing else. */
const civilities = wordSet('m mr mrs ms mme mlle monsieur madame mademoiselle')
const HEAD_REACH = 7

const OF = hashWord('de')
const staffs = wordSet('cabinet fregate corvette vaisseau')
/** "le directeur de cabinet Aymeric Castel", "capitaine de frégate Ronan Castel": what somebody is, and no thing that bears the name. */
const endsFunction = ({ scan, flags }: NameView, at: number): boolean =>
  staffs.has(scan.hash[at]!) && scan.hash[at - 1] === OF && (flags[at - 2]! & Word.role) !== 0

const SERVICE = hashWord('service')
const duties = wordSet('prise prises fin changement reprise')
/** "07h50 prise de service Cédric Castel": who begins, and no service of that name. */
const isDuty = ({ scan }: NameView, at: number): boolean =>
  scan.hash[at] === SERVICE && scan.hash[at - 1] === OF && duties.has(scan.hash[at - 2]!)

const COMMUNE = hashWord('commune')
const ours = wordSet('notre votre leur sa cette ladite')
/** "est décédé en notre commune Auguste René BLANCHET": ours needs no name. */
const isOurs = ({ scan }: NameView, at: number): boolean => scan.hash[at] === COMMUNE && ours.has(scan.hash[at - 1]!)

/** Token of the thing that would bear this name ("lycée", "rue", "société"), to the left over capitals and joiners; −1 when none. */
export function headOf(view: NameView, token: number): number {
  const { scan, flags } = view
  for (let at = token - 1; at >= FIRST && at >= token - HEAD_REACH; at--) {
    if (scan.gap[at + 1]! > Gap.space) return -1
    const flag = flags[at]!
    if ((flag & (Word.namedThing | Word.organisation)) !== 0 && (flag & (Word.firstName | Word.title)) === 0)
      return endsFunction(view, at) || isOurs(view, at) || isDuty(view, at) ? -1 : at
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

/** What a token says to its neighbours: a word by its hash, digits by their number, the ends of the text as such. */
function wordAt({ kind, start, end, hash, limit }: Scan, at: number): number {
  if (at < FIRST) return 1
  if (at >= limit) return 2
  return kind[at] === TokenKind.digits ? 3 + (end[at]! - start[at]!) : hash[at]!
}
const shapeAt = ({ kind, shape, limit }: Scan, at: number): number =>
  at < FIRST || at >= limit ? 6 : kind[at] === TokenKind.word ? shape[at]! : 7

/**
 * What is asked of every token, then of some only: each question has a salt, so that equal answers to two of them are two features. The
 * answers are written first and hashed in one loop.
 */
const ALWAYS = [
  0, 1, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 25, 26, 27, 30, 31, 32, 33, 34, 35,
] as const
const saltOf = (question: number): number => Math.imul(question + 1, 0x9e3779b1)
const SUFFIX_3 = saltOf(2)
const SUFFIX_2 = saltOf(3)
const ITSELF = saltOf(4)
const HEAD_WORD = saltOf(23)
const HEAD_FLAGS = saltOf(24)
const BEFORE_SIGN = saltOf(28)
const AFTER_SIGN = saltOf(29)
const WORD_TOO = saltOf(36)
const WORD_TOO_AFTER = saltOf(37)
const WORD_TOO_BEFORE = saltOf(38)
const answers = new Int32Array(MAX_FEATURES)
const salts = Int32Array.from({ length: MAX_FEATURES }, (_, at) => saltOf(ALWAYS[at] ?? 0))

/** Fills `out` with the indices of the features of a token; returns how many. Only looks left at decisions already made. */
export function features(view: NameView, token: number, out: Int32Array): number {
  const count = answer(view, token)
  for (let at = 0; at < count; at++) {
    let hash = Math.imul(answers[at]! ^ salts[at]!, 0x85ebca6b)
    hash ^= hash >>> 15
    out[at] = Math.imul(hash, 0xc2b2ae35) >>> SHIFT
  }
  return count
}

/** Writes one more answer; returns how many there are. */
function also(count: number, salt: number, value: number): number {
  salts[count] = salt
  answers[count] = value
  return count + 1
}

function answer(view: NameView, token: number): number {
  const { scan, flags, tagged, colonWord, columnHead, lineCase } = view
  const { gap, limit } = scan
  const gapBefore = gap[token]!
  const gapAfter = token === limit - 1 ? Gap.paragraph : gap[token + 1]!
  const selfFlags = flags[token]!
  const selfShape = shapeAt(scan, token)
  const typed = lineCase[token]!
  const self = (selfFlags * 8 + selfShape) * 4 + typed
  const length = Math.min(scan.end[token]! - scan.start[token]!, 9)
  const previous = wordAt(scan, token - 1)
  const previousFlags = flags[token - 1]!
  const previousShape = shapeAt(scan, token - 1)
  const beforePrevious = wordAt(scan, token - 2)
  const next = wordAt(scan, token + 1)
  const nextFlags = flags[token + 1]!
  const nextShape = shapeAt(scan, token + 1)
  const afterNext = wordAt(scan, token + 2)
  const afterNextKind = flags[token + 2]! * 8 + shapeAt(scan, token + 2)
  const before = tagged[token - 1]!
  const earlier = tagged[token - 2]!
  const lineStart = gapBefore >= Gap.line
  const lineEnd = gapAfter >= Gap.line
  const nameless = selfFlags & (Word.firstName | Word.surname)
  const head = headOf(view, token)
  const direct = head < 0 ? 0 : head === token - 1 ? 1 : scan.shape[head + 1] === Shape.lower ? 2 : 3
  const opening =
    token === FIRST ||
    lineStart ||
    (previousShape === 7 && !(previous === 0x2c || previous === 0x27 || previous === 0x2019 || previous === 0x2d))
  const manner = ((opening ? 1 : 0) * 4 + typed) * 8 + selfShape

  answers[0] = self
  answers[1] = self * 16 + length
  answers[2] = Math.imul(previous, 7) ^ (lineStart ? 77 : 0)
  answers[3] = Math.imul(previous, 31) ^ beforePrevious
  answers[4] = Math.imul(next, 7) ^ (lineEnd ? 77 : 0)
  answers[5] = Math.imul(next, 31) ^ afterNext
  answers[6] = (previousFlags * 8 + previousShape) * 8 + selfShape
  answers[7] = (nextFlags * 8 + nextShape) * 8 + selfShape
  answers[8] = Math.imul(previousFlags * 8 + previousShape, 61) ^ Math.imul(selfFlags * 8 + selfShape, 0x3fb1)
  answers[9] = Math.imul(nextFlags * 8 + nextShape, 67) ^ Math.imul(selfFlags * 8 + selfShape, 0x2f4d)
  answers[10] = before * 64 + gapBefore * 8 + selfShape
  answers[11] = (before * 65536 + selfFlags) * 8 + gapBefore
  answers[12] = Math.imul(previous, 13) ^ self
  answers[13] = Math.imul(next, 13) ^ self
  answers[14] = (gapBefore * 8 + gapAfter) * 64 + selfShape * 8 + (nameless ? 1 : 0)
  answers[15] = colonWord[token]!
  answers[16] = Math.imul(colonWord[token]!, 17) ^ self
  answers[17] = Math.imul(columnHead[token]!, 19) ^ selfShape
  answers[18] = Math.imul(columnHead[token]!, 23) ^ nameless
  answers[19] = direct
  answers[20] = flags[token - 2]! * 8 + shapeAt(scan, token - 2)
  answers[21] = afterNextKind * 8 + nextShape
  answers[22] = Math.imul(beforePrevious, 37) ^ Math.imul(before, 5)
  answers[23] =
    ((previousFlags & (Word.firstName | Word.surname | Word.title)) * 8 + previousShape) * 64 +
    (nameless * 8 + selfShape)
  answers[24] =
    ((nextFlags & (Word.firstName | Word.surname)) * 8 + nextShape) * 64 + (nameless * 8 + selfShape) + 1_000_003
  // Coordination: "Morel et Vandaele", "A, B, C".
  answers[25] = (earlier * 8 + selfShape) ^ Math.imul(previous, 43)
  answers[26] = (earlier * 65536 + selfFlags) ^ Math.imul(previous, 47)
  answers[27] = manner * 65536 + selfFlags
  answers[28] = manner ^ Math.imul(previous, 53)
  let count = ALWAYS.length as number
  if (nameless === 0) {
    count = also(count, SUFFIX_3, suffix(scan, token, 3))
    count = also(count, SUFFIX_2, suffix(scan, token, 2))
    count = also(count, ITSELF, scan.hash[token]!)
  }
  // "Petit", "la barre", "claire": a name of the lists that is a word as well.
  else if (isAlsoWord(scan.hash[token]!)) {
    count = also(count, WORD_TOO, (nameless * 8 + selfShape) * 4 + typed)
    count = also(count, WORD_TOO_AFTER, (previousFlags * 8 + previousShape) * 8 + selfShape)
    count = also(count, WORD_TOO_BEFORE, (nextFlags * 8 + nextShape) * 8 + selfShape)
  }
  if (head >= 0) {
    count = also(count, HEAD_WORD, Math.imul(scan.hash[head]!, 29) ^ direct)
    count = also(count, HEAD_FLAGS, direct * 65536 + selfFlags)
  }
  // After an apostrophe or a hyphen, what matters stands one further.
  if (previousShape === 7 && gapBefore === Gap.none)
    count = also(count, BEFORE_SIGN, Math.imul(beforePrevious, 41) ^ previous ^ earlier)
  if (nextShape === 7 && gapAfter === Gap.none) count = also(count, AFTER_SIGN, (afterNextKind * 131) ^ next)
  return count
}
