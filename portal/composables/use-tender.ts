import { type Tender, tenderRoutes } from '@socle/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { ref } from 'vue'
import { ApiProblem, call } from '../api/client.ts'

/** One tender and every act on it; after each act the page shows what the server now holds. */
export function useTender(tenderId: string) {
  const queries = useQueryClient()
  const key = ['tender', tenderId]
  const query = useQuery({ queryKey: key, queryFn: () => call(tenderRoutes.get, { params: { tenderId } }) })
  /** What is refused is told where it was asked: a part of the page that has its own form has its own acts. */
  const acting = () => {
    const done = ref(0)
    const act = useMutation({
      mutationFn: (what: () => Promise<unknown>) => what(),
      onSuccess: () => done.value++,
      // A refusal for a change made meanwhile brings what is stored now: the page shows it beside the refusal.
      onError: (error) => {
        const current = error instanceof ApiProblem ? (error.problem.current as Tender | undefined) : undefined
        if (current?.choices) queries.setQueryData(key, current)
      },
      onSettled: () => queries.invalidateQueries({ queryKey: ['tender'] }),
    })
    return { act, done }
  }
  return { data: query.data, error: query.error, refetch: query.refetch, acting }
}
