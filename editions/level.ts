import { fold, oneLine } from './plain-words.ts'

/**
 * Spellings of levels, folded. The code is what `level` gives: the letter where documents print letters, the word
 * where they print words, because P (primordial) and "mandatory" are not ours to equate.
 */
const spellings: Readonly<Record<string, readonly string[]>> = {
  P: ['p', 'primordial', 'primordiale', 'primordiales'],
  I: ['i', 'important', 'importante', 'importantes'],
  RG: ['rg', 'regle', 'rule'],
  rc: ['rc'],
  R: ['r', 'reference', 'referenced'],
  O: ['o'],
  M: ['m'],
  A: ['a'],
  F: ['f'],
  D: ['d'],
  E: ['e'],
  S: ['s'],
  Obligatoire: ['obligatoire', 'obligatory', 'mandatory', 'required', 'requis', 'requise', 'oblig'],
  Impératif: ['imperatif', 'imperative'],
  Recommandé: ['recommande', 'recommandee', 'recommended', 'recommandation', 'recommendation', 'reco'],
  Préconisé: ['preconise', 'preconisee', 'preconisation'],
  Conseillé: ['conseille', 'conseillee', 'advised'],
  Souhaité: ['souhaite', 'souhaitee', 'souhaitable', 'desirable', 'desired'],
  Facultatif: ['facultatif', 'facultative', 'optionnel', 'optionnelle', 'optional'],
  Interdit: ['interdit', 'interdite', 'forbidden', 'prohibited'],
  Information: ['information', 'informatif', 'informative', 'pour information'],
  Essentiel: ['essentiel', 'essentielle', 'essential'],
  Critique: ['critique', 'critical', 'bloquant', 'bloquante', 'blocking'],
  Majeur: ['majeur', 'majeure', 'major'],
  Mineur: ['mineur', 'mineure', 'minor'],
  Élevé: ['eleve', 'elevee', 'haut', 'haute', 'high', 'fort', 'forte'],
  Moyen: ['moyen', 'moyenne', 'medium', 'modere', 'moderate'],
  Faible: ['faible', 'bas', 'basse', 'low'],
  DOIT: ['doit', 'must', 'shall'],
  DEVRAIT: ['devrait', 'should'],
  PEUT: ['peut', 'may', 'could'],
}

const codes = new Map(
  Object.entries(spellings).flatMap(([code, all]) => all.map((spelling) => [spelling, code] as const)),
)

export interface Level {
  /** Code of a known level, or the words as printed. */
  readonly level: string
  readonly known: boolean
  /** Mark of a footnote after it, as printed. */
  readonly mark?: string
  /** The letter of a level in lower case, where its code is in capitals. */
  readonly lowered?: true
}

/** `P[^1]`, `P (1)`, `P*`, `P¹`; a figure straight after a letter is a raised one that lost its height: `I2`. */
const footnote = /\s*(\[\^?[\p{L}\p{N}]{1,3}\]|\(\d{1,2}\)|[*†‡]+|[¹²³⁴-⁹]+)$/u
const raised = /^(\p{L})(\d)$/u

/** The heading said again in the cell: `Niveau : P`. */
const named = /^(?:niveau|level|priorité|priority|criticité|type|statut|status)\s*:\s*(?=\S)/iu

/** Reads the cell of a level: `**P**`, `p.`, `Primordiale`, `P - Primordiale`. */
export function readLevel(cell: string): Level {
  const whole = oneLine(cell)
    .trim()
    .replace(/^(\*\*|__|\*|_)(.+?)\1/u, '$2')
    .replace(named, '')
  const mark = footnote.exec(whole)?.[1] ?? raised.exec(whole)?.[2]
  const printed = (mark === undefined ? whole : whole.slice(0, whole.lastIndexOf(mark)))
    .replace(/^[\s*_([]+|[\s*_)\].:;]+$/g, '')
    .trim()
  if (printed === '' || /^[-–—/?]+$/.test(printed)) return { level: '', known: false }
  const folded = fold(printed)
  const [first = '', second] = folded.split(/\s*[-–:(/]\s*/)
  // Two levels for one requirement: which of them holds is not for us to say.
  const other = folded.includes('/') ? codes.get(second ?? '') : undefined
  if (other !== undefined && other !== codes.get(first)) return { level: printed, known: false }
  const code = codes.get(folded) ?? (second !== undefined || first !== folded ? codes.get(first) : undefined)
  if (code === undefined) return { level: mark === undefined ? printed : whole, known: false }
  const lowered = /^\p{Ll}$/u.test(printed) && /^\p{Lu}$/u.test(code)
  return { level: code, known: true, ...(mark !== undefined && { mark }), ...(lowered && { lowered: true as const }) }
}
