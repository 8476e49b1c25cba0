/** The level of the log as the operator asked for it, on every replica, back to the parameters when the time is over. */
import type { FastifyInstance } from 'fastify'
import { readOperations } from '../../platform/operations-state.ts'
import type { Services } from '../../platform/services.ts'

const lookEveryMs = 5_000

export function followTrace(app: FastifyInstance, { config, db, clock }: Services): { look: () => Promise<void> } {
  const look = async (): Promise<void> => {
    const { trace } = await readOperations(db)
    const level = trace && trace.until > clock() ? trace.level : config.logLevel
    if (app.log.level === level) return
    // Said at the quieter of both levels, so that the change itself is never lost.
    app.log.info({ level, ...(trace && { until: trace.until.toISOString() }) }, 'log level changed')
    app.log.level = level
  }
  const timer = setInterval(() => {
    look().catch((error: unknown) => app.log.warn({ err: error }, 'the log level asked for could not be read'))
  }, lookEveryMs)
  timer.unref()
  app.addHook('onReady', look)
  app.addHook('onClose', () => clearInterval(timer))
  return { look }
}
