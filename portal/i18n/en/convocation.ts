import type { convocation as french } from '../fr/convocation.ts'

export const convocation: typeof french = {
  convocation: {
    title: 'Convocation of the members',
    nobody: 'The members are not convened yet.',
    first: 'Convened on {date} by {name}: {people}.',
    again: 'Told what has changed, on {date} by {name}: {people}.',
    late: 'Late: shorter notice than the policy asks for',
    moved: 'Another day or place',
    added: 'Added: {titles}',
    removed: 'Taken off: {titles}',
    reworded: 'Reworded: {titles}',
    newcomers: 'Members who were never convened: {names}',
    untold: 'What the members do not know yet:',
    until: 'To leave everybody the days that the policy asks for, convene them on {date} at the latest.',
    tooLate: 'The policy asked to convene them on {date} at the latest: the convocation will say that it is late.',
    convene: 'Convene the members',
    conveneWarning:
      'Convene the members, titular and substitute? Each receives the agenda; what changes afterwards is told by another convocation.',
    tell: 'Tell what has changed',
    tellWarning: 'Tell the members what has changed, and only that?',
    emptyAgenda: 'Put an item on the agenda first.',
  },
}
