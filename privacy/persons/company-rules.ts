import { LineCase, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { foldedOf, type Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet, WordSet } from '../scan/word-table.ts'
import { isAboveStreet } from './above-address.ts'
import { isCompanyOfItem } from './beside-company-number.ts'
import { namesDecision } from './case-law.ts'
import { afterIndividual, INDIVIDUAL_SHORT } from './individual-traders.ts'
import { afterParticleOfList, inCivilityList } from './civility-list.ts'
import { amongKin, countedChildren, fillsKinField, kin } from './kinship.ts'
import { lengthOf, UNDECIDED } from './name-view.ts'
import { doubledInCapitals, fillsFieldInCapitals } from './one-case.ts'
import { COLON, COMMA, DOT, HYPHEN, isApostrophe, QUOTE } from './signs.ts'
import { VERB } from './word-endings.ts'
import { AND, articles, civilities, NAME, NOBODY, possessives, PREPOSITION_DE, ranks, unknownTo } from './word-sets.ts'

const introductions = wordSet(
  'signe signee certain certaine nomme nommee denomme denommee surnomme surnommee feu feue sieur',
)
const households = wordSet('famille familles consorts heritiers epoux couple menage')
const elders = wordSet('tante tonton tata mamie mamy papi papy oncle meme pepe')

/** "son neveu", "ma tante": what is said of somebody after a comma. */
const ofKin = ({ scan, flags }: NameView, token: number): boolean =>
  scan.hash[token + 1] === COMMA &&
  kin.has(scan.hash[token + 3]!) &&
  (possessives.has(scan.hash[token + 2]!) ||
    // « Judith, la concubine »
    (articles.has(scan.hash[token + 2]!) &&
      (flags[token]! & ~(NAME | Word.rareSurname)) === 0 &&
      (flags[token]! & Word.firstName) !== 0))

const familiar = wordSet('tata tonton mamie mamy papi papy')
/** "TONTON WILNER" */
const elderInCapitals = ({ scan, flags }: NameView, token: number): boolean =>
  familiar.has(scan.hash[token - 1]!) &&
  scan.gap[token] === Gap.space &&
  scan.shape[token] === Shape.capitals &&
  scan.shape[token - 1] === Shape.capitals &&
  (unknownTo(flags[token]!) || (flags[token]! & Word.firstName) !== 0) &&
  ((flags[token]! & (Word.firstName | Word.rareSurname)) !== 0 || !VERB.test(foldedOf(scan, token)))

const kinInBrackets = ({ scan }: NameView, token: number): boolean =>
  scan.hash[token + 1] === OPENING &&
  kin.has(scan.hash[token + 2]!) &&
  (scan.hash[token + 3] === COMMA || scan.hash[token + 3] === CLOSING || scan.kind[token + 3] === TokenKind.digits)

/** "Ask the driver, Zbigniew, for the slip": what somebody does, then between commas who it is. */
const inApposition = ({ scan, flags }: NameView, token: number): boolean =>
  scan.hash[token - 1] === COMMA &&
  scan.gap[token - 1] === Gap.none &&
  scan.hash[token + 1] === COMMA &&
  ((flags[token - 2]! & Word.role) !== 0 || kin.has(scan.hash[token - 2]!)) &&
  scan.shape[token - 2] === Shape.lower &&
  beforeRole.has(determinerOf(scan, token - 2))

/** "l'", "la", "notre" before what somebody does. */
const determinerOf = ({ hash }: Scan, head: number): number =>
  hash[isApostrophe(hash[head - 1]!) ? head - 2 : head - 1]!
const ministers = wordSet(
  'imam rabbin pasteur pretre cure vicaire diacre eveque aumonier sacristain notable doyen syndic',
)
const AGENT_NOUN = /(?:trice|euse|iste|ologue|cien|cienne|iere)$/
/** "L'évaluatrice, Zoé Gentil, se rendra": what somebody does, then between commas a whole name that a first name opens. */
function namedBetweenCommas({ scan, flags }: NameView, token: number): boolean {
  const head = token - 2
  if ((flags[token]! & Word.firstName) === 0 || scan.hash[token - 1] !== COMMA || scan.gap[token - 1] !== Gap.none)
    return false
  if (scan.shape[token + 1] !== Shape.capital || scan.gap[token + 1] !== Gap.space || scan.hash[token + 2] !== COMMA)
    return false
  if (scan.shape[head] !== Shape.lower) return false
  return (
    beforeRole.has(determinerOf(scan, head)) &&
    ((flags[head]! & Word.role) !== 0 ||
      ranks.has(scan.hash[head]!) ||
      ministers.has(scan.hash[head]!) ||
      AGENT_NOUN.test(foldedOf(scan, head)))
  )
}

/** "Ma-Lou" */
const hyphenated = ({ hash, gap, shape }: Scan, token: number): boolean =>
  hash[token + 1] === HYPHEN &&
  gap[token + 1] === Gap.none &&
  gap[token + 2] === Gap.none &&
  shape[token + 2] === Shape.capital

/** "Mme Louis (Douce-Mirlande)": after a civility and a surname, in brackets the first name, cut by a hyphen. */
function firstNameInBrackets({ scan, flags, tagged }: NameView, token: number): boolean {
  if (scan.hash[token - 1] !== OPENING || tagged[token - 2] !== 1 || !hyphenated(scan, token)) return false
  if (scan.hash[token + 3] !== CLOSING || (flags[token]! & (Word.place | Word.tool | Word.organisation)) !== 0)
    return false
  const title = scan.hash[token - 3] === DOT ? token - 4 : token - 3
  return civilities.has(scan.hash[title]!)
}
const ANS = hashWord('ans')
/** "Adem 5 ans", "Lina (8 ans)": a name of the lists, or none, before an age. */
function aged({ scan, flags }: NameView, token: number): boolean {
  if (!unknownTo(flags[token]!) && (flags[token]! & ~(NAME | Word.rareSurname)) !== 0) return false
  let at = token + 1
  if (scan.hash[at] === COMMA || scan.hash[at] === OPENING) at++
  return (
    scan.kind[at] === TokenKind.digits &&
    lengthOf(scan, at) < 3 &&
    scan.hash[at + 1] === ANS &&
    (scan.hash[token - 1] === COMMA ||
      scan.hash[token - 1] === COLON ||
      AND.has(scan.hash[token - 1]!) ||
      (flags[token - 1]! & Word.role) !== 0)
  )
}

const CHEZ = hashWord('chez')
/** "le resto s'appelle Chez Marcel": a sign, since the preposition has a capital inside the sentence. */
function inRestaurant({ scan }: NameView, token: number): boolean {
  // « Chez Médor et Félix »
  const at = AND.has(scan.hash[token - 1]!) && scan.shape[token - 2] === Shape.capital ? token - 3 : token - 1
  if (scan.hash[at] !== CHEZ || scan.shape[at] !== Shape.capital) return false
  if (scan.hash[at - 1] === QUOTE || scan.hash[at - 1] === FRENCH_QUOTE) return true
  return at === token - 1 && scan.kind[at - 1] === TokenKind.word && scan.gap[at] === Gap.space
}
const FRENCH_QUOTE = 0xab

const CONTACT_REACH = 8
const ZERO = 0x30
const BULLETS: ReadonlySet<number> = new Set([0x2d, 0x2a, 0x2022, 0x2013])
/** "- Yannig (astreinte) : 07 55 …": one word opens the line, a telephone ends it. */
function heads({ scan, flags }: NameView, token: number): boolean {
  if (!unknownTo(flags[token]!) && (flags[token]! & ~(NAME | Word.rareSurname)) !== 0) return false
  const bullet = BULLETS.has(scan.hash[token - 1]!) && scan.gap[token - 1]! >= Gap.line
  if (!bullet && scan.gap[token]! < Gap.line) return false
  if (scan.kind[token + 1] !== TokenKind.sign) return false
  for (let at = token + 1; at < token + CONTACT_REACH && at < scan.limit && scan.gap[at]! < Gap.line; at++)
    if (scan.kind[at] === TokenKind.digits)
      return (
        scan.text.charCodeAt(scan.start[at]!) === ZERO &&
        scan.kind[at - 1] === TokenKind.sign &&
        scan.kind[at + 1] === TokenKind.digits
      )
  return false
}

const HALF_KNOWN = Word.dictionary | Word.rareSurname
const personVerbs = wordSet(
  'relancer relance relancez prevenir previens prevenez convoquer contacter contacte contactez rappeler rappelle rappelez auditionner interroger croiser croise saluer remercier feliciter remplacer avertir',
)
/** "relancer Chabrol pour le devis": a surname, be it a word as well, after what is done to people only. */
const addressed = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token] === HALF_KNOWN || (flags[token]! & ~Word.rareSurname) === Word.surname) &&
  scan.gap[token] === Gap.space &&
  personVerbs.has(scan.hash[token - 1]!) &&
  !(scan.gap[token + 1]! <= Gap.space && scan.kind[token + 1] === TokenKind.digits)

