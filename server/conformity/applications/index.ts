export { applicationResource, requirePerson } from './application-resource.ts'
export { summaryOf as applicationSummaryOf } from './applications-rules.ts'
export {
  applicationRow,
  describedApplications,
  describedVersions,
  descriptionOf,
  isInATeam,
  listApplications,
  teamOf,
} from './applications-store.ts'
