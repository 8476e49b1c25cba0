import { FIRST } from '../scan/columns.ts'
import type { Scan } from '../scan/scan.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { LineCase, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { afterParticleOfList, inCivilityList } from './civility-list.ts'
import { kin } from './kinship.ts'
import { COLON, DOT, isApostrophe, QUOTE } from './signs.ts'
import { articles, civilities, NAME, nameLabels, ranks, unknownTo } from './word-sets.ts'

/** Particles of other languages, which no French sentence begins with. */
const foreign = wordSet('da das dos do di della van von der den ter ten el al ben bin ibn ould abd bou ait')
const LETTER_T = hashWord('t')
const VAN = hashWord('van')
/** "'t" after "van": the article of the Dutch. */
export const dutchArticle = ({ hash, shape }: Scan, at: number): boolean =>
  hash[at] === LETTER_T && shape[at] === Shape.lower && isApostrophe(hash[at - 1]!) && hash[at - 2] === VAN
/** Do particles alone stand between this capital and a first name that was found? */
export function afterParticles(view: NameView, token: number): boolean {
  const { scan, flags, tagged } = view
  if (scan.gap[token]! > Gap.space) return false
  let particles = 0
  let article = false
  for (let at = token - 1; at >= FIRST && at >= token - 5; at--) {
    // "Agostinho Pereira da Cunha": particles that French has not follow a surname too.
    if (
      particles > 0 &&
      tagged[at] === 1 &&
      ((flags[at]! & Word.firstName) !== 0 ||
        foreign.has(scan.hash[at + 1]!) ||
        // "le colonel Aymar d'Hauterives"
        (unknownTo(flags[at]!) && ((flags[at - 1]! & Word.title) !== 0 || civilities.has(scan.hash[at - 1]!))) ||
        // "le maréchal des logis-chef Colonna d'Istria"
        ranks.has(scan.hash[at - 1]!))
    )
      return scan.gap[at + 1] === Gap.space
    if (
      particles > 0 &&
      scan.hash[at] === DOT &&
      scan.gap[at] === Gap.none &&
      scan.shape[at - 1] === Shape.initial &&
      !civilities.has(scan.hash[at - 1]!) &&
      scan.shape[token] !== Shape.lower
    ) {
      tagged[at - 1] = 1
      return true
    }
    if (particles > 0 && scan.kind[at] === TokenKind.word && civilities.has(scan.hash[at]!)) return !article
    if (
      particles > 0 &&
      scan.kind[at] === TokenKind.sign &&
      scan.hash[at] === DOT &&
      scan.gap[at] === Gap.none &&
      civilities.has(scan.hash[at - 1]!)
    )
      return !article
    if (scan.kind[at] === TokenKind.sign && isApostrophe(scan.hash[at]!) && scan.gap[at] === Gap.none) continue
    // "van 't Hoff"
    if (dutchArticle(scan, at)) {
      particles++
      at--
      continue
    }
    if (scan.kind[at] !== TokenKind.word || (flags[at]! & Word.particle) === 0 || scan.gap[at]! > Gap.space)
      return false
    particles++
    // "Monsieur le Préfet": an article is no particle, unless "de" comes before it.
    article = articles.has(scan.hash[at]!) && (scan.shape[at] === Shape.lower || view.lineCase[at] === 1)
  }
  return false
}

const gaelic = wordSet('ni nic ui mhic o')
const LONG_WORD = 4
/** "Aoife Ní Chonaill", "Tadhg Ó Briain": a particle of Ireland between a first name and a capital; "ni" is a conjunction where nothing has a capital. */
export function opensGaelic({ scan, flags, tagged, lineCase }: NameView, token: number): boolean {
  const { hash, gap, shape } = scan
  if (tagged[token - 1] !== 1 || (flags[token - 1]! & Word.firstName) === 0 || !gaelic.has(hash[token]!)) return false
  if (gap[token] !== Gap.space || gap[token + 1] !== Gap.space || hash[token + 1] === DOT) return false
  if (shape[token - 1] === Shape.capital)
    return (shape[token] === Shape.capital || shape[token] === Shape.initial) && shape[token + 1] === Shape.capital
  // "AOIFE NI CHONAILL": what no list has follows.
  return (
    lineCase[token] === LineCase.capitals &&
    unknownTo(flags[token + 1]!) &&
    scan.end[token + 1]! - scan.start[token + 1]! > LONG_WORD
  )
}
/** What such a particle leads to. */
export const afterGaelic = ({ scan, tagged }: NameView, token: number): boolean =>
  tagged[token - 1] === 1 &&
  tagged[token - 2] === 1 &&
  gaelic.has(scan.hash[token - 1]!) &&
  scan.gap[token] === Gap.space &&
  scan.shape[token]! >= Shape.capital &&
  scan.end[token - 1]! - scan.start[token - 1]! < LONG_WORD + 1

const clans = wordSet('m n t k')
const opensClan = ({ hash, gap, shape }: Scan, at: number): boolean =>
  clans.has(hash[at]!) &&
  shape[at] === Shape.initial &&
  isApostrophe(hash[at + 1] ?? 0) &&
  gap[at + 1] === Gap.none &&
  gap[at + 2] === Gap.none &&
  shape[at + 2]! >= Shape.capital
/** "Brigitte M'Colo", "Aya N'Guessan": one letter of a clan, an apostrophe, a capital; first the letter, then what it is tied to. */
export function ofClan({ scan, flags, tagged }: NameView, token: number): boolean {
  if (opensClan(scan, token))
    return tagged[token - 1] === 1 && scan.gap[token] === Gap.space && (flags[token - 1]! & Word.firstName) !== 0
  return token > FIRST + 1 && tagged[token - 2] === 1 && opensClan(scan, token - 2)
}

