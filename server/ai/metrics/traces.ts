/**
 * One OpenTelemetry span a call, after the GenAI conventions, when a collector is configured. Names, counts and times only:
 * neither prompts nor answers, neither people nor keys.
 */
import type { SpanContext, Tracer } from '@opentelemetry/api'
import type { Call, Ending } from '../gateway/call.ts'

export interface Traces {
  observe: (call: Call, ending: Ending) => void
  close: () => Promise<void>
}

const operations: Record<Call['endpoint'], string> = {
  chat: 'chat',
  responses: 'chat',
  messages: 'chat',
  embeddings: 'embeddings',
  rerank: 'rerank',
  transcriptions: 'transcription',
}

const traceParent = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/
/** Where the caller stands in a trace of its own (W3C Trace Context, `traceparent`); undefined = nowhere, or unreadable. */
function callerIn({ request }: Call): SpanContext | undefined {
  const [, traceId, spanId, flags] = traceParent.exec(String(request.headers.traceparent ?? '')) ?? []
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true }
}

/** @param collector address of an OTLP/HTTP collector, without path; undefined = no span is made */
export async function createTraces(collector: string | undefined): Promise<Traces> {
  if (collector === undefined) return { observe: () => {}, close: () => Promise.resolve() }
  const [
    { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace },
    { BasicTracerProvider, BatchSpanProcessor },
    { OTLPTraceExporter },
    { resourceFromAttributes },
  ] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'socle' }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${collector.replace(/\/$/, '')}/v1/traces` })),
    ],
  })
  const tracer: Tracer = provider.getTracer('socle.ai')
  return {
    observe(call, { deployment, usage, outcome, reason, status }) {
      const operation = operations[call.endpoint]
      const caller = callerIn(call)
      const options = {
        kind: SpanKind.CLIENT,
        startTime: call.at,
        attributes: {
          'gen_ai.operation.name': operation,
          'gen_ai.request.model': call.model,
          'http.response.status_code': status,
          'socle.request_id': call.requestId,
          'socle.application': call.key!.application.id,
          'socle.outcome': outcome,
          'socle.sensitivity': call.sensitivity,
          ...(deployment && {
            'gen_ai.provider.name': deployment.provider.id,
            'gen_ai.response.model': deployment.upstream,
            'gen_ai.usage.input_tokens': usage.tokensIn,
            'gen_ai.usage.output_tokens': usage.tokensOut,
          }),
          ...(reason !== null && { 'error.type': reason }),
        },
      }
      const context = caller ? trace.setSpanContext(ROOT_CONTEXT, caller) : ROOT_CONTEXT
      const span = tracer.startSpan(`${operation} ${call.model}`, options, context)
      if (outcome !== 'answered') span.setStatus({ code: SpanStatusCode.ERROR })
      span.end(new Date(call.at.getTime() + performance.now() - call.startedAt))
    },
    close: () => provider.shutdown(),
  }
}
