import type { Process } from '@socle/contracts'
import { type Arrow, isWay, type Layout, processLayout } from './process-layout.ts'

/** Pixels. */
export const BOX = { width: 156, height: 52 }
const GAP = { columns: 56, boxes: 24, ways: 14 }
const MARGIN = 12
const PORTS = { apart: 14, edge: 8 }
/** The tip of an arrow stands out by this much. */
const TIP = 4
const ROUNDS = 12

export interface Drawing {
  readonly width: number
  readonly height: number
  readonly boxes: readonly { readonly id: string; readonly x: number; readonly y: number }[]
  /** Each as the path of SVG that draws it. */
  readonly arrows: readonly { readonly from: string; readonly to: string; readonly path: string }[]
}

/** The layout of a process in pixels: columns as near as they come to what they are tied to, arrows side by side where they touch a box. */
export function processDrawing(process: Process): Drawing {
  const layout = processLayout(process)
  const middle = middlesOf(layout)
  const top = Math.min(...layout.columns.flat().map((item) => middle.get(item)! - heightOf(item) / 2)) - MARGIN
  for (const [item, y] of middle) middle.set(item, Math.round(y - top))
  const left = new Map(
    layout.columns.flatMap((column, at) =>
      column.map((item) => [item, MARGIN + at * (BOX.width + GAP.columns)] as const),
    ),
  )
  const port = portsOf(layout, middle)
  return {
    width:
      MARGIN * 2 + layout.columns.length * (BOX.width + GAP.columns) - GAP.columns + (hasSideways(layout) ? 40 : 0),
    height: Math.max(...layout.columns.flat().map((item) => middle.get(item)! + heightOf(item) / 2)) + MARGIN,
    boxes: process.states.map(({ id }) => ({ id, x: left.get(id)!, y: middle.get(id)! - BOX.height / 2 })),
    arrows: layout.arrows.map((arrow) => ({ from: arrow.from, to: arrow.to, path: pathOf(arrow, left, port) })),
  }
}

const heightOf = (item: string) => (isWay(item) ? 0 : BOX.height)
const hasSideways = ({ arrows, columns }: Layout) =>
  arrows.some(({ from, to }) => columns.at(-1)!.includes(from) && columns.at(-1)!.includes(to))

/** Where the middle of each item stands, from the top. */
function middlesOf({ columns, arrows }: Layout): Map<string, number> {
  const tied = new Map<string, { readonly item: string; readonly weight: number }[]>()
  const tie = (item: string, other: string) => {
    const weight = isWay(item) && isWay(other) ? 4 : 1
    tied.set(item, [...(tied.get(item) ?? []), { item: other, weight }])
  }
  for (const { way } of arrows)
    for (const [at, item] of way.entries())
      if (at > 0) {
        tie(item, way[at - 1]!)
        tie(way[at - 1]!, item)
      }
  const stacks = columns.map(stacked)
  const middle = new Map(
    columns.flatMap((column, at) => column.map((item, row) => [item, stacks[at]![row]! - stacks[at]!.at(-1)! / 2])),
  )
  for (let round = 0; round < ROUNDS; round += 1)
    for (const step of columns.keys()) {
      const at = round % 2 === 0 ? step : columns.length - 1 - step
      const wanted = columns[at]!.map((item) => {
        const around = (tied.get(item) ?? []).filter((other) => !columns[at]!.includes(other.item))
        const weights = around.reduce((sum, { weight }) => sum + weight, 0)
        return weights === 0
          ? middle.get(item)!
          : around.reduce((sum, { item: other, weight }) => sum + weight * middle.get(other)!, 0) / weights
      })
      for (const [row, y] of apartAsStacked(wanted, stacks[at]!).entries()) middle.set(columns[at]![row]!, y)
    }
  return middle
}

/** How far below the first of its column each item must stand at least. */
function stacked(column: readonly string[]): number[] {
  const from: number[] = []
  for (const [row, item] of column.entries()) {
    const above = column[row - 1]
    const gap = above === undefined ? 0 : isWay(above) || isWay(item) ? GAP.ways : GAP.boxes
    from.push(above === undefined ? 0 : from.at(-1)! + (heightOf(above) + heightOf(item)) / 2 + gap)
  }
  return from
}

