import type { Language } from '@socle/contracts/text'
import type { Verdict } from '@socle/contracts/conformity/verdict'

/** What the policy would say next, once what the verdict is held by is mended: one line a rule, with what it speaks of. */
export const nextRules = ({ also }: Pick<Verdict, 'also'>, language: Language): string[] =>
  also.map(({ sentence, requirements, reserves }) => {
    const of = [...requirements, ...reserves.map(({ title }) => title)].join(', ')
    return { fr: `Ensuite : ${sentence.fr} (${of})`, en: `Next: ${sentence.en} (${of})` }[language]
  })
