import type { Condition } from '@socle/contracts'
import { isList, isNot } from './evaluate.ts'
import type { Framework } from './framework.ts'
import type { FrameworkProblem } from './read.ts'

/** What no single file can show: references that lead nowhere, ids used twice, wording left in one language. */
export function coherenceProblems(framework: Framework): FrameworkProblem[] {
  const problems: FrameworkProblem[] = []
  const report = (file: string, path: string, message: string) => problems.push({ file, path, message })

  for (const [file, ids] of [
    ['requirements', framework.requirements.map(({ id }) => id)],
    ['traits', framework.traits.map(({ id }) => id)],
    ['catalogue/sheets.yaml', framework.sheets.map(({ id }) => id)],
    ['catalogue/volumes.yaml', framework.volumes.map(({ id }) => id)],
  ] as const)
    for (const id of duplicates(ids)) report(file, id, 'the identifier is used twice')

  const volumes = new Set(framework.volumes.map(({ id }) => id))
  const pillars = new Set(framework.pillars.map(({ id }) => id))
  for (const sheet of framework.sheets) {
    if (!volumes.has(sheet.volume))
      report('catalogue/sheets.yaml', sheet.id, `the volume ${sheet.volume} is not declared`)
    if (!pillars.has(sheet.pillar))
      report('catalogue/sheets.yaml', sheet.id, `the pillar ${sheet.pillar} is not declared`)
  }
  for (const { volume } of framework.policies.volumes.volumes)
    if (!volumes.has(volume))
      report('policies/volumes.yaml', volume, 'the volume is not declared in catalogue/volumes.yaml')
  for (const { id } of framework.volumes)
    if (!framework.policies.volumes.volumes.some(({ volume }) => volume === id))
      report('policies/volumes.yaml', id, 'the policy does not say when this volume applies')

  for (const trait of framework.traits) {
    if ((trait.kind === 'matrix') !== (trait.columns !== undefined))
      report('traits', trait.id, 'a matrix has columns, and only a matrix')
    for (const id of duplicates(trait.options.map((option) => option.id)))
      report('traits', trait.id, `the option ${id} is used twice`)
  }
  const checkCondition = (file: string, path: string, condition: Condition) => {
    for (const message of conditionProblems(framework, condition)) report(file, path, message)
  }
  checkCondition('policies/volumes.yaml', 'scope', framework.policies.volumes.scope.when)
  for (const { volume, when } of framework.policies.volumes.volumes)
    checkCondition('policies/volumes.yaml', volume, when)
  for (const { id, when } of framework.policies.volumes.cases) checkCondition('policies/volumes.yaml', id, when)

  for (const requirement of framework.requirements) {
    const file = `requirements (${requirement.sheet})`
    checkCondition(file, requirement.id, requirement.applies)
    if (!requirement.id.startsWith(`${requirement.volume}:`))
      report(file, requirement.id, `the namespace is not that of the volume ${requirement.volume}`)
    if ((requirement.reference === undefined) !== (requirement.guidance === undefined))
      report(file, requirement.id, 'a referenced requirement carries guidance, and only a referenced one')
    for (const related of requirement.related ?? [])
      if (!framework.requirementById.has(related)) report(file, requirement.id, `related ${related} does not exist`)
    for (const [where, wording] of [
      ['title', requirement.title],
      ['text', requirement.text],
    ] as const)
      if (wording.fr === wording.en)
        report(file, `${requirement.id}.${where}`, 'the same in both languages: a translation is missing')
  }
  for (const { id, when } of framework.policies.verdict.rules)
    for (const requirement of when?.requirements ?? [])
      if (!framework.requirementById.has(requirement))
        report('policies/verdict.yaml', id, `the requirement ${requirement} does not exist`)
  if (framework.policies.verdict.rules.at(-1)?.when !== undefined)
    report('policies/verdict.yaml', '', 'the last rule must hold always')
  return problems
}

/** Traits and options of a condition that the vocabulary does not have. */
export function conditionProblems(framework: Framework, condition: Condition): string[] {
  if (condition === 'always') return []
  if (isList(condition, 'all')) return condition.all.flatMap((part) => conditionProblems(framework, part))
  if (isList(condition, 'any')) return condition.any.flatMap((part) => conditionProblems(framework, part))
  if (isNot(condition)) return conditionProblems(framework, condition.not)
  return Object.entries(condition as Record<string, string[]>).flatMap(([id, options]) => {
    const trait = framework.traitById.get(id)
    if (!trait) return [`unknown trait ${id}`]
    const has = (list: readonly { id: string }[] | undefined, wanted: string | undefined) =>
      wanted === '*' || (list ?? []).some((option) => option.id === wanted)
    return options
      .filter((option) => {
        if (trait.kind !== 'matrix' || option === 'none') return !has(trait.options, option) || option === '*'
        const [row, column] = option.split('@')
        return !has(trait.options, row) || !has(trait.columns, column)
      })
      .map((option) => `the trait ${id} has no option ${option}`)
  })
}

const duplicates = <T>(values: readonly T[]): T[] => values.filter((value, index) => values.indexOf(value) !== index)
