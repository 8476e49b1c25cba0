import type { Gate } from '@socle/contracts'
import { expect, test } from 'vitest'
import { sourcesOf } from './carry-over-rules.ts'

const gates: readonly Gate[] = ['launch', 'design', 'production']
const place = (version: string, gate: Gate) => ({ id: `${version} ${gate}`, version, gate })
/** The last opened first. */
const others = [
  place('2.0.0', 'launch'),
  place('2.0.0', 'design'),
  place('1.1.0', 'production'),
  place('1.0.0', 'production'),
  place('1.1.0', 'design'),
]
const sources = (file: ReturnType<typeof place>, chosen: 'taken-over' | 'left-apart') =>
  sourcesOf(file, others, gates, { chosen }).map(({ id }) => id)

test('the nearest earlier gate has the last word, then the version before at the same gate', () => {
  const production = place('2.0.0', 'production')
  expect(sources(production, 'taken-over')).toEqual(['2.0.0 design', '2.0.0 launch', '1.1.0 production'])
  expect(sources(production, 'left-apart')).toEqual(['1.1.0 production'])
})

test('an earlier gate takes nothing from a later one, nor from another gate of another version', () => {
  expect(sources(place('1.1.0', 'launch'), 'taken-over')).toEqual(['2.0.0 launch'])
  expect(sources(place('1.0.0', 'launch'), 'left-apart')).toEqual(['2.0.0 launch'])
  expect(sources(place('3.0.0', 'production'), 'taken-over')).toEqual(['1.1.0 production'])
})
