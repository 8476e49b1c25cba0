/** What Prometheus reads of the access layer. Labels name models and outcomes, never applications nor people. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Call, Ending } from '../gateway/call.ts'
import { NANO_PER_EURO } from '../policy/policy.ts'

export interface GatewayMetrics {
  began: () => void
  ended: () => void
  observe: (call: Call, ending: Ending, costNano: number, latencyMs: number) => void
}

export function createGatewayMetrics(registry: Registry): GatewayMetrics {
  const registers = [registry]
  const byModel = ['endpoint', 'provider', 'model', 'outcome'] as const
  const calls = new Counter({ name: 'socle_ai_calls_total', help: 'Calls by outcome', labelNames: byModel, registers })
  const tokens = new Counter({
    name: 'socle_ai_tokens_total',
    help: 'Tokens read and written',
    labelNames: ['provider', 'model', 'direction'],
    registers,
  })
  const cost = new Counter({
    name: 'socle_ai_cost_euros_total',
    help: 'Cost of calls in euros',
    labelNames: ['provider', 'model'],
    registers,
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
  const underWay = new Gauge({ name: 'socle_ai_calls_under_way', help: 'Calls under way', registers })
  return {
    began: () => underWay.inc(),
    ended: () => underWay.dec(),
    observe({ endpoint, startedAt, firstByteAt, streamed }, { deployment, outcome, usage }, costNano, latencyMs) {
      const provider = deployment?.provider.id ?? ''
      const model = deployment?.upstream ?? ''
      calls.inc({ endpoint, provider, model, outcome })
      duration.observe({ endpoint, outcome }, latencyMs / 1000)
      if (streamed && firstByteAt !== undefined) firstByte.observe({ endpoint }, (firstByteAt - startedAt) / 1000)
      if (deployment === undefined) return
      tokens.inc({ provider, model, direction: 'in' }, usage.tokensIn)
      tokens.inc({ provider, model, direction: 'out' }, usage.tokensOut)
      if (costNano > 0) cost.inc({ provider, model }, costNano / NANO_PER_EURO)
    },
  }
}
