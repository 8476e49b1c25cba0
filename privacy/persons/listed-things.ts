import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { COMMA, DOT } from './signs.ts'
import { AND, civilities, PREPOSITION_DE } from './word-sets.ts'

const listsOfThings = wordSet(
  'salles salle batiments amphitheatres correspondances arrets stations gares ecoles lycees colleges rues quais navires menu plats marques modeles logiciels applications medicaments ouvrages livres films communes villes',
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

/** Does the word stand in a list of things or of places that says so? The next of the list is told by this one. */
export function inList(view: NameView, token: number): boolean {
  if (inListOfThings(view, token)) return true
  if (!inListOfPlaces(view, token)) return false
  view.barred[token] = PLACES
  return true
}
