import { type Answers, type Application, applicationRoutes, type Description } from '@socle/contracts'
import { computed, reactive, watch } from 'vue'
import { call } from '../api/client.ts'

export interface Draft {
  id: string
  version: string
  description: Required<Omit<Description, 'traits'>> & { traits: Answers }
  revision: number
}

const empty = (): Draft => ({
  id: '',
  version: '1.0.0',
  description: { name: '', summary: '', organisation: '', contact: '', repository: '', address: '', traits: {} },
  revision: 0,
})

const fromApplication = ({ id, version, description, revision }: Application): Draft => ({
  id,
  version,
  revision,
  description: { ...empty().description, ...description, traits: { ...description.traits } },
})

const copyOf = (draft: Draft): Draft => JSON.parse(JSON.stringify(draft)) as Draft

/** What is being written about an application; kept on this device until it is saved, so that nothing is lost. */
export function useDescriptionDraft(userId: string, applicationId: string | undefined) {
  // Several people may use one browser.
  const key = `socle.draft.${userId}.${applicationId ?? 'new'}`
  const state = reactive<{ draft: Draft; saved: Draft; kept: boolean }>({ draft: empty(), saved: empty(), kept: false })
  const isNew = applicationId === undefined

  const restore = () => {
    const stored = localStorage.getItem(key)
    if (!stored) return
    state.draft = JSON.parse(stored) as Draft
    state.kept = true
  }
  const start = (application?: Application) => {
    state.saved = application ? fromApplication(application) : empty()
    state.draft = copyOf(state.saved)
    restore()
  }
  const discard = () => {
    localStorage.removeItem(key)
    state.kept = false
    state.draft = copyOf(state.saved)
  }
  const changed = computed(() => JSON.stringify(state.draft) !== JSON.stringify(state.saved))
  watch(
    () => state.draft,
    (draft) => {
      if (changed.value) localStorage.setItem(key, JSON.stringify(draft))
    },
    { deep: true },
  )

  function answer(trait: string, value: string | string[] | undefined) {
    const { [trait]: _, ...rest } = state.draft.description.traits
    state.draft.description.traits = value === undefined || value.length === 0 ? rest : { ...rest, [trait]: value }
  }

  /** @throws ApiProblem; application-changed-meanwhile carries the stored application in `current` */
  async function save(revision = state.draft.revision): Promise<Application> {
    const { summary, name, organisation, traits, ...optional } = state.draft.description
    const description = {
      name,
      summary,
      organisation,
      traits,
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value)),
    }
    const application = isNew
      ? await call(applicationRoutes.create, {
          body: { id: state.draft.id, version: state.draft.version, description },
        })
      : await call(applicationRoutes.describe, {
          params: { applicationId: applicationId },
          body: { description, revision },
        })
    localStorage.removeItem(key)
    return application
  }

  async function importFile(file: File): Promise<void> {
    const read = await call(applicationRoutes.readFile, { body: { text: await file.text() } })
    state.draft.description = { ...empty().description, ...read.description }
    if (isNew) Object.assign(state.draft, { id: read.id, version: read.version })
  }

  return { state, isNew, changed, start, discard, answer, save, importFile }
}
