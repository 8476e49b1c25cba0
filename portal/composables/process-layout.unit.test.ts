import { Process } from '@socle/contracts'
import { expect, test } from 'vitest'
import { processEdges, processLayout } from './process-layout.ts'

const words = { fr: 'mot', en: 'word' }
const state = (id: string, final = false) => ({ id, name: words, meaning: words, final })
const transition = (id: string, from: string[], to: string) => ({ id, name: words, from, to, by: ['team'] })
const process = Process.parse({
  id: 'request',
  name: words,
  description: words,
  source: words,
  subject: 'application',
  initial: 'drafted',
  opening: { by: ['team'] },
  states: [state('drafted'), state('studied'), state('refused', true), state('granted', true)],
  transitions: [
    transition('submit', ['drafted'], 'studied'),
    transition('withdraw', ['drafted', 'studied'], 'refused'),
    transition('refuse', ['studied'], 'refused'),
    transition('return', ['studied'], 'drafted'),
    transition('grant', ['studied'], 'granted'),
  ],
})

test('a state stands as far from the beginning as its shortest way has steps, none on top of another', () => {
  expect(processLayout(process)).toEqual([
    { id: 'drafted', column: 0, row: 0 },
    { id: 'studied', column: 1, row: 0 },
    { id: 'refused', column: 1, row: 1 },
    { id: 'granted', column: 2, row: 0 },
  ])
})

test('one arrow for each pair of states, with everything that takes it', () => {
  const drawn = processEdges(process).map(({ from, to, names }) => `${from}→${to}: ${names.map(({ id }) => id).join()}`)
  expect(drawn).toEqual([
    'drafted→studied: submit',
    'drafted→refused: withdraw',
    'studied→refused: withdraw,refuse',
    'studied→drafted: return',
    'studied→granted: grant',
  ])
})

test('a state that is only reached while a day is to come is drawn too', () => {
  const until = Process.parse({
    ...process,
    states: [...process.states, state('maintained')],
    transitions: process.transitions.map((each) =>
      each.id === 'refuse' ? { ...each, whileComing: { field: 'until', to: 'maintained' } } : each,
    ),
  })
  expect(processLayout(until).find(({ id }) => id === 'maintained')).toEqual({ id: 'maintained', column: 2, row: 1 })
  expect(processEdges(until).find(({ to }) => to === 'maintained')).toMatchObject({ from: 'studied', to: 'maintained' })
  // What is reached in its own way is not drawn as if it could be had by withdrawing.
  const taken = Process.parse({
    ...process,
    transitions: process.transitions.map((each) =>
      each.id === 'withdraw' ? { ...each, whileComing: { field: 'until', to: 'granted' } } : each,
    ),
  })
  expect(processLayout(taken)).toEqual(processLayout(process))
  expect(processEdges(taken).map(({ from, to }) => [from, to])).toEqual(
    processEdges(process).map(({ from, to }) => [from, to]),
  )
})
