/** What people signed by taking a step: the text, who, when, sealed by a fingerprint. */
import { z } from 'zod'
import { Person } from '../people/identity.ts'
import { route } from '../route.ts'
import { Bilingual, Instant } from '../text.ts'

export const Commitment = z.object({
  /** Of the procedure, at the step that signed it. */
  revision: z.int(),
  text: Bilingual,
  signedBy: Person,
  signedAt: Instant,
  /** SHA-256 of `sealed`. */
  hash: z.string(),
  /** Exactly what the fingerprint covers. */
  sealed: z.string(),
})
export type Commitment = z.infer<typeof Commitment>

export const commitmentRoutes = {
  list: route({
    id: 'listCommitments',
    method: 'GET',
    path: '/api/procedures/{procedureId}/commitments',
    summary: 'Commitments signed in a procedure, each with what its fingerprint covers',
    permission: 'procedure:read',
    params: z.object({ procedureId: z.uuid() }),
    response: z.object({ commitments: z.array(Commitment) }),
    problems: ['procedure-unknown'],
  }),
}
