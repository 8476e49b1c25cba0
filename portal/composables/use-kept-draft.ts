import { computed, type ComputedRef, ref, type Ref, watch } from 'vue'
import { useSession } from './use-session.ts'

/** Is a draft of this name kept here for whoever reads? */
export const isDraftKept = (name: string): boolean => localStorage.getItem(keyOf(name)) !== null

// Several people may use one browser.
const keyOf = (name: string): string => `${name}.${useSession().session.value?.user.id ?? ''}`

/**
 * What is being typed in a form, kept on this device until it is sent, so that leaving the page loses nothing.
 * @param empty the form before anything is typed; asked again each time, for what is stored may change meanwhile
 */
export function useKeptDraft<T extends object>(
  name: string,
  empty: () => T,
): { draft: Ref<T>; discard: () => void; kept: ComputedRef<boolean> } {
  const key = keyOf(name)
  const stored = localStorage.getItem(key)
  const draft = ref(stored === null ? empty() : (JSON.parse(stored) as T)) as Ref<T>
  const kept = computed(() => JSON.stringify(draft.value) !== JSON.stringify(empty()))
  watch(
    draft,
    (value) => {
      if (kept.value) localStorage.setItem(key, JSON.stringify(value))
      else localStorage.removeItem(key)
    },
    { deep: true },
  )
  const discard = () => {
    draft.value = empty()
    localStorage.removeItem(key)
  }
  return { draft, discard, kept }
}