const EQUALS = 0x3d
/** "Nom de famille : da Silveira", "nom = 'D’Almeida'": particles between the label of a name and what it holds. */
export function particlesFillField({ scan, flags, colonWord }: NameView, token: number): boolean {
  const { hash, gap, kind } = scan
  let at = token - 1
  let particles = 0
  for (; at > token - PARTICLES_MAX; at--) {
    if (kind[at] === TokenKind.word) {
      if ((flags[at]! & Word.particle) === 0 || gap[at + 1]! > Gap.space) return false
      particles++
    } else if (!isApostrophe(hash[at]!) || gap[at + 1] !== Gap.none) break
  }
  return particles > 0 && (hash[at] === COLON || hash[at] === EQUALS) && nameLabels.has(colonWord[token]!)
}
const PARTICLES_MAX = 6

/** Titles of nobility, and what introduces somebody: a particle that follows opens the name. */
const introducing = wordSet(
  'nomme nommee prenomme prenommee comte comtesse vicomte vicomtesse marquis marquise baron baronne duc duchesse chevalier',
)

/** Does a name, or the initial of one, stand just before? */
export function followsName({ scan, flags, tagged }: NameView, token: number): boolean {
  if (tagged[token - 1] === 1) return (flags[token - 1]! & Word.firstName) !== 0 || unknownTo(flags[token - 1]!)
  if (scan.hash[token - 1] === DOT && scan.kind[token - 1] === TokenKind.sign && scan.gap[token - 1] === Gap.none)
    return scan.shape[token - 2] === Shape.initial && tagged[token - 2] === 1
  return false
}

const cutsCells: ReadonlySet<number> = new Set([0x7c, 0x3b])
/** "- DE LA FUENTE Carlos", "da silva paulo": particles at the beginning of a line or a cell, before a whole name. */
function opensName({ scan, flags, tagged }: NameView, start: number, first: number): boolean {
  const opens =
    scan.gap[start]! >= Gap.wide ||
    (scan.kind[start - 1] === TokenKind.digits && scan.shape[start] === Shape.capital) ||
    (scan.kind[start - 1] === TokenKind.sign &&
      (scan.gap[start] !== Gap.none || scan.hash[start - 1] === QUOTE || cutsCells.has(scan.hash[start - 1]!)))
  const foreignParticle = scan.shape[start] === Shape.lower && foreign.has(scan.hash[start]!)
  if (!opens || (scan.shape[start] !== scan.shape[first] && !foreignParticle)) return false
  let whole = false
  let next = first + 1
  for (; tagged[next] === 1 && scan.gap[next]! <= Gap.space && next < first + 4; next++)
    if ((flags[next]! & Word.firstName) !== 0) whole = true
  const closes = next >= scan.limit || scan.gap[next]! >= Gap.line || scan.kind[next] === TokenKind.sign
  if (next > first + 1 && closes && scan.shape[first] !== Shape.lower) whole = true
  // "DE KERSAUSON", and the first name in the next cell
  const cell = cutsCells.has(scan.hash[next]!) ? next + 1 : next
  if ((cell > next || scan.gap[next] === Gap.wide) && tagged[cell] === 1 && (flags[cell]! & Word.firstName) !== 0)
    whole = scan.shape[first] === Shape.capitals || whole
  // "rang 2 : le gall maëlys"
  const surname = (flags[first]! & Word.surname) !== 0 && (flags[first]! & ~(NAME | Word.rareSurname)) === 0
  return whole && (scan.shape[start] !== Shape.lower || foreign.has(scan.hash[start]!) || surname)
}

/** "nous avons DE OLIVEIRA PINTO": two capitals and their particle, typed so in a sentence of small letters. */
const inCapitals = ({ scan, flags, tagged, lineCase }: NameView, start: number, first: number): boolean =>
  lineCase[first] === LineCase.mixed &&
  scan.shape[start] === Shape.capitals &&
  scan.shape[first] === Shape.capitals &&
  tagged[first + 1] === 1 &&
  scan.shape[first + 1] === Shape.capitals &&
  scan.gap[first + 1] === Gap.space &&
  (flags[first]! & Word.surname) !== 0 &&
  scan.shape[start - 1] === Shape.lower

const widowed = wordSet('veuve veuf vve epouse epoux')

/** First token of a name whose particle is typed in lower case after a title: "M. de Villepin". */
export function withParticle(view: NameView, first: number): number {
  const { scan, flags } = view
  let start = first
  let at = first - 1
  for (let steps = 0; steps < 4 && at >= FIRST; steps++, at--) {
    if (scan.gap[at + 1]! > Gap.space) return start < first && opensName(view, start, first) ? start : first
    if (scan.kind[at] === TokenKind.sign && isApostrophe(scan.hash[at]!)) continue
    if (scan.kind[at] !== TokenKind.word) break
    // "veuve de Armand Castel": no particle before a first name.
    if (start < first && widowed.has(scan.hash[at]!) && (flags[first]! & Word.firstName) !== 0) return first
    if (
      start < first &&
      ((flags[at]! & Word.title) !== 0 || introducing.has(scan.hash[at]!)) &&
      !kin.has(scan.hash[at]!)
    )
      return start
    if ((flags[at]! & Word.particle) === 0) return start < first && inCapitals(view, start, first) ? start : first
    start = at
  }
  if (start < first && opensName(view, start, first)) return start
  if (start < first && particlesFillField(view, first)) return start
  if (start < first && afterParticleOfList(scan, first) && inCivilityList(view, first)) return start
  const dotted = at > FIRST && scan.hash[at] === DOT && civilities.has(scan.hash[at - 1]!)
  return dotted ? start : first
}
