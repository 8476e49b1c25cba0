import { aiProviderRoutes } from '@socle/contracts'
import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { call } from '../api/client.ts'

/** Providers of the models that may be called, by the names that their pages show. */
export function useProviders() {
  const { data } = useQuery({ queryKey: ['models'], queryFn: () => call(aiProviderRoutes.models) })
  const providers = computed(() => {
    const named = new Map(data.value?.models.flatMap((model) => model.providers).map(({ id, name }) => [id, name]))
    return [...named].map(([id, name]) => ({ id, name }))
  })
  /** One that is gone since is called by its identifier. */
  const providerName = (id: string) => providers.value.find((provider) => provider.id === id)?.name ?? id
  return { providers, providerName }
}