const concerned = wordSet(
  'interesse interessee agent agente concerne concernee requerant requerante usager usagere appelant appelante patient patiente',
)
/** "l'intéressé (Traoré)" */
const namedInBrackets = ({ scan, flags }: NameView, token: number): boolean =>
  scan.hash[token - 1] === OPENING &&
  scan.hash[token + 1] === CLOSING &&
  (flags[token]! & NAME) !== 0 &&
  (flags[token]! & ~(NAME | Word.rareSurname)) === 0 &&
  concerned.has(scan.hash[token - 2]!)

const beforeRole = wordSet('le la l un une notre votre leur son sa mon ma the our your their his her my du au')
const OPENING = 0x28
const CLOSING = 0x29

const ARTICLE_LES = hashWord('les')
const opensPair = ({ scan, flags }: NameView, token: number): boolean =>
  AND.has(scan.hash[token + 1]!) &&
  scan.hash[token + 2] === ARTICLE_LES &&
  scan.shape[token + 3] === Shape.capital &&
  unknownTo(flags[token + 3]!)
const paired = (view: NameView, token: number): boolean =>
  opensPair(view, token) || (AND.has(view.scan.hash[token - 2]!) && view.tagged[token - 3] === 1)

const endsPhrase = ({ scan }: NameView, token: number): boolean =>
  token + 1 >= scan.limit ||
  scan.gap[token + 1]! >= Gap.line ||
  (scan.kind[token + 1] === TokenKind.sign && scan.hash[token + 1] !== COLON)

