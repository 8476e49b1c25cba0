export { detect } from './detect.ts'
export { type PiiType, type Span, piiTypes } from './span.ts'
