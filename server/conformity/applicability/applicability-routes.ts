import { type Answers, applicabilityRoutes } from '@socle/contracts'
import { applicability, describeProblems, difference } from '@socle/rulebook'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'

export function registerApplicability(app: FastifyInstance, services: Services): void {
  const { framework } = services
  const outcomeOf = (answers: Answers, field: string) => {
    const errors = describeProblems(framework, answers).map((problem) => ({
      ...problem,
      path: problem.path.replace(/^traits/, field),
    }))
    if (errors.length > 0) throw refuse('description-invalid', {}, { errors })
    return applicability(framework, answers)
  }

  serve(app, services, applicabilityRoutes.preview, {
    handle: async ({ body }) => {
      const after = outcomeOf(body.traits, 'traits')
      const before = body.comparedWith && outcomeOf(body.comparedWith, 'comparedWith')
      return { applicability: after, difference: before ? difference(before, after) : null }
    },
  })
}
