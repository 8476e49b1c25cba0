export { proceduresSeenBy } from './procedures-views.ts'
