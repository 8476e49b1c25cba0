/**
 * The framework as a library: load an edition, know what applies to an application and why. Pure but for `loadFramework`
 * and `filesOf`; used alike by the server, the command line and the exports, so that all give the same answer.
 */
export { applicability } from './applicability.ts'
export { answersOf, describeProblems, type DescriptionProblem } from './describe.ts'
export { difference } from './difference.ts'
export { type Framework, gatesOf, type Policies, weightOf } from './framework.ts'
export { filesOf, loadFramework } from './load.ts'
export { nearest } from './nearest.ts'
export { FrameworkError, type FrameworkProblem } from './problems.ts'
export { type FrameworkFiles, readFramework } from './read.ts'
export { conditionInWords } from './words.ts'
