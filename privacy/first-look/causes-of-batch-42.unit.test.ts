import { expect, test } from 'vitest'
import { detect } from '../detect.ts'

/** What batch 42 showed to be missed, in other words than its own; beside each mend, what it must leave alone. */
const found = (text: string): string[] =>
  detect(text).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`)

test.each([
  // What a date is stands in brackets behind it
  ['Léonie Vasseur, 3 mai 1952 (naissance), sous tutelle', ['PERSON Léonie Vasseur', 'BIRTH_DATE 3 mai 1952']],
  ['Léonie Vasseur, 03/05/1952 (date de naissance)', ['PERSON Léonie Vasseur', 'BIRTH_DATE 03/05/1952']],
  ['Léonie Vasseur, 3 mai 2024 (réunion)', ['PERSON Léonie Vasseur']],
])('%s', (text, expected) => {
  expect(found(text)).toEqual(expected)
})
