/** Cases of a matrix: one step runs once for each, and what it runs may only be named there. */

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isScalar = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

export type Cases = ReadonlyMap<string, ReadonlySet<string>>

/** What each name of the matrices of a file stands for: `matrix: { etape: [essais, forme] }`, or by `include`. */
export function casesOf(contents: readonly unknown[]): Cases {
  const cases = new Map<string, Set<string>>()
  const add = (name: string, value: unknown): void => {
    if (!isScalar(value)) return
    const known = cases.get(name) ?? new Set<string>()
    if (known.size < mostCases) known.add(String(value))
    cases.set(name, known)
  }
  const visit = (value: unknown, depth: number): void => {
    if (depth > deepest) return
    if (Array.isArray(value)) for (const item of value) visit(item, depth + 1)
    else if (isRecord(value))
      for (const [key, child] of Object.entries(value)) {
        if (key === 'matrix' && isRecord(child)) {
          for (const [name, values] of Object.entries(child))
            if (Array.isArray(values) && name !== 'include' && name !== 'exclude')
              for (const one of values) add(name, one)
          const { include } = child
          if (Array.isArray(include))
            for (const one of include)
              if (isRecord(one)) for (const [name, given] of Object.entries(one)) add(name, given)
        }
        visit(child, depth + 1)
      }
  }
  for (const content of contents) visit(content, 0)
  return cases
}
const mostCases = 20
const deepest = 8

const hole = /\$\{\{\s*matrix\.([\w-]+)\s*\}\}/

/** The line as it runs, once for each case of the first name that it takes from a matrix. */
export function inEachCase(line: string, cases: Cases): readonly string[] {
  const name = hole.exec(line)?.[1]
  const values = name === undefined ? undefined : cases.get(name)
  if (values === undefined || values.size === 0) return [line]
  const everywhere = new RegExp(`\\$\\{\\{\\s*matrix\\.${name}\\s*\\}\\}`, 'g')
  return [...values].map((value) => line.replace(everywhere, () => value))
}
