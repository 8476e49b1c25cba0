/** What is wrong in the framework's data, and where. */
export interface FrameworkProblem {
  /** Path below the framework's folder. */
  readonly file: string
  /** Key path inside the file, or the identifier of what is wrong. */
  readonly path: string
  readonly line?: number | undefined
  readonly message: string
}

/** The framework's data is not usable: every problem at once, so that one edit mends them all. */
export class FrameworkError extends Error {
  override readonly name = 'FrameworkError'
  readonly problems: readonly FrameworkProblem[]
  constructor(problems: readonly FrameworkProblem[]) {
    const lines = problems.map(
      ({ file, path, line, message }) => `  ${file}${line ? `:${line}` : ''}${path ? ` · ${path}` : ''}: ${message}`,
    )
    super(`The framework has ${problems.length} problem(s):\n${lines.join('\n')}`)
    this.problems = problems
  }
}
