/** The description of the API, shorter: what every operation answers a refusal with is written once. */

interface Schema {
  readonly $ref?: string
}
interface Description {
  readonly components?: { readonly schemas?: Readonly<Record<string, object>> }
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>
}
interface Answer {
  content?: Record<string, { schema?: Schema }>
}
const REFUSED = 400
const NAME = 'Problem'

/** Every answer of a status of 400 or more is a problem (RFC 9457), as the routes are made; the given description is changed. */
export function withProblemOnce<D extends object>(given: D): D {
  const description = given as Description
  let problem: Schema | undefined
  for (const operations of Object.values(description.paths ?? {}))
    for (const operation of Object.values(operations ?? {}) as { responses?: Record<string, Answer> }[])
      for (const [status, answer] of Object.entries(operation.responses ?? {}))
        for (const media of Object.values(Number(status) >= REFUSED ? (answer.content ?? {}) : {})) {
          problem ??= media.schema
          media.schema = { $ref: `#/components/schemas/${NAME}` }
        }
  if (problem === undefined) return given
  const { components } = description
  return { ...given, components: { ...components, schemas: { ...components?.schemas, [NAME]: problem } } }
}
