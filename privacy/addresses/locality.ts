import { Word } from '../names/name-lexicon.ts'
import { Label } from '../scan/labels.ts'
import { type Candidate, foldedOf, isSign, type Scan, textOf, Weight } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { matchAt } from '../scan/match-at.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { boxes, nameJoiners, TO } from './address-words.ts'
import { withHouseAbove } from './building.ts'
import { isPostcode, toTown, townEnd } from './town.ts'
import { beforePostcode, wayNameEnd } from './way-name.ts'

/** Words that may open an address without a number, for those who call. */
export const localityOpenings = wordSet(
  'section lieu lieudit bp cs tsa hameau residence domaine lotissement lot cite quartier villa ferme mas chateau za zi zac maison route rn rd',
)

const localityWords = wordSet('lieudit bp cs tsa')

const namedLocalities = wordSet(
  'section lieudit hameau residence domaine lotissement cite quartier villa ferme mas chateau za zi zac maison',
)

const LIEU = hashWord('lieu')
const DIT = hashWord('dit')
const LOT = hashWord('lot')
const LIEUDIT = hashWord('lieudit')

/** "Lieu-dit Le Bourg, 24260 Campagne", "BP 123, 69003 Lyon Cedex": a locality or a box and, required, postcode and town. */
export function recogniseLocality(scan: Scan, token: number): Candidate | undefined {
  const hash = scan.hash[token]!
  // A box followed by another word than a line or a comma and a postcode is no address: most are seen here.
  if (boxes.has(hash) && scan.kind[token + 2] === TokenKind.word) return undefined
  if (roads.has(hash)) return recogniseRoad(scan, token)
  const lieuDit = hash === LIEU && scan.hash[token + 2] === DIT && isSign(scan, token + 1, '-')
  const spaced = hash === LIEU && scan.hash[token + 1] === DIT
  const box =
    localityWords.has(hash) && scan.kind[token + 1] === TokenKind.digits && scan.kind[token + 2] !== TokenKind.word
  // "BP C5", as New Caledonia numbers its boxes.
  const lettered =
    boxes.has(hash) &&
    scan.shape[token + 1] === Shape.initial &&
    scan.kind[token + 2] === TokenKind.digits &&
    scan.gap[token + 2] === Gap.none
  const shortened = hash === LOT && isSign(scan, token + 1, '.') && scan.shape[token + 2]! >= Shape.capital
  const named = namedLocalities.has(hash)
  if (!lieuDit && !spaced && !box && !lettered && !shortened && !named) return undefined
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
  const end = box
    ? token + 1
    : lettered
      ? token + 2
      : wayNameEnd(scan, token + (lieuDit ? 3 : spaced || shortened ? 2 : 1))
  if (end < 0 || end - token > 9) return undefined
  const town = toTown(scan, scan.shape[token] === Shape.lower ? beforePostcode(scan, token + 1, end) : end)
  // "au lieu-dit Pen Ar Menez à Plougastel"
  if (town < 0 && (lieuDit || spaced || hash === LIEUDIT)) return withTown(scan, token, end)
  if (town < 0) return undefined
  // "MAISON D'ARRÊT DE …", below it "ÉCROU 41877": five figures and no town.
  if (named && scan.kind[town] === TokenKind.digits) return undefined
  const start = scan.start[withHouseAbove(scan, wayBefore(scan, token))]!
  return { start, end: scan.end[town]!, type: 'ADDRESS', weight: Weight.formed }
}

