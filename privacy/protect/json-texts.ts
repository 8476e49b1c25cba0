/** The texts of a request or an answer in any of the three dialects: everything a person or a model wrote, nothing else. */
import { bordersOf } from './adjacent-texts.ts'
import { readAttachment, textFile } from './attachments.ts'
import { inJson } from './json-depth.ts'
import { withMovedAnnotations } from './moved-places.ts'
import { numberText } from './json-numbers.ts'
import { repeatedMember } from './repeated-members.ts'
import { asName, fileNameMembers, readFileName, readName } from './written-names.ts'
import type { Vault } from './vault.ts'
import { addressMembers, mapAddress } from './web-address.ts'

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
])
/** Members below which names are the caller's or a tool's own, whatever they mean in the dialect. */
const ownNames = new Set(['arguments', 'metadata', 'documents'])
const toolUses = new Set(['tool_use', 'server_tool_use', 'mcp_tool_use'])
const speakers = new Set(['user', 'assistant', 'system', 'developer'])
/** Texts that a caller may send as the numbers of their tokens, which only the model reads. */
const numbered = new Set(['input', 'prompt'])
/** Texts that are JSON themselves. */
const jsonTexts = new Set(['arguments', 'partial_json'])
/** Numbers that say how a model works: a provider takes no text there. */
const settings = new Set([
  'seed',
  'random_seed',
  'max_tokens',
  'max_completion_tokens',
  'max_output_tokens',
  'budget_tokens',
  'num_ctx',
])
const MAX_DEPTH = 60

interface Visitor {
  /** @param readings of a name, which is written without spaces; absent for texts */
  readonly text: (text: string, member: string, readings?: readonly string[]) => string
  readonly number?: (value: number, member: string) => number | string
  /** The number for which a text stands that a tool is told. */
  readonly numberOf?: (text: string) => number | undefined
  /** Of an object whose names are the caller's own: one that may say who somebody is, as `{"Jean Castel": 12}` does. */
  readonly ownName: (name: string) => string
  /** Texts that stand side by side, as parts of one message do. */
  readonly together?: (texts: readonly string[]) => readonly string[]
  /** What holds words that cannot be read here: an image, a sound, a scan, numbers of tokens. */
  readonly unreadable?: (kind: string) => void
  /** Are probabilities of the words left out, because those are others now? */
  readonly dropsProbabilities?: boolean
}
type Json = Readonly<Record<string, unknown>>

interface Place {
  readonly member: string
  readonly holder: Json
  readonly depth: number
  /** Are names here those of the dialect, so that some of them hold no text? */
  readonly dialect: boolean
  /** What the text of this part became together with those beside it. */
  readonly text?: string
}
const top: Place = { member: '', holder: {}, depth: 0, dialect: true }
/** The JSON inside a text: what a tool is told. */
const inside: Place = { ...top, dialect: false }

const namesSpeaker = (holder: Json, member: string): boolean => member === 'name' && speakers.has(String(holder.role))

/** Does the member name, order or address? A person who speaks has a name as well. */
const isTechnical = (holder: Json, name: string): boolean => technical.has(name) && !namesSpeaker(holder, name)

const readingsOf = (value: string, member: string, holder: Json): readonly string[] | undefined =>
  fileNameMembers.has(member) ? readFileName(value) : namesSpeaker(holder, member) ? readName(value) : undefined

/** @throws RangeError when the JSON is nested deeper than a real call */
function mapTexts(value: unknown, visitor: Visitor, place = top): unknown {
  const { member, holder, depth, dialect } = place
  if (depth > MAX_DEPTH) throw new RangeError(`JSON nested deeper than ${MAX_DEPTH}`)
  if (typeof value === 'string')
    return (dialect ? undefined : visitor.numberOf?.(value)) ?? mapString(value, visitor, member, holder)
  if (typeof value === 'number')
    return dialect && settings.has(member) ? value : (visitor.number?.(value, member) ?? value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    if (dialect && numbered.has(member) && typeof value[0] === 'number') visitor.unreadable?.('tokens')
    let changed = false
    const said = dialect && visitor.together ? saidTogether(value, visitor.together) : undefined
    const list = value.map((item: unknown, index) => {
      const text = said?.get(index)
      const mapped = mapTexts(item, visitor, { ...place, depth: depth + 1, ...(text !== undefined && { text }) })
      changed ||= mapped !== item
      return mapped
    })
    return changed ? list : value
  }
  const object = value as Json
  const { text: saidAlready } = place
  let changed = false
  const entries = Object.entries(object).map(([name, item]) => {
    if (dialect && visitor.dropsProbabilities && name === 'logprobs' && typeof item === 'object' && item !== null) {
      changed = true
      return [name, Array.isArray(item) ? [] : null] as const
    }
    const own = ownNames.has(name) || (name === 'input' && toolUses.has(String(object.type)))
    const mapped =
      saidAlready !== undefined && name === 'text'
        ? saidAlready
        : dialect && typeof item === 'string' && isTechnical(object, name)
          ? item
          : mapTexts(item, visitor, { member: name, holder: object, depth: depth + 1, dialect: dialect && !own })
    const called = dialect ? name : visitor.ownName(name)
    changed ||= mapped !== item || called !== name
    return [called, mapped] as const
  })
  return changed ? Object.fromEntries(apart(entries)) : value
}

