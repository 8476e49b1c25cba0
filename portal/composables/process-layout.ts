import type { Process, Transition } from '@socle/contracts'
import { untangled } from './untangled.ts'

/** An arrow by what it goes through from left to right, its ends included: boxes of states, and ways through the columns between them. */
export interface Arrow {
  readonly from: string
  readonly to: string
  readonly way: readonly string[]
}

export interface Layout {
  /** From left to right, each from top to bottom. */
  readonly columns: readonly (readonly string[])[]
  readonly arrows: readonly Arrow[]
}

/**
 * Where each state stands in a drawing: as many columns from the left as the shortest way to it has steps, an end behind all that leads
 * to it. An arrow over several columns has its own way through them, shared by those that come to the same state, so that none runs
 * behind a box; each column is in the order in which the fewest arrows cross.
 */
export function processLayout(process: Process): Layout {
  const columnOf = columnsOfStates(process)
  const columns: string[][] = []
  const stand = (item: string, column: number) => {
    columns[column] ??= []
    if (!columns[column].includes(item)) columns[column].push(item)
  }
  for (const { id } of process.states) stand(id, columnOf.get(id)!)
  const arrows = moves(process).map(({ from, to }): Arrow => {
    const isBack = columnOf.get(from)! > columnOf.get(to)!
    const [left, right] = isBack ? [to, from] : [from, to]
    const way = [left]
    for (let column = columnOf.get(left)! + 1; column < columnOf.get(right)!; column += 1) {
      way.push(wayTo(to, isBack, column))
      stand(way.at(-1)!, column)
    }
    return { from, to, way: [...way, right] }
  })
  return { columns: untangled(columns, arrows), arrows }
}

/** Those that lead elsewhere: a step that stays where it is has no arrow. */
const moves = (process: Process) => processEdges(process).filter(({ from, to }) => from !== to)

const wayTo = (state: string, isBack: boolean, column: number) => `${isBack ? '<' : '>'}${state}@${column}`
export const isWay = (item: string): boolean => /^[<>]/.test(item)

function columnsOfStates(process: Process): Map<string, number> {
  const columns = new Map([[process.initial, 0]])
  for (const state of columns.keys())
    for (const transition of process.transitions)
      for (const to of drawnFrom(process, transition))
        if (transition.from.includes(state) && !columns.has(to)) columns.set(to, columns.get(state)! + 1)
  const edges = moves(process)
  const goesOn = new Set(edges.map(({ from }) => from))
  // None beside another that it leads to: in the order of the file, one moves on.
  for (const [at, { id }] of process.states.entries())
    for (const { id: earlier } of process.states.slice(0, at))
      if (
        goesOn.has(id) &&
        columns.get(id) === columns.get(earlier) &&
        edges.some(({ from, to }) => (from === earlier && to === id) || (from === id && to === earlier))
      )
        columns.set(id, (columns.get(id) ?? 0) + 1)
  for (const { id } of process.states) {
    const before = edges.filter(({ to }) => to === id).map(({ from }) => columns.get(from) ?? 0)
    if (!goesOn.has(id) && id !== process.initial) columns.set(id, Math.max(0, ...before) + 1)
    else if (!columns.has(id)) columns.set(id, 0)
  }
  return columns
}

/** Where a step leads, and where instead by the day that was stated. */
export const targetsOf = ({ to, whileComing, oncePassed }: Transition): string[] =>
  [{ to }, whileComing, oncePassed].flatMap((target) => (target ? [target.to] : []))

/** Of those, the ones to draw: a state that has its own way is not shown as if one could come to it by another. */
const drawnFrom = ({ transitions }: Process, transition: Transition): string[] =>
  targetsOf(transition).filter((target) => target === transition.to || transitions.every(({ to }) => to !== target))

/** What leads from a state to another, once for each pair. */
export function processEdges(process: Process): { from: string; to: string; names: Process['transitions'] }[] {
  const edges = new Map<string, { from: string; to: string; names: Process['transitions'] }>()
  for (const transition of process.transitions)
    for (const from of transition.from)
      for (const to of drawnFrom(process, transition)) {
        const key = `${from} ${to}`
        const edge = edges.get(key) ?? { from, to, names: [] }
        edge.names.push(transition)
        edges.set(key, edge)
      }
  return [...edges.values()]
}
