import { type Notification, notificationRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { requirePerson } from '../../conformity/index.ts'
import { serve } from '../../platform/http.ts'
import { type Column, listFile, MAX_EXPORTED } from '../../platform/list-file.ts'
import type { Services } from '../../platform/services.ts'
import { queueMails } from '../mail/mail-store.ts'
import * as store from './notifications-store.ts'
import { dayOf } from '../../platform/day.ts'

/** What people are told: kept for each of them in the transaction that tells it. */
export function registerNotifications(app: FastifyInstance, services: Services): void {
  const { config, db, events } = services
  events.on('people-told', async (trx, { to, asks, regroup, ...notification }) => {
    const audience = await store.audienceOf(trx, to)
    const upToDate = regroup && asks ? await store.bringUpToDate(trx, audience, asks.matter, notification) : []
    const people = audience.filter((id) => !upToDate.includes(id))
    const asked = asks && { matter: asks.matter, of: new Set(await store.audienceOf(trx, asks.of)) }
    await store.insertNotifications(trx, people, notification, asked)
    if (config.mail) await queueMails(trx, people, notification)
  })

  events.on('matter-settled', async (trx, { matter, now }) => void (await store.settle(trx, matter, now)))

  serve(app, services, notificationRoutes.list, {
    handle: async ({ query }, { caller }) => {
      const { id } = requirePerson(caller)
      const { rows, total } = await store.notificationsOf(db, id, query)
      return { notifications: rows.map(asNotification), total, unread: await store.unreadCount(db, id) }
    },
  })

  serve(app, services, notificationRoutes.export, {
    handle: async ({ query }, { caller }) => {
      const { id } = requirePerson(caller)
      const { rows, total } = await store.notificationsOf(db, id, { ...query, offset: 0, limit: MAX_EXPORTED })
      const title = { fr: 'Notifications', en: 'Notifications' }
      return listFile(query, 'socle-notifications', title, columns(config.publicUrl), rows.map(asNotification), total)
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

const asNotification = (row: Awaited<ReturnType<typeof store.notificationsOf>>['rows'][number]): Notification => ({
  id: row.id,
  text: row.text,
  detail: row.detail,
  link: row.link,
  at: row.at.toISOString(),
  readAt: row.read_at?.toISOString() ?? null,
  settledAt: row.settled_at?.toISOString() ?? null,
})

const columns = (publicUrl: string): readonly Column<Notification>[] => [
  { name: { fr: 'Quand', en: 'When' }, of: ({ at }) => at.slice(0, 16).replace('T', ' ') },
  { name: { fr: 'Ce dont Socle a prévenu', en: 'What Socle told' }, of: ({ text }, lang) => text[lang] },
  {
    name: { fr: 'Ce que dit la décision', en: 'What the decision says' },
    of: ({ detail }, lang) => detail?.[lang] ?? '',
  },
  { name: { fr: 'Lue le', en: 'Read on' }, of: ({ readAt }) => (readAt === null ? '' : dayOf(new Date(readAt))) },
  {
    name: { fr: 'Suite donnée le', en: 'Dealt with on' },
    of: ({ settledAt }) => (settledAt === null ? '' : dayOf(new Date(settledAt))),
  },
  { name: { fr: 'Adresse', en: 'Address' }, of: ({ link }) => `${publicUrl}${link}` },
]
