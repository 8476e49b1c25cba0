import { adviceRoutes, type AdviceTopic, applicationRoutes } from '@socle/contracts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { call } from '../api/client.ts'

/** The advice on one topic, the application it is about, and the act of deciding otherwise. */
export function useAdvice(applicationId: string, topic: AdviceTopic) {
  const queries = useQueryClient()
  const params = { applicationId, topic }
  const key = ['advice', applicationId, topic]
  const application = useQuery({
    queryKey: ['application', applicationId],
    queryFn: () => call(applicationRoutes.get, { params: { applicationId } }),
  })
  const advice = useQuery({ queryKey: key, queryFn: () => call(adviceRoutes.get, { params }) })
  /** @throws ApiProblem */
  async function decide(choice: string[] | null, reason: string, revision: number): Promise<void> {
    try {
      queries.setQueryData(key, await call(adviceRoutes.override, { params, body: { choice, reason, revision } }))
    } catch (refused) {
      // Somebody may have decided meanwhile: what stands now is shown beside the refusal.
      void queries.invalidateQueries({ queryKey: key })
      throw refused
    }
  }
  return { application, advice, decide }
}
