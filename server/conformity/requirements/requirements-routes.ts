import { frameworkRoutes, indexRequirements, passesFacets, sortRequirements, wordsFound } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import { listFile } from '../../platform/list-file.ts'
import type { Services } from '../../platform/services.ts'
import { perEdition } from '../../platform/live-framework.ts'
import { requirementColumns } from './requirement-columns.ts'
import { detailOf, overviewOf, summaryOf } from './requirements-rules.ts'

export function registerRequirements(app: FastifyInstance, services: Services): void {
  const { framework } = services
  /** Both answers are long and change only with the edition in force. */
  const answers = perEdition(framework, () => ({
    overview: overviewOf(framework),
    requirements: framework.requirements.map((requirement) => summaryOf(framework, requirement)),
  }))

  serve(app, services, frameworkRoutes.overview, { handle: async () => answers().overview })

  serve(app, services, frameworkRoutes.requirements, {
    handle: async () => ({ edition: framework.edition.id, requirements: answers().requirements }),
  })

  serve(app, services, frameworkRoutes.export, {
    handle: async ({ query }) => {
      const { lang: language, sort, order, q } = query
      const worded = wordsFound(indexRequirements(answers().requirements, language), q)
      const found = worded.filter((requirement) => passesFacets(requirement, query))
      const rows = sortRequirements(found, { sort, order, language })
      const title = { fr: 'Exigences', en: 'Requirements' }
      const name = `${language === 'fr' ? 'exigences' : 'requirements'}-${framework.edition.id}`
      return listFile(query, name, title, requirementColumns(framework), rows, rows.length)
    },
  })

  serve(app, services, frameworkRoutes.requirement, {
    handle: async ({ params }) => {
      const requirement = framework.requirementById.get(params.requirementId)
      if (!requirement) throw refuse('requirement-unknown', { id: params.requirementId, edition: framework.edition.id })
      return detailOf(framework, requirement)
    },
  })
}
