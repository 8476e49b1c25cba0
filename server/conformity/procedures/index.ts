export { openProcedure, takeStep } from './procedures.ts'
export { proceduresAbout } from './procedures-store.ts'
export { proceduresSeenBy } from './procedures-views.ts'
