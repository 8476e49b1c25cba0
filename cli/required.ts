/** What a command cannot go on without. */
import { type Invocation, text } from './command.ts'
import { wrongUse } from './errors.ts'

/** @throws Refusal naming the option and the command whose help tells more */
export function neededOption(values: Invocation['values'], name: string, command: string): string {
  const value = text(values, name)
  if (value === undefined) throw wrongUse({ fr: `--${name} manque.`, en: `--${name} is missing.` }, command)
  return value
}

/** @throws Refusal naming what is missing */
export function neededArgument(positionals: readonly string[], index: number, name: string, command: string): string {
  const value = positionals[index]
  if (value === undefined) throw wrongUse({ fr: `Il manque ${name}.`, en: `${name} is missing.` }, command)
  return value
}

/** The value of an option that has closed answers. @throws Refusal naming them */
export function neededAmong<T extends string>(
  options: readonly T[],
  values: Invocation['values'],
  name: string,
  command: string,
): T {
  const given = neededOption(values, name, command)
  const found = options.find((option) => option === given)
  if (found !== undefined) return found
  const all = options.join(', ')
  throw wrongUse({ fr: `--${name} attend : ${all}.`, en: `--${name} expects: ${all}.` }, command)
}

/** What a file to be written holds, by the end of its name. @throws Refusal naming the ends there are */
export function formatOf<T extends string>(out: string, formats: readonly T[], command: string): T {
  const found = formats.find((format) => out.toLowerCase().endsWith(`.${format}`))
  if (found !== undefined) return found
  const all = formats.map((format) => `.${format}`).join(', ')
  throw wrongUse(
    { fr: `${out} : le nom du fichier finit par ${all}.`, en: `${out}: the name of the file ends with ${all}.` },
    command,
  )
}

export const sheetFormats = ['ods', 'csv'] as const

/** Runs what the first word names. @throws Refusal with the words that it could be */
export async function runAction(
  actions: Record<string, (invocation: Invocation) => Promise<void>>,
  invocation: Invocation,
  command: string,
): Promise<number> {
  const action = actions[invocation.positionals[0] ?? '']
  if (!action) {
    const all = Object.keys(actions).join(', ')
    throw wrongUse({ fr: `Dites ${all}.`, en: `Say ${all}.` }, command)
  }
  await action(invocation)
  return 0
}
