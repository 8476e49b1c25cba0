export { unansweredOn } from './remarks-store.ts'
