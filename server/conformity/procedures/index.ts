export { narrowTurn, openProcedure, procedureResource, requireProcess, takeStep } from './procedures.ts'
export { actorsInWords, dataWhenLastIn, requireTransition, valueInWords } from './procedures-rules.ts'
export { proceduresAbout, renumberRequirements } from './procedures-store.ts'
export { proceduresSeenBy } from './procedures-views.ts'
