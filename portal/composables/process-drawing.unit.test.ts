/// <reference types="node" />
import { loadGovernance } from '@socle/rulebook'
import { describe, expect, test } from 'vitest'
import { BOX, type Drawing, processDrawing } from './process-drawing.ts'

type Point = readonly [x: number, y: number]

/** What an arrow goes through, in steps of a pixel or a few: `M` and `L` go straight, `C` bends. */
function pointsOf(path: string): Point[] {
  const points: Point[] = []
  for (const [, command, numbers] of path.matchAll(/([MLC])([^MLC]+)/g)) {
    const at = numbers!.trim().split(/\s+/).map(Number)
    if (command !== 'C') points.push([at[0]!, at[1]!])
    else {
      const [x0, y0] = points.at(-1)!
      const [x1, y1, x2, y2, x3, y3] = at as [number, number, number, number, number, number]
      for (let step = 1; step <= 24; step += 1) {
        const t = step / 24
        const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3]
        points.push([a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3])
      }
    }
  }
  return points
}

const side = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point) =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))
const cross = (a: Point, b: Point, c: Point, d: Point) =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0

/** States whose arrows cross those of another; those that come to the same state run into one another. */
function crossings({ arrows }: Drawing): string[] {
  const drawn = arrows.map((arrow) => ({ ...arrow, points: pointsOf(arrow.path) }))
  const met = drawn.flatMap((one, at) =>
    drawn.slice(0, at).flatMap((other) => {
      const meets =
        one.to !== other.to &&
        one.points.some(
          (point, i) =>
            i > 0 && other.points.some((p, j) => j > 0 && cross(one.points[i - 1]!, point, other.points[j - 1]!, p)),
        )
      return meets ? [[one.to, other.to].toSorted().join(' × ')] : []
    }),
  )
  return [...new Set(met)]
}

/** Of the others, none. */
const crossing: Readonly<Record<string, number>> = {
  derogation: 2,
  'need-request': 1,
  'product-qualification': 2,
  'product-release': 2,
  reserve: 3,
}

describe.each(loadGovernance().processes.map((process) => [process.id, process] as const))('%s', (id, process) => {
  const drawing = processDrawing(process)

  test('no arrow runs behind a box, and none leaves the drawing', () => {
    const inside = ([x, y]: Point, box: { x: number; y: number }) =>
      x > box.x && x < box.x + BOX.width && y > box.y && y < box.y + BOX.height
    for (const { from, to, path } of drawing.arrows)
      for (const point of pointsOf(path)) {
        expect([from, to, drawing.boxes.filter((box) => inside(point, box)).map((box) => box.id)]).toEqual([
          from,
          to,
          [],
        ])
        expect(point[0] >= 0 && point[0] <= drawing.width && point[1] >= 0 && point[1] <= drawing.height).toBe(true)
      }
  })

  test('no box stands on another', () => {
    for (const [at, one] of drawing.boxes.entries())
      for (const other of drawing.boxes.slice(0, at))
        expect(Math.abs(one.x - other.x) >= BOX.width || Math.abs(one.y - other.y) >= BOX.height).toBe(true)
  })

  test('no arrows cross, but where no order of the states would part them', () => {
    expect(crossings(drawing)).toHaveLength(crossing[id] ?? 0)
  })
})
