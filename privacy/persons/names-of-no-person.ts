import type { NameView } from '../names/features.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { hashWord } from '../scan/word-hash.ts'
import { Word } from '../names/name-lexicon.ts'
import { COLON, COMMA, DOT, HYPHEN, isApostrophe, QUOTE } from './signs.ts'
import { AND, articles, GENITIVE, PARTICLE_D, PREPOSITION_DE } from './word-sets.ts'

/** Animals, plants, minerals and stars that bear the name of who described them: "le murin de Daubenton", "la mouette de Sabine". */
const species = wordSet(
  'grenouille grenouilles crapaud crapauds triton tritons salamandre couleuvre couleuvres vipere viperes lezard lezards gecko tortue tortues murin murins oreillard pipistrelle pipistrelles noctule serotine rhinolophe minioptere vespere campagnol musaraigne gerbille mulot cerf antilope gazelle zebre dauphin dauphins baleine baleines rorqual marsouin phoque phoques puffin puffins petrel petrels becasseau becasseaux mouette mouettes goeland goelands sterne sternes cormoran cormorans albatros grebe heron chevalier gravelot pluvier pipit bruant fauvette fauvettes pouillot hypolais faucon buse busard aigle vautour perdrix faisan canard harle fuligule eider oie cygne bernache martinet rousserolle esturgeon requin chabot papillon cuivre azure nacre bombyx sphinx libellule agrion rosier rose roses orchidee orchidees ophrys orchis iris lis tulipe primevere gentiane saule chene pin cypres erable sapin epicea cedre fougere fougeres violette pensee euphorbe carex genet ajonc pivoine pivoines lilas magnolia dahlia dahlias clematite comete asteroide amas galaxie nebuleuse etoile sel bleu rouge liqueur sirop sonde sondes aiguille aiguilles pince pinces canule canules catheter catheters ciseaux attelle attelles',
)

/** "12 puffins de Scopoli", "la vipère d'Orsini", "les aiguilles de Huber" */
export function ofSpecies({ scan }: NameView, token: number): boolean {
  if (scan.shape[token] !== Shape.capital) return false
  if (scan.hash[token - 1] === PREPOSITION_DE)
    return scan.shape[token - 2] === Shape.lower && species.has(scan.hash[token - 2]!)
  return (
    isApostrophe(scan.hash[token - 1]!) &&
    scan.hash[token - 2] === PARTICLE_D &&
    scan.shape[token - 3] === Shape.lower &&
    species.has(scan.hash[token - 3]!)
  )
}

const animals = wordSet(
  'chien chienne chat chatte chaton chiot cheval jument poney ponette ane anesse mule lapin lapine perroquet hamster furet tortue poule coq vache genisse taureau boeuf etalon pouliche chevre bouc brebis belier mascotte dog cat horse puppy kitten',
)
/** A breed or a thing that is called like somebody, right before its name. */
const called = wordSet(
  'caniche labrador malinois teckel yorkshire beagle epagneul setter rottweiler dalmatien taureau boeuf genisse pouliche etalon mule ane chevre bouc belier mascotte peluche robot doudou',
)
const own = wordSet('le la l mon ma notre son sa leur leurs un une')

/** "Gaston le chat", "Rose, la chienne", "un chat, Gaston", « caniche "Rocky" », "la mascotte Augustine": a beast or a thing that is called like somebody. */
export const nameOfAnimal = (view: NameView, token: number): boolean =>
  view.scan.shape[token] === Shape.capital &&
  (beforeAnimal(view, token) || afterAnimal(view, token) || calledSo(view, token))

function beforeAnimal({ scan }: NameView, token: number): boolean {
  const comma = scan.hash[token + 1] === COMMA && scan.gap[token + 1] === Gap.none
  const article = comma ? token + 2 : token + 1
  if (scan.gap[article] !== Gap.space || scan.gap[article + 1] !== Gap.space) return false
  if (!own.has(scan.hash[article]!) || !animals.has(scan.hash[article + 1]!)) return false
  // "Bonjour Claire, mon chien a disparu" is said to somebody: what only names the beast is closed again.
  return !comma || (articles.has(scan.hash[article]!) && scan.kind[article + 2] === TokenKind.sign)
}

const afterAnimal = ({ scan }: NameView, token: number): boolean =>
  scan.hash[token - 1] === COMMA &&
  scan.gap[token - 1] === Gap.none &&
  animals.has(scan.hash[token - 2]!) &&
  (token + 1 >= scan.limit || scan.gap[token + 1]! >= Gap.line || scan.kind[token + 1] === TokenKind.sign)

const QUOTES: ReadonlySet<number> = new Set([QUOTE, 0xab, COLON])
function calledSo({ scan }: NameView, token: number): boolean {
  const before = QUOTES.has(scan.hash[token - 1]!) ? token - 2 : token - 1
  return scan.shape[before] === Shape.lower && called.has(scan.hash[before]!) && scan.gap[before + 1]! <= Gap.space
}

