/** What the name of a task stands for, by the file in which the tool finds it: Grunt, rake, and those that Python launches. */

/** A list of others, or that which runs when none is named; the names of the usual ones say what they run. */
export function tasksOfGrunt(file: string, command: string): string[] {
  const name = /(?:^|[\s;&|])grunt\s+(?:--?\S+\s+)*([\w:-]+)/.exec(command)?.[1] ?? 'default'
  const listed = new RegExp(`registerTask\\(\\s*["']${name}["']\\s*,[^[\\n]*\\[([^\\]]*)\\]`).exec(file)?.[1] ?? ''
  return [...listed.matchAll(/["']([\w:.-]+)["']/g)].map(([, task = '']) => task.replace(/Test$/, ' test'))
}

/** Without a task rake runs what its file names by default. */
export const bareRake = /(?:^|[\s;&|])rake\s*(?:$|[;&|])/
const byDefault = /^\s*task\s*\(?\s*(?:default:|:default\s*=>|["']default["']\s*=>)\s*(?<tasks>\[[^\]]*\]|[^\n#]+)/gm
export const defaultsOfRake = (file: string): string[] =>
  [...file.matchAll(byDefault)].flatMap(({ groups }) =>
    [...(groups?.['tasks'] ?? '').matchAll(/\w[\w:]*/g)].map(([task]) => `rake ${task}`),
  )

/** Launchers whose tasks stand in `pyproject.toml`, each in a table of its own. */
export const launchedInPython =
  /(?:^|[\s;&|])(?:poe|taskipy|task|pdm\s+run|hatch\s+run|rye\s+run)\s+(?:-\S+\s+)*(?<task>[\w:-]+)/
export function tasksOfPython(file: string, command: string): string[] {
  const name = launchedInPython.exec(command)?.groups?.['task']?.split(':').at(-1)
  if (name === undefined) return []
  const table = new RegExp(`^\\[tool\\.[\\w.-]+\\.["']?${name}["']?\\]\\n(?<body>(?:(?!\\[)[^\\n]*\\n)*)`, 'm').exec(
    `${file}\n`,
  )
  const line = new RegExp(`^["']?${name}["']?\\s*=\\s*(?<body>(?:\\{|["'\\[])[^\\n]*)`, 'm').exec(file)
  return [table, line].flatMap((found) =>
    [...(found?.groups?.['body'] ?? '').matchAll(/(["'])(?<text>(?:(?!\1)[^\\\n]|\\.)+)\1/g)].map(
      ({ groups }) => groups?.['text'] ?? '',
    ),
  )
}
