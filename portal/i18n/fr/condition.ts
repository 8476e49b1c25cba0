export const condition = {
  condition: {
    title: 'Applications concernées',
    holds: 'L’exigence s’applique',
    hold: {
      always: 'à toute application du volume',
      all: 'quand toutes ces conditions sont réunies',
      any: 'quand l’une de ces conditions est réunie',
    },
    question: 'Question {n}',
    operator: 'Réponse {n}',
    operators: { is: 'est l’une de', 'is-not': 'n’est aucune de' },
    answers: 'Réponses de la condition {n}',
    add: 'Ajouter une condition',
    remove: 'Retirer la condition {n}',
    written: 'Condition écrite',
    nested: 'Cette condition en contient d’autres : elle se récrit, elle ne se compose pas ici.',
    text: 'Condition, en JSON',
    unfinished: 'Choisissez une question et au moins une réponse : vous verrez ici les applications concernées.',
    catches:
      'Elle ne s’appliquerait à aucune application sur {total}. | Elle s’appliquerait à {n} application sur {total}. | Elle s’appliquerait à {n} applications sur {total}.',
    uncertain:
      'Aucune n’est incertaine. | Une autre la garde, faute de réponse à une question. | {n} autres la gardent, faute de réponse à une question.',
    which: 'Lesquelles',
    notCertain: 'question sans réponse',
  },
}
