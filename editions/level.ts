import { fold, oneLine } from './plain-words.ts'

/**
 * Words by which documents weigh what they require, folded; each line is the forms of one word: its genders, numbers and short
 * forms. None translates another: MUST and DOIT, or P and Obligatoire, are not ours to equate.
 */
const formsOfWords: readonly (readonly string[])[] = [
  ...['p', 'i', 'rg', 'rc', 'r', 'o', 'm', 'a', 'aa', 'aaa', 'f', 'd', 'e', 's'].map((letter) => [letter]),
  ['primordial', 'primordiale', 'primordiaux', 'primordiales'],
  ['prioritaire', 'prioritaires'],
  ['important', 'importante', 'importants', 'importantes'],
  ['regle', 'regles'],
  ['rule', 'rules'],
  ['exigence', 'exigences'],
  ['requirement', 'requirements'],
  ['reference', 'references'],
  ['referenced'],
  ['obligatoire', 'obligatoires', 'oblig'],
  ['obligatory'],
  ['mandatory'],
  ['required'],
  ['requis', 'requise', 'requises'],
  ['imperatif', 'imperative', 'imperatifs', 'imperatives'],
  ['recommande', 'recommandee', 'recommandes', 'recommandees', 'recommandation', 'reco'],
  ['recommended', 'recommendation'],
  ['preconise', 'preconisee', 'preconises', 'preconisees', 'preconisation'],
  ['conseille', 'conseillee', 'conseilles', 'conseillees'],
  ['advised'],
  ['souhaite', 'souhaitee', 'souhaitable', 'souhaitables'],
  ['desirable', 'desired'],
  ['facultatif', 'facultative', 'facultatifs', 'facultatives'],
  ['optionnel', 'optionnelle', 'optionnels', 'optionnelles'],
  ['optional'],
  ['exige', 'exigee', 'exiges', 'exigees'],
  ['impose', 'imposee', 'imposes', 'imposees'],
  ['necessaire', 'necessaires'],
  ['indispensable', 'indispensables'],
  ['suggere', 'suggeree', 'suggeres', 'suggerees'],
  ['suggested'],
  ['tolere', 'toleree', 'toleres', 'tolerees'],
  ['deconseille', 'deconseillee', 'deconseilles', 'deconseillees'],
  ['discouraged'],
  ['proscrit', 'proscrite', 'proscrits', 'proscrites'],
  ['prohibe', 'prohibee', 'prohibes', 'prohibees'],
  ['interdit', 'interdite', 'interdits', 'interdites'],
  ['forbidden'],
  ['prohibited'],
  ['information', 'pour information'],
  ['informatif', 'informative'],
  ['essentiel', 'essentielle', 'essentiels', 'essentielles'],
  ['essential'],
  ['critique', 'critiques'],
  ['critical'],
  ['bloquant', 'bloquante', 'bloquants', 'bloquantes'],
  ['blocking'],
  ['majeur', 'majeure', 'majeurs', 'majeures'],
  ['major'],
  ['mineur', 'mineure', 'mineurs', 'mineures'],
  ['minor'],
  ['eleve', 'elevee'],
  ['haut', 'haute'],
  ['high'],
  ['fort', 'forte'],
  ['moyen', 'moyenne'],
  ['medium'],
  ['modere', 'moderee'],
  ['moderate'],
  ['faible', 'faibles'],
  ['bas', 'basse'],
  ['low'],
  // Coloured lights: ○ and ● have other uses, these weigh.
  ...['🔴', '🟠', '🟡', '🟢', '🔵', '🟣', '🟥', '🟧', '🟨', '🟩', '🟦'].map((light) => [light]),
  ...['must have', 'should have', 'could have', "won't have", 'will not have'].map((verb) => [verb]),
  // The verbs of RFC 2119, as each language says them.
  ['doit', 'doivent'],
  ['ne doit pas', 'ne doivent pas'],
  ['devrait', 'devraient'],
  ['ne devrait pas', 'ne devraient pas'],
  ['peut', 'peuvent'],
  ['ne peut pas', 'ne peuvent pas'],
  ...['must', 'must not', 'shall', 'shall not', 'should', 'should not', 'may', 'may not', 'could'].map((verb) => [
    verb,
  ]),
  ['muss', 'mussen'],
  ['darf nicht', 'durfen nicht'],
  ['soll', 'sollen'],
  ['sollte', 'sollten'],
  ['sollte nicht', 'sollten nicht'],
  ['kann', 'konnen'],
  ['darf', 'durfen'],
]

/** That there is no level, said in words; folded. */
const saysNone = new Set(['sans niveau', 'aucun niveau', 'pas de niveau', 'no level', 'without level', 'not graded'])

const firstForms = new Map(formsOfWords.flatMap((forms) => forms.map((form) => [form, forms[0]!] as const)))

/** The two letters of the framework and the words they stand for: one scale, where a document uses both. */
const lettersOfWords = new Map([
  ['primordial', 'p'],
  ['prioritaire', 'p'],
  ['important', 'i'],
])

