/** The texts of a request or an answer in any of the three dialects: everything a person or a model wrote, nothing else. */
import { readAttachment, textFile } from './attachments.ts'
import { inJson } from './json-depth.ts'
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

interface Visitor {
  readonly text: (text: string, member: string) => string
  /** A file whose words cannot be read here: an image, a sound, a scan. */
  readonly unreadable?: (kind: string) => void
}
type Json = Readonly<Record<string, unknown>>

/** @throws RangeError when the JSON is nested deeper than a real call */
function mapTexts(value: unknown, visitor: Visitor, member = '', holder: Json = {}, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new RangeError(`JSON nested deeper than ${MAX_DEPTH}`)
  if (typeof value === 'string') return mapString(value, visitor, member, holder)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    let changed = false
    const list = value.map((item) => {
      const mapped = mapTexts(item, visitor, member, holder, depth + 1)
      changed ||= mapped !== item
      return mapped
    })
    return changed ? list : value
  }
  let changed = false
  const entries = Object.entries(value).map(([name, item]) => {
    const mapped =
      technical.has(name) && typeof item === 'string' ? item : mapTexts(item, visitor, name, value as Json, depth + 1)
    changed ||= mapped !== item
    return [name, mapped] as const
  })
  return changed ? Object.fromEntries(entries) : value
}

function mapString(value: string, visitor: Visitor, member: string, holder: Json): string {
  const attachment = readAttachment(value, member, holder)
  if (attachment === undefined) return visitor.text(value, member)
  const text = textFile(attachment)
  if (text === undefined) {
    visitor.unreadable?.(attachment.kind)
    return value
  }
  const mapped = visitor.text(text, 'text')
  return mapped === text ? value : attachment.head + Buffer.from(mapped).toString('base64')
}

/** The same object when nothing had to be protected. @throws DetectionFailed, VaultFull, RangeError */
export const protectJson = <T>(vault: Vault, json: T): T =>
  mapTexts(json, {
    text: (text, member) => (jsonTexts.has(member) ? protectJsonText(vault, text) : vault.protect(text)),
  }) as T

/** Arguments of a tool: the strings in them are protected one by one, so that quotes and escapes stay what they are. */
function protectJsonText(vault: Vault, text: string): string {
  try {
    const parsed = JSON.parse(text) as unknown
    // A string that is JSON again is looked through as such: its quotes and escapes are not the value's.
    const protectedOne = mapTexts(parsed, {
      text: (inner) => (/^\s*[{[]/.test(inner) ? protectJsonText(vault, inner) : vault.protect(inner)),
    })
    return protectedOne === parsed ? text : JSON.stringify(protectedOne)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return vault.protect(text)
  }
}

/** @param told what was already said of a text in pieces: the whole must say the same */
export const restoreJson = <T>(vault: Vault, json: T, told?: ReadonlyMap<string, string>): T =>
  (vault.touchesAnswers
    ? mapTexts(json, {
        text: (text, member) => told?.get(text) ?? vault.answer(text, jsonTexts.has(member) ? inJson : undefined),
      })
    : json) as T

export interface Content {
  readonly texts: readonly string[]
  /** Kinds of the files that cannot be looked through, such as `image/png`. */
  readonly unreadable: readonly string[]
}

/** Every text of a request, for a look at what it holds; those of text files among them. */
export function contentOf(json: unknown): Content {
  const texts: string[] = []
  const unreadable: string[] = []
  mapTexts(json, {
    text(text) {
      texts.push(text)
      return text
    },
    unreadable: (kind) => unreadable.push(kind),
  })
  return { texts, unreadable }
}
