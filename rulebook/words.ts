import type { Bilingual, Condition } from '@socle/contracts'
import { isList, isNot } from './condition.ts'
import type { Framework } from './framework.ts'

/** A condition as a reader would say it: "the interface is one of web, mobile; and …". */
export function conditionInWords(framework: Framework, condition: Condition): Bilingual {
  return { fr: say(framework, condition, 'fr'), en: say(framework, condition, 'en') }
}

function say(framework: Framework, condition: Condition, language: 'fr' | 'en'): string {
  const fr = language === 'fr'
  if (condition === 'always') return fr ? 'toute application du volume' : 'every application of the volume'
  const inner = (part: Condition): string => {
    const text = say(framework, part, language)
    return isList(part, 'any') || isList(part, 'all') ? `(${text})` : text
  }
  if (isList(condition, 'all')) return condition.all.map(inner).join(fr ? ' et ' : ' and ')
  if (isList(condition, 'any')) return condition.any.map(inner).join(fr ? ' ou ' : ' or ')
  if (isNot(condition)) return `${fr ? 'sauf si' : 'unless'} ${inner(condition.not)}`
  return Object.entries(condition as Record<string, string[]>)
    .map(([id, options]) => {
      const trait = framework.traitById.get(id)!
      const label = (list: readonly { id: string; label: Bilingual }[] | undefined, wanted: string | undefined) =>
        wanted === '*'
          ? fr
            ? 'tous'
            : 'all'
          : (list?.find((option) => option.id === wanted)?.label[language] ?? wanted ?? '')
      const answers = options.map((option) => {
        if (trait.kind !== 'matrix' || option === 'none') return label(trait.options, option)
        const [row, column] = option.split('@')
        return `${label(trait.options, row)} – ${label(trait.columns, column)}`
      })
      const question = trait.question[language].replace(/\s*\?\s*$/, '')
      return fr ? `« ${question} » : ${answers.join(' ou ')}` : `“${question}”: ${answers.join(' or ')}`
    })
    .join(fr ? ' et ' : ' and ')
}