const DASH = 0x2013
/** "l'école Louise-Weiss", "les quartiers Rosa-Parks et Pablo-Picasso": a first name that is nothing else, tied to what is no first name, is how things are called. */
export function isTied({ scan, flags, tagged }: NameView, token: number): boolean {
  if (scan.shape[token] !== Shape.capital) return false
  const opens = scan.hash[token + 1] === HYPHEN && scan.gap[token + 1] === Gap.none && scan.gap[token + 2] === Gap.none
  const first = opens ? token : token - 2
  if (!opens && !(scan.hash[token - 1] === HYPHEN && scan.gap[token] === Gap.none && scan.gap[token - 1] === Gap.none))
    return false
  const last = first + 2
  if ((flags[first]! & ~Word.rareSurname) !== Word.firstName || (flags[last]! & Word.firstName) !== 0) return false
  if (scan.shape[first] !== Shape.capital || scan.shape[last] !== Shape.capital || scan.hash[last + 1] === HYPHEN)
    return false
  // "Mme Anne-Kervella", "Marie-Thé Besnard": a person has more of a name.
  const before = scan.hash[first - 1] === DOT ? first - 2 : first - 1
  if ((flags[before]! & (Word.title | Word.role | Word.personLabel)) !== 0 || tagged[first - 1] === 1) return false
  if (scan.gap[last + 1] === Gap.space && scan.shape[last + 1]! >= Shape.capital) return false
  return (
    scan.end[last]! - scan.start[last]! > 3 &&
    (scan.hash[first - 1] === COMMA ||
      scan.hash[first - 1] === DASH ||
      AND.has(scan.hash[first - 1]!) ||
      scan.shape[first - 1] === Shape.lower)
  )
}

const laws = wordSet('theorem theorems equation equations lemma conjecture comet inequality hypothesis paradox')
/** After these, English has no "of" and no capital; said of a first name, some are somebody's. */
const findings = wordSet(
  'diagram diagrams coefficient coefficients curve curves scale sphere transform polynomial polynomials matrix distribution integral index problem',
)
/** "Schrödinger equation", "Halley's comet", "Gini coefficient": what science calls after whoever found it. */
export function ofScience({ scan, flags, tagged }: NameView, token: number): boolean {
  if (scan.shape[token] !== Shape.capital || tagged[token - 1] === 1) return false
  if ((flags[token - 1]! & (Word.title | Word.role)) !== 0 || scan.hash[token - 1] === DOT) return false
  let next = token + 1
  const genitive = isApostrophe(scan.hash[next]!) && scan.hash[next + 1] === GENITIVE && scan.gap[next] === Gap.none
  if (genitive) next += 2
  if (scan.gap[next] !== Gap.space || scan.shape[next] !== Shape.lower) return false
  if (laws.has(scan.hash[next]!)) return true
  return !genitive && (flags[token]! & Word.firstName) === 0 && findings.has(scan.hash[next]!)
}

const MARIANNE = hashWord('marianne')
const emblems = wordSet(
  'buste bustes effigie coloriage police fonte typographie caractere caracteres logo embleme symbole allegorie statue timbre profil visage marque republique font typeface logotype plan bloc',
)
const EMBLEM_REACH = 4
/** "le buste de Marianne", "la police Marianne", "Logo : Marianne": the Republic, its letters and its mark. */
export function isEmblem({ scan }: NameView, token: number): boolean {
  if (scan.hash[token] !== MARIANNE || scan.shape[token + 1]! >= Shape.capital) return false
  for (let at = token - 1; at >= token - EMBLEM_REACH && scan.gap[at + 1]! < Gap.line; at--)
    if (emblems.has(scan.hash[at]!)) return true
  for (let at = token + 1; at <= token + EMBLEM_REACH + 2 && at < scan.limit && scan.gap[at]! < Gap.line; at++)
    if (emblems.has(scan.hash[at]!)) return true
  return false
}

const classes = wordSet('cm ce')
/** "les parents du CM2 Jules-Ferry": after a class, a first name tied to what is none is a school's. */
export function ofClass({ scan, flags }: NameView, token: number): boolean {
  if (scan.shape[token] !== Shape.capital) return false
  const first = scan.hash[token - 1] === HYPHEN ? token - 2 : token
  if (scan.kind[first - 1] !== TokenKind.digits || !classes.has(scan.hash[first - 2]!)) return false
  const last = first + 2
  return (
    scan.gap[first - 1] === Gap.none &&
    scan.hash[first + 1] === HYPHEN &&
    scan.gap[first + 1] === Gap.none &&
    scan.gap[last] === Gap.none &&
    scan.shape[last] === Shape.capital &&
    (flags[first]! & Word.firstName) !== 0 &&
    (flags[last]! & Word.firstName) === 0
  )
}

const MARC = hashWord('marc')
const pressed = wordSet('cafe raisin raisins pomme pommes olive olives champagne bourgogne')
/** "Marc de café": what is left when it was pressed. */
export const leavings = ({ scan }: NameView, token: number): boolean =>
  scan.hash[token] === MARC && scan.hash[token + 1] === PREPOSITION_DE && pressed.has(scan.hash[token + 2]!)
