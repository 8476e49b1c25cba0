import { identityRoutes, type Permission } from '@socle/contracts'
import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { ApiProblem, call, rememberCsrfToken } from '../api/client.ts'
import { civilZone } from '../civil-time.ts'
import { language } from '../i18n/language.ts'

/** Who is signed in; `undefined` while unknown, `null` when nobody is. */
export function useSession() {
  const query = useQuery({
    queryKey: ['session'],
    staleTime: 60_000,
    queryFn: async () => {
      try {
        const session = await call(identityRoutes.session)
        rememberCsrfToken(session.csrfToken ?? '')
        civilZone.value = session.timeZone
        return session
      } catch (error) {
        if (error instanceof ApiProblem && error.problem.status === 401) return null
        throw error
      }
    },
  })
  const may = (permission: Permission): boolean => query.data.value?.permissions.includes(permission) ?? false
  return { session: computed(() => query.data.value), error: query.error, refetch: query.refetch, may }
}

/** Signing in leads back to where one was. */
export const signInAddress = (path: string): string =>
  `/auth/login?${new URLSearchParams({ returnTo: path.startsWith('/connexion') ? '/' : path, ui_locales: language.value })}`

export async function signOut(csrfToken: string): Promise<void> {
  await fetch('/auth/logout', { method: 'POST', headers: { 'x-csrf-token': csrfToken } })
  location.assign('/connexion')
}
