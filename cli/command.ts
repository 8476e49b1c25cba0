import type { ParseArgsOptionsConfig } from 'node:util'
import type { Bilingual, Language } from '@socle/contracts/text'

export interface Invocation {
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
  readonly positionals: readonly string[]
  readonly language: Language
}

/** One command of the command line; `run` answers with the exit code. */
export interface Command {
  readonly name: string
  readonly usage: string
  readonly summary: Bilingual
  /** Lines of help, one per option. */
  readonly help: readonly { readonly option: string; readonly meaning: Bilingual }[]
  readonly options: ParseArgsOptionsConfig
  /** How many positional arguments it accepts at most. */
  readonly arguments: number
  run(invocation: Invocation): Promise<number>
}

export const text = (values: Invocation['values'], name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** Values of an option that may be given again. */
export const every = (values: Invocation['values'], name: string): readonly string[] => {
  const value = values[name]
  return Array.isArray(value) ? (value as readonly string[]) : []
}

/** Options that take a value. */
export const texts = (...names: string[]): ParseArgsOptionsConfig =>
  Object.fromEntries(names.map((name) => [name, { type: 'string' }]))

export const print = (output: string): void => {
  process.stdout.write(output.endsWith('\n') ? output : `${output}\n`)
}

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2))