const WAY_REACH = 7
/** "chemin de la Fontaine, lieu-dit …", "Route du Lac – lieu-dit …": first token of a way without a number just before, or the locality itself. */
function wayBefore(scan: Scan, token: number): number {
  if (!isSign(scan, token - 1, ',') && !afterDash(scan, token)) return token
  for (let at = token - 2; at > token - 2 - WAY_REACH && scan.gap[at + 1]! <= Gap.space; at--) {
    if (scan.kind[at] === TokenKind.sign ? !/^['’-]$/.test(textOf(scan, at)) : scan.kind[at] !== TokenKind.word)
      return token
    if (lanes.has(scan.hash[at]!)) return at < token - 2 && scan.kind[at - 1] !== TokenKind.digits ? at : token
    if (scan.shape[at] === Shape.lower && !nameJoiners.has(scan.hash[at]!)) return token
  }
  return token
}
const lanes = wordSet('chemin route rue allee impasse avenue montee sentier venelle')

const ROUTE = hashWord('route')
const roads = wordSet('route rn rd')
const ofRoads = wordSet('nationale departementale communale territoriale')
/** "route nationale 2, Tsararano, 97660 Dembéni": a road by its number and no house; a postcode and its town are required. */
function recogniseRoad(scan: Scan, token: number): Candidate | undefined {
  const number = scan.hash[token] === ROUTE ? token + 2 : token + 1
  if (number === token + 2 && !ofRoads.has(scan.hash[token + 1]!)) return undefined
  if (scan.kind[number] !== TokenKind.digits || scan.kind[token - 1] === TokenKind.digits) return undefined
  if (!isSign(scan, number + 1, ',')) return undefined
  const town = toTown(scan, number)
  return town < 0 || scan.kind[town] !== TokenKind.word || scan.end[town]! - scan.start[town]! < 2
    ? undefined
    : { start: scan.start[token]!, end: scan.end[town]!, type: 'ADDRESS', weight: Weight.labelled }
}

function withTown(scan: Scan, token: number, end: number): Candidate | undefined {
  for (let at = token + 3; at <= end; at++)
    if (scan.hash[at] === TO && scan.shape[at] === Shape.lower && scan.shape[at + 1] === Shape.capital)
      return { start: scan.start[token]!, end: scan.end[end]!, type: 'ADDRESS', weight: Weight.formed }
  return undefined
}

const PLACE_REACH = 10
const SMALL_MAX = 6
const lives = wordSet(
  'demeurant demeure domicilie domiciliee habitant habite habitons residant reside residons loge logee heberge hebergee',
)
const isTool = (scan: Scan, at: number): boolean => (scan.flags[at]! & Word.tool) !== 0

/** "demeurant Kerhuel, 22140 Bégard": after the word that announces an address, a locality, a postcode and a town. Looks at five digits. */
export function recogniseAnnouncedLocality(scan: Scan, token: number): Candidate | undefined {
  const label = scan.lastLabel[Label.address]!
  if (label < 0 || token - label > PLACE_REACH || !isPostcode(scan, token)) return undefined
  let start = label + 1
  // "NOUVELLE ADRESSE DU LOCATAIRE : …": what stands between the label and its colon says whose it is.
  for (let at = start; at < token && scan.gap[at]! < Gap.line && scan.kind[at] === TokenKind.word; at++)
    if (isSign(scan, at + 1, ':')) start = at + 1
  while (
    start < token &&
    (scan.kind[start] === TokenKind.sign
      ? isSign(scan, start, ':')
      : /^(?:a|au|aux|postale|chez|sise?|situee?)$/.test(foldedOf(scan, start)))
  )
    start++
  if (start >= token || scan.kind[start] !== TokenKind.word) return undefined
  // "siège : le bourg, 71460 …": typed in small letters, a colon must announce it.
  const small = (isSign(scan, start - 1, ':') || lives.has(scan.hash[start - 1]!)) && token - start <= SMALL_MAX
  if (scan.shape[start] === Shape.lower && !small) return undefined
  for (let at = start; at < token; at++) {
    if (scan.gap[at]! >= Gap.paragraph) return undefined
    if (scan.kind[at] === TokenKind.digits) return undefined
    if (scan.kind[at] === TokenKind.sign && !/^[,'’-]$/.test(textOf(scan, at))) return undefined
    if (scan.shape[at] === Shape.lower && !nameJoiners.has(scan.hash[at]!) && !(small && !isTool(scan, at)))
      return undefined
    if ((scan.flags[at]! & Word.title) !== 0) return undefined
  }
  const end = townEnd(scan, token + 1, true)
  return end < 0
    ? undefined
    : { start: scan.start[start]!, end: scan.end[end]!, type: 'ADDRESS', weight: Weight.formed }
}

const LOCALITY_MAX = 7
/** What is no locality, though it begins like one. */
const enterprises = wordSet('poste monde figaro echos banque parisien republicain voix depeche')
const CROSS = hashWord('croix')
const RED = hashWord('rouge')
/** "La Croix, 75000 Paris", "La Croix-Rouge": a newspaper and an association; "La Croix du Gué" is a hamlet. */
const isEnterprise = ({ hash }: Scan, at: number, last: number): boolean =>
  enterprises.has(hash[at]!) || (hash[at] === CROSS && (at === last || hash[at + 1] === RED || hash[at + 2] === RED))
/** Hamlets of Brittany: "ker" is a house. */
const BRETON = /^ker[a-z]{3,}$/
const openingArticles = wordSet('le la les l au aux')
const NO_LOCALITY = Word.organisation | Word.role | Word.title | Word.tool | Word.calendar | Word.personLabel
const dashes: ReadonlySet<number> = new Set([0x2d, 0x2013, 0x2014])
/** "Mairie annexe – Le Bourg": a dash between two spaces cuts the line. */
const afterDash = ({ hash, gap }: Scan, at: number): boolean =>
  dashes.has(hash[at - 1]!) && gap[at] === Gap.space && gap[at - 1] === Gap.space
/** Where a line, a cell, a quote or what follows a sign begins. */
const opensCell = (scan: Scan, at: number): boolean =>
  scan.gap[at]! >= Gap.wide || (scan.kind[at - 1] === TokenKind.sign && /^[",;:|(]$/.test(textOf(scan, at - 1)))
/**
 * "La Petite Rouillère" on the line above "79310 Saint-Pardoux", "Le Grand Buisson, 18600 Sancoins": an article with a capital and capitals,
 * then a postcode and its town. Without comma ("LES BLACHES 26510 SAHUNE"), only where a line, a sign or a cell begins. Looks at five digits.
 */
export function recogniseLocalityByArticle(scan: Scan, token: number): Candidate | undefined {
  const below = scan.gap[token] === Gap.line
  if (!isPostcode(scan, token)) return undefined
  const comma = isSign(scan, token - 1, ',')
  if (!below && !comma && (scan.gap[token] !== Gap.space || scan.kind[token - 1] !== TokenKind.word)) return undefined
  const last = comma && !below ? token - 2 : token - 1
  let start = -1
  for (let at = last; at > last - LOCALITY_MAX && start < 0; at--) {
    if (scan.kind[at] === TokenKind.sign) {
      if (!/^['’-]$/.test(textOf(scan, at))) return undefined
    } else if (scan.kind[at] !== TokenKind.word || (scan.shape[at] === Shape.lower && !nameJoiners.has(scan.hash[at]!)))
      return undefined
    // "Kermorvan" alone on its line
    else if (below && at === last && scan.gap[at]! >= Gap.line && BRETON.test(foldedOf(scan, at))) start = at
    else if (
      openingArticles.has(scan.hash[at]!) &&
      scan.shape[at]! >= Shape.capital &&
      at < last &&
      (below ? scan.gap[at]! >= Gap.line || afterDash(scan, at) : comma || opensCell(scan, at))
    )
      start = at
    else if (isEnterprise(scan, at, last)) return undefined
    else if ((scan.flags[at]! & NO_LOCALITY) !== 0 && (scan.flags[at]! & (Word.particle | Word.place)) === 0)
      return undefined
    if (scan.gap[at]! >= Gap.line && start < 0) return undefined
  }
  if (start < 0) return undefined
  const end = townEnd(scan, token + 1, false)
  // "12, La Croisette, 06400 Cannes": the number of a way that is called by its name alone.
  const number = isSign(scan, start - 1, ',') ? start - 2 : start - 1
  if (
    scan.kind[number] === TokenKind.digits &&
    scan.gap[start] === Gap.space &&
    scan.end[number]! - scan.start[number]! < 4
  )
    if (scan.gap[number] !== Gap.none) start = number
  return end < 0
    ? undefined
    : { start: scan.start[start]!, end: scan.end[end]!, type: 'ADDRESS', weight: Weight.formed }
}

const NUMBERED_MAX = 9
/**
 * "60 façade de l'Esplanade, 59800 Lille", "2 hent Park ar Feunteun" on the line above "29510 Briec": a number at the beginning of a line or
 * after a sign, a way of whatever kind, a postcode and its town. Looks at five digits.
 */
export function recogniseNumberedLocality(scan: Scan, token: number): Candidate | undefined {
  const below = scan.gap[token] === Gap.line
  if (!isPostcode(scan, token)) return undefined
  const comma = !below && /^[,—–-]$/.test(textOf(scan, token - 1)) && scan.kind[token - 1] === TokenKind.sign
  if (!below && !comma && (scan.gap[token] !== Gap.space || scan.kind[token - 1] !== TokenKind.word)) return undefined
  const last = comma ? token - 2 : token - 1
  let capitals = 0
  let at = last
  for (; scan.kind[at] !== TokenKind.digits; at--) {
    if (last - at > NUMBERED_MAX || scan.gap[at]! >= Gap.line) return undefined
    // "129, La Canebière": a comma after the number only.
    const sign = scan.kind[at] === TokenKind.sign ? textOf(scan, at) : ''
    if (sign !== '' && !/^['’-]$/.test(sign) && !(sign === ',' && scan.kind[at - 1] === TokenKind.digits))
      return undefined
    if (scan.kind[at] === TokenKind.word && scan.shape[at]! >= Shape.capital) capitals++
  }
  const opens =
    scan.gap[at]! >= Gap.line ||
    (scan.gap[at]! > Gap.none && /^[:,;|(.—–-]$/.test(textOf(scan, at - 1))) ||
    lives.has(scan.hash[at - 1]!) ||
    // "j habite 5 alée des Erables 95200 …": a way that is misspelt, since no list has the word.
    (scan.flags[at + 1] === 0 && scan.kind[at + 1] === TokenKind.word && scan.shape[at + 1] === Shape.lower)
  const number = scan.end[at]! - scan.start[at]! <= 4 && (scan.gap[at + 1] === Gap.space || isSign(scan, at + 1, ','))
  if (!opens || !number || capitals === 0 || last - at < 2) return undefined
  const end = townEnd(scan, token + 1, false)
  return end < 0 ? undefined : { start: scan.start[at]!, end: scan.end[end]!, type: 'ADDRESS', weight: Weight.formed }
}

const FIELD_MAX = 12
const homes = wordSet(
  'gite manoir moulin ferme mas villa chalet servitude morne pointe residence cite lieu quartier hameau route chemin sentier montee ravine vallee clos domaine chateau pk',
)
const AT = hashWord('at')
const opensPlace = (scan: Scan, at: number): boolean =>
  isSign(scan, at - 1, ':') || lives.has(scan.hash[at - 1]!) || (scan.hash[at - 1] === AT && scan.gap[at] === Gap.space)
/**
 * "Site : Kerdudou, 56320 Le Faouët", "Domicile : servitude Tepua, PK 4, 98735 Uturoa": the whole of a field, or what follows a word of
 * living, from a home or a word of no list to a postcode and its town. Looks at five digits.
 */
export function recogniseLocalityInField(scan: Scan, token: number): Candidate | undefined {
  if (!isSign(scan, token - 1, ',') || !isPostcode(scan, token)) return undefined
  let start = token - 2
  for (; !opensPlace(scan, start); start--) {
    if (token - start > FIELD_MAX || scan.gap[start]! >= Gap.line) return undefined
    if (scan.kind[start] === TokenKind.sign && !/^[,'’«»-]$/.test(textOf(scan, start))) return undefined
    if (scan.kind[start] === TokenKind.digits && scan.end[start]! - scan.start[start]! > 3) return undefined
    if ((scan.flags[start]! & (Word.title | Word.role | Word.organisation)) !== 0) return undefined
  }
  const home = homes.has(scan.hash[start]!)
  const named =
    scan.shape[start] === Shape.capital &&
    (scan.flags[start]! & ~(Word.place | Word.dictionary | Word.rareSurname)) === 0
  if (!home && !named) return undefined
  // "Site : Nantes, 44000 Nantes"
  if (named && (scan.flags[start]! & Word.place) !== 0 && start === token - 2) return undefined
  const end = townEnd(scan, token + 1, false)
  return end < 0
    ? undefined
    : { start: scan.start[start]!, end: scan.end[end]!, type: 'ADDRESS', weight: Weight.formed + 1 }
}

const LETTER_B = hashWord('b')
const LETTER_P = hashWord('p')
/** "B.P. 143 – 85104 Les Sables": a box whose word is shortened with dots. Looks at five digits. */
export function recogniseDottedBox(scan: Scan, token: number): Candidate | undefined {
  const number = scan.kind[token - 1] === TokenKind.sign ? token - 2 : token - 1
  const start = number - 4
  if (scan.hash[start] !== LETTER_B || scan.hash[start + 2] !== LETTER_P || scan.kind[number] !== TokenKind.digits)
    return undefined
  if (!isSign(scan, start + 1, '.') || !isSign(scan, start + 3, '.') || !isPostcode(scan, token)) return undefined
  const end = townEnd(scan, token + 1, false)
  return end < 0
    ? undefined
    : { start: scan.start[start]!, end: scan.end[end]!, type: 'ADDRESS', weight: Weight.formed }
}

const foreignWays = wordSet(
  'rue avenue boulevard place chemin route quai chaussee via viale piazza corso strada calle plaza avenida paseo rua praca ulica',
)
/** Hauptstraße, Lindenweg, Kerkstraat: the way is the end of its name. */
const WAY_SUFFIX = /(?:stra(?:ß|ss)e|str|weg|gasse|platz|allee|ring|straat|laan|plein)$/i
const FOREIGN_REACH = 6
/** "5 Krutenaugasse, 67160 Wissembourg": a way of Alsace by the end of its name, its number before it. Looks at the number. */
export function recogniseAlsatianAddress(scan: Scan, token: number): Candidate | undefined {
  const way = token + 1
  const code = way + 2
  if (scan.gap[way] !== Gap.space || scan.shape[way] !== Shape.capital || !isSign(scan, way + 1, ',')) return undefined
  if (!isPostcode(scan, code) || !WAY_SUFFIX.test(foldedOf(scan, way))) return undefined
  const end = townEnd(scan, code + 1, false)
  return end < 0
    ? undefined
    : { start: scan.start[token]!, end: scan.end[end]!, type: 'ADDRESS', weight: Weight.formed }
}

const englishWays = wordSet(
  'street st road rd lane ln avenue ave drive dr close crescent terrace grove gardens court ct square place way',
)
/** The rest of an address of the United Kingdom: its town and its postcode (BS 7666). */
const britishEnd =
  /,?[ \n](?:[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+){0,2},?[ \n])?[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![A-Za-z\d])/y
const BRITISH_NAME_MAX = 3
/** "14 Beech Grove Lane, Exeter EX4 6PQ": the word of the way comes last. Looks at that word. */
export function recogniseBritishAddress(scan: Scan, token: number): Candidate | undefined {
  if (!englishWays.has(scan.hash[token]!) || scan.shape[token] !== Shape.capital) return undefined
  let at = token - 1
  while (at > token - 1 - BRITISH_NAME_MAX && scan.shape[at] === Shape.capital && scan.gap[at + 1] === Gap.space) at--
  if (at === token - 1 || scan.kind[at] !== TokenKind.digits || scan.gap[at + 1] !== Gap.space) return undefined
  const match = matchAt(britishEnd, scan.text, scan.end[token]!)
  return match === null
    ? undefined
    : { start: scan.start[at]!, end: scan.end[token]! + match[0].length, type: 'ADDRESS', weight: Weight.labelled }
}

/** "Hauptstraße 14, 77694 Kehl", "rue de Lausanne 12, 1003 Lausanne": the number after the name of the way, as the neighbours write it. Looks at the number. */
export function recogniseForeignAddress(scan: Scan, token: number): Candidate | undefined {
  const code = token + 2
  if (!isSign(scan, token + 1, ',') || scan.kind[code] !== TokenKind.digits) return undefined
  const figures = scan.end[code]! - scan.start[code]!
  if (figures < 4 || figures > 5 || scan.gap[token] !== Gap.space || scan.kind[token - 1] !== TokenKind.word)
    return undefined
  if (scan.shape[code + 1]! < Shape.capital || scan.gap[code + 1] !== Gap.space) return undefined
  let start = -1
  if (WAY_SUFFIX.test(foldedOf(scan, token - 1))) start = token - 1
  else
    for (let at = token - 2; at >= token - FOREIGN_REACH && start < 0; at--) {
      if (scan.gap[at + 1] !== Gap.space || scan.kind[at] !== TokenKind.word) break
      if (foreignWays.has(scan.hash[at]!)) start = at
      else if (scan.shape[at] === Shape.lower && !nameJoiners.has(scan.hash[at]!)) break
    }
  if (start < 0 || scan.kind[start - 1] === TokenKind.digits) return undefined
  const end = townEnd(scan, code + 1, false)
  return end < 0
    ? undefined
    : { start: scan.start[start]!, end: scan.end[end]!, type: 'ADDRESS', weight: Weight.formed }
}
