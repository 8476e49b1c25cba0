import type { Process, Transition } from '@socle/contracts'

export interface StateBox {
  id: string
  /** Steps from the beginning, and place among those as far. */
  column: number
  row: number
}

/** Where each state stands in a drawing: as many columns from the left as the shortest way to it has steps. */
export function processLayout(process: Process): StateBox[] {
  const columns = new Map([[process.initial, 0]])
  for (const state of columns.keys())
    for (const transition of process.transitions)
      for (const to of drawnFrom(process, transition))
        if (transition.from.includes(state) && !columns.has(to)) columns.set(to, columns.get(state)! + 1)
  const filled: number[] = []
  return process.states.map(({ id }) => {
    const column = columns.get(id) ?? 0
    const row = filled[column] ?? 0
    filled[column] = row + 1
    return { id, column, row }
  })
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
