import { Process } from '@socle/contracts'
import { expect, test } from 'vitest'
import { isWay, processEdges, processLayout } from './process-layout.ts'

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

/** Column of each state. */
const columnsOf = (process: Process) =>
  Object.fromEntries(
    processLayout(process).columns.flatMap((column, at) => column.filter((item) => !isWay(item)).map((id) => [id, at])),
  )

test('a state stands as far from the beginning as its shortest way has steps, an end behind all that leads to it', () => {
  expect(columnsOf(process)).toEqual({ drafted: 0, studied: 1, refused: 2, granted: 2 })
})

test('an arrow over a column has its own way through it', () => {
  const { columns, arrows } = processLayout(process)
  expect(arrows.find(({ from, to }) => from === 'drafted' && to === 'refused')?.way).toEqual([
    'drafted',
    '>refused@1',
    'refused',
  ])
  expect(columns[1]).toHaveLength(2)
  expect(arrows.find(({ from, to }) => from === 'studied' && to === 'drafted')?.way).toEqual(['drafted', 'studied'])
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
  expect(columnsOf(until)['maintained']).toBe(2)
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

test('a step that stays in its state is no arrow from nowhere, and moves no box', () => {
  const renewed = Process.parse({
    ...process,
    transitions: [...process.transitions, transition('renew', ['granted'], 'granted')],
  })
  expect(processLayout(renewed)).toEqual(processLayout(process))
  expect(processEdges(renewed).at(-1)).toMatchObject({ from: 'granted', to: 'granted' })
})
