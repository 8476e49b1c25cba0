import { notificationRoutes } from '@socle/contracts'
import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { call } from '../api/client.ts'

const EVERY_MS = 60_000

/** How many notifications the reader has not read; looked up every minute while the page is in view. */
export function useUnreadCount() {
  const { data } = useQuery({
    queryKey: ['notifications', 'unread'],
    refetchInterval: EVERY_MS,
    queryFn: () => call(notificationRoutes.list, { query: { unread: 'true', limit: 1 } }),
  })
  return computed(() => data.value?.unread ?? 0)
}
