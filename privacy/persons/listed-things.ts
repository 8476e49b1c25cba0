import type { NameView } from '../names/features.ts'
import { brandPairs } from '../names/brands.ts'
import { Word } from '../names/name-lexicon.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet, WordTable } from '../scan/word-table.ts'
import { THING } from './name-view.ts'
import { AMPERSAND, COMMA, DOT, HYPHEN } from './signs.ts'
import { AND, civilities, PREPOSITION_DE } from './word-sets.ts'

const listsOfThings = wordSet(
  'salles salle batiments amphitheatres correspondances arrets stations gares ecoles lycees colleges rues quais navires menu plats marques modeles logiciels applications medicaments ouvrages livres films communes villes association denomination enseigne etablissement organisme',
)
/** "Salles : Simone Veil, Lucie Aubrac": all of a list whose label says that it holds no people. */
const inListOfThings = ({ scan, colonWord }: NameView, token: number): boolean =>
  colonWord[token] !== 0 &&
  listsOfThings.has(colonWord[token]!) &&
  !civilities.has(scan.hash[token - 1]!) &&
  scan.hash[token - 1] !== DOT

const manyPlaces = wordSet(
  'communes villes villages cantons departements regions hameaux arrondissements gares stations',
)
/** A place of a list that says so. */
const PLACES = 3
/** "les communes de Duras, Miramont et Astaffort": all of the list. */
function inListOfPlaces({ scan, barred, flags }: NameView, token: number): boolean {
  const before = scan.hash[token - 1]!
  if (before === PREPOSITION_DE) return scan.shape[token]! >= Shape.capital && manyPlaces.has(scan.hash[token - 2]!)
  if (barred[token - 2] !== PLACES || (before !== COMMA && !AND.has(before))) return false
  return (
    scan.shape[token]! >= Shape.capital &&
    scan.gap[token] === Gap.space &&
    !((flags[token]! & Word.firstName) !== 0 && scan.shape[token + 1]! >= Shape.capital)
  )
}

const firstOfBrand = new WordTable(new Map(brandPairs.map(([first]) => [hashWord(first), 1] as const)))
const pairs: ReadonlySet<string> = new Set(
  brandPairs.map(([first, second]) => `${hashWord(first)} ${hashWord(second)}`),
)
/** Do two words, a hyphen or "et" between them perhaps, make the name of a company? */
function areBrand({ hash, kind }: Scan, first: number): boolean {
  const joined = AND.has(hash[first + 1]!) || hash[first + 1] === HYPHEN || hash[first + 1] === AMPERSAND
  const second = joined && kind[first + 1] !== TokenKind.digits ? first + 2 : first + 1
  return pairs.has(`${hash[first]!} ${hash[second]!}`)
}
/** "Yves Rocher", "Michel et Augustin": companies that bear the names of somebody. */
function inBrand({ scan, barred }: NameView, token: number): boolean {
  if (
    firstOfBrand.get(scan.hash[token]!) !== 0 &&
    areBrand(scan, token) &&
    // "M. Yves Rocher" is somebody.
    !civilities.has(scan.hash[token - 1]!) &&
    !(scan.hash[token - 1] === DOT && civilities.has(scan.hash[token - 2]!))
  ) {
    barred[token] = THING
    return true
  }
  for (let first = token - 1; first >= token - 2; first--)
    if (barred[first] === THING && firstOfBrand.get(scan.hash[first]!) !== 0 && areBrand(scan, first)) {
      barred[token] = THING
      return true
    }
  return false
}

/** Does the word stand in the name of a company, in a list of things or of places that says so? The next of the list is told by this one. */
export function inList(view: NameView, token: number): boolean {
  if (inListOfThings(view, token) || inBrand(view, token)) return true
  if (!inListOfPlaces(view, token)) return false
  view.barred[token] = PLACES
  return true
}
