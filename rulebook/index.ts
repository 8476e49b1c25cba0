/**
 * The framework as a library: load an edition, know what applies to an application and why. Pure but for `loadFramework`
 * and `filesOf`; used alike by the server, the command line and the exports, so that all give the same answer.
 *
 * ```ts
 * const framework = loadFramework() // FrameworkError: every mistake of the data, with its file, line and mend
 * const problems = describeProblems(framework, answers) // empty, or each mistake of the description in both languages
 * const outcome = applicability(framework, answers) // case, volumes, and each requirement with its reason
 * difference(outcome, applicability(framework, otherAnswers)) // what enters and what leaves
 * ```
 *
 * Answers are `{ trait: option }` for a choice, `{ trait: [option, …] }` for a set, `{ trait: ['row@column', …] }` for a matrix.
 * A trait left out is unknown: it keeps in whatever it could bring in, and never excludes.
 */
export { applicability } from './applicability.ts'
export { parseApplicationFile } from './application-file.ts'
export { answersOf, describeProblems, type DescriptionProblem } from './describe.ts'
export { difference } from './difference.ts'
export { evaluate } from './evaluate.ts'
export { type Framework, gatesOf, type Policies, weightOf } from './framework.ts'
export { type Governance, loadGovernance, readGovernance } from './governance.ts'
export { hostingAdvice } from './hosting-advice.ts'
export { filesOf, loadFramework } from './load.ts'
export { measure } from './measurements.ts'
export { nearest } from './nearest.ts'
export {
  automaticTransition,
  awaitedAct,
  daysAfter,
  daysWithin,
  dueOn,
  fieldsAsked,
  fieldsOfFeature,
  isStep,
  isOverdue,
  latestDay,
  monthsAfter,
  openTransitions,
  standingOn,
  stateOf,
  targetOf,
  closedTo,
  transitionFrom,
} from './process.ts'
export { FrameworkError, type FrameworkProblem } from './problems.ts'
export { digestOf, type FrameworkFiles, readFramework } from './read.ts'
export { signOnAdvice } from './sign-on-advice.ts'
export { conditionInWords } from './words.ts'
