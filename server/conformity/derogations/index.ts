export { type Grant, longest, notDerogable, statusUnder } from './derogations-rules.ts'
export { grantedUntil } from './derogations-store.ts'
export { grantsByEdition } from './grants-by-edition.ts'
