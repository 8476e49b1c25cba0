import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/**
 * Filters of a list that stand in the address, so that a list can be sent to somebody and found again with "back".
 * @param defaults value of each filter while the address does not say; `page` starts again when another one changes
 */
export function useQueryFilters<T extends Record<string, string>>(defaults: T) {
  const route = useRoute()
  const router = useRouter()
  const read = (name: string): string => {
    const value = route.query[name]
    return typeof value === 'string' ? value : (defaults[name] ?? '')
  }
  const set = (changes: Record<string, string>) => {
    const after = { ...route.query, page: undefined, ...changes }
    const said = Object.entries(after).filter(
      ([name, value]) => value !== undefined && value !== (defaults[name] ?? ''),
    )
    void router.replace({ query: Object.fromEntries(said) })
  }
  const filter = (name: keyof T & string): WritableComputedRef<string> =>
    computed({ get: () => read(name), set: (value) => set({ [name]: value }) })
  const page = computed({
    get: () => Math.max(1, Number.parseInt(read('page'), 10) || 1),
    set: (value: number) => set({ page: value === 1 ? '' : String(value) }),
  })
  const changed = computed(() => Object.keys(defaults).some((name) => read(name) !== defaults[name]))
  const clear = () => void router.replace({ query: {} })
  return { filter, page, changed, clear }
}
