import { codeAt, isAlphanumeric } from '../scan/characters.ts'
import { Label } from '../scan/labels.ts'
import { wordSet } from '../scan/word-table.ts'
import { matchAt } from '../scan/match-at.ts'
import { TokenKind } from '../scan/tokens.ts'
import { distanceToLabel, distanceToLabelAfter, Weight, type Candidate, type Scan } from '../scan/scan.ts'

const S = '[ \\u00a0\\u202f\\-]?'
/** Letters of French plates: no I, O or U, which look like figures (decree of 9 February 2009). */
const L = '[A-HJ-NP-TV-Z]'
const current = new RegExp(`(${L}{2})(${S})\\d{3}(${S})${L}{2}(?![0-9A-Za-z]|-[0-9A-Za-z])`, 'iy')
/** 1950–2009: one to four digits, one to three letters, the department. */
const old = new RegExp(`\\d{1,4}(${S})(${L}{1,3})${S}(?:0[1-9]|[1-8]\\d|9[0-5]|97[1-6]|2[AB])(?![0-9A-Za-z])`, 'iy')
const notLetters =
  /^(?:PR|EUR|KM|KG|TTC|HT|CM|MM|ML|MN|BP|CS|TSA|RCS|AV|BD|ET|DE|LE|LA|LES|DES|M|H|A|B|C|D|E|G|V|W|X|MB|GB|KB|TER|ALLE)$/i

/** "15 h 30", "de 750 kg": beside the word "véhicule" too, an hour and a measure are none. */
const measure =
  /^(?:\d{1,2}[ \u00a0\u202f]?h[ \u00a0\u202f]?\d{2}|(?:de|des|le|la|les|en|et|ce|ma|ta|sa|me|te|se|ne)[ \u00a0\u202f]\d{3}[ \u00a0\u202f](?:kg|km|cm|mm|ml|ch|cv|kw|go|mo|ht|ha|et|en|de|le|la|a))$/i

const tyingWord = /^(?:et|ou|de|en|au)$/

const pairs =
  'de|le|la|ce|ma|ta|sa|me|te|se|ne|et|en|es|mr|dr|pr|pk|ds|va|ca|ha|km|kg|cm|mm|ml|cl|dl|mg|mb|gb|kb|ht|ch|cv|kw|wh|db|hz|ms|ns|av|bd|st|rd|ref|th|na|nb|pc|tv|pe|ex|re|as|at|my|be|by|we|he'
const smallWords = new RegExp(`^(?:${pairs})\\b|\\b(?:${pairs})$`)

const HYPHEN = 0x2d

const toPlate = (scan: Scan, token: number): number =>
  Math.min(distanceToLabel(scan, token, Label.plate), distanceToLabelAfter(scan, token, Label.plate))

/** What bears a mark of the same shape and no plate. */
const equipment = wordSet('baie baies armoire armoires rack switch onduleur imprimante ecran poste salle lot reference')

const moped = new RegExp(`${L}{2}([ \\u00a0\\u202f\\-])\\d{2,3}\\1${L}(?![0-9A-Za-z]|-[0-9A-Za-z])`, 'iy')
const mopedWords = wordSet(
  'cyclomoteur cyclomoteurs mobylette scooter plaque plaques immatricule immatriculee immatriculation immat',
)
/** AB-12-C, as mopeds have it: only where the word before is one of them, or of a plate. */
function recogniseMopedPlate(scan: Scan, token: number): Candidate | undefined {
  const toLabel = distanceToLabel(scan, token, Label.plate)
  if (toLabel === Infinity || distanceToLabel(scan, token, Label.other, 4) < toLabel) return undefined
  if (scan.columnLabel[token] !== Label.plate && !mopedWords.has(scan.hash[scan.lastLabel[Label.plate]!]!))
    return undefined
  const start = scan.start[token]!
  const match = matchAt(moped, scan.text, start)
  if (!match || smallWords.test(match[0])) return undefined
  return { start, end: start + match[0].length, type: 'PLATE', weight: Weight.formed }
}

/** The form itself, as help texts write it. */
const SAMPLE = 'AA-999-AA'

