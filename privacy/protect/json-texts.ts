/** The texts of a request or an answer in any of the three dialects: everything a person or a model wrote, nothing else. */
import { inJson } from './restore-text.ts'
import type { Vault } from './vault.ts'

/** Members that name, order or address; never texts. */
const technical = new Set([
  'model',
  'role',
  'type',
  'id',
  'object',
  'tool_call_id',
  'tool_use_id',
  'call_id',
  'item_id',
  'response_id',
  'status',
  'finish_reason',
  'stop_reason',
  'system_fingerprint',
  'service_tier',
  'encoding_format',
  'media_type',
  'detail',
  'file_data',
  'file_id',
  'encrypted_content',
  'signature',
  'format',
  'effort',
  'name',
  'strict',
  'user',
  'safety_identifier',
  'prompt_cache_key',
])
/** Texts that are JSON themselves. */
const jsonTexts = new Set(['arguments', 'partial_json'])
const MAX_DEPTH = 60

/** @throws RangeError when the JSON is nested deeper than a real call */
function mapTexts(value: unknown, text: (text: string, member: string) => string, member = '', depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new RangeError(`JSON nested deeper than ${MAX_DEPTH}`)
  if (typeof value === 'string') return isEncoded(value, member) ? value : text(value, member)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    let changed = false
    const list = value.map((item) => {
      const mapped = mapTexts(item, text, member, depth + 1)
      changed ||= mapped !== item
      return mapped
    })
    return changed ? list : value
  }
  let changed = false
  const entries = Object.entries(value).map(([name, item]) => {
    const mapped = technical.has(name) && typeof item === 'string' ? item : mapTexts(item, text, name, depth + 1)
    changed ||= mapped !== item
    return [name, mapped] as const
  })
  return changed ? Object.fromEntries(entries) : value
}

/** An image or a sound; the text of a document may stand in `data` as well. */
const isEncoded = (value: string, member: string): boolean =>
  value.startsWith('data:') || (member === 'data' && !/\s/.test(value))

/** The same object when nothing had to be protected. @throws DetectionFailed, VaultFull, RangeError */
export const protectJson = <T>(vault: Vault, json: T): T =>
  mapTexts(json, (text, member) => (jsonTexts.has(member) ? protectJsonText(vault, text) : vault.protect(text))) as T

/** Arguments of a tool: the strings in them are protected one by one, so that quotes and escapes stay what they are. */
function protectJsonText(vault: Vault, text: string): string {
  try {
    const parsed = JSON.parse(text) as unknown
    const protectedOne = protectJson(vault, parsed)
    return protectedOne === parsed ? text : JSON.stringify(protectedOne)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return vault.protect(text)
  }
}

export const restoreJson = <T>(vault: Vault, json: T): T =>
  (vault.restores
    ? mapTexts(json, (text, member) => vault.restore(text, jsonTexts.has(member) ? inJson : undefined))
    : json) as T

/** Every text of a request, for a look at what it holds. */
export function textsOf(json: unknown): string[] {
  const texts: string[] = []
  mapTexts(json, (text) => {
    texts.push(text)
    return text
  })
  return texts
}
