/**
 * The framework as a library: load an edition, know what applies to an application and why. Pure but for `loadFramework`
 * and `filesOf`; used alike by the server, the command line and the exports, so that all give the same answer.
 */
export { applicability } from './applicability.ts'
export { answersOf, describeProblems, type DescriptionProblem, nearest } from './describe.ts'
export { difference } from './difference.ts'
export { type Framework, gatesOf, type Policies, weightOf } from './framework.ts'
export { filesOf, loadFramework } from './load.ts'
export { FrameworkError, type FrameworkFiles, type FrameworkProblem, readFramework } from './read.ts'
export { conditionInWords } from './words.ts'
