export {
  digestInForce,
  filesOfEdition,
  frameworkOf,
  freezeEdition,
  listEditions,
  lockPublication,
  storeInForce,
} from './editions-store.ts'
export { summaryOf } from './requirements-rules.ts'
