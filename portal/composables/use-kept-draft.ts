import { computed, type ComputedRef, ref, type Ref, watch } from 'vue'
import { useSession } from './use-session.ts'

/** Several people may use one browser. Asked while a component is set up: what it answers may be called at any time. */
function useDraftKey(): (name: string) => string {
  const { session } = useSession()
  return (name) => `${name}.${session.value?.user.id ?? ''}`
}

/** Tells whether a draft of some name is kept here for whoever reads. */
export function useKeptDrafts(): (name: string) => boolean {
  const keyOf = useDraftKey()
  return (name) => localStorage.getItem(keyOf(name)) !== null
}

/**
 * What is being typed in a form, kept on this device until it is sent, so that leaving the page loses nothing.
 * @param empty the form before anything is typed; asked again each time, for what is stored may change meanwhile
 */
export function useKeptDraft<T extends object>(
  name: string,
  empty: () => T,
): { draft: Ref<T>; discard: () => void; kept: ComputedRef<boolean> } {
  const key = useDraftKey()(name)
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
