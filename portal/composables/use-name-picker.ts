import { computed, type Ref, ref, watch } from 'vue'

interface Named {
  readonly id: string
  readonly name: string
}

/**
 * One thing among those that were found, by its name: what is typed in full, or an identifier, is that thing.
 * @param chosen its identifier, or what was typed where it is none; empty text = none
 * @param found what the words find
 */
export function useNamePicker(chosen: Ref<string>, words: Ref<string>, found: Ref<readonly Named[]>) {
  /** Between a key and what follows it nothing is written over. */
  const typing = ref(false)
  /** Two may bear one name: their identifiers then tell them apart. */
  const nameOf = ({ id, name }: Named) =>
    found.value.some((other) => other.id !== id && same(other.name, name)) ? `${name} (${id})` : name
  const meant = (text: string) => found.value.find((one) => one.id === text || same(nameOf(one), text))
  const picked = ref(false)
  /** What was typed names nothing that can be chosen. */
  const unknown = computed(
    () => picked.value && !typing.value && words.value.trim() !== '' && meant(chosen.value) === undefined,
  )
  function pick() {
    typing.value = false
    picked.value = true
    chosen.value = meant(words.value)?.id ?? words.value.trim()
    name()
  }
  /** An answer that comes after what was typed, or after an identifier from outside, still names it. */
  function name() {
    const one = chosen.value === '' ? undefined : meant(chosen.value)
    if (typing.value || !one) return
    chosen.value = one.id
    words.value = nameOf(one)
  }
  watch(chosen, (value) => {
    if (meant(words.value)?.id !== value) words.value = value
    name()
  })
  watch(found, name, { immediate: true })
  return { options: computed(() => found.value.map((one) => ({ ...one, called: nameOf(one) }))), typing, pick, unknown }
}

const same = (one: string, other: string) => one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase()
