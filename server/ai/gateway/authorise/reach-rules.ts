/**
 * What a call would have its provider reach beyond the texts that it brings: what the provider keeps of earlier calls, and servers
 * of tools. All applications share one account at a provider, so that what one of them left there another could read; and a
 * server of tools is sent what the provider was sent.
 */
import type { Endpoint } from '@socle/contracts'
import { refuse } from '../../../platform/errors.ts'
import { type Json, objects, text } from '../dialects/json-shapes.ts'

export interface Reach {
  /** Applications that may name what a provider keeps: they can read each other's. */
  readonly keptState: readonly string[]
  /** Addresses of servers of tools, with all that is below them, and names of connectors. */
  readonly toolServers: readonly string[]
}

const keptMembers = ['previous_response_id', 'conversation', 'prompt'] as const

/** The first field of a call of Responses that names what its provider keeps. */
export function keptStateIn(json: Json): string | undefined {
  const named = keptMembers.find((member) => json[member] !== undefined && json[member] !== null)
  return named ?? (objects(json.input).some(({ type }) => type === 'item_reference') ? 'item_reference' : undefined)
}

/** Addresses and connectors, as the call writes them. */
const toolServersIn = (json: Json): string[] =>
  [...objects(json.mcp_servers), ...objects(json.tools).filter(({ type }) => type === 'mcp')].map((server) =>
    text(server.server_url ?? server.url ?? server.connector_id),
  )

function isBelow(address: string, approved: string): boolean {
  if (address === approved) return true
  if (!URL.canParse(address) || !URL.canParse(approved)) return false
  const [at, allowed] = [new URL(address), new URL(approved)]
  if (at.origin !== allowed.origin) return false
  const path = allowed.pathname.replace(/\/$/, '')
  return at.pathname === path || at.pathname.startsWith(`${path}/`)
}

/** @throws Refusal ai-kept-state-refused, ai-tool-server-refused */
export function requireReach(
  { endpoint, json, applicationId }: { endpoint: Endpoint; json: Json; applicationId: string },
  { keptState, toolServers }: Reach,
): void {
  const field = endpoint === 'responses' ? keptStateIn(json) : undefined
  if (field !== undefined && !keptState.includes(applicationId)) throw refuse('ai-kept-state-refused', { field })
  const server = toolServersIn(json).find((address) => !toolServers.some((approved) => isBelow(address, approved)))
  if (server !== undefined) throw refuse('ai-tool-server-refused', { server })
}
