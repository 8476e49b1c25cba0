import { type InjectionKey, inject, onUnmounted, provide, reactive, watch } from 'vue'

/** A filter that an address sets to what none of its choices is. */
interface UnknownFilter {
  readonly label: string
  readonly value: string
  /** What may be chosen instead, as people read it. */
  readonly known: readonly string[]
}
const key: InjectionKey<Map<string, UnknownFilter>> = Symbol('unknown filters')

/** A list says at its head which filters it does not know: on a narrow screen its choices are folded. */
export function useUnknownFilters(): ReadonlyMap<string, UnknownFilter> {
  const unknown = reactive(new Map<string, UnknownFilter>())
  provide(key, unknown)
  return unknown
}

/** A choice in a list tells it what it was given and does not know; elsewhere nobody listens. */
export function useToldUnknown(
  id: () => string,
  told: () => { label: string; value: string; options: readonly { value: string; label: string; name?: string }[] },
): void {
  const unknown = inject(key, undefined)
  if (!unknown) return
  const found = (): UnknownFilter | null => {
    const { label, value, options } = told()
    // Choices that come from the server are not there yet while nothing but "all" is.
    if (value === '' || options.length < 2 || options.some((option) => option.value === value)) return null
    return { label, value, known: options.filter((one) => one.value !== '').map((one) => one.name ?? one.label) }
  }
  // By its words: a list that is drawn anew because of what it was told brings equal choices, which say nothing new.
  watch(
    () => JSON.stringify(found()),
    (words) => {
      const now = JSON.parse(words) as UnknownFilter | null
      if (now) unknown.set(id(), now)
      else unknown.delete(id())
    },
    { immediate: true },
  )
  onUnmounted(() => unknown.delete(id()))
}
