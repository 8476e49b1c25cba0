/** What the two advisers share: the open points that bear on an answer. */
import type { AdviceChoice, Answers, Bilingual, OpenPoint, Trait } from '@socle/contracts'
import { evaluate } from './evaluate.ts'

type Traits = ReadonlyMap<string, Trait>

/** Open points whose condition may hold and that concern something the answer names. */
export function openPoints(
  choices: readonly AdviceChoice[],
  answers: Answers,
  traits: Traits,
  named: readonly string[],
): OpenPoint[] {
  return choices.filter((choice) => bears(choice, answers, traits, named)).map(openPoint)
}

export const bears = (
  { when, about }: Pick<AdviceChoice, 'when' | 'about'>,
  answers: Answers,
  traits: Traits,
  named: readonly string[],
): boolean =>
  evaluate(when, answers, traits).value !== false && (about === undefined || about.some((id) => named.includes(id)))

type Choice = Pick<AdviceChoice, 'id' | 'question' | 'source' | 'chosen'> & {
  readonly options: readonly { readonly id: string; readonly name: Bilingual; readonly consequence: Bilingual }[]
}

export function openPoint({ id, question, source, chosen, options }: Choice): OpenPoint {
  const said = options.map((option) => ({ id: option.id, name: option.name, consequence: option.consequence }))
  return {
    id,
    question,
    source,
    chosen: said.find((option) => option.id === chosen)!,
    others: said.filter((option) => option.id !== chosen),
  }
}

export const optionInForce = <O extends { readonly id: string }>({
  chosen,
  options,
}: {
  readonly chosen: string
  readonly options: readonly O[]
}): O => options.find(({ id }) => id === chosen)!
