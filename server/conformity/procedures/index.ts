export { actorsInWords } from './procedures-rules.ts'
export { openProcedure, procedureResource, requireProcess, takeStep } from './procedures.ts'
export { proceduresSeenBy } from './procedures-views.ts'
