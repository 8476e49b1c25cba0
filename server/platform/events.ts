/** What features tell one another, inside the transaction of the change: features meet here, not by calling each other. */
import type { Description } from '@socle/contracts'
import type { Trx } from './database.ts'

interface Events {
  /** Created, or its description saved. */
  'application-described': { applicationId: string; version: string; description: Description; now: Date }
  /** Somebody is about to read how applications stand: whoever keeps standings brings them up to date. */
  'standings-read': { now: Date }
}

type Listener<E extends keyof Events> = (trx: Trx, event: Events[E]) => Promise<void>

export interface EventBus {
  on: <E extends keyof Events>(name: E, listener: Listener<E>) => void
  /** Resolves when every listener has done its part; a failure undoes the transaction. */
  emit: <E extends keyof Events>(trx: Trx, name: E, event: Events[E]) => Promise<void>
}

export function createEvents(): EventBus {
  const listeners: { [E in keyof Events]: Listener<E>[] } = { 'application-described': [], 'standings-read': [] }
  return {
    on: (name, listener) => void listeners[name].push(listener),
    async emit(trx, name, event) {
      for (const listener of listeners[name]) await listener(trx, event)
    },
  }
}
