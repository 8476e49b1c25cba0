import { useI18n } from 'vue-i18n'
import { longDate } from '../i18n/index.ts'
import { howFar } from './how-far.ts'
import { isoDay } from './use-period.ts'

/** A deadline as one would say it: the day, and how far it is. */
export function useDueWords() {
  const { t } = useI18n()
  return (dueOn: string): string => {
    // The day is the reader's.
    const { unit, n, late } = howFar(dueOn, isoDay(Date.now()))
    const far = n === 0 ? t('procedure.dueToday') : t(`procedure.${late ? 'late' : 'dueIn'}.${unit}`, { n }, n)
    return `${t('procedure.due', { date: longDate(dueOn) })} (${far})`
  }
}
