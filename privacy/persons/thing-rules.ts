import { headOf, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Label } from '../scan/labels.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { alone } from './alone.ts'
import { afterDottedForm, borneByThing, ofFamilyHouse } from './bearing-things.ts'
import { acronym, THING } from './name-view.ts'
import { afterInitialAlone } from './small-letters.ts'
import { isEmblem, isTied, leavings, nameOfAnimal, ofClass, ofScience, ofSpecies } from './names-of-no-person.ts'
import { beforeLegalForm, inTheirPlace, isLegalForm, listedThing, namesakes, ofCompany, ofPeople } from './things.ts'
import { HYPHEN } from './signs.ts'
import { wordEnding } from './word-endings.ts'
import { NAME, possessives, ranks, unknownTo } from './word-sets.ts'
import { opensWholeName } from './word-surnames.ts'

const ARTICLE_LES = hashWord('les')
const hosts = wordSet('chez voisins voisines amis cousins couple avec')
const households = wordSet('famille familles consorts heritiers epoux couple menage')

const PRIX = hashWord('prix')
const ordinals = wordSet('er ere e eme nd nde premier deuxieme troisieme quatrieme cinquieme')
/** "1er prix Castel": who won it. */
const ofWinner = ({ scan }: NameView, head: number): boolean =>
  scan.hash[head] === PRIX && ordinals.has(scan.hash[head - 1]!)

const SIGNS = hashWord('signe')
/** "Ogier signe « Laurent »", "SIGNE LE DIRECTEUR PAUL AUBERT": the verb of somebody, and no sign of the zodiac. */
const signsAs = ({ scan, flags, tagged }: NameView, head: number, token: number): boolean =>
  scan.hash[head] === SIGNS &&
  ((tagged[head - 1] === 1 && scan.gap[head] === Gap.space) || (flags[token - 1]! & Word.role) !== 0)

const SAINTS = wordSet('saint sainte st ste')
/** "SAINT-PRIX MARIE-LINE": a surname whose half is the word of a thing. */
const endsSaint = ({ scan }: NameView, head: number): boolean =>
  scan.hash[head - 1] === HYPHEN && scan.gap[head] === Gap.none && SAINTS.has(scan.hash[head - 2]!)

const geographic = wordSet(
  'couvre couvrent dessert desservent traverse traversent relie relient longe longent contourne contournent rejoint',
)
const things = wordSet(
  'carte plan ligne route bus train navette reseau zone secteur perimetre arrete autoroute ter car',
)
const GEOGRAPHIC_REACH = 8
/** "La carte couvre Chamonix", "le bus dessert Argentière": what no list knows, after what a map or a line does. */
function coveredPlace({ scan, flags }: NameView, token: number): boolean {
  if (!geographic.has(scan.hash[token - 1]!) || scan.gap[token] !== Gap.space || !unknownTo(flags[token]!)) return false
  for (let at = token - 2; at > token - 2 - GEOGRAPHIC_REACH; at--) if (things.has(scan.hash[at]!)) return true
  return false
}

/** "Ménage Nkolo", "la famille Tchoumi": a household, then a capital that no dictionary knows. */
const unlistedHousehold = ({ scan, flags }: NameView, token: number): boolean =>
  unknownTo(flags[token]!) &&
  scan.shape[token] === Shape.capital &&
  scan.gap[token] === Gap.space &&
  scan.end[token]! - scan.start[token]! > 3 &&
  !wordEnding(scan, token)

const FAMILY = wordSet('family household')
const THE = hashWord('the')
/** "the Lecoq family": the same in English, the household last. */
const beforeFamily = ({ scan, flags }: NameView, token: number): boolean =>
  scan.hash[token - 1] === THE &&
  FAMILY.has(scan.hash[token + 1]!) &&
  scan.shape[token] === Shape.capital &&
  scan.shape[token + 1] === Shape.lower &&
  scan.gap[token] === Gap.space &&
  scan.gap[token + 1] === Gap.space &&
  (flags[token]! & ~(NAME | Word.rareSurname)) === 0

/** "Famille Bourrelier / 03 80 …": a surname that is a word too, and ends what is said of the household. */
const household = ({ scan, flags }: NameView, token: number): boolean =>
  scan.shape[token - 1] === Shape.capital &&
  scan.shape[token] === Shape.capital &&
  scan.gap[token] === Gap.space &&
  (flags[token]! & (Word.tool | Word.ordinary | Word.place | Word.organisation)) === 0 &&
  !wordEnding(scan, token) &&
  (token + 1 >= scan.limit || scan.gap[token + 1]! >= Gap.line || scan.kind[token + 1] === TokenKind.sign)

/** "Jean-Marc Jeudi" at the end of what is said: days and months have no capital in French. */
const isSurnameOfCalendar = ({ scan, flags, tagged }: NameView, token: number): boolean =>
  scan.shape[token] === Shape.capital &&
  scan.gap[token] === Gap.space &&
  tagged[token - 1] === 1 &&
  (flags[token - 1]! & Word.firstName) !== 0 &&
  (token + 1 >= scan.limit || scan.gap[token + 1]! >= Gap.line || scan.kind[token + 1] === TokenKind.sign)

/** "la famille Marchal", "les consorts DUVAL" */
const listedHousehold = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & Word.surname) !== 0 &&
  (flags[token]! & (Word.ordinary | Word.organisation | Word.place)) === 0 &&
  scan.shape[token]! >= Shape.capital &&
  scan.gap[token] === Gap.space

