import { useRoute, useRouter } from 'vue-router'
import { computed } from 'vue'

const DAY = 86_400_000
/** Calendar day on this device, `YYYY-MM-DD`. */
export const isoDay = (instant: number): string => new Intl.DateTimeFormat('en-CA').format(instant)

/** A period of days kept in the address, so that a link shows the same figures; default: the month so far. */
export function usePeriod() {
  const route = useRoute()
  const router = useRouter()
  const today = isoDay(Date.now())
  const from = computed(() => String(route.query.du ?? `${today.slice(0, 8)}01`))
  const to = computed(() => String(route.query.au ?? today))
  const set = (period: { from: string; to: string }) =>
    router.replace({ query: { ...route.query, du: period.from, au: period.to } })
  const lastDays = (days: number) => set({ from: isoDay(Date.now() - (days - 1) * DAY), to: today })
  return { from, to, set, lastDays }
}