/** Equal for the forms of one word; a word that is no usual level has its folded self. */
export const levelKey = (level: string): string => firstForms.get(fold(level)) ?? fold(level)

/** The letter, folded, that a word stands for; undefined for the others. */
export const letterOf = (level: string): string | undefined => lettersOfWords.get(levelKey(level))

export interface Level {
  /** The word as printed, without emphasis, notes or what is said beside it; empty when there is none. */
  readonly level: string
  /** A usual word for a level. */
  readonly known: boolean
  /** The cell says that there is none, where an empty one says nothing. */
  readonly none?: true
  /** Mark of a footnote after it, as printed. */
  readonly mark?: string
  /** What is said beside the word: `P (sauf outre-mer)`. */
  readonly mention?: string
  /** How it reads if the document shows elsewhere that the first part alone is a level: `P1`, `N2 (sauf outre-mer)`. */
  readonly otherwise?: { readonly level: string; readonly mark?: string; readonly mention?: string }
}

const raisedFigures = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** `P[^1]`, `P (1)`, `P*`, `P (*)`, `P¹`, `P⁽¹⁾`. */
const footnote = new RegExp(
  String.raw`\s*(\[\^?[\p{L}\p{N}]{1,3}\]|\(\d{1,2}\)|\([*†‡]{1,3}\)|[*†‡]+|⁽?[${raisedFigures}]+⁾?)$`,
  'u',
)
/** A figure straight after a letter: a raised one that lost its height, or a scale that counts. */
const figured = /^(\p{L})(\d)$/u
const beside = /^(.+?)\s*[-–—:(/,]\s*(.+?)[)\s]*$/u

/** The heading said again in the cell: `Niveau : P`. */
const named = /^(?:niveau|level|priorité|priority|criticité|type|statut|status)\s*:\s*(?=\S)/iu

/** A column holds few different levels, and each is read several times on its way. */
const remembered = new Map<string, Level>()
const mostRemembered = 2_000
const longestRemembered = 60

export function readLevel(cell: string): Level {
  const before = remembered.get(cell)
  if (before !== undefined) return before
  const read = readPrinted(cell)
  if (cell.length > longestRemembered) return read
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(cell, read)
  return read
}

/** Reads the cell of a level: `**P**`, `p.`, `Primordiale`, `P - Primordiale`, `Obligatoire (métropole)`. */
function readPrinted(cell: string): Level {
  const whole = oneLine(cell)
    .trim()
    .replace(/^(\*\*|__|\*|_)(.+?)\1/u, '$2')
    .replace(named, '')
  const mark = footnote.exec(whole)?.[1]
  const printed = bare(mark === undefined ? whole : whole.slice(0, whole.lastIndexOf(mark)))
  if (printed === '' || /^[-–—/?]+$/.test(printed)) return { level: '', known: false }
  if (saysNone.has(fold(printed))) return { level: '', known: true, none: true }
  const noted = mark === undefined ? {} : { mark }
  if (isKnown(printed)) return { level: printed, known: true, ...noted }
  const letter = figured.exec(printed)
  if (letter?.[1] !== undefined && isKnown(letter[1]))
    return { level: printed, known: true, ...noted, otherwise: { level: letter[1], mark: letter[2]! } }
  const asPrinted = { level: mark === undefined ? printed : whole, known: false }
  const [, first = '', second = ''] = beside.exec(printed) ?? []
  if (first === '') return asPrinted
  // Two levels for one requirement: which of them holds is not for us to say.
  if (printed.includes('/') && isKnown(second) && levelKey(first) !== levelKey(second))
    return { level: printed, known: false }
  const part = { ...noted, ...(saysAgain(first, second) ? {} : { mention: second.replace(/^\(/, '') }) }
  return isKnown(first)
    ? { level: bare(first), known: true, ...part }
    : { ...asPrinted, otherwise: { level: bare(first), ...part } }
}

/** A word that a narrow cell cut over its lines, `Recommandé` above `e`: whole where only the whole is a level. */
export function wholeWord(cell: string): string {
  const joined = cell.replace(/(?<=\p{L})-?[\n\v]+(?=\p{Ll})/gu, '')
  return joined !== cell && !readLevel(cell).known && readLevel(joined).known ? joined : cell
}

const bare = (text: string): string => withoutLight(text.replace(/^[\s*_([]+|[\s*_)\].:;]+$/g, '').trim())

/** `🔴 Obligatoire`: the light says with a colour what the word says. */
const withoutLight = (text: string): string =>
  text.replace(/^[\p{So}\uFE0F]+\s*(?=\p{L}{2})|(?<=\p{L}{2})\s*[\p{So}\uFE0F]+$/gu, '')

const isKnown = (text: string): boolean => firstForms.has(fold(text))

/** `P - Primordiale`, `Obligatoire (O)`: the same level, by its letter and by its word. */
const saysAgain = (first: string, second: string): boolean =>
  isKnown(second) &&
  (levelKey(first) === levelKey(second) ||
    (Math.min(first.length, second.length) <= 2 && fold(first).startsWith(fold(second).slice(0, 1))))
