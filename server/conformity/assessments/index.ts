export * as assessmentsStore from './assessments-store.ts'
export { refreshVerdict, refreshVerdicts } from './conformity-file.ts'
export { expiryOf } from './evidence-rules.ts'
export { copyEvidence, insertEvidence, type NewEvidence, withdrawChecks } from './evidence-store.ts'
