/** Tables of the integration guide as data (`framework/governance/`): where an application may be hosted, how people sign in. */
import { z } from 'zod'
import { Condition, Slug } from '../framework/framework.ts'
import { Sensitivity } from '../ai/sensitivity.ts'
import { Bilingual } from '../text.ts'

const policy = { id: Slug, description: Bilingual, settles: Bilingual }
const option = { id: Slug, name: Bilingual, consequence: Bilingual }
const choice = {
  id: Slug,
  /** What the sources leave open or say twice. */
  question: Bilingual,
  source: Bilingual,
  /** Option in force; an administrator changes it here. */
  chosen: Slug,
}

/** An open point: told when it bears on the answer. */
export const AdviceChoice = z.strictObject({
  ...choice,
  when: Condition,
  /** Told only when the answer names one of these (circles, solutions); absent = always. */
  about: z.array(Slug).min(1).optional(),
  options: z.array(z.strictObject(option)).min(2),
})
export type AdviceChoice = z.infer<typeof AdviceChoice>

const Remark = z.strictObject({
  id: Slug,
  when: Condition,
  about: z.array(Slug).min(1).optional(),
  text: Bilingual,
  source: Bilingual,
})

const Hosting = z.strictObject({
  ...policy,
  source: Bilingual,
  /** From the most protective to the least. */
  circles: z
    .array(
      z.strictObject({
        id: Slug,
        number: z.int().min(1),
        name: Bilingual,
        services: Bilingual,
        qualification: Bilingual,
        /** How one obtains it. */
        obtain: Bilingual,
        /** Answers to the trait `host` that mean this circle. */
        hosts: z.array(Slug).min(1),
      }),
    )
    .min(1),
  bands: z.array(z.strictObject({ id: Slug, data: Bilingual, circle: Slug })).min(1),
  /** Which band each answer to `sensitivity` falls in: the sources have two scales that do not meet. */
  scale: z.strictObject({
    ...choice,
    options: z.array(z.strictObject({ ...option, bands: z.record(Sensitivity, Slug) })).min(2),
  }),
  remarks: z.array(Remark),
  choices: z.array(AdviceChoice),
})

/** A reference inside a policy that leads nowhere is a mistake of the file, told where it stands. */
type Issues = z.core.$ZodSuperRefineIssue[]
const mustBeAmong = (issues: Issues, known: readonly string[], id: string, path: (string | number)[]): void => {
  if (!known.includes(id))
    issues.push({ code: 'custom', input: id, path, message: `unknown “${id}”: expected one of ${known.join(', ')}` })
}
const idsOf = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id)
const choiceMustHold = (
  issues: Issues,
  { chosen, options }: { chosen: string; options: readonly { id: string }[] },
  path: (string | number)[],
): void => mustBeAmong(issues, idsOf(options), chosen, [...path, 'chosen'])

export const HostingPolicy = Hosting.superRefine((policy, context) => {
  const issues: Issues = []
  const circles = idsOf(policy.circles)
  const bands = idsOf(policy.bands)
  for (const [at, band] of policy.bands.entries()) mustBeAmong(issues, circles, band.circle, ['bands', at, 'circle'])
  for (const [at, { bands: by }] of policy.scale.options.entries())
    for (const [sensitivity, band] of Object.entries(by))
      mustBeAmong(issues, bands, band, ['scale', 'options', at, 'bands', sensitivity])
  choiceMustHold(issues, policy.scale, ['scale'])
  for (const [at, choice] of policy.choices.entries()) choiceMustHold(issues, choice, ['choices', at])
  for (const kind of ['remarks', 'choices'] as const)
    for (const [at, { about = [] }] of policy[kind].entries())
      for (const id of about) mustBeAmong(issues, circles, id, [kind, at, 'about'])
  for (const issue of issues) context.addIssue(issue)
})
export type HostingPolicy = z.infer<typeof HostingPolicy>

