export { refreshVerdicts } from './conformity-file.ts'
export { acceptedTypes, recogniseType } from './evidence-files.ts'
export { expiryOf } from './evidence-rules.ts'
export { insertEvidence, type NewEvidence, withdrawChecks, withdrawFrom } from './evidence-store.ts'
