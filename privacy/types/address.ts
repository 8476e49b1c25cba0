import { FIRST } from '../scan/columns.ts'
import { codeAt, isAlphanumeric } from '../scan/characters.ts'
import { Word } from '../names/name-lexicon.ts'
import { Label } from '../scan/labels.ts'
import { foldedOf, isSign, textOf, Weight, type Candidate, type Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'

/** Kinds of ways (La Poste's abbreviations, AFNOR XP Z10-011, and those people use). */
export const wayWords =
  wordSet(`rue r avenue av ave aven boulevard bd bld boul blvd bvd chemin che chem ch place pl allee allees all impasse imp
  route rte square sq quai cours passage pass sentier voie faubourg fbg fg promenade prom esplanade esp rond parvis residence res
  lotissement lot hameau ham villa cite clos domaine dom traverse trav montee cote ruelle venelle mail galerie descente rampe cour
  lieudit lieu carrefour car corniche zone za zi zac zone parc port porte pont rocade levee sente chaussee chs mas quartier qua
  street st road rd avenue lane ln drive dr court ct square way close terrace crescent`)
/** What is too short or too common to open an address without a number just before it and a capital after it. */
const weakWays = wordSet(
  'r ch pl all res lot st dr ct car cote court cours port parc porte pont mail zone villa lieu domaine cite clos pass dom mas way close cour passage voie descente place',
)
const buildingWords = wordSet(
  'batiment bat bt appartement appt apt app etage escalier esc porte hall entree residence res tour immeuble imm bloc logement lgt chambre boite bal flat apartment suite bp cs tsa pavillon villa',
)
const nameJoiners = wordSet('de du des la le les l d et sur sous en aux au a saint sainte st ste lès lez')
const repetition = wordSet('bis ter quater b t c d a')

/** A street name and its town hold in this many tokens; what is longer is a sentence. */
const STREET_MAX = 14
const TOWN_MAX = 8
/** From the end of the street to the postcode: building, floor, post box, a line break. */
const TO_POSTCODE_MAX = 12

const lengthOf = (scan: Scan, token: number): number => scan.end[token]! - scan.start[token]!
const isPostcode = (scan: Scan, token: number): boolean => {
  if (token >= scan.limit || scan.kind[token] !== TokenKind.digits) return false
  const length = lengthOf(scan, token)
  if (length !== 5) return false
  const code = Number(textOf(scan, token))
  return code >= 1000 && code < 98900 && !isAlphanumeric(codeAt(scan.text, scan.end[token]!))
}
/** "75 008": the department and the office apart. */
const isSplitPostcode = (scan: Scan, token: number): boolean =>
  token + 1 < scan.limit &&
  scan.kind[token] === TokenKind.digits &&
  scan.kind[token + 1] === TokenKind.digits &&
  lengthOf(scan, token) === 2 &&
  lengthOf(scan, token + 1) === 3 &&
  scan.gap[token + 1] === Gap.space

const isName = (scan: Scan, token: number): boolean =>
  token < scan.limit &&
  scan.kind[token] === TokenKind.word &&
  (scan.shape[token] !== Shape.lower || nameJoiners.has(scan.hash[token]!))

const insideTown = wordSet('sur sous en les lez')
/** What people write after the town, on the same line. */
const afterTown = wordSet('code codes digicode interphone tel telephone mobile mail courriel email fax sonner etage')
/** Last token of a town that begins here; −1 when it cannot be one. `lower` admits a town typed in lower case. */
function townEnd(scan: Scan, from: number, lower: boolean): number {
  if (from >= scan.limit || scan.kind[from] !== TokenKind.word || scan.gap[from]! >= Gap.paragraph) return -1
  if (scan.shape[from] === Shape.lower && !lower && !nameJoiners.has(scan.hash[from]!)) return -1
  let end = scan.shape[from] === Shape.lower && nameJoiners.has(scan.hash[from]!) ? -1 : from
  if (lower && scan.shape[from] === Shape.lower) {
    if (isOrdinary(scan, from)) return -1
    if (isSign(scan, from + 1, '-')) end = from
    if (end < 0) {
      // "le havre", "saint malo"
      const second = from + 1
      if (second >= scan.limit || scan.kind[second] !== TokenKind.word || scan.gap[second]! > Gap.space) return -1
      end = second
      from = second
    }
  }
  const capitals = scan.shape[from] === Shape.capitals
  for (let at = from + 1; at < scan.limit && at < from + TOWN_MAX * 2; at++) {
    const gap = scan.gap[at]!
    const sign = scan.kind[at] === TokenKind.sign ? textOf(scan, at) : ''
    if ((sign === '-' || sign === "'" || sign === '’') && gap === Gap.none) {
      if (at + 1 < scan.limit && scan.gap[at + 1] === Gap.none && scan.kind[at + 1] === TokenKind.word) {
        at++
        end = at
        continue
      }
      break
    }
    if (gap !== Gap.space || scan.kind[at] === TokenKind.sign) break
    const folded = foldedOf(scan, at)
    if (folded === 'cedex') {
      end = at
      const next = at + 1
      if (
        next < scan.limit &&
        scan.kind[next] === TokenKind.digits &&
        lengthOf(scan, next) <= 2 &&
        scan.gap[next] === Gap.space
      )
        end = next
      break
    }
    if (scan.kind[at] === TokenKind.digits) {
      // "Paris 15", "Lyon 3e", "Marseille 8ème"
      const arrondissement = /^(?:paris|lyon|marseille)$/.test(foldedOf(scan, at - 1)) && lengthOf(scan, at) <= 2
      if (arrondissement) {
        end = at
        if (scan.gap[at + 1] === Gap.none && /^(?:e|er|eme|ème)$/.test(foldedOf(scan, at + 1))) end = at + 1
      }
      break
    }
    if (
      lower &&
      scan.shape[from] === Shape.lower &&
      /^(?:sur|sous|en|les|la|le)$/.test(folded) &&
      scan.shape[at] === Shape.lower
    ) {
      const after = at + 1
      if (
        scan.gap[after] === Gap.space &&
        scan.shape[after] === Shape.lower &&
        scan.kind[after] === TokenKind.word &&
        !isOrdinary(scan, after)
      ) {
        end = after
        at = after
      }
      continue
    }
    if (scan.shape[at] === Shape.lower) {
      if (!nameJoiners.has(scan.hash[at]!)) break
      // A joiner belongs to the town only when a name follows: "Saint-Cyr sur Loire", not "Lyon et Monsieur".
      if (folded === 'et' || folded === 'a' || folded === 'au') break
      const after = scan.kind[at + 1] === TokenKind.sign ? at + 2 : at + 1
      if (
        !(after < scan.limit && scan.gap[at + 1]! <= Gap.space && isName(scan, after)) ||
        (folded === 'de' && !/^(?:la|le|les|l)$/.test(foldedOf(scan, at + 1)) && scan.shape[at + 1] === Shape.lower)
      )
        break
      if (end < 0) end = at
      continue
    }
    // A town in capitals stops where the capitals stop; a capitalised one may have two or three words.
    if (afterTown.has(scan.hash[at]!)) break
    // "LE PUY EN VELAY"
    const next = at + 1
    if (
      capitals &&
      insideTown.has(scan.hash[at]!) &&
      scan.shape[at] === Shape.capitals &&
      scan.shape[next] === Shape.capitals &&
      scan.gap[next] === Gap.space &&
      !isOrdinary(scan, next)
    ) {
      end = next
      at = next
      continue
    }
    if (capitals && (scan.shape[at] !== Shape.capitals || isOrdinary(scan, at))) break
    if (!capitals && (scan.shape[at] === Shape.capitals || scan.shape[at] === Shape.initial || at - from > 2)) break
    const saint = /^(?:saint|sainte|st|ste|le|la|les|l|fort|pointe|aix|mont)$/
    if (!capitals && at - from > 1 && !saint.test(foldedOf(scan, at - 1)) && !saint.test(foldedOf(scan, at))) break
    end = at
  }
  return end
}

/** Tokens of the name of a way, up to a comma, a line break, a postcode or the sentence. Returns the last one, or −1. */
function wayNameEnd(scan: Scan, from: number): number {
  let end = -1
  let lower = 0
  let capital = false
  for (let at = from; at < scan.limit && at < from + STREET_MAX; at++) {
    if (at > from && scan.gap[at]! >= Gap.line) break
    if (isPostcode(scan, at) || isSplitPostcode(scan, at)) break
    if (scan.kind[at] === TokenKind.digits) {
      // "rue du 8 mai 1945", "rue du 11 novembre"
      if (lengthOf(scan, at) > 4) break
      end = at
      // "Paris 11ème"
      if (scan.gap[at + 1] === Gap.none && /^(?:e|er|eme)$/.test(foldedOf(scan, at + 1))) end = ++at
      continue
    }
    if (scan.kind[at] === TokenKind.sign) {
      const sign = textOf(scan, at)
      if (sign === '-' && scan.gap[at] === Gap.none) continue
      if (sign === "'" || sign === '’') continue
      if (
        sign === '.' &&
        scan.gap[at] === Gap.none &&
        lengthOf(scan, at - 1) <= 4 &&
        (scan.gap[at + 1] ?? 9) <= Gap.space &&
        scan.shape[at + 1] !== Shape.lower &&
        !isSentenceBreak(scan, at)
      )
        continue
      break
    }
    if (scan.shape[at] === Shape.lower && !nameJoiners.has(scan.hash[at]!)) {
      // Once the name has shown a capital, a small letter is the sentence again.
      if (capital || ++lower > 3 || isOrdinary(scan, at)) break
    } else if (scan.shape[at] !== Shape.lower) {
      const tied =
        scan.gap[at] === Gap.none ||
        nameJoiners.has(scan.hash[at - 1]!) ||
        (nameJoiners.has(scan.hash[at - 2]!) &&
          (scan.shape[at - 1] === Shape.lower ||
            (scan.shape[at - 1] === Shape.capitals && (scan.flags[at]! & Word.tool) === 0)))
      if (capital && !tied && scan.shape[at] === Shape.capitals && isOrdinary(scan, at)) break
      capital = true
    }
    end = at
  }
  return end
}
const TO = hashWord('a')
const TO_LOWER_POSTCODE = 9
/** "22 rue du docteur roux 93100 montreuil": typed in small letters, the street goes as far as the postcode of its line. */
function beforePostcode(scan: Scan, from: number, end: number): number {
  const first = Math.max(from, end)
  if (scan.shape[first] === Shape.capital || scan.shape[first] === Shape.capitals) return end
  for (let at = first + 1; at < scan.limit && at <= from + TO_LOWER_POSTCODE; at++) {
    if (scan.gap[at]! >= Gap.line && !(scan.gap[at] === Gap.line && isPostcode(scan, at))) return end
    if (isPostcode(scan, at)) return isSign(scan, at - 1, ',') ? at - 2 : at - 1
    // "115 avenue du général-leclerc à pantin"
    if (scan.hash[at] === TO && (scan.flags[at + 1]! & Word.place) !== 0 && scan.shape[at + 1] === Shape.lower)
      return at + 1
    const sign = scan.kind[at] === TokenKind.sign ? textOf(scan, at) : ''
    if (sign !== '' && !/^[-'’,.]$/.test(sign)) return end
    if (scan.kind[at] === TokenKind.digits) return end
  }
  return end
}
/** A word that sentences are made of and streets and towns are not; joiners and saints excepted. */
const isOrdinary = (scan: Scan, token: number): boolean => {
  const flags = scan.flags[token]!
  return (
    (flags & (Word.ordinary | Word.tool)) !== 0 &&
    (flags & (Word.place | Word.surname | Word.firstName | Word.particle | Word.namedThing | Word.calendar)) === 0
  )
}
const isSentenceBreak = (scan: Scan, sign: number): boolean =>
  /^(?:Il|Elle|Le|La|Les|Je|Nous|Ils|Un|Une|Merci|Tel|Tél)$/.test(textOf(scan, sign + 1))

/** First token of "12", "12 bis", "12-14", "n° 12", "12B", seen from the way's word; −1 without a number. */
function numberStart(scan: Scan, way: number): number {
  let at = way - 1
  if (at >= FIRST && textOf(scan, at) === ',') at--
  if (at < FIRST || scan.gap[way]! >= Gap.paragraph) return -1
  // "12rue" is a slip of the finger, "3rd" and "24h" are not.
  if (scan.gap[way] === Gap.none && scan.kind[at] === TokenKind.digits && scan.end[way]! - scan.start[way]! < 3)
    return -1
  if (scan.kind[at] === TokenKind.word && repetition.has(scan.hash[at]!) && scan.kind[at - 1] === TokenKind.digits) at--
  if (scan.kind[at] !== TokenKind.digits || lengthOf(scan, at) > 4) return -1
  while (
    at >= FIRST + 2 &&
    scan.kind[at - 1] === TokenKind.sign &&
    /^[-/]$/.test(textOf(scan, at - 1)) &&
    scan.kind[at - 2] === TokenKind.digits &&
    lengthOf(scan, at - 2) <= 4 &&
    scan.gap[at] === Gap.none &&
    scan.gap[at - 1] === Gap.none &&
    scan.kind[at - 3] !== TokenKind.sign
  )
    at -= 2
  if (at > FIRST && scan.gap[at] === Gap.none && isAlphanumeric(codeAt(scan.text, scan.start[at]! - 1))) return -1
  const before = scan.gap[at] === Gap.none ? scan.text[scan.start[at]! - 1] : undefined
  if (before === '/' || before === '.' || before === '€') return -1
  return at
}

/** From the end of a street, over building, floor, post box and line breaks, to postcode and town; −1 when there are none. */
function toTown(scan: Scan, streetEnd: number): number {
  let lines = 0
  let inBuilding = false
  for (let at = streetEnd + 1; at < scan.limit && at <= streetEnd + TO_POSTCODE_MAX; at++) {
    if (scan.gap[at]! >= Gap.paragraph) return -1
    if (scan.gap[at] === Gap.line && ++lines > 3) return -1
    if (boxes.has(scan.hash[at - 1]!)) continue
    if (isPostcode(scan, at)) return townOrCode(scan, at)
    if (isSplitPostcode(scan, at)) return townOrCode(scan, at + 1)
    const sign = scan.kind[at] === TokenKind.sign ? textOf(scan, at) : ''
    if (sign !== '' && !/^[,\-–—(/|.°;]$/.test(sign)) return -1
    if (scan.kind[at] === TokenKind.word) {
      const way = wayWords.has(scan.hash[at]!) && isSign(scan, at - 1, ',')
      if (way || buildingWords.has(scan.hash[at]!) || repetition.has(scan.hash[at]!)) inBuilding = true
      else if (scan.shape[at] === Shape.lower && !nameJoiners.has(scan.hash[at]!) && !inBuilding) return -1
      else if (isOrdinary(scan, at) && !inBuilding) return -1
    }
    if (
      sign === '.' &&
      scan.gap[at + 1] !== Gap.none &&
      scan.shape[at + 1] === Shape.capital &&
      lengthOf(scan, at - 1) > 4
    )
      return -1
  }
  return -1
}
function townOrCode(scan: Scan, code: number): number {
  let next = code + 1
  // "à Montreuil (93100)": the bracket closes with the postcode.
  if (isSign(scan, code - 1, '(') && isSign(scan, next, ')')) return next
  if (/^[,;\-–]$/.test(textOf(scan, next))) next++
  const end = townEnd(scan, next, true)
  return end < 0 ? code : end
}

/** "12 rue X, Lyon", "12 rue X à Lyon (69003)", without postcode before the town. */
function toTownWithoutPostcode(scan: Scan, from: number, streetEnd: number): number {
  for (let at = streetEnd - 1; at > from; at--) {
    const preposition =
      foldedOf(scan, at) === 'a' && (scan.shape[at] === Shape.lower || scan.shape[at - 1] === Shape.capitals)
    if (preposition && textOf(scan, streetEnd + 1) !== '(') return streetEnd
  }
  let next = streetEnd + 1
  const sign = textOf(scan, next)
  const brokenLine = scan.gap[next] === Gap.line
  if (sign === ',' || sign === '-' || sign === '–' || (sign === '(' && scan.gap[next]! <= Gap.space)) next++
  else if (!brokenLine) {
    // Inside the name: "12 rue de la Paix à Nantes".
    for (let at = streetEnd; at > from; at--) {
      if (foldedOf(scan, at) === 'a' && scan.shape[at] === Shape.lower) return streetEnd
    }
    return -1
  } else return -1
  if (next >= scan.limit || scan.gap[next]! >= Gap.line) return -1
  const lowerTown =
    scan.shape[next] === Shape.lower && (scan.flags[next]! & Word.place) !== 0 && foldedOf(scan, next).length > 3
  if (lowerTown) return townEnd(scan, next, true)
  const elided = /^['’]$/.test(textOf(scan, next + 1))
  if ((isOrdinary(scan, next) && !elided) || (scan.flags[next]! & (Word.title | Word.role)) !== 0) return -1
  if (foldedOf(scan, next) === 'a' && scan.shape[next] === Shape.lower) next++
  if (scan.shape[next] === Shape.lower || scan.kind[next] !== TokenKind.word) return -1
  const end = townEnd(scan, next, false)
  if (end < 0) return -1
  // "Lyon (69003)"
  if (sign !== '(' && textOf(scan, end + 1) === '(' && isPostcode(scan, end + 2) && textOf(scan, end + 3) === ')')
    return end + 3
  return end
}

/** Looks at the word of a way that has a number before it. */
export function recogniseAddress(scan: Scan, token: number): Candidate | undefined {
  const hash = scan.hash[token]!
  if (!wayWords.has(hash)) return undefined
  const number = numberStart(scan, token)
  if (number < 0) return undefined
  if (scan.gap[token]! > Gap.line || scan.gap[token + 1]! >= Gap.paragraph) return undefined
  let from = token + 1
  if (textOf(scan, from) === '.' && scan.gap[from] === Gap.none) from++
  const weak = weakWays.has(hash) || lengthOf(scan, token) === 1
  if (weak && scan.shape[from] === Shape.lower && !nameJoiners.has(scan.hash[from]!)) {
    // "12 place gambetta 33000 bordeaux": only a postcode vouches for it.
    const end = wayNameEnd(scan, from)
    if (toTown(scan, end) < 0 && scan.hash[beforePostcode(scan, from, end) - 1] !== TO) return undefined
  }
  const streetEnd = beforePostcode(scan, from, wayNameEnd(scan, from))
  if (streetEnd < 0 || (streetEnd === from && scan.kind[from] === TokenKind.digits)) return undefined
  const withCode = toTown(scan, streetEnd)
  const end = withCode >= 0 ? withCode : toTownWithoutPostcode(scan, from, streetEnd)
  const start = withBuilding(scan, number)
  if (end >= 0) return { start, end: scan.end[end]!, type: 'ADDRESS', weight: Weight.labelled }
  const trimmed = trimStreet(scan, from, streetEnd)
  if (trimmed >= 0 && !showsCapital(scan, from, trimmed) && !announced(scan, number)) return undefined
  if (weak && scan.shape[from] === Shape.lower && !nameJoiners.has(scan.hash[from]!)) return undefined
  return trimmed < 0 ? undefined : { start, end: scan.end[trimmed]!, type: 'ADDRESS', weight: Weight.labelled }
}

function showsCapital(scan: Scan, from: number, to: number): boolean {
  for (let at = from; at <= to; at++)
    if (scan.kind[at] === TokenKind.digits || scan.shape[at]! >= Shape.capital) return true
  return false
}
const beforeAddress = wordSet(
  'au a habite habitons habitent adresse demeurant demeure domicilie domiciliee reside residant sis sise situe situee chez loge livrer',
)
/** "3 allées du cimetière" in a sentence is no address; at the beginning of a line, or after "au", it is. */
function announced(scan: Scan, number: number): boolean {
  if (scan.gap[number]! >= Gap.line) return true
  const before = scan.kind[number - 1] === TokenKind.sign ? number - 2 : number - 1
  return (
    beforeAddress.has(scan.hash[before] ?? 0) ||
    scan.columnLabel[number] === Label.address ||
    /^["'|<(:]$/.test(textOf(scan, number - 1))
  )
}

/** Without a town, the street stops after its capitalised words: what follows is the sentence. */
function trimStreet(scan: Scan, from: number, end: number): number {
  let last = -1
  for (let at = from; at <= end; at++) {
    if (scan.kind[at] === TokenKind.word && scan.shape[at] !== Shape.lower) last = at
    else if (scan.kind[at] === TokenKind.digits) last = at
    else if (
      scan.shape[at] === Shape.lower &&
      !nameJoiners.has(scan.hash[at]!) &&
      last >= 0 &&
      scan.kind[last] === TokenKind.word
    )
      break
    if (last < 0 && at - from >= 3) break
  }
  // Typed in lower case: the word after the joiners.
  // Alone in its quotes, its cell or its line: the whole of it.
  if (last < 0 && (scan.gap[end + 1] ?? Gap.line) >= Gap.line) return end
  if (last < 0 && /^["'|;<)]$/.test(textOf(scan, end + 1))) return end
  if (last < 0)
    for (let at = from; at <= end; at++)
      if (!nameJoiners.has(scan.hash[at]!) && scan.kind[at] === TokenKind.word) return at
  return last
}

/** "Bât. B, appt 12, " just before the number belongs to the address. */
function withBuilding(scan: Scan, number: number): number {
  let start = number
  for (let at = number - 1, steps = 0; at >= FIRST && steps < 8; at--, steps++) {
    if (scan.gap[at + 1]! >= Gap.paragraph) break
    if (scan.kind[at] === TokenKind.word && buildingWords.has(scan.hash[at]!)) {
      start = at
      steps = 0
      continue
    }
    if (
      scan.gap[at + 1]! >= Gap.line &&
      at + 1 === number &&
      scan.kind[at] === TokenKind.word &&
      lengthOf(scan, at) > 1
    )
      break
    const short = scan.kind[at] !== TokenKind.word || lengthOf(scan, at) <= 2
    const joins = scan.kind[at] === TokenKind.sign && !/^[,.°\-–/]$/.test(textOf(scan, at))
    if (!short || joins) break
  }
  start = withResidence(scan, start, inSmallLetters(scan, number))
  // "5e étage, 20 avenue …"
  if (start < number && /^(?:e|er|eme)$/.test(foldedOf(scan, start - 1)) && scan.gap[start - 1] === Gap.none) start -= 2
  return scan.start[start]!
}

const NAME_OF_WAY_MAX = 6
/** "22 avenue foch": the name of the way is typed without capital. */
function inSmallLetters(scan: Scan, number: number): boolean {
  for (let at = number + 2; at < number + NAME_OF_WAY_MAX && at < scan.limit; at++) {
    if (scan.gap[at]! >= Gap.line) return false
    if (scan.kind[at] === TokenKind.word && !nameJoiners.has(scan.hash[at]!)) return scan.shape[at] === Shape.lower
  }
  return false
}

const residences = wordSet(
  'residence res immeuble imm tour batiment bat appartement appt apt logement villa pavillon hameau lotissement lieudit zone za zi zac parc domaine',
)
const zoneWords = wordSet('artisanale industrielle commerciale activite activites')
const RESIDENCE_MAX = 8
/** "Résidence Les Tamaris, " or the lines "Appartement 12, escalier B / Résidence Bellevue" just before: part of the address too. */
function withResidence(scan: Scan, from: number, small: boolean): number {
  let start = from
  for (let lines = 0; lines < 3; lines++) {
    let opening = -1
    for (let at = start - 1; at >= FIRST && at >= start - RESIDENCE_MAX; at--) {
      if (scan.gap[at + 1]! >= (at + 1 === start ? Gap.paragraph : Gap.line)) break
      const sign = scan.kind[at] === TokenKind.sign ? textOf(scan, at) : ''
      if ((sign !== '' && !/^[,.°'’–-]$/.test(sign)) || beforeAddress.has(scan.hash[at]!)) break
      if (
        scan.kind[at] === TokenKind.word &&
        scan.shape[at] === Shape.lower &&
        !small &&
        !nameJoiners.has(scan.hash[at]!) &&
        !buildingWords.has(scan.hash[at]!) &&
        !zoneWords.has(scan.hash[at]!)
      )
        break
      if (
        residences.has(scan.hash[at]!) &&
        (scan.gap[at]! >= Gap.line ||
          scan.shape[at] !== Shape.lower ||
          isSign(scan, at - 1, ',') ||
          (small && isSign(scan, at - 1, ':')))
      )
        opening = at
      if (scan.gap[at]! >= Gap.line) break
    }
    if (opening < 0) return start
    start = opening
  }
  return start
}

/** Words that may open an address without a number, for those who call. */
export const localityOpenings = wordSet(
  'lieu lieudit bp cs tsa hameau residence domaine lotissement quartier villa ferme mas chateau za zi zac maison',
)
/** Post boxes, whose number may have five digits as well. */
const boxes = wordSet('bp cs tsa')
const localityWords = wordSet('lieudit bp cs tsa')
const namedLocalities = wordSet(
  'lieudit hameau residence domaine lotissement quartier villa ferme mas chateau za zi zac maison',
)
const LIEU = hashWord('lieu')
const DIT = hashWord('dit')

/** "Lieu-dit Le Bourg, 24260 Campagne", "BP 123, 69003 Lyon Cedex": a locality or a box and, required, postcode and town. */
export function recogniseLocality(scan: Scan, token: number): Candidate | undefined {
  const hash = scan.hash[token]!
  // A box followed by another word than a line or a comma and a postcode is no address: most are seen here.
  if (boxes.has(hash) && scan.kind[token + 2] === TokenKind.word) return undefined
  const lieuDit = hash === LIEU && scan.hash[token + 2] === DIT && isSign(scan, token + 1, '-')
  const spaced = hash === LIEU && scan.hash[token + 1] === DIT
  const box =
    localityWords.has(hash) && scan.kind[token + 1] === TokenKind.digits && scan.kind[token + 2] !== TokenKind.word
  const named =
    namedLocalities.has(hash) && (scan.shape[token] !== Shape.lower || scan.shape[token + 1] !== Shape.lower)
  if (!lieuDit && !spaced && !box && !named) return undefined
  const before = scan.text[scan.start[token]! - 1]
  if (
    scan.gap[token] === Gap.none &&
    before !== '"' &&
    before !== ';' &&
    before !== '|' &&
    before !== ':' &&
    before !== '('
  )
    return undefined
  const end = box ? token + 1 : wayNameEnd(scan, token + (lieuDit ? 3 : spaced ? 2 : 1))
  if (end < 0 || end - token > 9) return undefined
  const town = toTown(scan, end)
  if (town < 0) return undefined
  return { start: scan.start[token]!, end: scan.end[town]!, type: 'ADDRESS', weight: Weight.formed }
}

const PLACE_REACH = 10
/** "demeurant Kerhuel, 22140 Bégard": after the word that announces an address, a locality, a postcode and a town. Looks at five digits. */
export function recogniseAnnouncedLocality(scan: Scan, token: number): Candidate | undefined {
  const label = scan.lastLabel[Label.address]!
  if (label < 0 || token - label > PLACE_REACH || !isPostcode(scan, token)) return undefined
  let start = label + 1
  while (
    start < token &&
    (scan.kind[start] === TokenKind.sign
      ? isSign(scan, start, ':')
      : /^(?:a|au|aux|postale|chez)$/.test(foldedOf(scan, start)))
  )
    start++
  if (start >= token || scan.shape[start] === Shape.lower || scan.kind[start] !== TokenKind.word) return undefined
  for (let at = start; at < token; at++) {
    if (scan.gap[at]! >= Gap.paragraph) return undefined
    if (scan.kind[at] === TokenKind.digits) return undefined
    if (scan.kind[at] === TokenKind.sign && !/^[,'’-]$/.test(textOf(scan, at))) return undefined
    if (scan.shape[at] === Shape.lower && !nameJoiners.has(scan.hash[at]!)) return undefined
    if ((scan.flags[at]! & Word.title) !== 0) return undefined
  }
  const end = townEnd(scan, token + 1, true)
  return end < 0
    ? undefined
    : { start: scan.start[start]!, end: scan.end[end]!, type: 'ADDRESS', weight: Weight.formed }
}
