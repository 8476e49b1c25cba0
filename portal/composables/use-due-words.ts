import { useI18n } from 'vue-i18n'
import { longDate } from '../i18n/index.ts'
import { isoDay } from './use-period.ts'

const DAY_MS = 24 * 3_600_000

/** A deadline as one would say it: the day, and how far it is. */
export function useDueWords() {
  const { t } = useI18n()
  return (dueOn: string): string => {
    // The day is the reader's.
    const today = isoDay(Date.now())
    const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / DAY_MS)
    const far =
      days === 0
        ? t('procedure.dueToday')
        : days > 0
          ? t('procedure.dueIn', { n: days }, days)
          : t('procedure.late', { n: -days }, -days)
    return `${t('procedure.due', { date: longDate(dueOn) })} (${far})`
  }
}
