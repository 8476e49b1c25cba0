/**
 * Every error that leaves the server, as a problem document (RFC 9457). One code, one status, one page in `docs/errors/`.
 */
import { z } from 'zod'
export { withNamedArguments } from './problems/argument-words.ts'
import { adviceProblems } from './problems/advice.ts'
import { aiProblems } from './problems/ai.ts'
import { committeeProblems } from './problems/committee.ts'
import { conformityProblems } from './problems/conformity.ts'
import { gateFileProblems } from './problems/gate-files.ts'
import { editionProblems } from './problems/editions.ts'
import { governanceProblems } from './problems/governance.ts'
import { operationsProblems } from './problems/operations.ts'
import { platformProblems } from './problems/platform.ts'
import { tenderProblems } from './problems/tenders.ts'
import { productProblems } from './problems/products.ts'

export const problemCatalogue = {
  ...platformProblems,
  ...operationsProblems,
  ...conformityProblems,
  ...governanceProblems,
  ...editionProblems,
  ...committeeProblems,
  ...tenderProblems,
  ...adviceProblems,
  ...productProblems,
  ...gateFileProblems,
  ...aiProblems,
} as const

export type ProblemCode = keyof typeof problemCatalogue
export const problemCodes = Object.keys(problemCatalogue) as ProblemCode[]

/** Of a code that an address gives: anything may stand there, `constructor` too. */
export const problemOf = (code: string) =>
  Object.hasOwn(problemCatalogue, code) ? problemCatalogue[code as ProblemCode] : undefined

export const Problem = z.object({
  /** Path of the page that explains the code: `/errors/<code>`. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(problemCodes as [ProblemCode, ...ProblemCode[]]),
  /** Identifier of the request, to give to the operator. */
  instance: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** What is stored now, when a concurrent change was refused. */
  current: z.unknown().optional(),
})
export type Problem = z.infer<typeof Problem>
