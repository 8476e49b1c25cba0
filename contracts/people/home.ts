import { z } from 'zod'
import { ApplicationSummary } from '../applications/applications.ts'
import { ProcedureSummary } from '../processes/procedures.ts'
import { route } from '../route.ts'
import { Bilingual, Instant } from '../text.ts'

/** Something that waits for the person who looks. */
export const Task = z.object({
  kind: z.enum([
    'describe',
    'open-file',
    'assess',
    'unsettled',
    'request-review',
    'prove',
    'failed-check',
    'reopened',
    'refused',
    'migrate',
    'expired-evidence',
    'expiring-evidence',
    'no-go',
    'publication-session',
    'committee-session',
    'remarks',
    'approve-provider',
  ]),
  /** Said in one sentence. */
  text: Bilingual,
  /** Path in the portal. */
  link: z.string(),
  /** Empty where the task is about none. */
  application: z.string(),
  count: z.int(),
  /** Requirements that it is about, the first few, each with where it is mended. */
  requirements: z.array(z.object({ text: Bilingual, link: z.string() })).optional(),
})
export type Task = z.infer<typeof Task>

export const homeRoutes = {
  home: route({
    id: 'getHome',
    method: 'GET',
    path: '/api/home',
    summary: 'What waits for me, where my applications stand, where I was',
    permission: 'session:read',
    response: z.object({
      /** What happens today and waits for no turn: sessions that are open, or sit today. */
      now: z.array(Task),
      /** Procedures whose turn is the caller's, the nearest deadline first; but for those told above. */
      procedures: z.array(ProcedureSummary),
      proceduresTotal: z.int(),
      tasks: z.array(Task),
      applications: z.array(ApplicationSummary),
      /** `about`: application and requirement, where the text is the requirement's title; else empty. */
      recent: z.array(z.object({ text: Bilingual, about: z.string(), link: z.string(), at: Instant })),
    }),
  }),
}
