import type { Bilingual, Trait } from '@socle/contracts'
import type { Evaluation } from './evaluate.ts'
import type { Framework } from './framework.ts'

/** "Applies because the application exposes an API." One sentence, whatever the number of facts. */
export function factSentence(framework: Framework, decisive: Evaluation['decisive'], applies: boolean): Bilingual {
  const clauses = decisive.map(({ trait, options }) => clauseOf(framework.traitById.get(trait)!, options))
  return {
    fr: `${applies ? 'S’applique' : 'Ne s’applique pas'} car ${join(clauses, 'fr')}.`,
    en: `${applies ? 'Applies' : 'Does not apply'} because ${join(clauses, 'en')}.`,
  }
}

/** "Kept until it is answered: how large is the application?" */
export function missingSentence(framework: Framework, missing: readonly string[]): Bilingual {
  const questions = missing.map((id) => framework.traitById.get(id)!.question)
  const strip = (text: string) => text.replace(/\s*[?.]\s*$/, '')
  return {
    fr: `Retenue tant qu’il n’est pas répondu à : ${questions.map(({ fr }) => `« ${strip(fr)} »`).join(', ')}.`,
    en: `Kept until this is answered: ${questions.map(({ en }) => `“${strip(en)}”`).join(', ')}.`,
  }
}

/** What the application answered, as a clause. */
function clauseOf(trait: Trait, options: readonly string[]): Bilingual {
  const facts = options.map((option) =>
    trait.kind === 'matrix' ? pairFact(trait, option) : factOf(trait.options, option),
  )
  return {
    fr: listed(
      facts.map(({ fr }) => fr),
      'fr',
    ),
    en: listed(
      facts.map(({ en }) => en),
      'en',
    ),
  }
}

/** Rows and columns of a matrix hold fragments: "citizens", "from the internet". */
function pairFact(trait: Trait, option: string): Bilingual {
  const [row, column] = option.split('@')
  const who = factOf(trait.options, row!)
  if (column === undefined) return who
  const where = factOf(trait.columns ?? [], column)
  return { fr: `l’application sert ${who.fr} ${where.fr}`, en: `the application serves ${who.en} ${where.en}` }
}

const factOf = (options: Trait['options'], id: string): Bilingual =>
  options.find((option) => option.id === id)?.fact ?? { fr: id, en: id }

/** At most three facts are named: more would not be read. */
function listed(facts: readonly string[], language: 'fr' | 'en'): string {
  const shown = facts.slice(0, 3)
  const more = facts.length - shown.length
  const and = language === 'fr' ? ' et ' : ' and '
  if (more > 0)
    return `${shown.join(', ')}${and}${more} ${language === 'fr' ? 'autre(s) réponse(s)' : 'more answer(s)'}`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')}${and}${shown.at(-1)}`
}

const join = (clauses: readonly Bilingual[], language: 'fr' | 'en'): string =>
  listed(
    clauses.map((clause) => clause[language]),
    language,
  )
