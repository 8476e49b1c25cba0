import { thingPairs } from '../names/thing-pairs.ts'
import { placePairs } from '../names/world-cities.ts'
import { Word } from '../names/name-lexicon.ts'
import type { Scan } from '../scan/scan.ts'
import { TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet, WordSet, WordTable } from '../scan/word-table.ts'
import { AMPERSAND, COMMA, DOT, HYPHEN } from './signs.ts'
import { AND, civilities } from './word-sets.ts'

const ET = hashWord('et')
const born = wordSet('ne nee born')
/** Second words by the hash of the first: common first names are asked for at every person of a text. */
const seconds = new Map<number, number[]>()
for (const pair of [...thingPairs, ...placePairs]) {
  const [first, second] = pair.split(' ').map(hashWord)
  seconds.set(first!, [...(seconds.get(first!) ?? []), second!])
}
const lists = [...seconds.values()].map((hashes) => new WordSet(hashes))
/** One more than the place of the list. */
const firsts = new WordTable(new Map([...seconds.keys()].map((first, at) => [first, at + 1])))

/** "Yves Rocher", "Michel et Augustin": do two words from here, a hyphen or "et" between them perhaps, make the name of a thing? */
function opensBrand({ hash, kind }: Scan, first: number): boolean {
  const list = firsts.get(hash[first]!)
  if (list === 0) return false
  const joint = first + 1
  const joined =
    AND.has(hash[joint]!) || (kind[joint] === TokenKind.sign && (hash[joint] === HYPHEN || hash[joint] === AMPERSAND))
  return lists[list - 1]!.has(hash[joined ? joint + 1 : joint]!)
}

/** Is what was found for a name that of a thing? "M. Yves Rocher" is somebody. */
export function isBrand(scan: Scan, first: number, last: number): boolean {
  const { hash } = scan
  // "MARIE-GALANTE Frantz, né le …": whoever is born is somebody.
  if (hash[last + 1] === COMMA && born.has(hash[last + 2]!)) return false
  // "Jean-Baptiste Kerouac": two first names that a surname follows.
  if (
    last === first + 3 &&
    hash[first + 1] === HYPHEN &&
    (scan.flags[first]! & scan.flags[first + 2]! & Word.firstName) !== 0
  )
    return false
  // "Marie Claire Petitjean": the same without a hyphen.
  if (
    last === first + 2 &&
    (scan.flags[first]! & scan.flags[first + 1]! & Word.firstName) !== 0 &&
    (scan.flags[last]! & (Word.surname | Word.ordinary)) === Word.surname
  )
    return false
  const second = first === last && (hash[first - 1] === ET || hash[first - 1] === AMPERSAND)
  if (
    !opensBrand(scan, first) &&
    !(first === last && opensBrand(scan, first - 1)) &&
    !(second && opensBrand(scan, first - 2))
  )
    return false
  return !civilities.has(hash[first - 1]!) && !(hash[first - 1] === DOT && civilities.has(hash[first - 2]!))
}
