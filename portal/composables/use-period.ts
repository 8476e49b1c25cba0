import { useRoute, useRouter } from 'vue-router'
import { computed } from 'vue'
import { civilDay } from '../civil-time.ts'

const DAY = 86_400_000

/** A period of days kept in the address, so that a link shows the same figures; default: the month so far. */
export function usePeriod() {
  const route = useRoute()
  const router = useRouter()
  const today = civilDay()
  const from = computed(() => String(route.query.du ?? `${today.slice(0, 8)}01`))
  const to = computed(() => String(route.query.au ?? today))
  const set = (period: { from: string; to: string }) =>
    router.replace({ query: { ...route.query, du: period.from, au: period.to } })
  const lastDays = (days: number) => set({ from: civilDay(Date.now() - (days - 1) * DAY), to: today })
  return { from, to, set, lastDays }
}
