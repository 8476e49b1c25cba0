export { requireDiscussed } from './discussed.ts'