/** The names of a program's own members have neither a space, a sign of an address nor figures in a row: those stay as they are. */
const mayNameSomebody = /[ @]|\d{6}/
const hideName = (vault: Vault, name: string): string => (mayNameSomebody.test(name) ? vault.protect(name) : name)

/** Two writings of one value may be called the same once protected: neither entry is lost. */
function apart(entries: readonly (readonly [name: string, value: unknown])[]): (readonly [string, unknown])[] {
  const taken = new Set<string>()
  return entries.map(([name, value]) => {
    let free = name
    for (let count = 2; taken.has(free); count++) free = `${name} (${count})`
    taken.add(free)
    return [free, value] as const
  })
}

/** Parts of a message that are texts and follow each other: what each becomes, by its place in the list. */
function saidTogether(
  list: readonly unknown[],
  together: (texts: readonly string[]) => readonly string[],
): ReadonlyMap<number, string> {
  const said = new Map<number, string>()
  for (let at = 0; at < list.length; at++) {
    const texts: string[] = []
    for (let text; (text = textOfPart(list[at + texts.length])) !== undefined;) texts.push(text)
    if (texts.length > 1) for (const [index, text] of together(texts).entries()) said.set(at + index, text)
    at += texts.length
  }
  return said
}

const textParts = new Set(['text', 'input_text', 'output_text'])
function textOfPart(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const { type, text } = item as Json
  return textParts.has(String(type)) && typeof text === 'string' ? text : undefined
}

function mapString(value: string, visitor: Visitor, member: string, holder: Json): string {
  const attachment = readAttachment(value, member, holder)
  if (attachment === undefined) {
    const address = addressMembers.has(member) ? mapAddress(value, (text) => visitor.text(text, member)) : undefined
    return address ?? visitor.text(value, member, readingsOf(value, member, holder))
  }
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
    text(text, member, readings) {
      if (jsonTexts.has(member)) return protectJsonText(vault, text)
      const hidden = vault.protect(text, readings)
      return hidden !== text && member === 'name' && readings !== undefined ? asName(hidden, vault.mark) : hidden
    },
    number: vault.protectNumber,
    ownName: (name) => hideName(vault, name),
    together: vault.protectTogether,
  }) as T

/** Arguments of a tool: the strings in them are protected one by one, so that quotes and escapes stay what they are. */
function protectJsonText(vault: Vault, json: string): string {
  try {
    const parsed = JSON.parse(json) as unknown
    // A string that is JSON again is looked through as such: its quotes and escapes are not the value's.
    const text = (inner: string) => (/^\s*[{[]/.test(inner) ? protectJsonText(vault, inner) : vault.protect(inner))
    const visitor = { text, number: vault.protectNumber, ownName: (name: string) => hideName(vault, name) }
    const protectedOne = mapTexts(parsed, visitor, inside)
    // As it is only where it says no more than what was looked at.
    const isWhole = protectedOne === parsed && repeatedMember(json, parsed) === undefined
    return isWhole ? json : JSON.stringify(protectedOne)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return vault.protect(json)
  }
}

/** @param told what was already said of a text in pieces: the whole must say the same */
export const restoreJson = <T>(vault: Vault, json: T, told?: ReadonlyMap<string, string>): T =>
  (vault.touchesAnswers
    ? mapTexts(withMovedAnnotations(vault, json), {
        dropsProbabilities: true,
        numberOf: vault.numberOf,
        ownName: (name) => vault.answer(name),
        text: (text, member) => told?.get(text) ?? vault.answer(text, jsonTexts.has(member) ? inJson : undefined),
      })
    : json) as T

export interface Content {
  readonly texts: readonly string[]
  /** Kinds of what cannot be looked through, such as `image/png`, or `tokens`. */
  readonly unreadable: readonly string[]
}

/** Every text of a request, for a look at what it holds; those of text files among them. */
export function contentOf(json: unknown): Content {
  const texts: string[] = []
  const unreadable: string[] = []
  function number(value: number, member: string): number {
    const text = numberText(value, member)
    if (text !== undefined) texts.push(text)
    return value
  }
  mapTexts(json, {
    text(text, member, readings = [text]) {
      texts.push(...readings)
      if (jsonTexts.has(member)) numbersIn(text, number)
      return text
    },
    number,
    ownName(name) {
      if (mayNameSomebody.test(name)) texts.push(name)
      return name
    },
    together(parts) {
      texts.push(...parts, ...bordersOf(parts).map(({ text }) => text))
      return parts
    },
    unreadable: (kind) => unreadable.push(kind),
  })
  return { texts, unreadable }
}

/** Numbers of a text that is JSON, as far as it can be read: they have the names around them. */
function numbersIn(json: string, number: (value: number, member: string) => number): void {
  if (!mayHoldNumbers.test(json)) return
  try {
    const text = (inner: string) => {
      if (/^\s*[{[]/.test(inner)) numbersIn(inner, number)
      return inner
    }
    mapTexts(JSON.parse(json) as unknown, { text, number, ownName: (name) => name }, inside)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
}
/** Figures in a row, or few of them and an exponent. */
const mayHoldNumbers = /\d{8}|\d[eE]/
