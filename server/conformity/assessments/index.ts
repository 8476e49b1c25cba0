export { fileResource } from './assessment-detail.ts'
export { dueRequirements } from './assessments-rules.ts'
export * as assessmentsStore from './assessments-store.ts'
export { fileRow, lockFile } from './assessments-store.ts'
export { carriedInto } from './carry-over.ts'
export { reopenedBetween } from './carry-over-rules.ts'
export { foundSince, readDossier, refreshVerdict, refreshVerdicts } from './conformity-file.ts'
export { provenInItsFileOnly } from './lock-evidence.ts'
export { requireReadable } from './locked-files.ts'
export { expiryOf } from './evidence-rules.ts'
export {
  copyEvidence,
  insertEvidence,
  type NewEvidence,
  standingEvidence,
  withdrawChecks,
  withdrawEvidence,
  withdrawFrom,
} from './evidence-store.ts'
