export { narrowTurn, openProcedure, procedureResource, requireProcess, takeStep } from './procedures.ts'
export { actorsInWords, dataWhenLastIn, requireTransition } from './procedures-rules.ts'
export { proceduresAbout, renumberRequirements, waitingItem } from './procedures-store.ts'
export { proceduresSeenBy } from './procedures-views.ts'
