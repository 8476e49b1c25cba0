/** The shipped edition, all of it. */
import { Level, VerificationMethod, Weight } from '@socle/contracts'
import { describe, expect, test } from 'vitest'
import { gatesOf, weightOf } from './framework.ts'
import { loadFramework } from './load.ts'
import { conditionInWords } from './words.ts'

const framework = loadFramework()
const { requirements, policies } = framework

test('the edition is whole: 419 statements, 123 of them numbered in the sources and guided', () => {
  expect(requirements).toHaveLength(419)
  expect(requirements.filter(({ reference }) => reference !== undefined)).toHaveLength(123)
  expect(requirements.filter(({ guidance }) => guidance !== undefined)).toHaveLength(123)
})

test('every statement of a volume stands in a sheet, and every sheet of a text that was given holds some', () => {
  const given = new Set(framework.volumes.filter(({ source }) => source !== undefined).map(({ id }) => id))
  for (const sheet of framework.sheets.filter(({ volume }) => given.has(volume)))
    expect(
      requirements.some((requirement) => requirement.sheet === sheet.id),
      sheet.id,
    ).toBe(true)
})

test('every volume has a sheet, so that an edition may bring its first requirements', () => {
  for (const { id } of framework.volumes) expect(framework.sheets.map(({ volume }) => volume)).toContain(id)
})

test('a volume whose text was not given holds no statement', () => {
  for (const { id, source } of framework.volumes)
    expect(
      requirements.some(({ volume }) => volume === id),
      id,
    ).toBe(source !== undefined)
})

test('titles are short, and tell requirements of a sheet apart', () => {
  for (const language of ['fr', 'en'] as const) {
    const titles = requirements.map(({ sheet, title }) => `${sheet} ${title[language]}`)
    expect(new Set(titles).size).toBe(titles.length)
    for (const { id, title } of requirements)
      expect(title[language].length, `${id} ${language}`).toBeLessThanOrEqual(75)
  }
})

test('questions begin with what the application is and whom it serves', () => {
  expect(framework.topics.slice(0, 2).map(({ id }) => id)).toEqual(['identity', 'users'])
  expect(framework.traits[0]!.topic).toBe('identity')
})

test('every question decides something', () => {
  const conditions = JSON.stringify([requirements.map(({ applies }) => applies), policies.volumes])
  for (const { id } of framework.traits) expect(conditions, id).toContain(`"${id}":`)
})

test('only what the description itself is has no “none” among several answers', () => {
  for (const { id, kind, options } of framework.traits)
    if (kind !== 'choice' && id !== 'subject')
      expect(
        options.some((option) => option.id === 'none'),
        id,
      ).toBe(true)
})

describe('policies', () => {
  test('every level has a weight, every method a first gate', () => {
    expect(policies.levels.levels.map(({ level }) => level).sort()).toEqual([...Level.options].sort())
    expect(policies.levels.weights.map(({ id }) => id).sort()).toEqual([...Weight.options].sort())
    expect(Object.keys(policies.gates.firstGate).sort()).toEqual([...VerificationMethod.options].sort())
  })

  test('rules and primordial requirements bind; statements without a level inform', () => {
    const weights = Object.fromEntries(Level.options.map((level) => [level, weightOf(framework, { level })]))
    expect(weights).toEqual({
      RG: 'binding',
      P: 'binding',
      rc: 'recommended',
      I: 'recommended',
      none: 'informative',
    })
  })

  test('homologation and GDPR conformity are the two locks of production', () => {
    const locks = policies.verdict.rules.filter(({ when }) => when?.requirements !== undefined)
    for (const rule of locks) {
      expect(rule.gates, rule.id).toEqual(['production'])
      expect(rule.when?.requirements, rule.id).toEqual(['GI:PS-1.a', 'GI:PS-1.e'])
    }
    expect(locks.flatMap(({ when }) => when?.statuses ?? [])).toEqual(
      expect.arrayContaining(['not-assessed', 'partly', 'non-conforming', 'not-applicable', 'derogated', 'conforming']),
    )
    for (const id of ['GI:PS-1.a', 'GI:PS-1.e'] as const)
      expect(gatesOf(framework, framework.requirementById.get(id)!)).toContain('production')
  })

  test('each says what it decides and which open point it settles', () => {
    for (const policy of Object.values(policies))
      expect(policy.description.fr.length * policy.settles.fr.length, policy.id).toBeGreaterThan(0)
  })
})

describe('gates', () => {
  const due = (gates: Parameters<typeof gatesOf>[1]['gates'], ...methods: VerificationMethod[]) =>
    gatesOf(framework, {
      ...(gates && { gates }),
      verification: methods.map((method) => ({ method, automation: 'none' as const, how: { fr: 'x', en: 'y' } })),
    })

  test('a requirement enters at its earliest proof and stays', () => {
    expect(due(undefined, 'declaration')).toEqual(['launch', 'design', 'production'])
    expect(due(undefined, 'document')).toEqual(['design', 'production'])
    expect(due(undefined, 'endpoint')).toEqual(['production'])
    expect(due(undefined, 'endpoint', 'document')).toEqual(['design', 'production'])
  })

  test('its own list of gates comes first', () => {
    expect(due(['design'], 'endpoint')).toEqual(['design'])
  })

  test('every requirement is due somewhere', () => {
    for (const requirement of requirements) expect(gatesOf(framework, requirement), requirement.id).not.toEqual([])
  })
})

test('every condition can be said in words, in both languages', () => {
  for (const { id, applies } of requirements) {
    const words = conditionInWords(framework, applies)
    expect(words.fr, id).not.toMatch(/undefined|\[object/)
    expect(words.en, id).not.toMatch(/undefined|\[object/)
    expect(words.fr, id).not.toBe(words.en)
  }
})
