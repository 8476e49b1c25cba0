/** What the rest of the server may know of conformity. */
export { proceduresSeenBy } from './procedures/index.ts'
export { applicationSummaryOf, listApplications, requirePerson } from './applications/index.ts'
export { gatesReopened, type ReopenedGate } from './gates/reopened.ts'
export { publicationWarnings } from './committee/index.ts'
