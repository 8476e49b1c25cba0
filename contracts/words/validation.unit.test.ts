import { z } from 'zod'
import { ApplicationId } from '../applications/applications.ts'
import { remarkRoutes } from '../framework/remarks.ts'
import { RequirementId } from '../framework/framework.ts'
import { IsoDate } from '../text.ts'
import { expect, test } from 'vitest'
import { issueInWords } from './validation.ts'

test('what a contract says of a wrong value in its own words is said in French as well', () => {
  const { error } = ApplicationId.safeParse('Titres en ligne')
  const { message } = error!.issues[0]!
  const issue = { keyword: 'invalid_format', instancePath: '/id', message, params: {} }
  expect(issueInWords(issue, { id: 'Titres en ligne' })).toEqual({
    fr: 'des mots en minuscules sans accent, reliés par des tirets, sont attendus',
    en: message,
  })
})

/** What is told of a value that stands alone in a request. */
const told = (schema: z.ZodType, value: unknown) => {
  const { code, message, path: _, ...params } = schema.safeParse(value).error!.issues[0]!
  return issueInWords({ keyword: code, instancePath: '/value', message, params }, { value })
}

test('an identifier, a day, an address that are not so are told by what was expected, in words', () => {
  const expected: [z.ZodType, RegExp, RegExp][] = [
    [
      z.uuid(),
      /^l’identifiant que donnent les listes est attendu, par exemple /,
      /^expected the identifier that lists give, for example /,
    ],
    [IsoDate, /^une date AAAA-MM-JJ est attendue$/, /^expected a date YYYY-MM-DD$/],
    [
      z.url(),
      /^une adresse complète est attendue, par exemple https:/,
      /^expected a complete address, for example https:/,
    ],
    [RequirementId, /^le volume, deux-points, puis l’identifiant, par exemple GI:1398$/, /for example GI:1398$/],
  ]
  for (const [schema, fr, en] of expected) {
    const said = told(schema, 'Journal')
    expect(said).toEqual({ fr: expect.stringMatching(fr) as string, en: expect.stringMatching(en) as string })
    expect(JSON.stringify(said)).not.toMatch(/UUID|ISO|URL/)
  }
})

test('a day that has the form of one and is in no calendar is told as such', () => {
  for (const day of ['2026-02-30', '2026-13-01'])
    expect(told(IsoDate, day)).toEqual({
      fr: `le ${day} n’est pas un jour du calendrier`,
      en: `${day} is no day of the calendar`,
    })
})

test('what a comment on the framework and its answer lack is said in both languages', () => {
  expect(told(remarkRoutes.add.body, { kind: 'question', text: 'Pourquoi ?' })).toEqual({
    fr: 'nommez une exigence ou citez un passage',
    en: 'name a requirement or quote a passage',
  })
  expect(told(remarkRoutes.answer.body, { state: 'declined', revision: 1 })).toEqual({
    fr: 'une réponse est attendue avec la décision',
    en: 'an answer is expected with a decision',
  })
})
