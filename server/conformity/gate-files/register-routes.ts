import { registerRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { dayOf } from '../../platform/day.ts'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { applicationResource } from '../applications/index.ts'
import { publishedEntries } from './published-entries.ts'
import { exportRegister } from './register-export.ts'
import { registerEntries } from './register-store.ts'

export function registerProcessingRegister(app: FastifyInstance, services: Services): void {
  const { db, governance } = services
  serve(app, services, registerRoutes.export, {
    handle: async ({ query }, context) => {
      // A name mistyped is no register without entries.
      if (query.application !== undefined) await applicationResource(db, query.application)
      const process = governance.processById.get('processing-register')!
      const kept = await registerEntries(db, query.application)
      const entries = query.parts === 'public' ? await publishedEntries(db, process, kept) : kept
      const { privacy } = governance.policies
      const file = await exportRegister(process, privacy, entries, query, context.language, dayOf(context.now))
      // What left, to whom: the register may be asked to account for it.
      await db
        .transaction()
        .execute((trx) => audit(trx, context, 'register.exported', 'processing-register', { ...query }))
      return file
    },
  })
}
