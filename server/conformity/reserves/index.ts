export type { ReserveFacts } from './reserves-rules.ts'
export { stateToday as reserveStateToday } from './reserves-rules.ts'
export { derogatedIn, reservesOf } from './reserves-store.ts'
