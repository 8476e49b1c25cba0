import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rules } from '@socle/checks'
import { loadFramework } from '@socle/rulebook'
import { describe, expect, it } from 'vitest'

const { requirements } = loadFramework()
const looked = new Set<string>(rules.flatMap((rule) => rule.requirements))
const explained = new Set(
  [
    ...readFileSync(join(import.meta.dirname, '../docs/checks-not-done.md'), 'utf8').matchAll(
      /\*\*([A-Z]+:[\w.-]+)\*\*/g,
    ),
  ].map((match) => match[1] ?? ''),
)
/** What a folder, an address or a manifest can show, as the framework says. */
const visible = requirements.filter(({ verification }) =>
  verification.some(
    ({ method, automation }) => ['repository', 'endpoint', 'manifest'].includes(method) && automation !== 'none',
  ),
)

describe('every requirement that a machine can see', () => {
  it('is a good part of the framework', () => {
    expect(visible.filter(({ reference }) => reference !== undefined).length).toBeGreaterThan(80)
    expect(rules.length).toBeGreaterThanOrEqual(80)
  })

  it.each(visible)('$id has a check, or a line that says what a machine cannot see', ({ id }) => {
    expect({ check: looked.has(id), notDone: explained.has(id) }).not.toEqual({ check: false, notDone: false })
  })

  it('is in one list only, and exists', () => {
    expect([...explained].filter((id) => looked.has(id))).toEqual([])
    expect([...explained, ...looked].filter((id) => !requirements.some((known) => known.id === id))).toEqual([])
  })
})

describe('every partial check', () => {
  it('says what is left to a person; few need nobody', () => {
    expect(rules.filter(({ left }) => left === undefined).length).toBeLessThan(rules.length / 10)
  })
})
