import { type Bilingual, de, type Language, type Problem, type ProblemCode, problemCatalogue } from '@socle/contracts'
import { dayInWords } from './day.ts'

/** Names between braces in a wording. */
type Placeholder<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never
type DetailOf<C extends ProblemCode> = (typeof problemCatalogue)[C]['detail']['en']
export type ProblemArguments<C extends ProblemCode> = {
  readonly [name in Placeholder<DetailOf<C>>]: string | Bilingual
}

interface Extra {
  /** Where in the input, and what is wrong there. */
  errors?: readonly { path: string; message: Bilingual | string }[]
  /** What is stored now, after a refused concurrent change. */
  current?: unknown
  cause?: unknown
}

/** An answer that is a refusal. Thrown anywhere, turned into a problem document in one place (http.ts). */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly args: Readonly<Record<string, string | Bilingual>>
  readonly extra: Extra

  constructor(code: ProblemCode, args: Readonly<Record<string, string | Bilingual>>, extra: Extra) {
    super(code, { cause: extra.cause })
    this.code = code
    this.args = args
    this.extra = extra
  }
}

/** `throw refuse('version-unknown', { id, version })`: arguments are checked against the wording. */
export const refuse = <C extends ProblemCode>(code: C, args: ProblemArguments<C>, extra: Extra = {}): Refusal =>
  new Refusal(code, args, extra)

const CIVIL_DAY = /^\d{4}-\d{2}-\d{2}$/

export function problemDocument(refusal: Refusal, language: Language, requestId: string): Problem {
  const { status, title, detail } = problemCatalogue[refusal.code]
  // A day is said as people say it: who reads this is a person more often than a machine.
  const said = (text: string): string => (CIVIL_DAY.test(text) ? dayInWords(text, language) : text)
  const say = (text: string | Bilingual): string => (typeof text === 'string' ? said(text) : text[language])
  const value = (name: string): string => say(refusal.args[name] ?? `{${name}}`)
  const joined = (wording: string): string =>
    language === 'fr' ? wording.replace(/\bde \{(\w+)\}/g, (_, name: string) => de(value(name))) : wording
  return {
    type: `/errors/${refusal.code}`,
    title: title[language],
    status,
    // A reason may be a whole sentence, and the wording goes on after it.
    detail: joined(detail[language]).replace(/\{(\w+)\}(?=(\.)?)/g, (_, name: string, ends?: string) =>
      ends === undefined ? value(name) : value(name).replace(/\.$/, ''),
    ),
    code: refusal.code,
    instance: requestId,
    ...(refusal.extra.errors && {
      errors: refusal.extra.errors.map(({ path, message }) => ({ path, message: say(message) })),
    }),
    ...(refusal.extra.current !== undefined && { current: refusal.extra.current }),
  }
}