/** `ministry`, `federation`, `domain`… count as one web SSO each, however many identity providers stand behind. */
export const SignOnFamily = z.enum(['ministry', 'federation', 'domain', 'extranet', 'citizens', 'legal-persons'])

const SignOn = z.strictObject({
  ...policy,
  source: Bilingual,
  solutions: z
    .array(
      z.strictObject({
        id: Slug,
        name: Bilingual,
        family: SignOnFamily,
        /** From where it can be reached (columns of the trait `audiences`). */
        networks: z.array(Slug).min(1),
        /** Answer to the trait `sign-in` that declares it; absent = not a means of sign-in. */
        signIn: Slug.optional(),
      }),
    )
    .min(1),
  /** One cell per population and network; a pair without a cell is told as such. */
  cells: z
    .array(
      z.strictObject({
        population: Slug,
        networks: z.array(Slug).min(1),
        use: z
          .array(
            z.strictObject({
              solution: Slug,
              /** For whom, when the cell names several. */
              whom: Bilingual.optional(),
              /** Kept only at this assurance, decided by `assurance`. */
              assurance: z.enum(['low', 'strong']).optional(),
            }),
          )
          .min(1),
        /** Where the sources want to arrive. */
        target: Slug.optional(),
        text: Bilingual,
        /** To verify before one relies on the cell. */
        check: Bilingual.optional(),
        source: Bilingual,
      }),
    )
    .min(1),
  /** When citizens need a strong identity. */
  assurance: z.strictObject({
    ...choice,
    options: z.array(z.strictObject({ ...option, strong: Condition })).min(2),
  }),
  /** Outsiders among the users ask for so many web SSOs. */
  minimum: z.strictObject({
    ...choice,
    outsiders: z.array(Slug).min(1),
    count: z.int().min(2),
    text: Bilingual,
    options: z.array(z.strictObject({ ...option, unless: Condition.optional() })).min(2),
  }),
  /** Means that need the committee, or that the framework forbids. */
  warnings: z.array(
    z.strictObject({
      id: Slug,
      when: Condition,
      kind: z.enum(['committee', 'forbidden']),
      text: Bilingual,
      source: Bilingual,
    }),
  ),
  remarks: z.array(Remark),
  choices: z.array(AdviceChoice),
})

export const SignOnPolicy = SignOn.superRefine((policy, context) => {
  const issues: Issues = []
  const solutions = idsOf(policy.solutions)
  const seen = new Set<string>()
  for (const [at, { population, networks, use, target }] of policy.cells.entries()) {
    for (const network of networks) {
      const pair = `${population}@${network}`
      if (seen.has(pair))
        issues.push({
          code: 'custom',
          input: pair,
          path: ['cells', at],
          message: `a second cell for ${pair}: keep one`,
        })
      seen.add(pair)
    }
    for (const id of [...use.map(({ solution }) => solution), ...(target === undefined ? [] : [target])]) {
      mustBeAmong(issues, solutions, id, ['cells', at])
      const reach = policy.solutions.find((solution) => solution.id === id)?.networks ?? networks
      const beyond = networks.find((network) => !reach.includes(network))
      if (beyond !== undefined)
        issues.push({
          code: 'custom',
          input: id,
          path: ['cells', at],
          message: `${id} cannot be reached from ${beyond}`,
        })
    }
  }
  choiceMustHold(issues, policy.assurance, ['assurance'])
  choiceMustHold(issues, policy.minimum, ['minimum'])
  for (const [at, choice] of policy.choices.entries()) choiceMustHold(issues, choice, ['choices', at])
  for (const kind of ['remarks', 'choices'] as const)
    for (const [at, { about = [] }] of policy[kind].entries())
      for (const id of about) mustBeAmong(issues, solutions, id, [kind, at, 'about'])
  for (const issue of issues) context.addIssue(issue)
})
export type SignOnPolicy = z.infer<typeof SignOnPolicy>
