import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { check } from './commands/check.ts'

const folder = join(import.meta.dirname, '../deploy/pipelines')

/** Every shell text of a pipeline, wherever it stands. */
function shells(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(shells)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'run' && typeof inner === 'string') return [inner]
    if (key === 'script' && Array.isArray(inner)) return inner.filter((line) => typeof line === 'string')
    return shells(inner)
  })
}

describe.each(['gitlab-ci.yml', 'github-actions.yml'])('the pipeline %s', (name) => {
  const document = parseDocument(readFileSync(join(folder, name), 'utf8'), { uniqueKeys: true })
  const scripts = shells(document.toJS())

  it('is YAML without a fault, and shell that parses', () => {
    expect([...document.errors, ...document.warnings]).toEqual([])
    expect(scripts).toHaveLength(1)
    for (const script of scripts)
      expect(spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  })

  it('names existing options only, SARIF, baseline and --push among them', () => {
    const options = new Set(
      scripts
        .flatMap((script) => script.split('\n').filter((line) => /\bset --|socle\.js/.test(line)))
        .flatMap((line) => [...line.matchAll(/\s--([a-z-]+)/g)].map((match) => match[1])),
    )
    expect([...options].filter((option) => option === undefined || !Object.hasOwn(check.options, option))).toEqual([])
    expect([...options]).toEqual(expect.arrayContaining(['app', 'format', 'baseline', 'html', 'push']))
  })

  it('fetches the whole history, and sends nothing without a key', () => {
    expect(document.toString()).toMatch(/GIT_DEPTH: '0'|fetch-depth: 0/)
    expect(scripts[0]).toMatch(/if \[ -n "\$SOCLE_KEY" \].*--push/)
  })
})
