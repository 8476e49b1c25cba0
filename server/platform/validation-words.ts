/** What a schema finds wrong in a request, in the language of the person: Zod says it in one, its locales in both. */
import type { Bilingual } from '@socle/contracts'
import { z } from 'zod'

/** As the validator of fastify-type-provider-zod hands an issue over: without the value that it is about. */
interface Issue {
  readonly keyword: string
  readonly instancePath: string
  readonly message?: string
  readonly params: Record<string, unknown>
}

const french = z.locales.fr().localeError
const english = z.locales.en().localeError

/** @param received the part of the request that the issue stands in. A message that the schema wrote itself stays as it is. */
export function issueInWords(issue: Issue, received: unknown): Bilingual | string {
  const path = issue.instancePath.split('/').filter(Boolean)
  const input = path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], received)
  const raw = { ...issue.params, code: issue.keyword, path, input } as Parameters<typeof french>[0]
  const say = (locale: typeof french): string => {
    const said = locale(raw)
    return typeof said === 'string' ? said : (said?.message ?? issue.keyword)
  }
  const en = say(english)
  if (issue.message === undefined || issue.message === en) {
    const size = sizeInWords(issue, input)
    if (size !== undefined) return size
  }
  return issue.message === undefined || issue.message === en ? { fr: say(french), en } : issue.message
}

/** Too short or too long a text, which Zod tells in the words of a programmer; undefined = something else is wrong. */
function sizeInWords({ keyword, params }: Issue, input: unknown): Bilingual | undefined {
  if (typeof input !== 'string') return undefined
  if (keyword === 'too_small' && params['minimum'] === 1) return { fr: 'à renseigner', en: 'to be given' }
  if (keyword === 'too_small') {
    const least = String(params['minimum'])
    return { fr: `${least} caractères au moins`, en: `at least ${least} characters` }
  }
  if (keyword !== 'too_big') return undefined
  const most = String(params['maximum'])
  return { fr: `${most} caractères au plus`, en: `at most ${most} characters` }
}