const closings = wordSet(
  'cordialement amicalement sincerement respectueusement bises bisous bientot cheers regards sincerely best thanks wishes yours truly love vous toi',
)
/** "Cheers,", then "Bob" alone on the last line. */
const signsOff = ({ scan, flags }: NameView, token: number): boolean =>
  scan.gap[token]! >= Gap.line &&
  scan.hash[token - 1] === COMMA &&
  closings.has(scan.hash[token - 2]!) &&
  (flags[token]! & (NOBODY | Word.ordinary)) === 0 &&
  (token + 1 >= scan.limit || scan.gap[token + 1]! >= Gap.line)

const greetings = wordSet('bonjour bonsoir salut coucou cher chere')
/** "Bonsoir Toussaint,", "Coucou Bahia,": a feast or a place elsewhere, to whom a letter is written here. */
const greetedFeast = ({ scan, flags }: NameView, token: number): boolean =>
  scan.hash[token + 1] === COMMA &&
  greetings.has(scan.hash[token - 1]!) &&
  scan.gap[token] === Gap.space &&
  scan.gap[token - 1]! >= Gap.line &&
  (flags[token]! & ~(NAME | Word.rareSurname | Word.calendar | Word.place)) === 0 &&
  (flags[token]! & (Word.firstName | Word.place)) !== 0

/** "la moto de Zayid": whose it is, when no list knows the word. */
const ownsVehicle = (view: NameView, token: number): boolean =>
  view.scan.hash[token - 1] === PREPOSITION_DE &&
  vehicles.has(view.scan.hash[token - 2]!) &&
  view.scan.shape[token - 2] === Shape.lower &&
  unknownTo(view.flags[token]!) &&
  endsPhrase(view, token)
const vehicles = wordSet('moto scooter voiture velo camion fourgon fourgonnette trottinette caravane')

const SIGNED = wordSet('signe')
/** "un certain Iordache", "le dénommé Champ" */
const introduced = ({ scan, flags }: NameView, token: number): boolean =>
  introductions.has(scan.hash[token - 1]!) &&
  (scan.shape[token - 1] === Shape.lower || SIGNED.has(scan.hash[token - 1]!)) &&
  (flags[token]! & Word.ordinary) === 0

/** "Signé SOLANGE KERBRAT": in a line that has small letters too, capitals that are no word of every day; "Signé LE MAIRE" is a function. */
function signsInCapitals({ scan, flags, tagged }: NameView, token: number): boolean {
  if (scan.shape[token] !== Shape.capitals || scan.gap[token] !== Gap.space || lengthOf(scan, token) < 3) return false
  if ((flags[token]! & (NOBODY & ~Word.title)) !== 0) return false
  if (!SIGNED.has(scan.hash[token - 1]!)) return tagged[token - 1] === 1
  if ((flags[token]! & NAME) !== 0) return true
  return unknownTo(flags[token]!) && scan.shape[token + 1] === Shape.capitals && scan.gap[token + 1] === Gap.space
}

