import { codeAt, isAlphanumeric, isBlank, isDigit } from '../scan/characters.ts'
import { matchAt } from '../scan/match-at.ts'
import { type Candidate, type Scan, Weight } from '../scan/scan.ts'
import { date, day, french, LAST_YEAR_OF_A_BARE_BIRTH, month, W, year } from './birth-date.ts'

const COMMA = 0x2c
const bareDate = date.source.replace(/\(\?!.*$/, '')
const ofKin = new RegExp(
  `${W}?\\((?:fils|fille|enfant|[ée]pou(?:x|se)|conjointe?|mari|femme|p[èe]re|m[èe]re|fr[èe]re|s(?:œ|oe)ur|ni[èe]ce|neveu|compagn(?:e|on)|concubine?|partenaire|titulaire|demandeur|demandeuse|son|daughter|wife|husband|spouse|child),?${W}(?:n[ée]e?(?: le)?${W})?(${bareDate})(?=${W}?[),;])`,
  'iy',
)
/** "Odette Kamdem (épouse, 14/02/1984)": in brackets after a name, the kinship and a date. */
function birthOfKin(scan: Scan, nameEnd: number): Candidate | undefined {
  const match = matchAt(ofKin, scan.text, nameEnd)
  if (!match) return undefined
  const end = nameEnd + match[0].length
  return { start: end - match[1]!.length, end, type: 'BIRTH_DATE', weight: Weight.formed }
}

/** As registers write a day: "11/11/2011", "2017-03-21", "04 11 1985". */
const figures = `(?:${day}[-/.]${month}[-/.]${year}|${year}-${month}-${day}|(?:0[1-9]|[12]\\d|3[01]) (?:0[1-9]|1[0-2]) ${year})`
/** As letters do, too: "23 janv. 1971". */
const written = `(?:${figures}|(?:1er|${day})${W}(?:${french})\\.?${W}${year})`
const yearIn = (day: string): number => Number(/(?:1[89]|20)\d\d/.exec(day)?.[0] ?? `19${day.slice(-2)}`)

/** In brackets after a name, the date alone, after its label or with a town: "(11/11/2011 à Albi)", "(23 janv. 1971, Braga)", "(d.d.n. : 1995-06-10, Herat)". */
const beside = new RegExp(
  `${W}?\\((?:d\\.?${W}?d\\.?${W}?n\\.?${W}?:?${W})?(${written})(?:${W}[àaA]${W}\\p{L}[^()\\n]{1,40}|,${W}\\p{Lu}[^()\\n]{1,40}|${W}?[-–]${W}?${written}(?=\\)))?[),]`,
  'iuy',
)
/** "Louis Kerbrat (03/05/52 de naissance)", "Louis Kerbrat, 3 mai 1952 (naissance)": what it is stands behind it. */
const toldBehind = new RegExp(
  `(?:${W}?\\((${bareDate})${W}(?:de|date de|jour de)${W}naissance\\)|(?:,${W}|\\r?\\n[ \\t]{0,12})(${bareDate})${W}\\((?:(?:date|jour) de )?naissance\\))`,
  'iy',
)
function birthToldBehind(scan: Scan, nameEnd: number): Candidate | undefined {
  const match = matchAt(toldBehind, scan.text, nameEnd)
  if (!match) return undefined
  const told = match[1] ?? match[2]!
  const start = nameEnd + match[0].indexOf(told)
  return { start, end: start + told.length, type: 'BIRTH_DATE', weight: Weight.formed }
}
const BRACKET = 0x28

const afterComma = new RegExp(`,${W}?(?:le${W})?(${written})(?![0-9A-Za-z])`, 'iy')
const CHILD_REACH = 120
const amongChildren = ({ text }: Scan, nameEnd: number): boolean =>
  /\b(?:enfants?|naissances?|fils|filles?|children|assur[ée]e?s|b[ée]n[ée]ficiaires|ayants droit|[ée]l[èe]ves|inscrite?s)(?![a-zé])/i.test(
    text.slice(Math.max(0, nameEnd - CHILD_REACH), nameEnd),
  )

const ofRow = new RegExp(
  `(?:[ \\t]{2,24}(?:[FHM][ \\t]{2,24})?|[ ]?[;|\\t][ ]?|[ ]/[ ])(?:[^\\n;|\\t,/]{2,20}(?:[ ]?[;|\\t][ ]?|[ ]/[ ]))?(${figures}|(?:19\\d\\d|200\\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])|${day}([-/.])${month}\\2[3-9]\\d)(?=[ \\t]*(?:[\\r\\n;|/\\t]|$))`,
  'iy',
)
/** "D'ALMEIDA   Fidèle   05.07.1970", "CASTEL   Odile   F   05.07.1970", "CASTEL|ODILE|19700705|", "LECLERC Doriane ; IPP 0048817 ; 07-07-1992": the cell after a name or the next one, in a table without header. */
function birthInRow(scan: Scan, nameEnd: number): Candidate | undefined {
  const match = matchAt(ofRow, scan.text, nameEnd)
  if (!match || yearIn(match[1]!) > LAST_YEAR_OF_A_BARE_BIRTH) return undefined
  const end = nameEnd + match[0].length
  return { start: end - match[1]!.length, end, type: 'BIRTH_DATE', weight: Weight.formed }
}

/** "Enfants : Nour, 03/08/2021": in a list of children. */
function birthOfChild(scan: Scan, nameEnd: number): Candidate | undefined {
  const match = matchAt(afterComma, scan.text, nameEnd)
  if (!match || !amongChildren(scan, nameEnd)) return undefined
  const end = nameEnd + match[0].length
  return { start: end - match[1]!.length, end, type: 'BIRTH_DATE', weight: Weight.formed }
}

const closingLine = new RegExp(`[ \\u00a0](${figures})(?=[ \\t]*(?:[\\r\\n]|$))`, 'y')
const ofSomebody =
  /(?:^|\n)[ \t>*-]{0,6}(?:patiente?|assur[ée]e?|[ée]l[èe]ve|enfant|b[ée]n[ée]ficiaire|usag[èe]re?|allocataire|identit[ée]|int[ée]ress[ée]e?)[^:\n]{0,20}:[^:\n]*$/i
const LABEL_REACH = 100
/** "Patient : FERREIRA Joaquim 02/07/1954": the whole of a field that holds somebody. */
function birthInField({ text }: Scan, nameEnd: number): Candidate | undefined {
  const match = matchAt(closingLine, text, nameEnd)
  if (!match || yearIn(match[1]!) > LAST_YEAR_OF_A_BARE_BIRTH) return undefined
  if (!ofSomebody.test(text.slice(Math.max(0, nameEnd - LABEL_REACH), nameEnd))) return undefined
  const end = nameEnd + match[0].length
  return { start: end - match[1]!.length, end, type: 'BIRTH_DATE', weight: Weight.formed }
}

const enclosed = new RegExp(`,[ \\u00a0](${day}[-/.]${month}[-/.](${year}))\\)`, 'y')
const NAME_IN_BRACKETS = 60
const WHOM_REACH = 60
const ofWhom =
  /\b(?:patiente?|r[ée]sidente?|usag[èe]re?|[ée]l[èe]ve|enfant|mineure?|allocataire|demandeu(?:r|se)|b[ée]n[ée]ficiaire|assur[ée]e?|agente?|salari[ée]e?|personne|requ[ée]rante?|plaignante?|victime|pr[ée]venue?|d[ée]tenue?|locataire|candidate?|adh[ée]rente?|titulaire|monsieur|madame|mme|m)(?![a-zà-ÿ])/i
/** "le patient du 12 (Bâ Samuel, 25/05/1957)": in brackets, who it is and the birth. */
function birthInBrackets({ text }: Scan, nameEnd: number): Candidate | undefined {
  const match = matchAt(enclosed, text, nameEnd)
  if (!match || Number(match[2]) > LAST_YEAR_OF_A_BARE_BIRTH) return undefined
  const open = text.lastIndexOf('(', nameEnd)
  if (open < nameEnd - NAME_IN_BRACKETS || !ofWhom.test(text.slice(Math.max(0, open - WHOM_REACH), open)))
    return undefined
  const end = nameEnd + match[0].length - 1
  return { start: end - match[1]!.length, end, type: 'BIRTH_DATE', weight: Weight.formed }
}

const ofTwins = new RegExp(
  `,${W}(?:vrais |faux |fausses )?(?:jumeaux|jumelles|tripl[ée]s|tripl[ée]es),${W}(${date.source})`,
  'iy',
)
/** "Elsa et Luc, jumeaux, 12/02/2024": after the last of them, one birth for all. */
function birthOfTwins(scan: Scan, nameEnd: number): Candidate | undefined {
  const match = matchAt(ofTwins, scan.text, nameEnd)
  if (!match) return undefined
  const end = nameEnd + match[0].length
  return { start: end - match[1]!.length, end, type: 'BIRTH_DATE', weight: Weight.formed }
}

const SPACE = 0x20
const HYPHEN = 0x2d
const DASH = 0x2013
const WAYS = 'rue|avenue|av|boulevard|bd|place|chemin|all[ée]e|impasse|route|quai|square|cours|r[ée]sidence'
const beforeAddress = new RegExp(
  `${W}?[-–,]${W}(${date.source})${W}?[-–,]${W}(?:(?:domicili[ée]e?|demeurant|r[ée]sidant)${W}(?:au${W})?)?\\d{1,4}(?:${W}?(?:bis|ter))?,?${W}(?:${WAYS})(?![a-zé])`,
  'iy',
)
/** "KHEMIRI Selma - 13 avril 1959 - 30, rue du Château": a name, a date of long ago, an address. */
function birthBeforeAddress(scan: Scan, nameEnd: number): Candidate | undefined {
  const match = matchAt(beforeAddress, scan.text, nameEnd)
  if (!match) return undefined
  const written = match[1]!
  const year = /(?:1[89]|20)\d\d/.exec(written)?.[0]
  if (year === undefined || Number(year) > LAST_YEAR_OF_A_BARE_BIRTH) return undefined
  const start = nameEnd + match[0].indexOf(written)
  return { start, end: start + written.length, type: 'BIRTH_DATE', weight: Weight.formed }
}

const inList = new RegExp(
  `${W}?[-–,]${W}(?:[^-–,;\\n]{2,16}[-–,]${W})?(${day}(?:[-/.]${month}[-/.]|${W}${month}${W})(${year}))(?=${W}?[-–,;\\r\\n]|$)`,
  'y',
)
/** Somebody born later is seldom in a list of adults. */
const LAST_YEAR_IN_LIST = 2006
/** "BOUTEMY Roland – 12/09/1950 – permis …": a name and a date of long ago, cut by the same signs. */
function birthInList(scan: Scan, nameEnd: number): Candidate | undefined {
  const match = matchAt(inList, scan.text, nameEnd)
  if (!match || Number(match[2]) > LAST_YEAR_IN_LIST) return undefined
  const end = nameEnd + match[0].length
  return { start: end - match[1]!.length, end, type: 'BIRTH_DATE', weight: Weight.formed }
}

const below = new RegExp(
  `\\r?\\n[ \\t]{0,12}(${figures})[ \\u00a0]\\(\\p{Lu}[\\p{L}' ’.-]{1,40}(?: \\d{2,3})?\\)(?=[ \\t]*(?:[\\r\\n]|$))`,
  'uy',
)
/** "Sarrazin, Clarisse", below it "16/06/1998 (Basse-Terre)": a line of a day of long ago and its town. */
function birthBelow(scan: Scan, nameEnd: number): Candidate | undefined {
  const match = matchAt(below, scan.text, nameEnd)
  if (!match || yearIn(match[1]!) > LAST_YEAR_OF_A_BARE_BIRTH) return undefined
  const start = nameEnd + match[0].indexOf(match[1]!)
  return { start, end: start + match[1]!.length, type: 'BIRTH_DATE', weight: Weight.formed }
}

const BLANKS_MAX = 24
/** Nearly every name is told apart here: after blanks and one sign, no figure. */
function figureFollows(text: string, nameEnd: number): boolean {
  let at = nameEnd
  let sign = 0
  for (; at < nameEnd + BLANKS_MAX; at++) {
    const code = codeAt(text, at)
    if (isDigit(code)) return at > nameEnd
    if (!isBlank(code) && (isAlphanumeric(code) || ++sign > 1)) return false
  }
  return false
}

/** What follows a comma shows its first figure as soon as this, be there a word before: ", permis B, 12/09/1950". */
const FIGURE_REACH = 24
function hasFigure(text: string, from: number): boolean {
  for (let at = from; at < from + FIGURE_REACH; at++) if (isDigit(codeAt(text, at))) return true
  return false
}

const TAB = 9
const LINE = 0x0a
const RETURN = 0x0d
const SEMICOLON = 0x3b
const BAR = 0x7c
const SLASH = 0x2f

/** "DUPONT Marie (12/03/1980)": a date of long ago beside a name that ends at `nameEnd`: in brackets, after a comma or a dash, in the next cell. */
export function recogniseBirthBeside(scan: Scan, nameEnd: number): Candidate | undefined {
  const { text } = scan
  const first = codeAt(text, nameEnd)
  const second = codeAt(text, nameEnd + 1)
  if (first === SPACE && isDigit(second)) return birthInField(scan, nameEnd)
  const sign = first === SPACE ? second : first
  switch (sign) {
    case BRACKET:
      return birthBetweenBrackets(scan, nameEnd) ?? birthOfKin(scan, nameEnd) ?? birthToldBehind(scan, nameEnd)
    case COMMA:
      if (/[jtvf]/.test(text[nameEnd + 2] ?? '')) return birthOfTwins(scan, nameEnd)
      if (!hasFigure(text, nameEnd)) return undefined
      return (
        birthToldBehind(scan, nameEnd) ??
        birthOfChild(scan, nameEnd) ??
        birthInBrackets(scan, nameEnd) ??
        birthBeforeAddress(scan, nameEnd) ??
        birthInList(scan, nameEnd)
      )
    case HYPHEN:
    case DASH:
      return figureFollows(text, nameEnd)
        ? (birthBeforeAddress(scan, nameEnd) ?? birthInList(scan, nameEnd))
        : undefined
    case LINE:
    case RETURN:
      return birthBelow(scan, nameEnd) ?? birthToldBehind(scan, nameEnd)
    case SPACE:
    case TAB:
    case SEMICOLON:
    case BAR:
    case SLASH:
      return birthInRow(scan, nameEnd)
  }
  return undefined
}

function birthBetweenBrackets(scan: Scan, nameEnd: number): Candidate | undefined {
  const match = matchAt(beside, scan.text, nameEnd)
  if (!match || (yearIn(match[1]!) > LAST_YEAR_OF_A_BARE_BIRTH && !amongChildren(scan, nameEnd))) return undefined
  const start = nameEnd + match[0].indexOf(match[1]!)
  return { start, end: start + match[1]!.length, type: 'BIRTH_DATE', weight: Weight.formed }
}
