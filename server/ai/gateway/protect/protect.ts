/**
 * Leak protection (COMP010): what a call holds, and what each provider gets instead. The table of placeholders lives as long as
 * the call, and is its own: neither ledger, log nor another call sees it. An application that names a conversation finds its
 * table again, kept encrypted until its end.
 */
import {
  highestSensitivity,
  type ProtectedThing,
  type ProtectedType,
  type ProtectionRule,
  type Sensitivity,
} from '@socle/contracts'
import { contentOf, createVault, protectJson, type Span, type Vault, type VaultTable } from '@socle/privacy'
import { refuse } from '../../../platform/errors.ts'
import type { Deployment } from '../../policy/policy.ts'
import type { Call } from '../call.ts'
import type { KeptTable } from './conversations-store.ts'
import { type Detector, joined } from './detector.ts'
import { actionFor, allowsAll, generatedAction, stays, trustsModel } from './protection-rules.ts'
import type { SeenTexts } from './seen-texts.ts'

/** What was found in a call. */
export interface Findings {
  readonly types: ReadonlySet<ProtectedThing>
  /** The same answers again, so that no text is looked through twice. */
  readonly detect: (text: string) => readonly Span[]
}

export interface Protected {
  /** As the provider may see it; the very same object when nothing was replaced. */
  readonly json: Call['json']
  /** Treats answers: gives values back, masks what the policy does not let a model write; undefined = answers pass as they are. */
  readonly vault: Vault | undefined
}

/** Where tables of conversations are kept; undefined for a call that names none. */
interface Continuity {
  readonly read: () => Promise<KeptTable>
  readonly keep: (table: VaultTable, revision: number) => Promise<boolean>
}

export interface Protector {
  /** Looks through the texts where a provider of the call may not get everything. @throws Refusal ai-protection-failed */
  inspect: (call: Call) => void | Promise<void>
  /** Which of the types found keep a provider from being a candidate; none = it may be one. */
  forbidden: (call: Call, deployment: Deployment) => readonly ProtectedThing[]
  /** @throws Refusal ai-protection-failed */
  protect: (call: Call, deployment: Deployment) => Protected | Promise<Protected>
}

const tooDeep = {
  fr: 'ses objets sont emboîtés trop profondément pour être parcourus.',
  en: 'its objects are nested too deeply to be looked through.',
}

/** Two calls of one conversation at a time may each have found the other's table in their way. */
const MAX_ATTEMPTS = 8

