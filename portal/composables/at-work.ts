/** What was sent and has not been answered yet, told once it lasts: whoever clicked knows that the click was heard. */
import { computed, ref } from 'vue'

/** Shorter than this, the answer itself is soon enough. */
const PAUSE_MS = 400
const lasting = ref(0)

export const atWork = computed(() => lasting.value > 0)

/** @returns what `act` returns; tells meanwhile that it lasts */
export async function whileAtWork<T>(act: () => Promise<T>): Promise<T> {
  let told = false
  const pause = setTimeout(() => {
    told = true
    lasting.value++
  }, PAUSE_MS)
  try {
    return await act()
  } finally {
    clearTimeout(pause)
    if (told) lasting.value--
  }
}
