export { frameworkOf } from './editions-store.ts'
export { summaryOf } from './requirements-rules.ts'
