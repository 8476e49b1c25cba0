import { type Application, applicationRoutes } from '@socle/contracts'
import { applicability } from '@socle/rulebook'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { applicationPermissions } from '../../platform/authorisation.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Queries } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import { listFile, MAX_EXPORTED } from '../../platform/list-file.ts'
import { newKeySecret } from '../../platform/identity/application-keys.ts'
import type { Services } from '../../platform/services.ts'

import { applicabilityColumns, applicabilityRows } from './applicability-list.ts'
import { applicationColumns } from './application-columns.ts'
import { applicationResource, requirePerson } from './application-resource.ts'
import {
  applicableCount,
  readApplicationFile,
  requireValid,
  summaryOf,
  writeApplicationFile,
} from './applications-rules.ts'
import * as store from './applications-store.ts'
import { insertKey, keysOf, keyToRotate, retireKey, revokeKey, successorOf } from './keys-store.ts'

export function registerApplications(app: FastifyInstance, services: Services): void {
  const { db, framework, authorisation, events } = services
  const resource = ({ params }: { params: { applicationId: string } }) => applicationResource(db, params.applicationId)

  serve(app, services, applicationRoutes.list, {
    handle: async ({ query }, { caller, now }) => {
      const { page, size, ...filter } = query
      return seenBy(caller, now, { ...filter, offset: (page - 1) * size, limit: size })
    },
  })

  serve(app, services, applicationRoutes.export, {
    handle: async ({ query }, { caller, now }) => {
      const { applications, total } = await seenBy(caller, now, { ...query, offset: 0, limit: MAX_EXPORTED })
      const title = { fr: 'Applications', en: 'Applications' }
      return listFile(query, 'applications', title, applicationColumns, applications, total)
    },
  })

  serve(app, services, applicationRoutes.create, {
    handle: ({ body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        requireValid(framework, body.description.traits)
        const applicable = applicableCount(framework, body.description.traits)
        if (!(await store.insertApplication(trx, { ...body, applicable, userId, now: context.now })))
          throw refuse('application-exists', { id: body.id })
        const { id, version, description } = body
        await events.emit(trx, 'application-described', { applicationId: id, version, description, now: context.now })
        await audit(trx, context, 'application.created', `application:${body.id}`, { version: body.version })
        return readApplication(trx, body.id, context.caller)
      }),
  })

  serve(app, services, applicationRoutes.get, {
    resource,
    handle: async ({ params }, { caller, now }) => {
      await db.transaction().execute((trx) => events.emit(trx, 'standings-read', { now }))
      return readApplication(db, params.applicationId, caller)
    },
  })

  serve(app, services, applicationRoutes.describe, {
    resource,
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        requireValid(framework, body.description.traits)
        const { version } = await lockAtRevision(trx, params.applicationId, body.revision, context.caller)
        const applicable = applicableCount(framework, body.description.traits)
        await store.storeDescription(trx, {
          id: params.applicationId,
          version,
          description: body.description,
          applicable,
        })
        await store.touch(trx, params.applicationId, { userId, now: context.now })
        await events.emit(trx, 'application-described', {
          applicationId: params.applicationId,
          version,
          description: body.description,
          now: context.now,
        })
        await audit(trx, context, 'application.described', `application:${params.applicationId}`, {
          version,
          applicable,
        })
        return readApplication(trx, params.applicationId, context.caller)
      }),
  })

  serve(app, services, applicationRoutes.applicability, {
    resource,
    handle: async ({ params }) => {
      const row = await store.applicationRow(db, params.applicationId)
      return applicability(framework, row!.description.traits)
    },
  })

  serve(app, services, applicationRoutes.exportApplicability, {
    resource,
    handle: async ({ params, query }) => {
      const { description } = (await store.applicationRow(db, params.applicationId))!
      const rows = applicabilityRows(framework, applicability(framework, description.traits), query)
      const title = { fr: 'Ce qui s’applique', en: 'What applies' }
      return listFile(
        query,
        `exigences-${params.applicationId}`,
        title,
        applicabilityColumns(framework),
        rows,
        rows.length,
      )
    },
  })

  serve(app, services, applicationRoutes.addVersion, {
    resource,
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const id = params.applicationId
        const current = (await store.lockApplication(trx, id))!
        const description = (await store.descriptionOf(trx, id, current.version))!
        if (!(await store.insertVersion(trx, { id, label: body.label, description, userId, now: context.now })))
          throw refuse('version-exists', { id, version: body.label })
        await store.touch(trx, id, { version: body.label, userId, now: context.now })
        await events.emit(trx, 'version-begun', {
          applicationId: id,
          version: body.label,
          former: current.version,
          context,
        })
        await events.emit(trx, 'application-described', {
          applicationId: id,
          version: body.label,
          description,
          now: context.now,
        })
        await audit(trx, context, 'application.version-added', `application:${id}`, { version: body.label })
        return readApplication(trx, id, context.caller)
      }),
  })

  serve(app, services, applicationRoutes.setTeam, {
    resource,
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const id = params.applicationId
        await lockAtRevision(trx, id, body.revision, context.caller)
        const before = await store.teamMembers(trx, id)
        const [unknown] = await store.replaceTeam(trx, id, body.team)
        if (unknown !== undefined) throw refuse('user-unknown', { id: unknown })
        await store.touch(trx, id, { userId, now: context.now })
        const detail = { before: before.map((member) => member.id), after: body.team }
        await audit(trx, context, 'application.team-changed', `application:${id}`, detail)
        return readApplication(trx, id, context.caller)
      }),
  })

  serve(app, services, applicationRoutes.candidates, {
    resource,
    handle: async () => ({ people: await store.candidates(db) }),
  })

  serve(app, services, applicationRoutes.readFile, {
    handle: async ({ body }) => readApplicationFile(framework, body.text),
  })

  serve(app, services, applicationRoutes.writeFile, {
    resource,
    handle: async ({ params }) => {
      const row = (await store.applicationRow(db, params.applicationId))!
      return {
        fileName: 'socle.app.yaml',
        contentType: 'application/yaml; charset=utf-8',
        bytes: Buffer.from(writeApplicationFile(row.id, row.version, row.description)),
      }
    },
  })

  serve(app, services, applicationRoutes.keys, {
    resource,
    handle: async ({ params }) => ({ keys: await keysOf(db, params.applicationId) }),
  })

  serve(app, services, applicationRoutes.issueKey, {
    resource,
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const { secret, prefix, hash } = newKeySecret()
        const { budgets, ...scope } = body
        const values = { applicationId: params.applicationId, prefix, hash, userId, now: context.now, ...scope }
        const key = await insertKey(trx, values)
        await audit(trx, context, 'key.issued', `application:${params.applicationId}`, {
          key: key.id,
          label: key.label,
        })
        await events.emit(trx, 'key-issued', { keyId: key.id, budgets, context })
        return { key, secret }
      }),
  })

  serve(app, services, applicationRoutes.rotateKey, {
    resource,
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const { applicationId, keyId } = params
        const old = await keyToRotate(trx, applicationId, keyId, context.now)
        if (!old) throw refuse('key-unknown', { id: keyId })
        const successor = await successorOf(trx, { lineId: old.lineId, id: keyId, now: context.now })
        if (successor)
          throw refuse('key-replaced-already', { label: successor.label, date: dayOf(successor.created_at) })
        const { secret, prefix, hash } = newKeySecret()
        const { days = old.days, overlapHours } = body
        const key = await insertKey(trx, { ...old, applicationId, prefix, hash, userId, now: context.now, days })
        await retireKey(trx, keyId, new Date(context.now.getTime() + overlapHours * 3_600_000))
        const detail = { key: key.id, replaces: keyId, overlapHours }
        await audit(trx, context, 'key.rotated', `application:${applicationId}`, detail)
        return { key, secret }
      }),
  })

  serve(app, services, applicationRoutes.revokeKey, {
    resource,
    handle: ({ params }, context) =>
      db.transaction().execute(async (trx) => {
        const revoked = await revokeKey(trx, params.applicationId, params.keyId, context.now)
        if (!revoked) throw refuse('key-unknown', { id: params.keyId })
        for (const { id, label } of [revoked.key, ...revoked.replaced])
          await audit(trx, context, 'key.revoked', `application:${params.applicationId}`, { key: id, label })
        return revoked.key
      }),
  })

  async function seenBy(
    caller: Caller,
    now: Date,
    filter: Omit<Parameters<typeof store.listApplications>[1], 'caller' | 'all'>,
  ) {
    await db.transaction().execute((trx) => events.emit(trx, 'standings-read', { now }))
    const all = authorisation.seesEveryApplication(caller)
    const { total, rows } = await store.listApplications(db, { ...filter, caller, all })
    return { total, applications: rows.map((row) => summaryOf(framework, row)) }
  }

  /** @throws Refusal application-changed-meanwhile with what is stored now */
  async function lockAtRevision(
    trx: Parameters<typeof store.lockApplication>[0],
    id: string,
    revision: number,
    caller: Caller,
  ) {
    const current = (await store.lockApplication(trx, id))!
    if (current.revision !== revision) {
      const stored = await readApplication(trx, id, caller)
      throw refuse('application-changed-meanwhile', { author: stored.updatedBy.name }, { current: stored })
    }
    return current
  }

  async function readApplication(queries: Queries, id: string, caller: Caller): Promise<Application> {
    const row = (await store.applicationRow(queries, id))!
    const team = await store.teamMembers(queries, id)
    const versions = await store.versionsOf(queries, id)
    const files = await store.filesOfApplication(queries, id)
    return {
      id,
      description: row.description,
      version: row.version,
      versions: versions.map(({ label, created_at }) => ({ label, createdAt: created_at.toISOString() })),
      team,
      files: files.map(({ verdict, ...file }) => ({ ...file, answer: verdict.answer })),
      permissions: authorisation.among(caller, applicationPermissions, {
        applicationId: id,
        team: team.map((member) => member.id),
      }),
      revision: row.revision,
      updatedAt: row.updated_at.toISOString(),
      updatedBy: { id: row.author_id, name: row.author_name },
    }
  }
}
