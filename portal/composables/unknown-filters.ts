import { type InjectionKey, inject, onUnmounted, provide, reactive, watchEffect } from 'vue'

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
  told: () => { label: string; value: string; options: readonly { value: string; label: string }[] },
): void {
  const unknown = inject(key, undefined)
  if (!unknown) return
  watchEffect((onCleanup) => {
    const { label, value, options } = told()
    const at = id()
    // Choices that come from the server are not there yet while nothing but "all" is.
    const isUnknown = value !== '' && options.length > 1 && options.every((option) => option.value !== value)
    if (isUnknown) unknown.set(at, { label, value, known: options.filter((one) => one.value !== '').map((one) => one.label) })
    onCleanup(() => unknown.delete(at))
  })
  onUnmounted(() => unknown.delete(id()))
}
