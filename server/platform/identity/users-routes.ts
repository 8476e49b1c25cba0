import { identityRoutes, type Session, type UserRecord } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../audit.ts'
import { globalPermissions } from '../authorisation.ts'
import { refuse } from '../errors.ts'
import { serve } from '../http.ts'
import { type Column, listFile, MAX_EXPORTED } from '../list-file.ts'
import type { Services } from '../services.ts'
import { administrators, listUsers, storeLanguage, storeRoles, userForUpdate } from './users-store.ts'
import { civilZone, dayOf } from '../day.ts'

type UserRow = Awaited<ReturnType<typeof listUsers>>['rows'][number]

export function registerUsers(app: FastifyInstance, services: Services): void {
  const { db, authorisation } = services

  serve(app, services, identityRoutes.session, {
    handle: async (_args, { caller, session }): Promise<Session> => {
      if (caller.kind !== 'person') throw refuse('not-signed-in', {})
      const { token } = caller
      return {
        user: { id: caller.id, name: caller.name, organisation: caller.organisation, roles: [...caller.roles] },
        permissions: authorisation.among(caller, globalPermissions, 'socle'),
        csrfToken: session?.csrfToken ?? null,
        expiresAt: (session ?? token)?.expiresAt.toISOString() ?? null,
        token: token
          ? { id: token.id, label: token.label, access: token.access, applications: token.applications }
          : null,
        demo: services.config.identity.provider === undefined,
        timeZone: civilZone(),
      }
    },
  })

  serve(app, services, identityRoutes.speak, {
    handle: async ({ body: { language } }, { caller }) => {
      if (caller.kind !== 'person') throw refuse('not-signed-in', {})
      await storeLanguage(db, caller.id, language)
      return { language }
    },
  })

  serve(app, services, identityRoutes.users, {
    handle: async ({ query }) => {
      const { rows, total } = await listUsers(db, query)
      return { users: rows.map(asRecord), total }
    },
  })

  serve(app, services, identityRoutes.exportUsers, {
    handle: async ({ query }) => {
      const { rows, total } = await listUsers(db, { ...query, offset: 0, limit: MAX_EXPORTED })
      const title = { fr: 'Personnes et rôles', en: 'People and roles' }
      return listFile(query, 'socle-people', title, columns, rows.map(asRecord), total)
    },
  })

  serve(app, services, identityRoutes.setRoles, {
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        const user = await userForUpdate(trx, params.userId)
        if (!user) throw refuse('user-unknown', { id: params.userId })
        if (user.revision !== body.revision)
          throw refuse('user-changed-meanwhile', { name: user.name }, { current: asRecord(user) })
        const roles = [...new Set(body.roles)]
        if (user.roles.includes('administrator') && !roles.includes('administrator')) {
          const all = await administrators(trx)
          if (all.length === 1) throw refuse('last-administrator', { name: user.name })
        }
        await storeRoles(trx, user.id, roles, user.revision + 1)
        await audit(trx, context, 'user.roles-changed', `user:${user.id}`, { before: user.roles, after: roles })
        return asRecord({ ...user, roles, revision: user.revision + 1 })
      }),
  })
}

const asRecord = (user: UserRow): UserRecord => ({
  id: user.id,
  name: user.name,
  organisation: user.organisation,
  roles: user.roles,
  lastSignInAt: user.last_sign_in_at?.toISOString() ?? null,
  revision: user.revision,
})

const columns: readonly Column<UserRecord>[] = [
  { name: { fr: 'Nom', en: 'Name' }, of: ({ name }) => name },
  { name: { fr: 'Organisme', en: 'Organisation' }, of: ({ organisation }) => organisation },
  { name: { fr: 'Rôles', en: 'Roles' }, of: ({ roles }) => roles.join(', ') },
  {
    name: { fr: 'Dernière connexion', en: 'Last sign-in' },
    of: ({ lastSignInAt }) => (lastSignInAt === null ? '' : dayOf(new Date(lastSignInAt))),
  },
]
