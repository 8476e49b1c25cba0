export { type PiiType, type Span, piiTypes } from './span.ts'
