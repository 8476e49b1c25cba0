/** Wording of the answer grid; a grid is read back in either language. */
import type { Language, TenderRequirement } from '@socle/contracts'

export const gridColumns = [
  'id',
  'level',
  'effect',
  'requirement',
  'precision',
  'answer',
  'comment',
  'evidence',
] as const
export type GridColumn = (typeof gridColumns)[number]

export const gridWords = {
  fr: {
    sheet: 'Grille de réponse',
    guide: 'Mode d’emploi',
    tender: 'Marché',
    code: 'Code de la grille (ne pas modifier)',
    columns: {
      id: 'Identifiant',
      level: 'Niveau',
      effect: 'Effet',
      requirement: 'Exigence',
      precision: 'Précision pour ce marché',
      answer: 'Réponse',
      comment: 'Commentaire',
      evidence: 'Preuve',
    },
    treatments: { eliminates: 'Éliminatoire', scores: 'Notée', informs: 'Pour information' },
    point: 'point',
    points: 'points',
    closed: 'Choisissez une réponse de la liste.',
    steps: [
      'Remplissez les trois dernières colonnes, une ligne par exigence. Ne modifiez ni les autres colonnes, ni le code, ni le nombre de lignes.',
      'Une seule réponse par ligne, prise dans la liste. Pas de formule, pas de cellules fusionnées, pas d’autre feuille.',
      'Rendez ce fichier au format OpenDocument (.ods).',
    ],
    meaning: 'Ce que chaque réponse veut dire',
    explain: 'Un commentaire est attendu.',
  },
  en: {
    sheet: 'Answer grid',
    guide: 'How to fill it in',
    tender: 'Tender',
    code: 'Code of the grid (do not change)',
    columns: {
      id: 'Identifier',
      level: 'Level',
      effect: 'Effect',
      requirement: 'Requirement',
      precision: 'Precision for this tender',
      answer: 'Answer',
      comment: 'Comment',
      evidence: 'Evidence',
    },
    treatments: { eliminates: 'Eliminates', scores: 'Scored', informs: 'For information' },
    point: 'point',
    points: 'points',
    closed: 'Choose an answer of the list.',
    steps: [
      'Fill in the last three columns, one line per requirement. Change neither the other columns, nor the code, nor the number of lines.',
      'One answer per line, taken from the list. No formula, no merged cells, no other sheet.',
      'Hand this file in as OpenDocument (.ods).',
    ],
    meaning: 'What each answer means',
    explain: 'A comment is expected.',
  },
} as const

export const wordingOf = ({ title, text }: TenderRequirement, language: Language): string =>
  `${title[language]} – ${text[language]}`

export const effectOf = (
  { treatment, points }: Pick<TenderRequirement, 'treatment' | 'points'>,
  language: Language,
): string => {
  const { treatments, point, points: several } = gridWords[language]
  // French counts in the plural from two on, English beside one.
  const one = language === 'fr' ? points < 2 : points === 1
  return `${treatments[treatment]}${treatment === 'scores' ? `, ${points} ${one ? point : several}` : ''}`
}
