import { expect, it } from 'vitest'
import { diffEditions } from './diff-editions.ts'
import { withLevelsRenamed } from './renamed-levels.ts'
import { requirement } from '../testing/edits.ts'

const texts = [
  'Dater chaque trace en temps universel.',
  'Garder les sauvegardes sur un autre site.',
  'Chiffrer tous les flux entre zones.',
  'Revoir les droits chaque semestre.',
  'Publier les interfaces au catalogue.',
  'Signer les images de conteneurs.',
]
const edition = (levels: string) => levels.split(' ').map((level, at) => requirement(`E-${at + 1}`, texts[at]!, level))
const told = (before: string, after: string) => {
  const [a, b] = [edition(before), edition(after)]
  const { changes, unchanged, renamed } = withLevelsRenamed(diffEditions(a, b), a, b)
  return {
    changes: changes.map(({ kind, after: [row] }) => `${kind} ${row?.id}`),
    unchanged,
    renamed: renamed.map(({ from, to }) => `${from}>${to}`),
  }
}

it('a scale that was given other names is told once; what strays from it has another level', () => {
  expect(told('O R O R O R', 'Obligatoire Recommandé Recommandé Recommandé Obligatoire Recommandé')).toEqual({
    changes: ['relevelled E-3'],
    unchanged: 5,
    renamed: ['O>Obligatoire', 'R>Recommandé'],
  })
  expect(told('MUST MUST SHOULD SHOULD MUST MUST', 'P P I I P P')).toEqual({
    changes: [],
    unchanged: 6,
    renamed: ['MUST>P', 'SHOULD>I'],
  })
})

it('one word for one other may be a change of them all', () => {
  const { changes, renamed } = told('Recommandé Recommandé Recommandé', 'Obligatoire Obligatoire Obligatoire')
  expect([changes.length, renamed]).toEqual([3, []])
})

it('a scale that kept one of its words was not renamed, nor one whose levels went two ways', () => {
  expect(told('P I P I', 'P Souhaité P Souhaité').changes).toHaveLength(2)
  expect(told('A B A B', 'Haut Haut Bas Bas').changes).toHaveLength(4)
})
