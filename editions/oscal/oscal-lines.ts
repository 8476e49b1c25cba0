/** Lines of the controls of a catalogue in JSON: of their `"id"`, or of their beginning when they have none. */
import type { Json } from './oscal-json.ts'

/** Undefined for every control of a file of one line, where a line leads nowhere. */
export function controlLines(text: string, data: Json): (control: object) => number | undefined {
  if (!text.trimEnd().includes('\n')) return () => undefined
  const lines = linesInText(text)
  const controls = controlsIn(data)
  if (lines.length !== controls.length) return () => undefined
  const byControl = new Map(controls.map((control, at) => [control, lines[at]]))
  return (control) => byControl.get(control)
}

/** Members of arrays named `controls`, in the order of the text. */
function controlsIn(data: Json, named = false): object[] {
  if (Array.isArray(data))
    return (data as readonly Json[]).flatMap((each) => [
      ...(named && typeof each === 'object' && each !== null ? [each as object] : []),
      ...controlsIn(each),
    ])
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data as Readonly<Record<string, Json>>).flatMap(([key, value]) =>
    controlsIn(value, key === 'controls'),
  )
}

interface Open {
  readonly array: boolean
  /** Member that comes next, of an object. */
  key: string
  /** Rank of the control that this object is. */
  readonly control: number
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:\n]/g

function linesInText(text: string): number[] {
  const lines: number[] = []
  const open: Open[] = []
  let line = 1
  let before = ''
  for (const [sign] of text.matchAll(token)) {
    const inside = open.at(-1)
    if (sign === '\n') {
      line += 1
      continue
    }
    if (sign === '{' || sign === '[') {
      const isControl = inside?.array === true && open.at(-2)?.key === 'controls'
      if (isControl) lines.push(line)
      open.push({ array: sign === '[', key: '', control: sign === '{' && isControl ? lines.length - 1 : -1 })
    } else if (sign === '}' || sign === ']') open.pop()
    else if (sign === ':' && inside !== undefined) {
      inside.key = before.slice(1, -1)
      if (inside.key === 'id' && inside.control >= 0) lines[inside.control] = line
    } else if (sign === ',' && inside !== undefined && !inside.array) inside.key = ''
    before = sign
  }
  return lines
}
