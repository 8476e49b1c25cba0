export { type Grant, longest, notDerogable, statusUnder } from './derogations-rules.ts'
export { grantsInForce, renumberGrants } from './derogations-store.ts'
