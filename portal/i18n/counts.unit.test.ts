import { expect, test } from 'vitest'
import fr from './fr/index.ts'

/** Bounds that a policy or a limit of the product sets, never none nor one; and what is no count. */
const BOUNDS = new Set(['needed', 'minutes', 'most', 'notice', 'grace', 'limit', 'days', 'name', 'share'])
/** All requirements of the framework, and lists that are cut because they are long. */
const LARGE = new Set([
  'framework.lead',
  'lists.atLeast',
  'home.allProcedures',
  'tokens.sleeps',
  'ai.protectionTooLong',
])

function wordings(of: object, path = ''): [string, string][] {
  return Object.entries(of).flatMap(([key, words]): [string, string][] =>
    typeof words === 'string' ? [[path + key, words]] : wordings(words as object, `${path}${key}.`),
  )
}

test('what is counted agrees with one as with many', () => {
  const wrong = wordings(fr)
    .filter(([key, words]) => !words.includes(' | ') && !LARGE.has(key))
    .flatMap(([key, words]) =>
      [...words.matchAll(/\{(\w+)\} [a-zàâéèêëîïôûùç’]+[sx](?![\p{L}])/gu)]
        .filter(([said, name]) => !BOUNDS.has(name!) && !/ (dans|vers|sous|puis|plus)$/.test(said))
        .map(([said]) => `${key}: ${said}`),
    )
  expect(wrong).toEqual([])
})
