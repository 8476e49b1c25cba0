/**
 * Sends what people are told by mail as well, when a server is configured. What is to be sent stands in the outbox, written
 * with the change that it tells of; sending waits for nothing and nothing waits for it. At least once: a message may come
 * twice if Socle dies between sending and writing it down, its Message-ID stays the same.
 */
import type { FastifyInstance } from 'fastify'
import { createTransport } from 'nodemailer'
import type { Services } from '../../platform/services.ts'
import { delayAfter, messageOf } from './mail-rules.ts'
import * as store from './mail-store.ts'

const EVERY_MS = 5000
const BATCH = 20
const LEASE_MS = 10 * 60_000
const KEPT_DAYS = 30
const PATIENCE_MS = 20_000

type MailSettings = NonNullable<Services['config']['mail']>

export function registerMail(app: FastifyInstance, services: Services): void {
  const { config, db, clock } = services
  const { mail } = config
  if (!mail) return
  const transport = transportOf(mail)

  /** @returns whether there may be more */
  const sendSome = async (): Promise<boolean> => {
    const due = await store.takeDue(db, clock(), BATCH, LEASE_MS)
    for (const each of due) {
      try {
        await transport.sendMail({
          from: mail.from,
          to: { name: each.name, address: each.email },
          messageId: `<${each.id}@${new URL(config.publicUrl).hostname}>`,
          ...messageOf(each, config.publicUrl, each.language ?? mail.language),
        })
        await store.markSent(db, each.id, clock())
      } catch (error) {
        app.log.warn(
          { mail: each.id, attempts: each.attempts, err: { message: (error as Error).message } },
          'mail kept',
        )
        const until = new Date(clock().getTime() + delayAfter(each.attempts))
        await store.postpone(db, each.id, until, (error as Error).message)
      }
    }
    return due.length === BATCH
  }

  let stopping = false
  let under = Promise.resolve()
  const send = () => {
    under = under.then(async () => {
      try {
        while (!stopping && (await sendSome())) continue
      } catch (error) {
        app.log.error({ err: error }, 'the outbox could not be read')
      }
    })
  }
  let timers: NodeJS.Timeout[] = []
  app.addHook('onListen', () => {
    send()
    const forget = () =>
      void store.forgetBefore(db, new Date(clock().getTime() - KEPT_DAYS * 86_400_000)).catch(() => {})
    timers = [setInterval(send, mail.everyMs ?? EVERY_MS).unref(), setInterval(forget, 3_600_000).unref()]
  })
  app.addHook('preClose', async () => {
    stopping = true
    timers.forEach(clearInterval)
    await under
    transport.close()
  })
}

const transportOf = ({ host, port, security, user, password }: MailSettings) =>
  createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    pool: true,
    maxConnections: 1,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    // A text that somebody typed reaches neither the disk nor another server.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