/** As near to what is wanted as the order and the distances allow: neighbours that would overlap move together. */
function apartAsStacked(wanted: readonly number[], stack: readonly number[]): number[] {
  const blocks: { sum: number; count: number }[] = []
  for (const [row, y] of wanted.entries()) {
    blocks.push({ sum: y - stack[row]!, count: 1 })
    while (blocks.length > 1 && meanOf(blocks.at(-2)!) > meanOf(blocks.at(-1)!)) {
      const last = blocks.pop()!
      blocks.push({ sum: blocks.at(-1)!.sum + last.sum, count: blocks.pop()!.count + last.count })
    }
  }
  return blocks.flatMap((block) => Array<number>(block.count).fill(meanOf(block))).map((y, row) => y + stack[row]!)
}
const meanOf = ({ sum, count }: { sum: number; count: number }) => sum / count

type Port = (item: string, side: 'left' | 'right', other: string, isBack: boolean) => number

/** Where an arrow touches an item: one below the other in the order of where they lead. */
function portsOf({ columns, arrows }: Layout, middle: ReadonlyMap<string, number>): Port {
  const columnOf = new Map(columns.flatMap((column, at) => column.map((item) => [item, at] as const)))
  const keyOf = (side: string, other: string, isBack: boolean) => `${side} ${other} ${isBack}`
  const ports = new Map<string, Map<string, { readonly y: number; readonly side: string }>>()
  for (const { from, to, way } of arrows)
    for (const [at, right] of way.entries()) {
      const left = way[at - 1]
      if (left === undefined) continue
      const isBack = way[0] !== from
      const sideways = columnOf.get(from) === columnOf.get(to)
      for (const [item, side, other] of [
        [left, 'right', right],
        [right, sideways ? 'right' : 'left', left],
      ] as const) {
        // Below its own column an arrow turns last, above it first.
        const y = middle.get(other)! + (sideways ? Math.sign(middle.get(other)! - middle.get(item)!) * 10_000 : 0)
        const known = ports.get(item) ?? new Map<string, { y: number; side: string }>()
        ports.set(item, known.set(keyOf(side, other, isBack), { y: y + (isBack ? 0.1 : 0), side }))
      }
    }
  return (item, side, other, isBack) => {
    if (isWay(item)) return middle.get(item)!
    const there = [...ports.get(item)!].filter(([, port]) => port.side === side).toSorted(([, a], [, b]) => a.y - b.y)
    const place = there.findIndex(([key]) => key === keyOf(side, other, isBack))
    const apart = Math.min(PORTS.apart, (BOX.height - 2 * PORTS.edge) / Math.max(1, there.length - 1))
    return middle.get(item)! + (place - (there.length - 1) / 2) * apart
  }
}

function pathOf({ from, to, way }: Arrow, left: ReadonlyMap<string, number>, port: Port): string {
  const isBack = way[0] !== from
  const x = (item: string, side: 'left' | 'right') => left.get(item)! + (side === 'right' ? BOX.width : 0)
  if (left.get(from) === left.get(to)) {
    const [start, end] = [port(from, 'right', to, false), port(to, 'right', from, false)]
    const edge = x(from, 'right')
    return `M${edge} ${start} C${edge + 40} ${start} ${edge + 40} ${end} ${edge + TIP} ${end}`
  }
  const [leave, enter] = isBack ? (['left', 'right'] as const) : (['right', 'left'] as const)
  const items = isBack ? way.toReversed() : way
  let path = ''
  for (const [at, item] of items.entries()) {
    const before = items[at - 1]
    if (before === undefined) continue
    const [x1, y1] = [x(before, leave), port(before, leave, item, isBack)]
    const isLast = at === items.length - 1
    const x2 = x(item, enter) + (isLast ? (isBack ? TIP : -TIP) : 0)
    const y2 = port(item, enter, before, isBack)
    const bend = (x2 - x1) / 2
    path += `${path === '' ? 'M' : 'L'}${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2} `
  }
  return path.trim()
}
