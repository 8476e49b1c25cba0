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
  // Two changes in the same breath add up: the second must not be built on an address that the first has not reached yet.
  let coming: Record<string, unknown> | undefined
  const set = (changes: Record<string, string>) => {
    const after: Record<string, unknown> = { ...(coming ?? route.query), page: undefined, ...changes }
    coming = after
    const said = Object.entries(after).filter(
      ([name, value]) => value !== undefined && value !== (defaults[name] ?? ''),
    )
    void router.replace({ query: Object.fromEntries(said) as Record<string, string> }).finally(() => {
      if (coming === after) coming = undefined
    })
  }
  const filter = (name: keyof T & string): WritableComputedRef<string> =>
    computed({ get: () => read(name), set: (value) => set({ [name]: value }) })
  const page = computed({
    get: () => Math.max(1, Number.parseInt(read('page'), 10) || 1),
    set: (value: number) => set({ page: value === 1 ? '' : String(value) }),
  })
  const changed = computed(() => Object.keys(defaults).some((name) => read(name) !== defaults[name]))
  const clear = () => void router.replace({ query: {} })
  return { filter, page, changed, set, clear }
}
