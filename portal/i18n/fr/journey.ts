export const journey = {
  journey: {
    title: 'Où elle en est',
    version: 'Version {version}.',
    phases: 'Phases de l’application',
    parts: { past: 'passé', current: 'en cours', 'to-come': 'à venir' },
    since: 'depuis le {date}',
    next: 'Ce qui vient :',
    file: 'Le dossier',
    assessed:
      'aucune exigence évaluée sur {total} | {assessed} exigence évaluée sur {total} | {assessed} exigences évaluées sur {total}',
    gaps: 'aucun écart | un écart | {n} écarts',
    edition: 'édition {edition}',
    derogated: 'Aucune dérogation | Un écart toléré par dérogation : | {n} écarts tolérés par dérogation :',
    derogatedUntil: 'dérogée jusqu’au {date}',
    derogatedForGood: 'dérogée sans terme',
    unproven: 'Aucune preuve attendue | Une exigence attend sa preuve : | {n} exigences attendent leur preuve :',
    more: 'Rien de plus | Voir l’autre | Voir les {n} autres',
    reserves: {
      open: 'Aucune réserve | Une réserve à lever : | {n} réserves à lever :',
      covered:
        'Aucune réserve | Une réserve couverte par une dérogation : | {n} réserves couvertes par une dérogation :',
    },
    earlierReview: 'La revue de la version {version} attend encore sa décision',
    standings: {
      'to-come': 'À venir',
      'under-way': 'Dossier ouvert',
      presented: 'Présenté, décision attendue',
      'sent-back': 'Renvoyé à l’équipe, à compléter',
      passed: 'Passé',
      'passed-with-reserves': 'Passé avec réserves',
      refused: 'Refusé',
      'not-held': 'Jamais tenu',
      overtaken: 'Refusé, puis dépassé',
      reopened: 'À revoir',
    },
  },
}
