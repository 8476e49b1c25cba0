import { ref, type Ref, watch } from 'vue'

/** What is being typed in a form, kept on this device until it is sent, so that leaving the page loses nothing. */
export function useKeptDraft<T extends object>(key: string, empty: () => T): { draft: Ref<T>; discard: () => void } {
  const stored = localStorage.getItem(key)
  const draft = ref(stored === null ? empty() : (JSON.parse(stored) as T)) as Ref<T>
  const blank = JSON.stringify(empty())
  watch(
    draft,
    (value) => {
      const text = JSON.stringify(value)
      if (text === blank) localStorage.removeItem(key)
      else localStorage.setItem(key, text)
    },
    { deep: true },
  )
  const discard = () => {
    draft.value = empty()
    localStorage.removeItem(key)
  }
  return { draft, discard }
}
