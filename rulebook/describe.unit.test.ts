import type { Answers } from '@socle/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answersOf, describeProblems } from './describe.ts'
import { loadFramework } from './load.ts'
import { completeAnswers } from './testing.ts'

const framework = loadFramework()

const mistakes: [string, Answers, string, string, string][] = [
  ['a question that does not exist', { interfaces: ['web'] }, 'traits.interfaces', '« interface »', '“interface”'],
  ['a question nothing like any', { zzzzzzzz: 'x' }, 'traits.zzzzzzzz', 'donne la liste', 'lists them'],
  ['an answer that does not exist', { interface: ['webb'] }, 'traits.interface.0', '« web »', '“web”'],
  ['the second answer of a list', { interface: ['web', 'mobile'] }, 'traits.interface.1', 'mobile-app', 'mobile-app'],
  ['a list where one answer fits', { owner: ['ministry'] }, 'traits.owner', 'une seule réponse', 'a single answer'],
  ['one answer where a list fits', { interface: 'web' }, 'traits.interface', 'écrivez [web]', 'write [web]'],
  [
    '“none” among others',
    { interface: ['web', 'none'] },
    'traits.interface',
    'exclut les autres',
    'excludes the other',
  ],
  ['the same answer twice', { interface: ['web', 'web'] }, 'traits.interface', 'deux fois', 'twice'],
  ['a row without its column', { audiences: ['citizens'] }, 'traits.audiences.0', 'ligne@colonne', 'row@column'],
  ['a joker in an answer', { audiences: ['citizens@*'] }, 'traits.audiences.0', 'inconnue', 'unknown'],
  ['a pair with nobody', { audiences: ['none@internet'] }, 'traits.audiences.0', 'inconnue', 'unknown'],
  ['a column too many', { audiences: ['citizens@rie@internet'] }, 'traits.audiences.0', 'inconnue', 'unknown'],
  ['“nobody” among pairs', { audiences: ['none', 'citizens@internet'] }, 'traits.audiences', 'exclut', 'excludes'],
  ['a name of the language itself', { constructor: 'x' }, 'traits.constructor', 'inconnu', 'unknown'],
  ['an empty answer', { owner: '' }, 'traits.owner', 'réponses possibles', 'possible answers'],
]
test.each(mistakes)('%s is told with its place and its mend', (_, answers, path, fr, en) => {
  const [first, ...others] = describeProblems(framework, answers)
  expect(others).toEqual([])
  expect(first).toMatchObject({
    path,
    message: { fr: expect.stringContaining(fr), en: expect.stringContaining(en) },
  })
})

test('every mistake is told at once', () => {
  const problems = describeProblems(framework, { colour: 'blue', owner: 'nobody', interface: ['webb', 'none'] })
  expect(problems.map(({ path }) => path)).toEqual([
    'traits.colour',
    'traits.owner',
    'traits.interface.0',
    'traits.interface',
  ])
})

test('an endless word is refused without comparing it letter by letter', () => {
  const word = 'a'.repeat(5_000_000)
  expect(describeProblems(framework, { [word]: 'x' })).toHaveLength(1)
})

test('no answer at all is a valid description', () => {
  expect(describeProblems(framework, {})).toEqual([])
})

test('whatever the vocabulary offers is accepted', () => {
  fc.assert(fc.property(completeAnswers(framework), (answers) => describeProblems(framework, answers).length === 0))
  for (const trait of framework.traits) expect(answersOf(trait).length, trait.id).toBeGreaterThan(1)
})