/** After the word of a household. */
const isHousehold = (view: NameView, token: number): boolean =>
  listedHousehold(view, token) || unlistedHousehold(view, token) || household(view, token)

/** Things, beasts and laws that bear a name. What takes a capital, or a sign beside the word, is not asked of others. */
function isCalledAfterSomebody(view: NameView, token: number): boolean {
  const { kind, shape } = view.scan
  const signBefore = kind[token - 1] === TokenKind.sign
  if (borneByThing(view, token) || ofFamilyHouse(view, token)) return true
  if (isEmblem(view, token) || leavings(view, token)) return true
  if (signBefore && afterDottedForm(view.scan, token)) return true
  if (shape[token] !== Shape.capital) return false
  if (nameOfAnimal(view, token) || ofSpecies(view, token) || ofScience(view, token)) return true
  if ((signBefore || kind[token + 1] === TokenKind.sign) && isTied(view, token)) return true
  return kind[token - 1] !== TokenKind.word && ofClass(view, token)
}

const SERVICE = hashWord('service')
const whole = wordSet('le du au ce notre votre')

/** Companies, things that bear a name, functions before a name; last, the words of the sentence. */
export function thingRules(view: NameView, token: number): number {
  const { scan, flags } = view
  const flag = flags[token]!
  const isName = (flag & (Word.firstName | Word.surname)) !== 0
  const length = scan.end[token]! - scan.start[token]!
  if (beforeLegalForm(view, token) || coveredPlace(view, token)) return -1
  if (isCalledAfterSomebody(view, token)) {
    view.barred[token] = THING
    return -1
  }
  // "Renault Clio", "véhicule Citroën"
  if (
    (flag & Word.organisation) !== 0 &&
    (scan.label[token - 1] === Label.plate || ((flags[token + 1] ?? 0) & Word.organisation) !== 0)
  )
    return -1
  // "mon cousin Nassim", in capitals too: the relation is no surname.
  if ((flag & (Word.role | Word.ordinary)) !== 0 && possessives.has(scan.hash[token - 1] ?? 0)) return -1
  const head = headOf(view, token)
  if (head >= 0 && view.tagged[token - 1] !== 1 && !signsAs(view, head, token) && !endsSaint(view, head)) {
    if (
      (namesakes.has(scan.hash[head]!) && !inTheirPlace(view, head) && !ofWinner(view, head)) ||
      isLegalForm(view, head)
    ) {
      view.barred[token] = THING
      return -1
    }
    // "le service Rodrigue est fermé"
    const service = head === token - 1 && scan.hash[head] === SERVICE && whole.has(scan.hash[head - 1]!)
    if (service && scan.shape[token + 1] === Shape.lower) return -1
    const direct = head === token - 1 && (flag & Word.firstName) === 0 && (flags[head]! & Word.namedThing) !== 0
    if (direct && !ofPeople.has(scan.hash[head]!) && !ofWinner(view, head) && !inTheirPlace(view, head)) {
      view.barred[token] = THING
      return -1
    }
  }
  if (head === token - 1 && head >= 0 && ofWinner(view, head) && isName && (flag & ~(NAME | Word.rareSurname)) === 0)
    return 1
  if ((flag & Word.calendar) !== 0 && (flag & (Word.firstName | Word.surname)) === 0)
    return isSurnameOfCalendar(view, token) ? 1 : -1
  // "le sapeur Nolan Bescond", "la patiente Agnès": a function, then a name of the lists.
  const afterFunction =
    isName &&
    (flag & ~(NAME | Word.rareSurname)) === 0 &&
    scan.shape[token] === Shape.capital &&
    scan.shape[token - 1] === Shape.lower &&
    scan.gap[token] === Gap.space &&
    (((flags[token - 1] ?? 0) & Word.role) !== 0 || ranks.has(scan.hash[token - 1] ?? 0))
  if (afterFunction) return 1
  if (households.has(scan.hash[token - 1]!) && isHousehold(view, token)) return 1
  if (beforeFamily(view, token)) return 1
  // "mes voisins les Rochebrune", "chez les Morin"
  if (
    scan.hash[token - 1] === ARTICLE_LES &&
    scan.shape[token - 1] === Shape.lower &&
    scan.shape[token] === Shape.capital &&
    scan.gap[token] === Gap.space &&
    (unknownTo(flag) || (flag & ~(NAME | Word.rareSurname | Word.dictionary)) === 0) &&
    hosts.has(scan.hash[token - 2]!)
  )
    return 1
  // "L'ENFANT ILYES EST GARDE"
  if (
    view.lineCase[token] === 1 &&
    flag === Word.firstName &&
    scan.gap[token] === Gap.space &&
    ((flags[token - 1] ?? 0) & Word.role) !== 0
  )
    return 1
  // "le caporal Folituu"
  if (
    unknownTo(flag) &&
    length > 2 &&
    ranks.has(scan.hash[token - 1] ?? 0) &&
    scan.shape[token - 1] === Shape.lower &&
    scan.gap[token] === Gap.space &&
    !acronym(view, token)
  )
    return 1
  if (listedThing(view, token) || ofCompany(view, token)) return -1
  if (afterInitialAlone(view, token) || opensWholeName(view, token)) return 1
  return alone(view, token)
}
