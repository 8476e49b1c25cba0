/** What a schema finds wrong in a request or in a file, in the language of the person: Zod says it in one, its locales in both. */
import type { Bilingual } from '../text.ts'
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

/** What the contracts say themselves, in English: the same in French. */
const ownInFrench: Readonly<Record<string, string>> = {
  'expected lower-case words joined by hyphens':
    'des mots en minuscules sans accent, reliés par des tirets, sont attendus',
  'expected a version such as 1.4.0': 'une version comme 1.4.0 est attendue',
  'expected a model name such as mistral-small': 'un nom de modèle comme mistral-small est attendu',
  'expected a time zone such as Europe/Paris': 'un fuseau horaire comme Europe/Paris est attendu',
  'expected an address that starts with https:// or http://':
    'une adresse qui commence par https:// ou http:// est attendue',
  'expected an address without anybody’s name and password':
    'une adresse sans le nom ni le mot de passe de personne est attendue',
  'a version such as 12 or 22.04': 'une version comme 12 ou 22.04',
  'calls and tokens are counted whole': 'les appels et les jetons se comptent entiers',
  'each row once': 'chaque ligne une fois',
  'name a requirement or quote a passage': 'nommez une exigence ou citez un passage',
  'an answer is expected with a decision': 'une réponse est attendue avec la décision',
  'marks follow one another inside the text': 'les passages marqués se suivent à l’intérieur du texte',
  'expected NAMESPACE:identifier, for example GI:1398':
    'le volume, deux-points, puis l’identifiant, par exemple GI:1398',
  'expected a month or a day, such as 2026-11 or 2026-11-30':
    'un mois ou un jour comme 2026-11 ou 2026-11-30 est attendu',
}

/** Formats that Zod names by their standard, told by what one writes. */
const formats: Readonly<Record<string, Bilingual>> = {
  uuid: {
    fr: 'l’identifiant que donnent les listes est attendu, par exemple 0d454c2a-757b-4cd0-97d2-f640d22b9f12',
    en: 'expected the identifier that lists give, for example 0d454c2a-757b-4cd0-97d2-f640d22b9f12',
  },
  date: { fr: 'une date AAAA-MM-JJ est attendue', en: 'expected a date YYYY-MM-DD' },
  datetime: {
    fr: 'un instant est attendu, par exemple 2026-11-30T08:00:00Z',
    en: 'expected an instant, for example 2026-11-30T08:00:00Z',
  },
  url: {
    fr: 'une adresse complète est attendue, par exemple https://exemple.gouv.fr/page',
    en: 'expected a complete address, for example https://example.org/page',
  },
}

/** @param received the part of the request that the issue stands in. A message that the schema wrote itself and that nobody put in French stays as it is. */
export function issueInWords(issue: Issue, received: unknown): Bilingual | string {
  const path = issue.instancePath.split('/').filter(Boolean)
  const input = path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], received)
  const raw = { ...issue.params, code: issue.keyword, path, input } as Parameters<typeof french>[0]
  const say = (locale: typeof french): string => {
    const said = locale(raw)
    return typeof said === 'string' ? said : (said?.message ?? issue.keyword)
  }
  const en = say(english)
  if (issue.message === undefined || issue.message === en)
    return (
      dayInWords(issue, input) ??
      formats[String(issue.params['format'])] ??
      sizeInWords(issue, input) ?? { fr: say(french), en }
    )
  const fr = ownInFrench[issue.message]
  return fr === undefined ? issue.message : { fr, en: issue.message }
}

/** Written as a day and in no calendar, as the 30th of February; undefined = something else is wrong. */
function dayInWords({ params }: Issue, input: unknown): Bilingual | undefined {
  if (params['format'] !== 'date' || typeof input !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(input)) return undefined
  return { fr: `le ${input} n’est pas un jour du calendrier`, en: `${input} is no day of the calendar` }
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
