import { notificationRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { requirePerson } from '../../conformity/index.ts'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { queueMails } from '../mail/mail-store.ts'
import * as store from './notifications-store.ts'

/** What people are told: kept for each of them in the transaction that tells it. */
export function registerNotifications(app: FastifyInstance, services: Services): void {
  const { config, db, events } = services
  events.on('people-told', async (trx, { to, ...notification }) => {
    const people = await store.audienceOf(trx, to)
    await store.insertNotifications(trx, people, notification)
    if (config.mail) await queueMails(trx, people, notification)
  })

  serve(app, services, notificationRoutes.list, {
    handle: async ({ query }, { caller }) => {
      const { id } = requirePerson(caller)
      const rows = await store.notificationsOf(db, id, query.unread, query.limit)
      return {
        notifications: rows.map((row) => ({
          id: row.id,
          text: row.text,
          link: row.link,
          at: row.at.toISOString(),
          readAt: row.read_at?.toISOString() ?? null,
        })),
        unread: await store.unreadCount(db, id),
      }
    },
  })

  serve(app, services, notificationRoutes.read, {
    handle: async ({ body }, { caller, now }) => {
      const { id } = requirePerson(caller)
      await store.markRead(db, id, body.ids, now)
      return { unread: await store.unreadCount(db, id) }
    },
  })
}
