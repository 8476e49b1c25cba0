import type { Limit } from '@socle/contracts'
import { useI18n } from 'vue-i18n'
import { count, euros } from '../i18n/figures.ts'

/** Figures of a budget in its unit: euros, calls, tokens. */
export function useBudgetWords() {
  const { t } = useI18n()
  const amountOf = ({ measure }: Pick<Limit, 'measure'>, value: number): string =>
    measure === 'money' ? euros(value) : t(`ai.amounts.${measure}`, { n: count(value) }, value)
  return { amountOf }
}
