/** What people are told when something begins to wait for them, or ends. */
import { z } from 'zod'
import { ListExport } from '../lists/export.ts'
import { ListOrder, listPage } from '../lists/page.ts'
import { route } from '../route.ts'
import { Bilingual, Instant } from '../text.ts'

export const Notification = z.object({
  id: z.uuid(),
  text: Bilingual,
  /** Of a decision, what else was said: until when it holds, by whom it was taken, its grounds. One sentence a line. */
  detail: Bilingual.nullable(),
  link: z.string(),
  at: Instant,
  readAt: Instant.nullable(),
  /** What it asked was done then, by its reader or somebody else; null = it waits still, or asks nothing. */
  settledAt: Instant.nullable(),
})
export type Notification = z.infer<typeof Notification>

/** What is done since waits for nobody's reading. */
export const isUnread = ({ readAt, settledAt }: Pick<Notification, 'readAt' | 'settledAt'>): boolean =>
  readAt === null && settledAt === null

const filters = {
  unread: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  search: z.string().trim().max(120).optional(),
  order: ListOrder.default('desc'),
}

export const notificationRoutes = {
  list: route({
    id: 'listNotifications',
    method: 'GET',
    path: '/api/notifications',
    summary: 'What the caller was told, newest first',
    permission: 'session:read',
    query: z.object({ ...filters, ...listPage }),
    response: z.object({
      notifications: z.array(Notification),
      /** Of those that the filters keep. */
      total: z.int(),
      /** Of all; what is done since waits for no reading. */
      unread: z.int(),
    }),
  }),
  export: route({
    id: 'exportNotifications',
    method: 'GET',
    path: '/api/notifications/export',
    summary: 'What the caller was told, as a sheet',
    permission: 'session:read',
    query: ListExport.extend(filters),
    response: 'file',
    problems: ['list-too-long'],
  }),
  read: route({
    id: 'readNotifications',
    method: 'POST',
    path: '/api/notifications/read',
    summary: 'Mark notifications as read; without identifiers, all of them',
    permission: 'session:read',
    body: z.strictObject({ ids: z.array(z.uuid()).max(200).optional() }),
    response: z.object({ unread: z.int() }),
  }),
}
