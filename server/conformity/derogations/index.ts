export { type Grant, longest, notDerogable, statusUnder } from './derogations-rules.ts'
export { grantedUntil, grantsInForce, renumberGrants } from './derogations-store.ts'
