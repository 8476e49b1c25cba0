/**
 * `socle.app.yaml`: what a team writes in its repository to describe its application.
 * Whether each trait and option exists is the rulebook's to say; this is the shape.
 */
import { z } from 'zod'
import { Answers } from './applicability.ts'
import { ApplicationId, VersionLabel } from './applications.ts'
import { holdsNoPassword } from '../text.ts'

const HttpUrl = z
  .url({ protocol: /^https?$/, error: 'expected an address that starts with https:// or http://' })
  .max(400)
  .refine(...holdsNoPassword)

export const ApplicationFile = z.strictObject({
  /** Version of this format. */
  socle: z.literal(1),
  id: ApplicationId,
  name: z.string().trim().min(1).max(120),
  summary: z.string().trim().max(1000).optional(),
  version: VersionLabel,
  owner: z.strictObject({
    organisation: z.string().trim().min(1).max(120),
    contact: z.string().trim().max(200).optional(),
  }),
  repository: HttpUrl.optional(),
  address: HttpUrl.optional(),
  /** Answers to the questions of `socle traits`. A trait that is left out, or all of them, is unknown, never "no". */
  traits: z.preprocess((traits) => traits ?? {}, Answers),
})
export type ApplicationFile = z.infer<typeof ApplicationFile>

/** An application file describes one application: beyond this it is something else. */
export const applicationFileMaxBytes = 100_000
