export { type Grant, longest, statusUnder } from './derogations-rules.ts'
export { grantsInForce } from './derogations-store.ts'
