export const condition = {
  condition: {
    title: 'Applications concerned',
    holds: 'The requirement applies',
    hold: {
      always: 'to every application of the volume',
      all: 'when all of these conditions hold',
      any: 'when one of these conditions holds',
    },
    question: 'Question {n}',
    operator: 'Answer {n}',
    operators: { is: 'is one of', 'is-not': 'is none of' },
    answers: 'Answers of condition {n}',
    add: 'Add a condition',
    remove: 'Remove condition {n}',
    written: 'Written condition',
    nested: 'This condition holds others: it is rewritten, it cannot be built here.',
    text: 'Condition, as JSON',
    unfinished: 'Choose a question and at least one answer: the applications concerned are shown here.',
    catches:
      'It would apply to no application of {total}. | It would apply to {n} application of {total}. | It would apply to {n} applications of {total}.',
    uncertain:
      'None is uncertain. | One more keeps it, for want of an answer. | {n} more keep it, for want of an answer.',
    which: 'Which ones',
    notCertain: 'a question without answer',
  },
}
