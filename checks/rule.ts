/**
 * What a check is: metadata that people read, the facts it needs, and one pure function from facts to a judgement.
 *
 * @example
 * export const readme = rule({
 *   id: 'repository/readme', source: 'repository', requirements: ['GI:1265'], needs: ['documents'],
 *   title: …, failureTitle: …, why: …, mend: …,
 *   judge: ({ documents }) => (documents.some((d) => /^readme/i.test(d.path)) ? pass : fail([{ message: … }])),
 * })
 */
import type { CheckSource } from '@socle/contracts/checks/checks'
import type { RequirementId } from '@socle/contracts/framework/framework'
import type { Bilingual } from '@socle/contracts/text'
import type { FactName, Facts, FileKind, FileRole } from './facts.ts'

/** A finding before it is rendered in one language. `about` tells two findings of one file apart, without line numbers. */
export interface RuleFinding {
  readonly path?: string
  readonly line?: number
  readonly url?: string
  readonly message: Bilingual
  readonly about?: string
  /** Told beside, and decides nothing. */
  readonly aside?: true
  /** Says that something is nowhere, at the place that asks for it. */
  readonly absence?: true
  /** What the facts do not establish: the place is told, for a person to look at, and does not make the check fail. */
  readonly doubt?: Bilingual
}

export type Judgement =
  /** `told`: what the check saw and does not hold against the project. */
  | { readonly verdict: 'pass'; readonly told?: readonly RuleFinding[] }
  | { readonly verdict: 'fail'; readonly findings: readonly RuleFinding[] }
  | { readonly verdict: 'not-applicable' | 'manual'; readonly reason: Bilingual }

/** A line to look for in source files; every match contains one of the `hints`, which makes one pass over a file enough. */
export interface SourcePattern {
  /** Lower-case ASCII literals of two characters or more. */
  readonly hints: readonly string[]
  /** Applied to the line that holds a hint; named groups reach the rule. */
  readonly expression: RegExp
  /** A quicker expression that every match contains: spares a line that it does not find the slower one. */
  readonly first?: RegExp
  readonly kinds: readonly FileKind[]
  /** One match a file is enough: the rule asks whether, not where. */
  readonly once?: true
  /** A handful of matches a file is enough: the rule weighs them, the file may hold thousands. */
  readonly few?: true
  /** How many lines before and after a match its `around` shows, where two do not tell what it belongs to. */
  readonly reach?: number
  /** Default: source and configuration. */
  readonly roles?: readonly FileRole[]
}

export interface Rule<N extends FactName = FactName> {
  readonly id: `${CheckSource}/${string}`
  readonly source: CheckSource
  readonly requirements: readonly RequirementId[]
  readonly title: Bilingual
  readonly failureTitle: Bilingual
  readonly why: Bilingual
  readonly mend: Bilingual
  /** What is left to a person when it passes; present = partial. */
  readonly left?: Bilingual
  /** What it cannot see or may mistake, for the page of the check. */
  readonly limits?: Bilingual
  readonly needs: readonly N[]
  readonly looksFor?: Readonly<Record<string, SourcePattern>>
  /** Looked for in past versions of files; the rule needs `history`. */
  readonly looksForInHistory?: Readonly<Record<string, SourcePattern>>
  /** What it tells is as true of a tool of the team as of the product: a secret, a dependency, a step of the chain. */
  readonly everywhere?: true
  readonly judge: (facts: Pick<Facts, N>) => Judgement
}

/** Freezes a rule; the list of rules only knows that it needs some facts, the runner gives exactly those. */
export const rule = <const N extends FactName>(definition: Rule<N>): Rule =>
  Object.freeze(definition) as unknown as Rule

export const pass: Judgement = Object.freeze({ verdict: 'pass' })
export const fail = (findings: readonly RuleFinding[]): Judgement => ({ verdict: 'fail', findings })
export const notApplicable = (fr: string, en: string): Judgement => ({ verdict: 'not-applicable', reason: { fr, en } })
export const manual = (fr: string, en: string): Judgement => ({ verdict: 'manual', reason: { fr, en } })

/** Fails when there is something to say, passes otherwise. */
export const failIfAny = (findings: readonly RuleFinding[]): Judgement => (findings.length > 0 ? fail(findings) : pass)

/** A finding that says that something is nowhere: it only holds when everything could be read. */
export const absent = (...said: Parameters<typeof finding>): RuleFinding => ({ ...finding(...said), absence: true })

export const finding = (
  place: { path?: string; line?: number; url?: string },
  fr: string,
  en: string,
  about?: string,
): RuleFinding => ({
  ...(place.path === undefined ? {} : { path: place.path }),
  ...(place.line === undefined ? {} : { line: place.line }),
  ...(place.url === undefined ? {} : { url: place.url }),
  message: { fr, en },
  ...(about === undefined ? {} : { about }),
})
