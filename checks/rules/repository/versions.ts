/**
 * Order of versions across ecosystems: numbers by value, then a pre-release before its release, then words.
 * @returns negative, zero or positive
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)]
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [x, y] = [left[index], right[index]]
    if (x === y) continue
    // `1.0` before `1.0.1`, after `1.0-beta`.
    if (x === undefined) return typeof y === 'number' ? (y === 0 ? 0 : -1) : 1
    if (y === undefined) return typeof x === 'number' ? (x === 0 ? 0 : 1) : -1
    if (typeof x === 'number' && typeof y === 'number') return x - y
    if (typeof x === 'number') return 1
    if (typeof y === 'number') return -1
    return x < y ? -1 : 1
  }
  return 0
}

/** `v1.2.3-rc.1+build` → [1, 2, 3, 'rc', 1]; words that mean a release are left out. */
const parts = (version: string): readonly (number | string)[] =>
  (
    version
      .replace(/^v/i, '')
      .replace(/\+.*$/, '')
      .match(/\d+|[a-z]+/gi) ?? []
  )
    .filter((part) => !/^(final|ga|release|incompatible)$/i.test(part))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.toLowerCase()))
