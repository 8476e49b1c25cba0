import { ApplicationId } from '@socle/contracts'
import { expect, test } from 'vitest'
import { issueInWords } from './validation-words.ts'

test('what a contract says of a wrong value in its own words is said in French as well', () => {
  const { error } = ApplicationId.safeParse('Titres en ligne')
  const { message } = error!.issues[0]!
  const issue = { keyword: 'invalid_format', instancePath: '/id', message, params: {} }
  expect(issueInWords(issue, { id: 'Titres en ligne' })).toEqual({
    fr: 'des mots en minuscules sans accent, reliés par des tirets, sont attendus',
    en: message,
  })
})
