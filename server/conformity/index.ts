/** What the rest of the server may know of conformity. */
export { applicationSummaryOf, listApplications } from './applications/index.ts'
