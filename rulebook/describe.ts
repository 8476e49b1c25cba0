import type { Answers, Bilingual, Trait } from '@socle/contracts'
import type { Framework } from './framework.ts'
import { nearest } from './nearest.ts'

/** One mistake in a description: where, what, and how to mend it. */
export interface DescriptionProblem {
  /** `traits.interface` or `traits.interface.1` */
  readonly path: string
  readonly message: Bilingual
}

/** Checks answers against the closed vocabulary; an empty list means that they can be used. */
export function describeProblems(framework: Framework, answers: Answers): DescriptionProblem[] {
  return Object.entries(answers).flatMap(([id, answer]) => {
    const trait = framework.traitById.get(id)
    return trait ? answerProblems(trait, answer) : [unknownTrait(framework, id)]
  })
}

function answerProblems(trait: Trait, answer: string | readonly string[]): DescriptionProblem[] {
  const path = `traits.${trait.id}`
  if (trait.kind === 'choice' && typeof answer !== 'string')
    return [
      problem(
        path,
        `une seule réponse est attendue, parmi ${known(trait, 'ligne@colonne')}`,
        `a single answer is expected, one of ${known(trait, 'row@column')}`,
      ),
    ]
  if (trait.kind !== 'choice' && typeof answer === 'string')
    return [
      problem(
        path,
        `une liste est attendue, écrivez [${answer.slice(0, 80)}]`,
        `a list is expected, write [${answer.slice(0, 80)}]`,
      ),
    ]
  const given = typeof answer === 'string' ? [answer] : answer
  const problems = given.flatMap((option, index) =>
    isKnown(trait, option)
      ? []
      : [unknownOption(trait, option, typeof answer === 'string' ? path : `${path}.${index}`)],
  )
  const twice = given.find((option, index) => given.indexOf(option) !== index)
  if (twice !== undefined)
    problems.push(problem(path, `« ${twice} » y est deux fois, retirez-en une`, `“${twice}” stands twice, remove one`))
  if (given.length > 1 && given.includes('none'))
    problems.push(
      problem(
        path,
        '« none » exclut les autres réponses, gardez l’un ou les autres',
        '“none” excludes the other answers, keep one or the others',
      ),
    )
  return problems
}

function isKnown(trait: Trait, option: string): boolean {
  const has = (options: Trait['options'], id: string | undefined) => options.some((candidate) => candidate.id === id)
  if (trait.kind !== 'matrix' || option === 'none') return has(trait.options, option)
  const [row, column, ...rest] = option.split('@')
  return rest.length === 0 && row !== 'none' && has(trait.options, row) && has(trait.columns ?? [], column)
}

function unknownTrait(framework: Framework, id: string): DescriptionProblem {
  const near = nearest(id, [...framework.traitById.keys()])
  return problem(
    `traits.${id}`,
    `trait inconnu${near ? ` ; vouliez-vous dire « ${near} » ?` : ' ; « socle traits » donne la liste'}`,
    `unknown trait${near ? `; did you mean “${near}”?` : '; “socle traits” lists them'}`,
  )
}

function unknownOption(trait: Trait, option: string, path: string): DescriptionProblem {
  const candidates = answersOf(trait)
  const near = nearest(option, candidates)
  return problem(
    path,
    `réponse inconnue « ${option} »${near ? ` ; vouliez-vous dire « ${near} » ?` : ''} ; réponses possibles : ${known(trait, 'ligne@colonne')}`,
    `unknown answer “${option}”${near ? `; did you mean “${near}”?` : ''}; possible answers: ${known(trait, 'row@column')}`,
  )
}

/** Every answer that the trait admits, as it is written in a file. */
export function answersOf(trait: Trait): string[] {
  if (trait.kind !== 'matrix') return trait.options.map(({ id }) => id)
  const columns = trait.columns ?? []
  return trait.options.flatMap(({ id }) => (id === 'none' ? [id] : columns.map((column) => `${id}@${column.id}`)))
}

const known = (trait: Trait, pair: string): string =>
  trait.kind === 'matrix'
    ? `${pair} (${trait.options.map(({ id }) => id).join(', ')} @ ${(trait.columns ?? []).map(({ id }) => id).join(', ')})`
    : trait.options.map(({ id }) => id).join(', ')

const problem = (path: string, fr: string, en: string): DescriptionProblem => ({
  path,
  message: { fr: `${fr}.`, en: `${en}.` },
})
