import { ApiProblem } from '../api/client.ts'

/** What an answer says of the fields of a form, to stand at each; `elsewhere` is the answer when it speaks of none of them. */
export function saidOfFields<const F extends string>(
  error: Error | null,
  fields: readonly F[],
): { at: Partial<Record<F, string>>; elsewhere: Error | null } {
  const said = error instanceof ApiProblem ? (error.problem.errors ?? []) : []
  const at: Partial<Record<F, string>> = {}
  for (const { path, message } of said) {
    const field = fields.find((each) => path === `body.${each}`)
    if (field !== undefined) at[field] ??= message
  }
  return { at, elsewhere: Object.keys(at).length > 0 ? null : error }
}
