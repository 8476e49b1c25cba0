import { ApiProblem } from '../api/client.ts'

/** What an answer says of what was sent, the first for each place; `placeOf` tells it from the path below the body, if it is one. */
export function saidByPlace<const P extends string>(
  error: Error | null,
  placeOf: (path: string) => P | undefined,
): Partial<Record<P, string>> {
  const said: Partial<Record<P, string>> = {}
  for (const { path, message } of error instanceof ApiProblem ? (error.problem.errors ?? []) : []) {
    const place = placeOf(path.replace(/^body\./, ''))
    if (place !== undefined) said[place] ??= message
  }
  return said
}

/** What an answer says of the fields of a form, to stand at each; `elsewhere` is the answer when it speaks of none of them. */
export function saidOfFields<const F extends string>(
  error: Error | null,
  fields: readonly F[],
): { at: Partial<Record<F, string>>; elsewhere: Error | null } {
  const at = saidByPlace(error, (path) => fields.find((field) => field === path))
  return { at, elsewhere: Object.keys(at).length > 0 ? null : error }
}
