/** Reasons: always exactly one sentence, the same in both languages. */
import type { Bilingual, Trait } from '@socle/contracts'
import type { Evaluation } from './evaluate.ts'
import type { Framework } from './framework.ts'

type Decisive = Evaluation['decisive']
type Language = keyof Bilingual

/** More would not be read. */
const SHOWN = 3

/** "Applies because {clause}." */
export const because = (applies: boolean, clause: Bilingual): Bilingual => ({
  fr: `${applies ? 'S’applique' : 'Ne s’applique pas'} car ${clause.fr}.`,
  en: `${applies ? 'Applies' : 'Does not apply'} because ${clause.en}.`,
})

/** What the application answered, as one clause: "the application is new and it has a web interface". */
export function factsClause(framework: Framework, decisive: Decisive): Bilingual {
  const traits = new Map<string, Set<string>>()
  for (const { trait, options } of decisive) traits.set(trait, new Set([...(traits.get(trait) ?? []), ...options]))
  const facts = [...traits].flatMap(([id, options]) => factsOf(framework.traitById.get(id)!, [...options]))
  return inBoth((language) =>
    listed(
      facts.map((fact) => fact[language]),
      language,
      language === 'fr' ? ['autre réponse', 'autres réponses'] : ['more answer', 'more answers'],
    ),
  )
}

/**
 * "Kept until this is answered: “Who owns it”."
 * @param kept French agrees with what is kept: a requirement (une exigence) or a volume (un volume)
 */
export function missingSentence(
  framework: Framework,
  missing: readonly string[],
  kept: 'requirement' | 'volume',
): Bilingual {
  const questions = missing.map((id) => framework.traitById.get(id)!.question)
  return {
    fr: `${kept === 'volume' ? 'Retenu' : 'Retenue'} tant qu’il n’est pas répondu à ${listed(
      questions.map(({ fr }) => `« ${withoutMark(fr)} »`),
      'fr',
      ['autre question', 'autres questions'],
    )}.`,
    en: `Kept until ${questions.length > 1 ? 'these are' : 'this is'} answered: ${listed(
      questions.map(({ en }) => `“${withoutMark(en)}”`),
      'en',
      ['more question', 'more questions'],
    )}.`,
  }
}

const withoutMark = (question: string): string => question.replace(/[\s ]*[?.]\s*$/, '')

/** Each answer's own clause; the pairs of a matrix, whose rows and columns hold fragments, join into one. */
function factsOf(trait: Trait, options: readonly string[]): Bilingual[] {
  const pairs = options.filter((option) => trait.kind === 'matrix' && option.includes('@'))
  const alone = options.filter((option) => !pairs.includes(option)).map((option) => factOf(trait.options, option))
  return pairs.length === 0 ? alone : [...alone, pairsFact(trait, pairs)]
}

/** "the application serves citizens from the internet and agents of the ministry from the intranet" */
function pairsFact(trait: Trait, pairs: readonly string[]): Bilingual {
  const fragments = pairs.map((pair) => {
    const [row = '', column = ''] = pair.split('@')
    const [who, where] = [factOf(trait.options, row), factOf(trait.columns ?? [], column)]
    return { fr: `${who.fr} ${where.fr}`, en: `${who.en} ${where.en}` }
  })
  return inBoth((language) => {
    const list = listed(
      fragments.map((fragment) => fragment[language]),
      language,
      language === 'fr' ? ['autre public', 'autres publics'] : ['more audience', 'more audiences'],
    )
    return language === 'fr' ? `l’application sert ${list}` : `the application serves ${list}`
  })
}

const factOf = (options: Trait['options'], id: string): Bilingual =>
  options.find((option) => option.id === id)?.fact ?? { fr: id, en: id }

/** "a, b and c", or "a, b, c and 4 more". */
function listed(items: readonly string[], language: Language, [one, several]: readonly [string, string]): string {
  const rest = items.length - SHOWN
  const shown = rest > 0 ? [...items.slice(0, SHOWN), `${rest} ${rest > 1 ? several : one}`] : items
  if (shown.length < 2) return shown.join('')
  return `${shown.slice(0, -1).join(', ')}${language === 'fr' ? ' et ' : ' and '}${shown.at(-1)}`
}

const inBoth = (say: (language: Language) => string): Bilingual => ({ fr: say('fr'), en: say('en') })
