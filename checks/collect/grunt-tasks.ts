/**
 * What the task of Grunt that the command names stands for, or the one that runs when none is named: a list of others, and the
 * names of the usual ones say what they run.
 */
export function tasksOfGrunt(file: string, command: string): string[] {
  const name = /(?:^|[\s;&|])grunt\s+(?:--?\S+\s+)*([\w:-]+)/.exec(command)?.[1] ?? 'default'
  const listed = new RegExp(`registerTask\\(\\s*["']${name}["']\\s*,[^[\\n]*\\[([^\\]]*)\\]`).exec(file)?.[1] ?? ''
  return [...listed.matchAll(/["']([\w:.-]+)["']/g)].map(([, task = '']) => task.replace(/Test$/, ' test'))
}
