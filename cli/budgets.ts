/** Budgets as the command line writes them: `10eur/month,1000requests/day`. */
import type { LimitDeclaration } from '@socle/contracts/ai-limits'
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

type Budget = Pick<LimitDeclaration, 'measure' | 'period' | 'amount'>

const measures: Record<string, Budget['measure']> = {
  eur: 'money',
  '€': 'money',
  tokens: 'tokens',
  requests: 'requests',
}

export function parseBudgets(given: string | undefined): Budget[] {
  if (given === undefined) return []
  return given.split(',').map((part) => {
    const match = /^\s*(\d+(?:\.\d+)?)\s*(eur|€|tokens|requests)\s*\/\s*(minute|day|month)\s*$/i.exec(part)
    if (!match)
      throw wrongUse(
        {
          fr: `Budget illisible : « ${part.trim()} ». Écrivez par exemple 20eur/month ou 60requests/minute.`,
          en: `Unreadable budget: “${part.trim()}”. Write for example 20eur/month or 60requests/minute.`,
        },
        'key',
      )
    const [, amount, measure, period] = match
    return {
      amount: Number(amount),
      measure: measures[measure!.toLowerCase()]!,
      period: period!.toLowerCase() as Budget['period'],
    }
  })
}
