import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CheckSource } from '@socle/contracts/checks/checks'
import { RequirementId } from '@socle/contracts/framework/framework'
import { judge } from '../judge.ts'
import type { Case } from './cases.ts'
import { codeCases } from './code.cases.ts'
import { deploymentCases } from './deployment.cases.ts'
import { endpointCases } from './endpoint.cases.ts'
import { known } from './hand-built.ts'
import { rules } from './index.ts'
import { manifestCases } from './manifest.cases.ts'
import { repositoryCases } from './repository.cases.ts'

const cases = { ...repositoryCases, ...codeCases, ...manifestCases, ...deploymentCases, ...endpointCases }
/** Checks that never pass by themselves: what they find is for a person. */
const neverPass = new Set(['repository/flat-files', 'manifest/message-broker'])

describe('every rule', () => {
  it('is listed once', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  })

  it('stands in the list: no file of a rule is forgotten', () => {
    const defined = CheckSource.options.flatMap((source) =>
      readdirSync(join(import.meta.dirname, source)).flatMap((name) => {
        const text = readFileSync(join(import.meta.dirname, source, name), 'utf8')
        return [...text.matchAll(/^ {2}id: '(\w+\/[\w-]+)',$/gm)].map((match) => match[1])
      }),
    )
    expect(rules.map(({ id }) => id as string).sort()).toEqual(defined.sort())
    expect(Object.keys(cases).sort()).toEqual(defined.sort())
  })

  it.each(rules)('$id is well formed', (rule) => {
    expect(rule.id).toMatch(new RegExp(`^${rule.source}/[a-z0-9]+(-[a-z0-9]+)*$`))
    expect(CheckSource.options).toContain(rule.source)
    expect(rule.requirements.length).toBeGreaterThan(0)
    for (const requirement of rule.requirements) expect(RequirementId.safeParse(requirement).success).toBe(true)
    for (const wording of [
      rule.title,
      rule.failureTitle,
      rule.why,
      rule.mend,
      ...(rule.left === undefined ? [] : [rule.left]),
    ]) {
      expect(wording.fr.trim()).not.toBe('')
      expect(wording.en.trim()).not.toBe('')
    }
    expect(rule.needs.length).toBeGreaterThan(0)
    expect(Object.isFrozen(rule)).toBe(true)
    for (const pattern of Object.values({ ...rule.looksFor, ...rule.looksForInHistory })) {
      expect(pattern.expression.global).toBe(false)
      for (const hint of pattern.hints) expect(hint).toBe(hint.toLowerCase())
    }
  })

  it.each(rules)('$id never passes without facts', (rule) => {
    expect(judge(rule, {}).verdict).toBe('manual')
    const unreachable = Object.fromEntries(
      rule.needs.map((name) => [name, { known: false, why: 'unreachable', reason: { fr: 'x', en: 'x' } }] as const),
    )
    expect(judge(rule, unreachable).verdict).toBe('error')
  })

  it.each(rules)('$id does not pass when one of its facts is missing or incomplete', (rule) => {
    for (const passing of cases[rule.id]?.pass ?? [])
      for (const name of rule.needs) {
        const facts = passing(rule)
        expect(
          judge(rule, { ...facts, [name]: { known: false, why: 'unreachable', reason: { fr: 'x', en: 'x' } } }).verdict,
        ).toBe('error')
        const fact = facts[name]
        if (fact?.known === true)
          expect(
            judge(rule, { ...facts, [name]: { ...fact, problems: [{ message: { fr: 'x', en: 'x' } }] } }).verdict,
          ).toBe('error')
      }
  })

  it.each(rules)('$id has a case that passes and one that fails', ({ id }) => {
    if (!neverPass.has(id)) expect(cases[id]?.pass?.length ?? 0).toBeGreaterThan(0)
    expect(cases[id]?.fail?.length ?? 0).toBeGreaterThan(0)
  })
})

describe.each(rules)('$id', (rule) => {
  const written = Object.entries(cases[rule.id] ?? {}).flatMap(([verdict, all]) =>
    all.map((one: Case, index: number) => ({ verdict, index, one })),
  )
  it.each(written)('says $verdict (case $index)', ({ verdict, one }) => {
    const outcome = judge(rule, one(rule))
    expect({ verdict: outcome.verdict, findings: outcome.findings.map(({ message }) => message.en) }).toEqual({
      verdict,
      findings: verdict === 'fail' ? expect.arrayContaining([expect.any(String)]) : [],
    })
  })
})

describe('a rule judged for an application', () => {
  const rule = rules.find(({ id }) => id === 'repository/soap')
  const failing = repositoryCases['repository/soap']?.fail?.[0]
  const reason = { fr: 'Application existante.', en: 'Existing application.' }

  it('does not apply when none of its requirements does', () => {
    if (rule === undefined || failing === undefined) throw new Error('no case')
    const outcome = judge(rule, failing(rule), () => ({ applies: false, certain: true, reason }))
    expect(outcome).toMatchObject({ verdict: 'not-applicable', reason })
  })

  it('is judged when the answer is not certain, or the requirement unknown', () => {
    if (rule === undefined || failing === undefined) throw new Error('no case')
    expect(judge(rule, failing(rule), () => ({ applies: false, certain: false, reason })).verdict).toBe('fail')
    expect(judge(rule, failing(rule), () => undefined).verdict).toBe('fail')
  })

  it('says error, not pass, when it breaks off', () => {
    if (rule === undefined) throw new Error('no rule')
    const broken = {
      ...rule,
      judge: () => {
        throw new Error('boom')
      },
    }
    expect(
      judge(broken, known({ files: [], packages: { manifests: [], locks: [], inventories: [] }, matches: {} })),
    ).toMatchObject({ verdict: 'error' })
  })
})
