/** Order of versions, each ecosystem in its own way: what comes before a release in one comes after it in another. */
import type { Ecosystem } from '../../facts.ts'

/** @returns negative, zero or positive */
export function compareVersions(a: string, b: string, ecosystem: Ecosystem): number {
  switch (ecosystem) {
    case 'pip': {
      const [left, right] = [pythonKey(a), pythonKey(b)]
      return left === undefined || right === undefined ? inWords(a, b, semantic) : compareKeys(left, right)
    }
    case 'maven':
    case 'gradle':
      return inWords(a, b, maven)
    case 'composer':
      return inWords(a, b, composer)
    default: {
      const [left, right] = [semver.exec(a.trim()), semver.exec(b.trim())]
      return left === null || right === null ? inWords(a, b, semantic) : compareSemantic(left, right)
    }
  }
}

/** Words in order; the empty one is the release itself. Words that are not listed come where `others` says. */
interface Words {
  readonly order: readonly string[]
  readonly same: Readonly<Record<string, string>>
  readonly others: 'before the release' | 'after all'
}
const released = { final: '', ga: '', release: '', incompatible: '' }
const semantic: Words = { order: [''], same: released, others: 'before the release' }
/** ComparableVersion of Maven. */
const maven: Words = {
  order: ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'],
  same: { ...released, a: 'alpha', b: 'beta', m: 'milestone', cr: 'rc' },
  others: 'after all',
}
/** `version_compare` of PHP, as Composer normalises versions. */
const composer: Words = {
  order: ['dev', 'alpha', 'beta', 'rc', '', 'patch'],
  same: { ...released, stable: '', a: 'alpha', b: 'beta', p: 'patch', pl: 'patch' },
  others: 'before the release',
}

function inWords(a: string, b: string, words: Words): number {
  const [left, right] = [parts(a, words), parts(b, words)]
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [x, y] = [left[index], right[index]]
    if (typeof x === 'number' && typeof y === 'number') {
      if (x !== y) return x - y
    } else if (typeof x === 'number' && x > 0) return 1
    else if (typeof y === 'number' && y > 0) return -1
    else {
      // A number that is missing is zero, and stands where a release does.
      const [p, q] = [typeof x === 'string' ? x : '', typeof y === 'string' ? y : '']
      const between = rank(p, words) - rank(q, words)
      if (between !== 0) return between
      if (p !== q) return p < q ? -1 : 1
    }
  }
  return 0
}

/** `v1.2.3-rc.1+build` → [1, 2, 3, 'rc', 1] */
const parts = (version: string, { same }: Words): readonly (number | string)[] =>
  (
    version
      .replace(/^v/i, '')
      .replace(/\+.*$/, '')
      .match(/\d+|[a-z]+/gi) ?? []
  ).map((part) => {
    if (/^\d+$/.test(part)) return Number(part)
    const word = part.toLowerCase()
    return same[word] ?? word
  })

function rank(word: string, { order, others }: Words): number {
  const index = order.indexOf(word)
  if (index >= 0) return index
  return others === 'after all' ? order.length : order.indexOf('') - 0.5
}

/** PEP 440, in its parts. */
const python =
  /^\s*v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<phase>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<pre>\d*))?(?:-(?<post1>\d+)|[-_.]?(?<word>post|rev|r)[-_.]?(?<post2>\d*))?(?<dev>[-_.]?dev[-_.]?(?<number>\d*))?(?:\+[\w.-]*)?\s*$/i

/** A development release comes before everything of its own release, and a pre-release after it; no number is zero. */
function pythonKey(version: string): readonly number[] | undefined {
  const found = python.exec(version)?.groups
  if (found === undefined) return undefined
  const { epoch = '0', release = '', phase, pre, post1, word, post2, dev, number } = found
  const post = post1 ?? (word === undefined ? undefined : post2 || '0')
  const early = phase === undefined ? (post === undefined && dev !== undefined ? -1 : 3) : phaseOf(phase)
  const numbers = release.split('.').map(Number)
  while (numbers.length < longestRelease) numbers.push(0)
  return [
    Number(epoch),
    ...numbers,
    early,
    Number(pre || 0),
    post === undefined ? -1 : Number(post),
    dev === undefined ? Infinity : Number(number || 0),
  ]
}
const longestRelease = 12
const phaseOf = (word: string): number => (/^a/i.test(word) ? 0 : /^b/i.test(word) ? 1 : 2)

function compareKeys(left: readonly number[], right: readonly number[]): number {
  for (const [index, x] of left.entries()) {
    const y = right[index] ?? 0
    if (x !== y) return x < y ? -1 : 1
  }
  return 0
}

const semver = /^v?(\d+)\.(\d+)\.(\d+)(?:-([\dA-Za-z.-]+))?(?:\+[\dA-Za-z.-]+)?$/

/** Semantic versioning §11. */
function compareSemantic(left: RegExpExecArray, right: RegExpExecArray): number {
  for (const index of [1, 2, 3]) {
    const between = Number(left[index]) - Number(right[index])
    if (between !== 0) return between
  }
  const [p, q] = [left[4], right[4]]
  if (p === undefined || q === undefined) return p === q ? 0 : p === undefined ? 1 : -1
  const [before, after] = [p.split('.'), q.split('.')]
  for (const [index, x] of before.entries()) {
    const y = after[index]
    if (y === undefined) return 1
    if (x === y) continue
    const [xIsNumber, yIsNumber] = [/^\d+$/.test(x), /^\d+$/.test(y)]
    if (xIsNumber && yIsNumber) return Number(x) - Number(y)
    if (xIsNumber !== yIsNumber) return xIsNumber ? -1 : 1
    return x < y ? -1 : 1
  }
  return before.length - after.length
}