/** "- Philaé et Solange : …": two who have something to do, one of them a first name of the lists. */
function opensPairOfItem({ scan, flags }: NameView, token: number): boolean {
  const other = token + 2
  if (!AND.has(scan.hash[token + 1]!) || scan.hash[token + 3] !== COLON || scan.shape[other] !== Shape.capital)
    return false
  const mayBe = (at: number): boolean => unknownTo(flags[at]!) || (flags[at]! & ~(NAME | Word.rareSurname)) === 0
  return (
    BULLETS.has(scan.hash[token - 1]!) &&
    scan.gap[token - 1]! >= Gap.line &&
    mayBe(token) &&
    mayBe(other) &&
    ((flags[token]! | flags[other]!) & Word.firstName) !== 0
  )
}

const INDIVIDUAL = hashWord('individuelle')
const ENTERPRISE = hashWord('entreprise')
/** "Entreprise individuelle Cyprien Castel": whoever trades under their own name (commercial code, L526-22). */
const tradesAlone = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & Word.firstName) !== 0 &&
  (afterIndividual(scan, token) || (scan.hash[token - 1] === INDIVIDUAL && scan.hash[token - 2] === ENTERPRISE))

/** "les consorts Chantraine": a town elsewhere. */
const ofHousehold = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & ~Word.rareSurname) === Word.place &&
  scan.shape[token - 1] === Shape.lower &&
  scan.gap[token] === Gap.space &&
  households.has(scan.hash[token - 1]!)

/** "référent technique Bruno 06 72 …": a first name, then a telephone. */
const beforePhone = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & Word.firstName) !== 0 &&
  (flags[token]! & ~(NAME | Word.rareSurname)) === 0 &&
  scan.kind[token + 1] === TokenKind.digits &&
  scan.gap[token + 1] === Gap.space &&
  scan.text.charCodeAt(scan.start[token + 1]!) === ZERO

/** "les Abadou et les Lecamus" */
const ofPair = (view: NameView, token: number): boolean =>
  unknownTo(view.flags[token]!) &&
  view.scan.hash[token - 1] === ARTICLE_LES &&
  view.scan.shape[token - 1] === Shape.lower &&
  paired(view, token)

/** "Tante Yoyo" */
const afterElder = ({ scan, flags }: NameView, token: number): boolean =>
  elders.has(scan.hash[token - 1]!) && (unknownTo(flags[token]!) || (flags[token]! & NAME) !== 0)

/** "Honorine Champ ;": a first name and nothing else, then a word that ends what is said. */
const endsWholeName = (view: NameView, token: number): boolean =>
  view.scan.gap[token] === Gap.space &&
  view.tagged[token - 1] === 1 &&
  view.scan.shape[token - 1] === Shape.capital &&
  (view.flags[token - 1]! & Word.firstName) !== 0 &&
  (view.flags[token - 1]! & ~(NAME | Word.rareSurname)) === 0 &&
  view.tagged[token - 2] !== 1 &&
  (view.flags[token]! & (Word.ordinary | Word.place)) === 0 &&
  endsPhrase(view, token)

/** "BOULANGER MARIE ROSE" */
const secondFirstName = ({ scan, flags, tagged }: NameView, token: number): boolean =>
  (flags[token]! & Word.firstName) !== 0 &&
  scan.gap[token] === Gap.space &&
  scan.shape[token] === scan.shape[token - 1] &&
  tagged[token - 1] === 1 &&
  (flags[token - 1]! & Word.firstName) !== 0 &&
  tagged[token - 2] === 1

const betweenWords = ({ kind, gap }: Scan, token: number): boolean =>
  kind[token - 1] === TokenKind.word && kind[token + 1] === TokenKind.word && gap[token + 1]! < Gap.line
/** Between two words of a sentence, nothing is said of a capital unless one of these comes before it. */
const telling = new WordSet([
  ...[elders, AND, personVerbs, households, introductions].flatMap(({ hashes }) => hashes),
  CHEZ,
  INDIVIDUAL_SHORT,
  ARTICLE_LES,
  INDIVIDUAL,
])

