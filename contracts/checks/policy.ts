/** What `socle check` accepts where the texts leave a list open: `framework/policies/checks.yaml`. */
import { z } from 'zod'
import { policyHead } from '../framework/policies.ts'

const names = z.array(z.string().trim().min(1).max(120)).max(500)
/** `proconnect.gouv.fr`, or `*.proconnect.gouv.fr` for any name below. */
const hosts = z.array(z.string().regex(/^(\*\.)?[\w-]+(\.[\w-]+)*$/, 'a host name, or “*.” and a host name')).max(500)
/** `image/png`, `application/vnd.oasis.opendocument.*` or `.png`. */
const formats = z
  .array(z.string().regex(/^(\.\w+|\w+\/[\w.+*-]+)$/, 'a media type or an extension with its dot'))
  .max(500)

export const CheckPolicy = z.strictObject({
  ...policyHead,
  /** A provider in neither list is left to a person. */
  signIn: z.strictObject({ accepted: hosts, refused: hosts }),
  freeLicences: names,
  obsolete: z.strictObject({ digests: names, ciphers: names, protocols: names, services: names }),
  formats: z.strictObject({ office: formats, images: formats, media: formats, geography: formats }),
  /** What becomes of a known vulnerability that only tests and tools bring: a line beside the verdict, or a failure. */
  vulnerabilities: z.strictObject({ ofDevelopment: z.enum(['told', 'fails']) }),
  /** First version still maintained, by image. */
  maintained: z.record(z.string().min(1), z.string().regex(/^\d+(\.\d+)*$/, 'a version such as 12 or 22.04')),
  /** Images without any maintained version. */
  abandoned: names,
})
export type CheckPolicy = z.infer<typeof CheckPolicy>

/** A file of one's own gives only the lists that it replaces. */
export const CheckPolicyChanges = CheckPolicy.partial()
