import { setMaxListeners } from 'node:events'
import type { Call } from '../call.ts'

/** Told once the connection of the caller closes before its answer. */
export function createDepartures(): (call: Call) => AbortSignal {
  const departures = new WeakMap<Call, AbortSignal>()
  return (call) => {
    let signal = departures.get(call)
    if (!signal) {
      const controller = new AbortController()
      setMaxListeners(0, controller.signal)
      call.response.once('close', () => controller.abort())
      departures.set(call, (signal = controller.signal))
    }
    return signal
  }
}
