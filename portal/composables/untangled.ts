/** Each column of a drawing in the order in which the fewest arrows cross, and those go the shortest way. */
type Columns = readonly (readonly string[])[]
/** What one column has to do with the next, by what stands in them. */
type Leg = readonly [left: string, right: string]

const CROSSING = 1000
/** All orders of a column are tried up to here, beyond it neighbours change places. */
const FEW = 6
const SWEEPS = 8
/** What is settled column by column depends on where one begins. */
const STARTS = 12

export function untangled(columns: Columns, arrows: readonly { readonly way: readonly string[] }[]): string[][] {
  const legs = legsOf(columns, arrows)
  const [best] = Array.from({ length: STARTS }, (_, start) => columns.map((column) => shuffled(column, start)))
    .map((start) => ({ start, cost: settle(start, legs) }))
    .toSorted((one, other) => one.cost - other.cost)
  return best!.start
}

/** Each start its own order, and the same each time. */
const shuffled = (items: readonly string[], start: number): string[] => {
  const rank = (item: string) => ((items.indexOf(item) + 1) * (start * 31 + 1)) % 97
  return items.toSorted((one, other) => rank(one) - rank(other))
}

/** By the column on their left. */
function legsOf(columns: Columns, arrows: readonly { readonly way: readonly string[] }[]): Leg[][] {
  const columnOf = new Map(columns.flatMap((column, at) => column.map((item) => [item, at] as const)))
  const seen = new Set<string>()
  const legs: Leg[][] = columns.map(() => [])
  for (const { way } of arrows)
    for (const [at, right] of way.entries()) {
      const left = way[at - 1]
      if (left === undefined || columnOf.get(left) === columnOf.get(right) || seen.has(`${left} ${right}`)) continue
      seen.add(`${left} ${right}`)
      legs[columnOf.get(left)!]!.push([left, right])
    }
  return legs
}

/** Column by column to and fro until nothing is won; changes `columns`, returns what they cost. */
function settle(columns: string[][], legs: readonly Leg[][]): number {
  const total = () => columns.reduce((sum, _, at) => sum + costOf(columns, legs, at), 0)
  let cost = total()
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const step of columns.keys()) {
      const at = sweep % 2 === 0 ? step : columns.length - 1 - step
      const around = () => costOf(columns, legs, at - 1) + costOf(columns, legs, at)
      let best = { order: columns[at]!, cost: around() }
      for (const order of ordersOf(columns[at]!)) {
        columns[at] = order
        const cost = around()
        if (cost < best.cost) best = { order, cost }
      }
      columns[at] = best.order
    }
    const now = total()
    if (now >= cost) break
    cost = now
  }
  return cost
}

/** Of the legs between a column and the next. */
function costOf(columns: Columns, legs: readonly Leg[][], at: number): number {
  const between = legs[at]
  if (between === undefined || columns[at + 1] === undefined) return 0
  const [left, right] = [heights(columns[at]!), heights(columns[at + 1]!)]
  const drawn = between.map(([from, to]) => ({ from: left.get(from)!, to: right.get(to)! }))
  return drawn.reduce(
    (sum, one, index) =>
      sum +
      Math.abs(one.from - one.to) +
      CROSSING * drawn.slice(0, index).filter(({ from, to }) => (from - one.from) * (to - one.to) < 0).length,
    0,
  )
}

const heights = (column: readonly string[]) => new Map(column.map((item, at) => [item, at - (column.length - 1) / 2]))

function ordersOf(items: readonly string[]): string[][] {
  if (items.length > FEW)
    return items.slice(1).map((_, at) => [...items.slice(0, at), items[at + 1]!, items[at]!, ...items.slice(at + 2)])
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, at) => ordersOf(items.toSpliced(at, 1)).map((rest) => [item, ...rest]))
}
