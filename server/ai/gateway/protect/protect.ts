/**
 * Leak protection (COMP010): what a call holds, and what each provider gets instead. The table of placeholders lives as long as
 * the call, and is its own: neither ledger, log nor another call sees it.
 */
import {
  highestSensitivity,
  type ProtectedType,
  type ProtectionAction,
  type ProtectionRule,
  type Sensitivity,
} from '@socle/contracts'
import { createVault, detect, protectJson, type Span, textsOf, type Vault } from '@socle/privacy'
import { refuse } from '../../../platform/errors.ts'
import type { Deployment } from '../../policy/policy.ts'
import type { Call } from '../call.ts'
import { actionFor, allowsAll } from './protection-rules.ts'

/** What was found in a call. */
export interface Findings {
  readonly types: ReadonlySet<ProtectedType>
  /** The same answers again, so that no text is looked through twice. */
  readonly detect: (text: string) => readonly Span[]
}

export interface Protected {
  /** As the provider may see it; the very same object when nothing was replaced. */
  readonly json: Call['json']
  /** Gives values back; undefined = nothing to give back. */
  readonly vault: Vault | undefined
}

export interface Protector {
  /** Looks through the texts where a provider of the call may not get everything. @throws Refusal ai-protection-failed */
  inspect: (call: Call) => void
  /** Which of the types found keep a provider from being a candidate. */
  excludes: (call: Call, deployment: Deployment) => ProtectionAction | undefined
  protect: (call: Call, deployment: Deployment) => Protected
}

export function createProtector(settings: {
  protection: readonly ProtectionRule[]
  contentSensitivity: Partial<Record<ProtectedType, Sensitivity>>
}): Protector {
  const rules = settings.protection
  const raises = Object.keys(settings.contentSensitivity).length > 0
  const free = new Map<string, boolean>()
  /** Known by application and provider: the answer changes with the parameters only, that is with a restart. */
  const mayAll = (applicationId: string, { provider }: Deployment): boolean => {
    const name = `${applicationId} ${provider.id} ${provider.circle}`
    let answer = free.get(name)
    if (answer === undefined) free.set(name, (answer = allowsAll(rules, { applicationId, provider })))
    return answer
  }
  const about = (call: Call, { provider }: Deployment) => ({ applicationId: call.key!.application.id, provider })

  return {
    inspect(call) {
      const applicationId = call.key!.application.id
      if (!raises && call.deployments.every((deployment) => mayAll(applicationId, deployment))) return
      const known = new Map<string, readonly Span[]>()
      const types = new Set<ProtectedType>()
      try {
        for (const text of textsOf(call.json)) {
          const spans = detect(text)
          known.set(text, spans)
          for (const { type } of spans) types.add(type)
        }
      } catch (cause) {
        throw refuse('ai-protection-failed', { requestId: call.requestId }, { cause })
      }
      call.findings = { types, detect: (text) => known.get(text) ?? detect(text) }
      for (const type of types) {
        const raised = settings.contentSensitivity[type]
        if (raised === undefined || highestSensitivity(call.sensitivity, raised) === call.sensitivity) continue
        call.sensitivity = raised
        call.sensitivityFrom = 'content'
      }
    },

    excludes(call, deployment) {
      let answer: ProtectionAction | undefined
      for (const type of call.findings?.types ?? []) {
        const action = actionFor(rules, about(call, deployment), type)
        if (action === 'refuse') return action
        if (action === 'reroute') answer = action
      }
      return answer
    },

    protect(call, deployment) {
      const { findings } = call
      if (findings === undefined || findings.types.size === 0) return { json: call.json, vault: undefined }
      const target = about(call, deployment)
      const vault = createVault({
        detect: findings.detect,
        treat(type) {
          const action = actionFor(rules, target, type)
          return action === 'allow' || action === 'pseudonymise' ? action : 'mask'
        },
      })
      try {
        const json = protectJson(vault, call.json)
        call.protections = vault.counts()
        return { json, vault: vault.restores ? vault : undefined }
      } catch (cause) {
        throw refuse('ai-protection-failed', { requestId: call.requestId }, { cause })
      }
    },
  }
}
