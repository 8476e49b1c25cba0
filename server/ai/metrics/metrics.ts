/** What Prometheus reads of the access layer. Labels name models and outcomes, never applications nor people. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Call, Ending } from '../gateway/call.ts'
import { NANO_PER_EURO } from '../policy/policy.ts'

export interface GatewayMetrics {
  began: () => void
  ended: () => void
  observe: (call: Call, ending: Ending, costNano: number, latencyMs: number) => void
}

/** What calls of one kind added since the last reading: a look-up a call, where a counter hashes the names of its labels. */
interface Tally {
  readonly labels: Record<'endpoint' | 'provider' | 'model' | 'outcome', string>
  calls: number
  tokensIn: number
  tokensOut: number
  costNano: number
}

export function createGatewayMetrics(registry: Registry): GatewayMetrics {
  const registers = [registry]
  const tallies = new Map<string, Tally>()
  const steps = new Map<string, { labels: Record<'provider' | 'model' | 'result', string>; count: number }>()
  const collect = () => {
    for (const [name, { labels, count }] of steps) {
      steps.delete(name)
      tries.inc(labels, count)
    }
    for (const [name, { labels, ...added }] of tallies) {
      tallies.delete(name)
      const { provider, model } = labels
      calls.inc(labels, added.calls)
      if (provider === '') continue
      tokens.inc({ provider, model, direction: 'in' }, added.tokensIn)
      tokens.inc({ provider, model, direction: 'out' }, added.tokensOut)
      if (added.costNano > 0) cost.inc({ provider, model }, added.costNano / NANO_PER_EURO)
    }
  }
  const calls = new Counter({
    name: 'socle_ai_calls_total',
    help: 'Calls by outcome',
    labelNames: ['endpoint', 'provider', 'model', 'outcome'],
    registers,
    collect,
  })
  const tries = new Counter({
    name: 'socle_ai_tries_total',
    help: 'What came of each provider that a call considered: tried, or passed over and why',
    labelNames: ['provider', 'model', 'result'],
    registers,
    collect,
  })
  const tokens = new Counter({
    name: 'socle_ai_tokens_total',
    help: 'Tokens read and written',
    labelNames: ['provider', 'model', 'direction'],
    registers,
    collect,
  })
  const cost = new Counter({
    name: 'socle_ai_cost_euros_total',
    help: 'Cost of calls in euros',
    labelNames: ['provider', 'model'],
    registers,
    collect,
  })
  const duration = new Histogram({
    name: 'socle_ai_call_duration_seconds',
    help: 'From the call to the end of its answer',
    labelNames: ['endpoint', 'outcome'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10, 30, 100, 300],
    registers,
  })
  const firstByte = new Histogram({
    name: 'socle_ai_first_byte_seconds',
    help: 'From the call to the first byte of a stream',
    labelNames: ['endpoint'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10, 30],
    registers,
  })
  let running = 0
  new Gauge({
    name: 'socle_ai_calls_under_way',
    help: 'Calls under way',
    registers,
    collect() {
      this.set(running)
    },
  })
  return {
    began: () => running++,
    ended: () => running--,
    observe(
      { endpoint, startedAt, firstByteAt, streamed, route },
      { deployment, outcome, usage },
      costNano,
      latencyMs,
    ) {
      const name = `${endpoint} ${outcome} ${deployment?.id ?? ''}`
      let tally = tallies.get(name)
      if (!tally) {
        const labels = { endpoint, provider: deployment?.provider.id ?? '', model: deployment?.upstream ?? '', outcome }
        tallies.set(name, (tally = { labels, calls: 0, tokensIn: 0, tokensOut: 0, costNano: 0 }))
      }
      tally.calls++
      tally.tokensIn += usage.tokensIn
      tally.tokensOut += usage.tokensOut
      tally.costNano += costNano
      for (const { provider, model, result } of route) {
        const step = `${result} ${provider} ${model}`
        const known = steps.get(step)
        if (known) known.count++
        else steps.set(step, { labels: { provider, model, result }, count: 1 })
      }
      duration.observe({ endpoint, outcome }, latencyMs / 1000)
      if (streamed && firstByteAt !== undefined) firstByte.observe({ endpoint }, (firstByteAt - startedAt) / 1000)
    },
  }
}
