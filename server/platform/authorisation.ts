/**
 * Decisions by Cedar over policies that are data (`framework/policies/access.cedar`): deny by default, and every
 * decision names the policy that made it. Lists are filtered in SQL by `seesEveryApplication`.
 */
import cedar, { type Context, type EntityJson } from '@cedar-policy/cedar-wasm/nodejs'
import { type Actor, Permission, Role } from '@socle/contracts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Caller } from './caller.ts'

/** What is acted upon: Socle as a whole, one application with its team (user ids), one act in a procedure, or a provider of models. */
export type Resource =
  'socle' | { readonly applicationId: string; readonly team: readonly string[] } | ProcedureResource | ProviderResource

/** An act in a procedure, with those to whom its process gives it. */
export interface ProcedureResource {
  readonly procedureId: string
  /** Team of its application (user ids). */
  readonly team: readonly string[]
  readonly requester: string
  /** Those whom the process names for the act. */
  readonly actors: readonly Actor[]
  /** Identifier of its application; absent = it is about none. */
  readonly applicationId?: string | null
  /** Those to whom the process refuses the act, for what they did before in the procedure (user ids). */
  readonly keptFrom?: readonly string[]
}

export interface ProviderResource {
  readonly providerId: string
  /** Those who stated what its approval is given for (user ids). */
  readonly keptFrom: readonly string[]
}

interface Decision {
  readonly allowed: boolean
  /** Identifiers of the policies that permitted it. */
  readonly because: readonly string[]
}

export interface Authorisation {
  decide: (caller: Caller, permission: Permission, resource: Resource) => Decision
  /** Permissions among `candidates` that the caller has on the resource. */
  among: (caller: Caller, candidates: readonly Permission[], resource: Resource) => Permission[]
  /** Who has the permission on the resource: trades, and the team where it is one's own application. */
  whoMay: (permission: Permission, resource: Resource) => Actor[]
  /** May the caller read any application, whatever its team? */
  seesEveryApplication: (caller: Caller) => boolean
}

/** Rights on one application. */
export const applicationPermissions: readonly Permission[] = [
  'application:read',
  'application:write',
  'key:manage',
  'assessment:write',
  'comment:write',
  'evidence:write',
  'check-report:push',
  'advice:override',
]
const procedurePermissions: readonly Permission[] = ['procedure:read', 'procedure:act']

/** Rights on Socle as a whole: all the others, so that a page finds a new one in the session. */
export const globalPermissions: readonly Permission[] = Permission.options.filter(
  (permission) => !applicationPermissions.includes(permission) && !procedurePermissions.includes(permission),
)

/** @throws Error naming the policy and the mistake when the policies do not parse or do not fit their schema. */
export function loadAuthorisation(frameworkFolder: string): Authorisation {
  const policies = splitPolicies(readFileSync(join(frameworkFolder, 'policies/access.cedar'), 'utf8'))
  const schema = readFileSync(join(frameworkFolder, 'policies/access.cedarschema'), 'utf8')
  const validation = cedar.validate({ schema, policies: { staticPolicies: policies } })
  const errors =
    validation.type === 'failure'
      ? validation.errors
      : validation.validationErrors.map((e) => ({ message: `${e.policyId}: ${e.error.message}` }))
  if (errors.length > 0)
    throw new Error(`Access policies are not valid:\n${errors.map((e) => `  ${e.message}`).join('\n')}`)
  const parsed = cedar.preparsePolicySet('access', { staticPolicies: policies })
  if (parsed.type === 'failure') throw new Error(`Access policies: ${parsed.errors.map((e) => e.message).join('; ')}`)

  const decide = (caller: Caller, permission: Permission, resource: Resource): Decision => {
    const target = entityOf(resource)
    const principal = caller.kind === 'person' ? { type: 'Person', id: caller.id } : { type: 'Key', id: caller.keyId }
    const answer = cedar.statefulIsAuthorized({
      principal,
      action: { type: 'Action', id: permission },
      resource: target.uid,
      context: contextOf(caller),
      preparsedPolicySetId: 'access',
      entities: [
        {
          uid: principal,
          parents: [],
          attrs:
            caller.kind === 'person'
              ? { roles: caller.roles.map((id) => ({ __entity: { type: 'Role', id } })) }
              : {
                  application: { __entity: { type: 'Application', id: caller.applicationId } },
                  purposes: [...caller.purposes],
                },
        },
        { ...target, parents: [] },
      ],
    })
    if (answer.type === 'failure')
      throw new Error(`Access decision failed: ${answer.errors.map((e) => e.message).join('; ')}`)
    return { allowed: answer.response.decision === 'allow', because: answer.response.diagnostics.reason }
  }
  return {
    decide,
    among: (caller, candidates, resource) =>
      candidates.filter((permission) => decide(caller, permission, resource).allowed),
    whoMay: (permission, resource) => {
      const somebody = (id: string, roles: readonly Role[]): Caller => ({
        kind: 'person',
        id,
        name: '',
        organisation: '',
        roles,
      })
      const member = resource !== 'socle' && 'team' in resource ? resource.team[0] : undefined
      return [
        ...(member !== undefined && decide(somebody(member, []), permission, resource).allowed
          ? (['team'] as const)
          : []),
        ...Role.options.filter((role) => decide(somebody('', [role]), permission, resource).allowed),
      ]
    },
    seesEveryApplication: (caller) => decide(caller, 'application:read', { applicationId: 'any', team: [] }).allowed,
  }
}

const application = (id: string) => ({ __entity: { type: 'Application', id } })

function contextOf(caller: Caller): Context {
  if (caller.kind !== 'person' || !caller.token) return {}
  const { access, writes, applications } = caller.token
  return { token: { access, writes, ...(applications && { applications: applications.map(application) }) } }
}

const people = (ids: readonly string[]) => ids.map((id) => ({ __entity: { type: 'Person', id } }))

function entityOf(resource: Resource): Omit<EntityJson, 'parents'> {
  if (resource === 'socle') return { uid: { type: 'Socle', id: 'socle' }, attrs: {} }
  if ('providerId' in resource)
    return { uid: { type: 'Provider', id: resource.providerId }, attrs: { keptFrom: people(resource.keptFrom) } }
  if (!('procedureId' in resource))
    return { uid: { type: 'Application', id: resource.applicationId }, attrs: { team: people(resource.team) } }
  const { procedureId, applicationId, team, requester, actors, keptFrom = [] } = resource
  return {
    uid: { type: 'Procedure', id: procedureId },
    attrs: {
      ...(typeof applicationId === 'string' && { application: application(applicationId) }),
      team: people(team),
      requester: { __entity: { type: 'Person', id: requester } },
      roles: actors
        .filter((actor) => actor !== 'team' && actor !== 'requester')
        .map((id) => ({ __entity: { type: 'Role', id } })),
      ofTeam: actors.includes('team'),
      ofRequester: actors.includes('requester'),
      keptFrom: people(keptFrom),
    },
  }
}

/** Policy text by its `@id`. */
function splitPolicies(text: string): Record<string, string> {
  const parts = cedar.policySetTextToParts(text)
  if (parts.type === 'failure')
    throw new Error(`Access policies do not parse: ${parts.errors.map((e) => e.message).join('; ')}`)
  return Object.fromEntries(
    parts.policies.map((policy) => {
      const id = /@id\("([^"]+)"\)/.exec(policy)?.[1]
      if (!id) throw new Error(`An access policy has no @id: ${policy.slice(0, 120)}`)
      return [id, policy]
    }),
  )
}
