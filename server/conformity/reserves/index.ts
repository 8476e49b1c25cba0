export type { ReserveFacts } from './reserves-rules.ts'
export { stateToday as reserveStateToday } from './reserves-rules.ts'
export { derogatedIn, reservesOf, reservesThen } from './reserves-store.ts'