const handed = wordSet(
  'affecte affectee assigne assignee attribue attribuee confie confiee transmis transmise transfere reaffecte escalade assigned',
)
const TO = wordSet('a to')
/** "affecté à Moussadou K.": no place is followed by an initial. */
const handedTo = ({ scan, flags }: NameView, token: number): boolean =>
  scan.shape[token + 1] === Shape.initial &&
  scan.gap[token + 1] === Gap.space &&
  TO.has(scan.hash[token - 1]!) &&
  handed.has(scan.hash[token - 2]!) &&
  (flags[token]! & ~(NAME | Word.rareSurname)) === 0

/** What is said around a capital makes it somebody's, be it a word of the dictionary: in a line that has small letters too. */
export function companyRules(view: NameView, token: number): number {
  const { scan, tagged } = view
  if (scan.gap[token]! <= Gap.space && countedChildren(view, token)) return 1
  if (isAboveStreet(view, token)) return 1
  if (view.lineCase[token] !== LineCase.mixed)
    return secondFirstName(view, token) ||
      elderInCapitals(view, token) ||
      doubledInCapitals(view, token) ||
      fillsFieldInCapitals(view, token)
      ? 1
      : UNDECIDED
  if ((SIGNED.has(scan.hash[token - 1]!) || SIGNED.has(scan.hash[token - 2]!)) && signsInCapitals(view, token)) return 1
  if (scan.shape[token] !== Shape.capital) return UNDECIDED
  const signBefore = scan.kind[token - 1] === TokenKind.sign
  const signAfter = scan.kind[token + 1] === TokenKind.sign
  if ((signAfter && isCompanyOfItem(view, token)) || (signBefore && namesDecision(view, token))) return -1
  if (signBefore && (opensPairOfItem(view, token) || fillsKinField(view, token))) return 1
  if (handedTo(view, token)) return 1
  const elder = elders.has(scan.hash[token]!)
  const told =
    elder || tagged[token - 1] === 1 || telling.has(scan.hash[token - 1]!) || afterParticleOfList(scan, token)
  if (!told && betweenWords(scan, token)) return UNDECIDED
  // "Tante Ma-Lou"
  if (elders.has(scan.hash[token - 1]!) && scan.gap[token] === Gap.space && hyphenated(scan, token)) return 1
  if (lengthOf(scan, token) < 3) return UNDECIDED
  // "Mamie Monique": what she is stays outside.
  if (elder && scan.gap[token + 1] === Gap.space && scan.shape[token + 1] === Shape.capital) return -1
  if (aged(view, token) || signsOff(view, token) || greetedFeast(view, token)) return 1
  if (inRestaurant(view, token)) return -1
  return saidBeside(view, token) || (scan.gap[token]! <= Gap.space && saidBefore(view, token)) ? 1 : UNDECIDED
}

/** "Loïs (fils, 20/10/2009)", "Marthe, ma tante" */
function saidBeside(view: NameView, token: number): boolean {
  const flag = view.flags[token]!
  if ((flag & (Word.tool | Word.title | Word.role | Word.organisation)) === 0 && kinInBrackets(view, token)) return true
  return (flag & (NOBODY | Word.ordinary | Word.place)) === 0 && ofKin(view, token)
}

function saidBefore(view: NameView, token: number): boolean {
  const before = view.scan.kind[token - 1]
  if (before === TokenKind.sign && saidBeforeSign(view, token)) return true
  if (before === TokenKind.word && saidByWord(view, token)) return true
  return (view.flags[token]! & NOBODY) === 0 && beforePhone(view, token)
}

/** A comma, a bracket or a dash stands between the word and what tells of it. */
function saidBeforeSign(view: NameView, token: number): boolean {
  const flag = view.flags[token]!
  if ((unknownTo(flag) || flag === Word.firstName) && inApposition(view, token)) return true
  if (inCivilityList(view, token) || amongKin(view, token) || namedBetweenCommas(view, token)) return true
  if (firstNameInBrackets(view, token)) return true
  return (flag & NOBODY) === 0 && (namedInBrackets(view, token) || heads(view, token))
}

function saidByWord(view: NameView, token: number): boolean {
  if (inCivilityList(view, token) || amongKin(view, token)) return true
  return (
    (view.flags[token]! & NOBODY) === 0 &&
    (ownsVehicle(view, token) ||
      addressed(view, token) ||
      ofHousehold(view, token) ||
      introduced(view, token) ||
      tradesAlone(view, token) ||
      ofPair(view, token) ||
      afterElder(view, token) ||
      endsWholeName(view, token))
  )
}
