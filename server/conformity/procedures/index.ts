export { proceduresAbout } from './procedures-store.ts'
export { openProcedure, takeStep } from './procedures.ts'
export { proceduresSeenBy } from './procedures-views.ts'
