/** What people are told when something begins to wait for them, or ends. */
import { z } from 'zod'
import { route } from './route.ts'
import { Bilingual, Instant } from './text.ts'

export const Notification = z.object({
  id: z.uuid(),
  text: Bilingual,
  link: z.string(),
  at: Instant,
  readAt: Instant.nullable(),
})
export type Notification = z.infer<typeof Notification>

export const notificationRoutes = {
  list: route({
    id: 'listNotifications',
    method: 'GET',
    path: '/api/notifications',
    summary: 'What the caller was told, newest first',
    permission: 'session:read',
    query: z.object({
      unread: z
        .enum(['true', 'false'])
        .default('false')
        .transform((value) => value === 'true'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ notifications: z.array(Notification), unread: z.int() }),
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