/** AB-123-CD. Looks at a word of two letters. */
export function recognisePlate(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  if (text.startsWith(SAMPLE, scan.start[token])) return undefined
  // Nearly all words of two letters are no plate: no two or three digits follow.
  const digits = scan.hash[token + 1] === HYPHEN ? token + 2 : token + 1
  if (scan.kind[digits] !== TokenKind.digits) return undefined
  const figures = scan.end[digits]! - scan.start[digits]!
  if (figures !== 3 && figures !== 2) return undefined
  const start = scan.start[token]!
  const before = codeAt(text, start - 1)
  if (isAlphanumeric(before) || (before === 0x2d && isAlphanumeric(codeAt(text, start - 2)))) return undefined
  const match = figures === 3 ? matchAt(current, text, start) : null
  if (!match) return recogniseMopedPlate(scan, token)
  if (match[1]!.toUpperCase() === 'SS' || measure.test(match[0])) return undefined
  const labelled = toPlate(scan, token) < Infinity
  if (!labelled) {
    // "la baie EL-450-TR"
    if (equipment.has(scan.hash[token - 1]!)) return undefined
    const written = match[0]
    // "cl-915-zv", "fv 221 hk": typed in small letters, neither pair a word or a unit.
    if (
      written !== written.toUpperCase() &&
      (match[2] === '' || written !== written.toLowerCase() || (match[2] !== '-' && smallWords.test(written)))
    )
      return undefined
    if (match[2] !== match[3]) return undefined
    if (distanceToLabel(scan, token, Label.other, 4) < Infinity) return undefined
  }
  return { start, end: start + match[0].length, type: 'PLATE', weight: labelled ? Weight.checked : Weight.formed }
}

const garage = new RegExp(`W(${S})\\d{3}(${S})${L}{2}(?![0-9A-Za-z]|-[0-9A-Za-z])`, 'iy')
/** W-123-AB: what garages drive with. Looks at the word "W". */
export function recogniseGaragePlate(scan: Scan, token: number): Candidate | undefined {
  const digits = scan.hash[token + 1] === HYPHEN ? token + 2 : token + 1
  const letters = scan.hash[digits + 1] === HYPHEN ? digits + 2 : digits + 1
  if (scan.kind[digits] !== TokenKind.digits || scan.end[letters]! - scan.start[letters]! !== 2) return undefined
  const start = scan.start[token]!
  if (isAlphanumeric(codeAt(scan.text, start - 1))) return undefined
  const match = matchAt(garage, scan.text, start)
  if (!match || match[1] !== match[2]) return undefined
  const labelled = toPlate(scan, token) < Infinity
  if (!labelled && (match[1] !== '-' || match[0] !== match[0].toUpperCase())) return undefined
  return { start, end: start + match[0].length, type: 'PLATE', weight: labelled ? Weight.checked : Weight.formed }
}

/** 1234 AB 75. Looks at a run of one to four digits. */
export function recogniseOldPlate(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  const letters = scan.hash[token + 1] === HYPHEN ? token + 2 : token + 1
  if (scan.kind[letters] !== TokenKind.word || scan.end[letters]! - scan.start[letters]! > 3) return undefined
  const start = scan.start[token]!
  const match = matchAt(old, text, start)
  if (!match || measure.test(match[0])) return undefined
  const before = codeAt(text, start - 1)
  if (before === 0x2d || before === 0x2e || before === 0x2f || before === 0x2c) return undefined
  // "un véhicule entre 5 et 25 km/h": beside the label too, a word of the sentence.
  if (tyingWord.test(match[2]!)) return undefined
  const labelled = toPlate(scan, token) < Infinity
  if (!labelled) {
    const upper = match[0] === match[0].toUpperCase()
    // "483 nx 2a": a department of Corsica is no measure, in small letters either.
    const corsican = /2[ab]$/.test(match[0]) && !smallWords.test(match[2]!)
    if (
      !(upper || corsican) ||
      codeAt(text, start) === 0x30 ||
      scan.end[token]! - start < 3 ||
      match[2]!.length < 2 ||
      notLetters.test(match[2]!)
    )
      return undefined
    if (distanceToLabel(scan, token, Label.other, 4) < Infinity) return undefined
  }
  return { start, end: start + match[0].length, type: 'PLATE', weight: labelled ? Weight.labelled : Weight.likely + 6 }
}
