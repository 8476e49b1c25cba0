/** Budgets as the command line writes them: `10eur/month,1000requests/day`. */
import type { Limit } from '@socle/contracts/ai/limits'
import { measureWordsFor, periodWords, scopeWords } from '@socle/contracts/words/ai'
import { BudgetDeclaration, MAX_BUDGET } from '@socle/contracts/ai/budgets'
import type { Language } from '@socle/contracts/text'
import { wrongUse } from './errors.ts'

export const budgetOption = {
  help: {
    option: '--budget B',
    meaning: {
      fr: 'budgets : 20eur/month, 100000tokens/day, 60requests/minute (séparés par des virgules)',
      en: 'budgets: 20eur/month, 100000tokens/day, 60requests/minute (separated by commas)',
    },
  },
  options: { budget: { type: 'string' } },
} as const

const measures: Record<string, BudgetDeclaration['measure']> = {
  eur: 'money',
  '€': 'money',
  tokens: 'tokens',
  requests: 'requests',
}

/**
 * Refuses before anything is sent what no budget may be.
 * @param command that reads them
 */
export function parseBudgets(given: string | undefined, command: string): BudgetDeclaration[] {
  if (given === undefined) return []
  return given.split(',').map((part) => {
    const written = part.trim()
    const match = /^(\d+(?:\.\d+)?)\s*(eur|€|tokens|requests)\s*\/\s*(minute|day|month)$/i.exec(written)
    if (!match)
      throw wrongUse(
        {
          fr: `Budget illisible : « ${written} ». Écrivez par exemple 20eur/month ou 60requests/minute.`,
          en: `Unreadable budget: “${written}”. Write for example 20eur/month or 60requests/minute.`,
        },
        command,
      )
    const [, amount, measure, period] = match
    const budget = BudgetDeclaration.safeParse({
      amount: Number(amount),
      measure: measures[measure!.toLowerCase()],
      period: period!.toLowerCase(),
    })
    if (budget.success) return budget.data
    const most = Number(amount) > MAX_BUDGET
    throw wrongUse(
      most
        ? {
            fr: `Budget trop grand : « ${written} ». Le plus grand est ${MAX_BUDGET} ; sans limite, ne fixez pas de budget.`,
            en: `Budget too large: “${written}”. The largest is ${MAX_BUDGET}; for no limit, set no budget.`,
          }
        : {
            fr: `Budget refusé : « ${written} ». Les appels et les jetons se comptent entiers.`,
            en: `Budget refused: “${written}”. Calls and tokens are counted whole.`,
          },
      command,
    )
  })
}

const words = {
  fr: { per: 'par', held: 'en réserve', frees: 'repart de zéro le', nobody: '(ne limite personne)' },
  en: { per: 'per', held: 'reserved', frees: 'starts again on', nobody: '(holds nobody)' },
} as const

/** A budget as lists write it. */
export function budgetLine(limit: Limit, language: Language): string {
  const { id, scope, ofName, holds, amount, measure, period, spent, held, frees } = limit
  const { per, held: reserved, frees: again, nobody } = words[language]
  const whom = `${scopeWords[scope][language]} ${ofName}${holds ? '' : ` ${nobody}`}`
  const under = held > 0 ? ` (+ ${held} ${reserved})` : ''
  const of = `${amount} ${measureWordsFor(measure, amount)[language]} ${per} ${periodWords[period][language]}`
  return `${id}  ${whom}  ${spent}${under} / ${of}  ${again} ${frees.slice(0, 16)}Z`
}