export function createProtector(settings: {
  contentSensitivity: Partial<Record<ProtectedType, Sensitivity>>
  /** Asked each time: what it finds may change. */
  detector: Detector | undefined
  seen: SeenTexts
  continuity: (call: Call) => Continuity | undefined
}): Protector {
  const { detector, seen } = settings
  const raises = Object.keys(settings.contentSensitivity).length > 0
  /** Known by rules, application and provider: the answer changes with them only. */
  const free = new WeakMap<readonly ProtectionRule[], Map<string, boolean>>()
  function known(call: Call, { provider }: Deployment, question: string, answer: () => boolean): boolean {
    let answers = free.get(call.rules)
    if (!answers) free.set(call.rules, (answers = new Map()))
    const name = `${question} ${call.key!.application.id} ${provider.id} ${provider.circle}`
    let said = answers.get(name)
    if (said === undefined) answers.set(name, (said = answer()))
    return said
  }
  const about = (call: Call, { provider }: Deployment) => ({ applicationId: call.key!.application.id, provider })
  const mayAll = (call: Call, deployment: Deployment) =>
    known(call, deployment, 'sent', () => allowsAll(call.rules, about(call, deployment)))
  const guards = (call: Call, deployment: Deployment) =>
    !known(call, deployment, 'generated', () => trustsModel(call.rules, about(call, deployment)))
  const failed = (call: Call, cause: unknown) =>
    cause instanceof RangeError
      ? refuse('ai-request-malformed', { reason: tooDeep }, { cause })
      : refuse('ai-protection-failed', { requestId: call.requestId }, { cause })

  // By application, so that none can tell by the time a call takes what another has sent.
  const spansOf = (call: Call, text: string) => seen.spansOf(call.key!.application.id, text)

  function note(call: Call, texts: readonly string[], spans: readonly (readonly Span[])[], unreadable: boolean): void {
    const types = new Set<ProtectedThing>()
    for (const each of spans) for (const { type } of each) types.add(type)
    if (unreadable) types.add('UNREADABLE')
    const found = types.size === 0 ? undefined : new Map(texts.map((text, index) => [text, spans[index]!]))
    call.findings = { types, detect: (text) => found?.get(text) ?? spansOf(call, text) }
    for (const type of types) {
      const raised = type === 'UNREADABLE' ? undefined : settings.contentSensitivity[type]
      if (raised === undefined || highestSensitivity(call.sensitivity, raised) === call.sensitivity) continue
      call.sensitivity = raised
      call.sensitivityFrom = 'content'
    }
  }

  async function askedToo(
    call: Call,
    texts: readonly string[],
    ours: readonly (readonly Span[])[],
    unreadable: boolean,
  ) {
    try {
      const theirs = await detector!(texts)
      note(
        call,
        texts,
        ours.map((spans, index) => joined(spans, theirs[index]!)),
        unreadable,
      )
    } catch (cause) {
      throw failed(call, cause)
    }
  }

  function vaultFor(call: Call, deployment: Deployment, from: VaultTable | undefined): Vault {
    const target = about(call, deployment)
    return createVault({
      detect: call.findings?.detect ?? ((text) => spansOf(call, text)),
      treat(type) {
        const action = actionFor(call.rules, target, type)
        return action === 'allow' || action === 'pseudonymise' ? action : 'mask'
      },
      ...(guards(call, deployment) && { generated: (type) => generatedAction(call.rules, target, type) }),
      ...(from && { from }),
    })
  }

  function protectedBy(call: Call, vault: Vault): Protected {
    try {
      const json = protectJson(vault, call.json)
      call.protections = vault.counts()
      return { json, vault: vault.touchesAnswers ? vault : undefined }
    } catch (cause) {
      throw failed(call, cause)
    }
  }

  async function continued(call: Call, deployment: Deployment, continuity: Continuity): Promise<Protected> {
    try {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const { table, revision } = await continuity.read()
        const vault = vaultFor(call, deployment, table)
        const outcome = protectedBy(call, vault)
        const after = vault.table()
        const grew = Object.keys(after.writings).length > Object.keys(table?.writings ?? {}).length
        // Kept before it leaves: a provider that remembers it will say it again.
        if (!grew || (await continuity.keep(after, revision))) return outcome
      }
    } catch (cause) {
      throw failed(call, cause)
    }
    throw failed(call, new Error('other calls of the same conversation kept changing its table'))
  }

  return {
    inspect(call) {
      if (!raises && call.deployments.every((deployment) => mayAll(call, deployment))) return
      let texts: readonly string[]
      let spans: readonly (readonly Span[])[]
      let unreadable: boolean
      try {
        const content = contentOf(call.json)
        texts = content.texts
        // Speech is a file too.
        unreadable = content.unreadable.length > 0 || call.endpoint === 'transcriptions'
        spans = texts.map((text) => spansOf(call, text))
      } catch (cause) {
        throw failed(call, cause)
      }
      if (detector !== undefined && texts.length > 0) return askedToo(call, texts, spans, unreadable)
      note(call, texts, spans, unreadable)
    },

    forbidden: (call, deployment) =>
      [...(call.findings?.types ?? [])].filter((type) => stays(actionFor(call.rules, about(call, deployment), type))),

    protect(call, deployment) {
      const nothingFound = (call.findings?.types.size ?? 0) === 0
      const continuity = mayAll(call, deployment) ? undefined : settings.continuity(call)
      if (continuity) return continued(call, deployment, continuity)
      if (nothingFound && !guards(call, deployment)) return { json: call.json, vault: undefined }
      return protectedBy(call, vaultFor(call, deployment, undefined))
    },
  }
}
