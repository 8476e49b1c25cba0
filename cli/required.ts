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
