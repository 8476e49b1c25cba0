import { LineCase, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { FIRST } from '../scan/columns.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { DOT, HYPHEN, QUOTE } from './signs.ts'
import { AND, civilities } from './word-sets.ts'

/** Last halves of things that a name follows: "rond-point Lyautey", "le sous-marin Casabianca", "le trois-mâts Duchesse-Anne". */
const secondHalves = wordSet('point points marin marins mats')
const firstHalves = wordSet('rond ronds sous trois deux quatre')
/** Things of a town, of a program or of a show that a name follows directly. */
const bearers = wordSet(
  'fontaine statue buste lavoir kiosque obelisque passerelle halle rotonde colonne monument module modules progiciel navire ferry croiseur fusil pistolet revolver carabine arme remorque tondeuse pneus compteur chaudiere ascenseur photocopieur imprimante chalutier remorqueur voilier goelette bac cirque circuit angle carrefour croisement verger chaise chaises fauteuil fauteuils canape armoire armoires etagere etageres lampe lampes platane chene cedre tilleul sequoia',
)
/** The same that nobody is called, written with a capital too: "Halle Baltard". */
const capitalBearers = wordSet(
  'halle cirque relais monument statue kiosque passerelle viaduc aqueduc tunnel rotonde annexe internat presbytere',
)
const stops = wordSet('stop stops station halte arret gare line ligne')
const CENTRE = hashWord('centre')
const MAISON = hashWord('maison')
const RETRAITE = hashWord('retraite')
const COMMERCIAL = hashWord('commercial')
/** "le groupe scolaire Rousseau", "le complexe sportif Yannick-Noah" */
const groups = wordSet('groupe cite ensemble complexe pole centre foyer')
const ofSchools = wordSet('scolaire scolaires rural sportif aquatique nautique culturel equestre')
const NAME_MAX = 4
const SLASH = 0x2f
const FRENCH_QUOTE = 0xab

/** "au rond-point Charles de Gaulle", "la fontaine Molière", "le module Oscar": the thing, in small letters, then its name to its end. */
export function borneByThing({ scan, flags, lineCase }: NameView, token: number): boolean {
  if (scan.shape[token]! < Shape.capital) return false
  // The thing itself, before its name.
  if (
    scan.shape[token] === Shape.capital &&
    scan.shape[token + 1] === Shape.capital &&
    scan.gap[token + 1] === Gap.space
  )
    if (capitalBearers.has(scan.hash[token]!)) return true
  for (let at = token - 1; at >= FIRST && at > token - NAME_MAX - 1; at--) {
    const gap = scan.gap[at + 1]!
    if (gap > Gap.space) return false
    if (scan.kind[at] === TokenKind.sign) {
      // "à l'angle Voltaire / Jean Zay"
      // Stop "Jean Macé"
      // le chalutier « Jeanne d'Arc III »
      if (scan.hash[at] === FRENCH_QUOTE) return scan.shape[at - 1] === Shape.lower && bearers.has(scan.hash[at - 1]!)
      if (scan.hash[at] === QUOTE && gap === Gap.none) return stops.has(scan.hash[at - 1]!)
      if (scan.hash[at] !== SLASH && (scan.hash[at] !== HYPHEN || gap !== Gap.none)) return false
      continue
    }
    if (scan.kind[at] !== TokenKind.word) return false
    if (scan.shape[at] === Shape.lower) {
      if (bearers.has(scan.hash[at]!)) return true
      if (scan.hash[at] === RETRAITE && scan.hash[at - 2] === MAISON) return true
      if (scan.hash[at] === COMMERCIAL && scan.hash[at - 1] === CENTRE) return true
      if (ofSchools.has(scan.hash[at]!) && groups.has(scan.hash[at - 1]!)) return true
      if (secondHalves.has(scan.hash[at]!) && scan.hash[at - 1] === HYPHEN && firstHalves.has(scan.hash[at - 2]!))
        return true
      if ((flags[at]! & Word.particle) === 0) return false
    } else if (capitalBearers.has(scan.hash[at]!)) return lineCase[at] === LineCase.mixed
    else if (civilities.has(scan.hash[at]!)) return false
  }
  return false
}

const dottedForms = new Set([
  'SA',
  'SARL',
  'SAS',
  'SASU',
  'SCI',
  'SNC',
  'SCP',
  'EURL',
  'GIE',
  'SELARL',
  'SCOP',
  'SCEA',
  'EARL',
  'GAEC',
])
const FORM_MAX = 12
/** "S.A.R.L. CASTEL": a legal form that dots spell out. */
export function afterDottedForm(scan: Scan, token: number): boolean {
  if (scan.hash[token - 1] !== DOT || scan.gap[token] !== Gap.space || scan.shape[token]! < Shape.capital) return false
  let letters = ''
  for (let at = token - 2; at >= FIRST && at > token - FORM_MAX; at -= 2) {
    if (scan.shape[at] !== Shape.initial || scan.gap[at + 1] !== Gap.none) return false
    letters = scan.text[scan.start[at]!]! + letters
    if (scan.gap[at] !== Gap.none) break
    if (scan.hash[at - 1] !== DOT) return false
  }
  return dottedForms.has(letters)
}

const heirs = wordSet('fils freres filles soeurs')
const FILS = hashWord('fils')
/** "la maison Ogier et Fils", "CASTEL FRERES": a house that a family keeps. */
export function ofFamilyHouse({ scan, tagged, lineCase }: NameView, token: number): boolean {
  const next = token + 1
  if (scan.gap[next] !== Gap.space || scan.shape[token]! < Shape.capital) return false
  // Most words are told apart here: neither "et Fils" nor "Frères" follows.
  if (scan.shape[next]! < Shape.capital && scan.shape[next + 1]! < Shape.capital) return false
  const heir = AND.has(scan.hash[next]!) || scan.hash[next] === AMPERSAND ? next + 1 : next
  if (scan.gap[heir] !== Gap.space || scan.shape[heir]! < Shape.capital || !heirs.has(scan.hash[heir]!)) return false
  // "M. Durand Fils" is the son.
  if (heir === next && scan.hash[heir] === FILS) return false
  if (lineCase[token] === LineCase.capitals && scan.shape[token - 1] === Shape.capitals && heir !== next) return false
  const before = scan.hash[token - 1] === DOT ? token - 2 : token - 1
  return tagged[token - 1] !== 1 && !civilities.has(scan.hash[before]!)
}
const AMPERSAND = 0x26
