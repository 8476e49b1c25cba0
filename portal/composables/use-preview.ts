import { type Answers, applicabilityRoutes, type Applicability, type ApplicabilityDifference } from '@socle/contracts'
import { type Ref, ref, watch } from 'vue'
import { call } from '../api/client.ts'

const PAUSE_MS = 250

/** What the answers entail, a moment after the last change; `difference` compares with the answers before it. */
export function usePreview(answers: Ref<Answers>) {
  const applicability = ref<Applicability>()
  const difference = ref<ApplicabilityDifference | null>(null)
  let before: Answers | undefined
  let timer: ReturnType<typeof setTimeout>
  let latest = 0

  async function refresh() {
    const turn = ++latest
    const traits = JSON.parse(JSON.stringify(answers.value)) as Answers
    try {
      const answer = await call(applicabilityRoutes.preview, {
        body: { traits, ...(before && { comparedWith: before }) },
      })
      if (turn !== latest) return
      applicability.value = answer.applicability
      difference.value = answer.difference
      before = traits
    } catch {
      // The preview is a help: without it the description can still be written and saved, and the save says what is wrong.
      if (turn === latest) difference.value = null
    }
  }
  watch(
    answers,
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void refresh(), PAUSE_MS)
    },
    { immediate: true, deep: true },
  )
  return { applicability, difference }
}
