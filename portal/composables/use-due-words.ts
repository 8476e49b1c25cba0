import { useI18n } from 'vue-i18n'
import { civilDay } from '../civil-time.ts'
import { longDate } from '../i18n/index.ts'
import { howFar } from './how-far.ts'

/** A deadline as one would say it: the day, and how far it is. */
export function useDueWords() {
  const { t } = useI18n()
  return (dueOn: string): string => {
    const { unit, n, late } = howFar(dueOn, civilDay())
    const far = n === 0 ? t('procedure.dueToday') : t(`procedure.${late ? 'late' : 'dueIn'}.${unit}`, { n }, n)
    return `${t('procedure.due', { date: longDate(dueOn) })} (${far})`
  }
}
