/** What the rest of the server may know of conformity. */
export { proceduresSeenBy } from './procedures/index.ts'
export { applicationSummaryOf, listApplications, requirePerson } from './applications/index.ts'
export { countMigratable } from './editions/migration-store.ts'
export { type FileInHand, filesInHand } from './gates/files-in-hand.ts'
export { gatesFoundWanting, gatesReopened, type ReopenedGate } from './gates/reopened.ts'
export { publicationWarnings, sessionsToCome, sessionsToday } from './committee/index.ts'
