import { aiProviderRoutes } from '@socle/contracts'
import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { call } from '../api/client.ts'
import { saidOfFields } from './said-of-fields.ts'

/** Lets a name lead to a model, or to none any more, and says at which field that is refused. */
export function useAlias(done: (alias: string, model: string | null) => void) {
  const queries = useQueryClient()
  const set = useMutation({
    mutationFn: (body: { alias: string; model: string | null }) => call(aiProviderRoutes.setAlias, { body }),
    onSuccess: (_, { alias, model }) => done(alias, model),
    onSettled: () =>
      Promise.all([['providers'], ['models']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
  return { set, said: computed(() => saidOfFields(set.error.value, ['alias', 'model'])) }
}
