export {
  digestInForce,
  filesOfEdition,
  frameworkOf,
  freezeEdition,
  listEditions,
  lockPublication,
  storeInForce,
} from './editions-store.ts'
export { originsBetween, stepTo } from './succession.ts'
export { type EditionStep, stepBetween } from './succession-rules.ts'
export { summaryOf } from './requirements-rules.ts'
