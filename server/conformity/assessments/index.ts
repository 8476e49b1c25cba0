export { refreshVerdicts } from './conformity-file.ts'
export { expiryOf } from './evidence-rules.ts'
export { insertEvidence, type NewEvidence, withdrawChecks } from './evidence-store.ts'
