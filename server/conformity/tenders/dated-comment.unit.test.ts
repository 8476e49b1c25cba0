import { expect, test } from 'vitest'
import { saysWhen } from './dated-comment.ts'

test('a comment that says by when is told from one that does not, whatever the form of the date', () => {
  const dated = [
    'Le 15/03/2027.',
    'Livré au 2027-03-15',
    'Avant le 1er mars',
    'mars 2027',
    'Fin 2027',
    'Prévu au T2',
    'Sous 3 mois après notification',
    'Dans trois mois',
    'M+6',
    'J + 90',
    'By 15 March 2027',
    'Within six weeks',
    'Q3 2027',
  ]
  const undated = [
    '',
    'Nous nous engageons.',
    'Dès que possible',
    'En cours de développement',
    'Voir annexe B, page 4',
    'Planned',
  ]
  expect(dated.filter((comment) => !saysWhen(comment))).toEqual([])
  expect(undated.filter(saysWhen)).toEqual([])
})
