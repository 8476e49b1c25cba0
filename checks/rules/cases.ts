/** For tests: how the cases of the rules are written. */
import type { Collected } from '../facts.ts'
import type { Judgement, Rule } from '../rule.ts'
import { type Texts, project } from './hand-built.ts'

export type Case = (rule: Rule) => Collected

/** Cases of a rule by the verdict that they must give. */
export type CaseBook = Readonly<Record<string, Partial<Readonly<Record<Judgement['verdict'], readonly Case[]>>>>>

export const files =
  (texts: Texts, options: Parameters<typeof project>[2] = {}): Case =>
  (rule) =>
    project(rule, texts, options)
