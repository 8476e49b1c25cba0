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
}

/** Reads the cell of a level: `**P**`, `p.`, `Primordiale`, `P - Primordiale`. */
export function readLevel(cell: string): Level {
  const printed = oneLine(cell)
    .replace(/^[\s*_([]+|[\s*_)\].:;]+$/g, '')
    .trim()
  if (printed === '' || /^[-–—/?]+$/.test(printed)) return { level: '', known: false }
  const folded = fold(printed)
  const [first = '', second] = folded.split(/\s*[-–:(/]\s*/)
  const code = codes.get(folded) ?? (second !== undefined || first !== folded ? codes.get(first) : undefined)
  return code === undefined ? { level: printed, known: false } : { level: code, known: true }
}
