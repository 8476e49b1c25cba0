import { type CommitteeSession, committeeRoutes } from '@socle/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { ref } from 'vue'
import { ApiProblem, call } from '../api/client.ts'

/** One session and every act on it; after each act the page shows what the server now holds. */
export function useCommitteeSession(sessionId: string) {
  const queries = useQueryClient()
  const key = ['session-of-committee', sessionId]
  const query = useQuery({
    queryKey: key,
    queryFn: () => call(committeeRoutes.session, { params: { sessionId } }),
    // Others vote meanwhile.
    refetchInterval: ({ state }) => (state.data?.state === 'open' ? 10_000 : false),
  })
  const done = ref(0)
  const act = useMutation({
    mutationFn: (what: () => Promise<unknown>) => what(),
    onSuccess: () => done.value++,
    // A refusal for a change made meanwhile brings what is stored now: the page shows it beside the refusal.
    onError: (error) => {
      const current = error instanceof ApiProblem ? (error.problem.current as CommitteeSession | undefined) : undefined
      if (current?.agenda) queries.setQueryData(key, current)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
  return { data: query.data, error: query.error, refetch: query.refetch, act, done }
}
