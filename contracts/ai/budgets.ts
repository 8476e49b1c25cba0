/** A budget without whom it holds: how much, of what, in which period. */
import { z } from 'zod'

export const LimitMeasure = z.enum(['requests', 'tokens', 'money'])
export type LimitMeasure = z.infer<typeof LimitMeasure>

export const LimitPeriod = z.enum(['minute', 'day', 'month'])
export type LimitPeriod = z.infer<typeof LimitPeriod>

/** Calls, tokens or euros: a thousand million, which the database still counts to the nano-euro. */
export const MAX_BUDGET = 1_000_000_000

export const budgetShape = {
  measure: LimitMeasure,
  period: LimitPeriod,
  /** Calls and tokens, which are whole, or euros. */
  amount: z.number().min(0).max(MAX_BUDGET),
}

/** Half a call is none: it is refused rather than rounded. */
export const wholeUnlessMoney = ({ measure, amount }: { measure: LimitMeasure; amount: number }): boolean =>
  measure === 'money' || Number.isInteger(amount)
export const notWhole: { path: string[]; error: string } = {
  path: ['amount'],
  error: 'calls and tokens are counted whole',
}

export const BudgetDeclaration = z.strictObject(budgetShape).refine(wholeUnlessMoney, notWhole)
export type BudgetDeclaration = z.infer<typeof BudgetDeclaration>
