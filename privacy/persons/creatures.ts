import type { NameView } from '../names/features.ts'
import { Gap, Shape } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { hashWord } from '../scan/word-hash.ts'
import { Word } from '../names/name-lexicon.ts'
import { COMMA, DOT, HYPHEN, isApostrophe } from './signs.ts'
import { AND, PARTICLE_D, PREPOSITION_DE } from './word-sets.ts'

/** Animals, plants, minerals and stars that bear the name of who described them: "le murin de Daubenton", "la mouette de Sabine". */
const species = wordSet(
  'grenouille grenouilles crapaud crapauds triton tritons salamandre couleuvre couleuvres vipere viperes lezard lezards gecko tortue tortues murin murins oreillard pipistrelle pipistrelles noctule serotine rhinolophe minioptere vespere campagnol musaraigne gerbille mulot cerf antilope gazelle zebre dauphin dauphins baleine baleines rorqual marsouin phoque phoques puffin puffins petrel petrels becasseau becasseaux mouette mouettes goeland goelands sterne sternes cormoran cormorans albatros grebe heron chevalier gravelot pluvier pipit bruant fauvette fauvettes pouillot hypolais faucon buse busard aigle vautour perdrix faisan canard harle fuligule eider oie cygne bernache martinet rousserolle esturgeon requin chabot papillon cuivre azure nacre bombyx sphinx libellule agrion rosier rose roses orchidee orchidees ophrys orchis iris lis tulipe primevere gentiane saule chene pin cypres erable sapin epicea cedre fougere fougeres violette pensee euphorbe carex genet ajonc pivoine pivoines lilas magnolia dahlia dahlias clematite comete asteroide amas galaxie nebuleuse etoile sel bleu rouge liqueur sirop',
)

/** "12 puffins de Scopoli", "la vipère d'Orsini" */
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

const beasts = wordSet(
  'caniche labrador berger malinois teckel yorkshire boxer beagle epagneul setter rottweiler dalmatien taureau taureaux boeuf genisse pouliche etalon mule ane chevre bouc belier mascotte peluche robot doudou',
)
const kept = wordSet('chienne chien chat chatte jument cheval ponette poney anesse lapine vache chevre brebis mascotte')
const own = wordSet('la le l sa son ma mon leur notre une un')
/** « caniche "Rocky" », "la mascotte Augustine", "Rose, la chienne": a beast or a thing that is called like somebody. */
export function isBeast({ scan }: NameView, token: number): boolean {
  if (scan.shape[token] !== Shape.capital) return false
  const quoted = scan.hash[token - 1] === 0x22 || scan.hash[token - 1] === 0xab || scan.hash[token - 1] === 0x3a
  const before = quoted ? token - 2 : token - 1
  if (scan.shape[before] === Shape.lower && beasts.has(scan.hash[before]!) && scan.gap[before + 1]! <= Gap.space)
    return true
  return (
    scan.hash[token + 1] === COMMA &&
    scan.gap[token + 1] === Gap.none &&
    own.has(scan.hash[token + 2]!) &&
    kept.has(scan.hash[token + 3]!)
  )
}

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
    (scan.hash[first - 1] === COMMA || AND.has(scan.hash[first - 1]!) || scan.shape[first - 1] === Shape.lower)
  )
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
