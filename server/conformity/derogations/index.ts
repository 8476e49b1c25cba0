export { type Grant, longest, statusUnder } from './derogations-rules.ts'
export { grantsInForce, renumberGrants } from './derogations-store.ts'
