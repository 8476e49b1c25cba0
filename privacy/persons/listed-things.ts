import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { FIRST } from '../scan/columns.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { afterIndividual } from './individual-traders.ts'
import { COLON, COMMA, DOT, HYPHEN } from './signs.ts'
import { AND, civilities, PREPOSITION_DE } from './word-sets.ts'

const listsOfThings = wordSet(
  'salles salle batiments amphitheatres correspondances arrets stations gares ecoles lycees colleges rues quais navires ferry ferries bateaux paquebots croiseurs tempete tempetes ouragans cyclones assistants algorithmes appareil appareils chatbots menu plats marques modeles logiciels applications medicaments ouvrages livres films communes villes association denomination enseigne etablissement organisme',
)
/** "Salles : Simone Veil, Lucie Aubrac": all of a list whose label says that it holds no people. */
const inListOfThings = ({ scan, flags, tagged, colonWord }: NameView, token: number): boolean =>
  colonWord[token] !== 0 &&
  listsOfThings.has(colonWord[token]!) &&
  !civilities.has(scan.hash[token - 1]!) &&
  scan.hash[token - 1] !== DOT &&
  // "Dénomination : EI Cyprien Castel"
  tagged[token - 1] !== 1 &&
  !(scan.hash[token - 1] === HYPHEN && scan.gap[token] === Gap.none && tagged[token - 2] === 1) &&
  // "Association Les Pins : SIREN …, présidente Odile Castel"
  !(
    scan.shape[token - 1] === Shape.lower &&
    (flags[token - 1]! & Word.role) !== 0 &&
    (flags[token]! & Word.firstName) !== 0
  ) &&
  !afterIndividual(scan, token) &&
  !sentenceEnded(scan, token)

const FRENCH_QUOTE = 0xbb
const SENTENCE_REACH = 40
/** "Le voici : 12. Le pasteur, …": a full stop and a capital close what the colon opened. */
function sentenceEnded({ hash, kind, gap, shape, start, end }: Scan, token: number): boolean {
  for (let at = token - 1; at >= FIRST && at > token - SENTENCE_REACH; at--) {
    if (kind[at] !== TokenKind.sign) continue
    if (hash[at] === COLON) return false
    // « Rien ne presse. » Mémoire…
    if (hash[at] === FRENCH_QUOTE && hash[at - 1] === DOT && shape[at + 1]! >= Shape.capital) return true
    const closes =
      hash[at] === DOT && gap[at] === Gap.none && gap[at + 1] === Gap.space && shape[at + 1]! >= Shape.capital
    if (closes && (kind[at - 1] === TokenKind.digits || end[at - 1]! - start[at - 1]! > 3)) return true
  }
  return false
}

const vessels = wordSet(
  'navires navire ferry ferries bateau bateaux paquebots voiliers tempete tempetes ouragan ouragans cyclone cyclones',
)
const LABEL_REACH = 20
const VESSELS_REACH = 48
const YEAR = 4
/** "Programme du ferry Corsica Linea : Pascal Paoli, …": the kind stands anywhere before the colon. */
function inListOfVessels({ scan, colonWord }: NameView, token: number): boolean {
  if (colonWord[token] === 0 || scan.shape[token]! < Shape.capital) return false
  let at = token - 1
  while (at > token - VESSELS_REACH && scan.hash[at] !== COLON) {
    // "Alex (2020), Ciarán (2023)"
    const isYear = scan.kind[at] === TokenKind.digits && scan.end[at]! - scan.start[at]! === YEAR
    if (
      (scan.kind[at] === TokenKind.digits && !isYear) ||
      scan.gap[at + 1]! >= Gap.line ||
      civilities.has(scan.hash[at]!)
    )
      return false
    if (scan.shape[at] === Shape.lower && (scan.flags[at]! & Word.particle) === 0) return false
    at--
  }
  if (scan.hash[at] !== COLON) return false
  for (let before = at - 1; before > at - LABEL_REACH && scan.gap[before + 1]! < Gap.line; before--) {
    // "permis bateau, duplicata : …"
    if (scan.hash[before] === COMMA) return false
    if (vessels.has(scan.hash[before]!)) return true
  }
  return false
}

const kinds = wordSet(
  'assistants algorithmes chatbots navires ferries bateaux voiliers paquebots croiseurs tempetes ouragans cyclones logiciels tests modeles lois jurisprudences arrets decisions',
)
/** "les assistants Alexa, Siri et Bixby": all that follows the kind in the plural, with neither "de" nor a colon. */
function inListOfKind({ scan, tagged }: NameView, token: number): boolean {
  if (scan.shape[token]! < Shape.capital || tagged[token - 1] === 1) return false
  for (let at = token - 1; at >= FIRST && at > token - LIST_REACH && scan.gap[at + 1]! < Gap.line; at--) {
    if (scan.shape[at] === Shape.lower && !AND.has(scan.hash[at]!)) return kinds.has(scan.hash[at]!)
    if (scan.kind[at] === TokenKind.digits) return false
    if (scan.kind[at] === TokenKind.sign && scan.hash[at] !== COMMA && scan.hash[at] !== HYPHEN) return false
  }
  return false
}

const manyPlaces = wordSet(
  'communes villes villages cantons departements regions hameaux arrondissements gares stations',
)
const LIST_REACH = 16
/** "les communes de Duras, Miramont et Astaffort": all of the list. */
function inListOfPlaces({ scan, flags, tagged }: NameView, token: number): boolean {
  const joint = scan.hash[token - 1]!
  // After somebody, the next of a list is somebody.
  if (tagged[token - 2] === 1 || tagged[token - 1] === 1) return false
  if (scan.shape[token]! < Shape.capital || (joint !== PREPOSITION_DE && joint !== COMMA && !AND.has(joint)))
    return false
  if (joint !== PREPOSITION_DE && (flags[token]! & Word.firstName) !== 0 && scan.shape[token + 1]! >= Shape.capital)
    return false
  for (let at = token - 1; at >= FIRST && at > token - LIST_REACH && scan.gap[at + 1]! < Gap.line; at--) {
    if (scan.hash[at] === PREPOSITION_DE) return manyPlaces.has(scan.hash[at - 1]!)
    if (
      scan.shape[at]! < Shape.capital &&
      scan.hash[at] !== COMMA &&
      scan.hash[at] !== HYPHEN &&
      !AND.has(scan.hash[at]!)
    )
      return false
  }
  return false
}

const titleElements = wordSet('titre title intitule ouvrage')
const GREATER = 0x3e
const TITLE_REACH = 5
/** "<titre>Madame Bovary</titre>": a book, and nobody who lives. */
function inTitleElement({ scan }: NameView, token: number): boolean {
  for (let at = token - 1; at >= FIRST && at > token - TITLE_REACH; at--) {
    if (scan.hash[at] === GREATER && scan.kind[at] === TokenKind.sign) return titleElements.has(scan.hash[at - 1]!)
    if (scan.gap[at + 1]! >= Gap.line || scan.kind[at] !== TokenKind.word) return false
  }
  return false
}

/** Does what looks like a name stand in a list of things or of places that says so? */
export const inList = (view: NameView, token: number): boolean =>
  inListOfThings(view, token) ||
  inListOfVessels(view, token) ||
  inListOfKind(view, token) ||
  inListOfPlaces(view, token) ||
  inTitleElement(view, token)
