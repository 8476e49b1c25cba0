export { detect } from './detect.ts'
export { genderOfFirstName } from './names/name-lexicon.ts'
export { type PiiType, type Span, piiTypes } from './span.ts'
