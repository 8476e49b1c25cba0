/** What the body asks for, and whether it can be read at all. */
import { repeatedMember } from '@socle/privacy'
import { isUtf8 } from 'node:buffer'
import { refuse } from '../../../platform/errors.ts'
import type { Call } from '../call.ts'
import { MAX_CHOICES, outputLengths, writes } from '../budget/needs-rules.ts'
import { formJson } from './call-form.ts'
import { boundaryOf, type FormPart, readForm } from './multipart-form.ts'

const MAX_MODEL_LENGTH = 200
const MAX_SHOWN = 60

/** @throws Refusal ai-request-malformed, media-type-refused */
export function understand(call: Call): void {
  const { 'content-type': contentType = 'application/json', 'content-encoding': encoding = 'identity' } =
    call.request.headers
  if (encoding !== 'identity')
    throw refuse('media-type-refused', {
      type: `content-encoding: ${encoding}`,
      accepted: 'content-encoding: identity',
    })
  if (call.endpoint === 'transcriptions') return receiveForm(call, contentType)
  if (!/^application\/(?:[\w.+-]*\+)?json\b/i.test(contentType) && !/^text\/plain\b/i.test(contentType))
    throw refuse('media-type-refused', { type: contentType, accepted: 'application/json' })
  call.body = withoutMark(call.body)
  call.json = parseObject(call.body)
  call.model = modelName(call.json.model)
  call.streamed = isStreamed(call.json.stream)
  checkContent(call)
  if (writes.has(call.endpoint)) checkCounts(call)
}

function receiveForm(call: Call, contentType: string): void {
  const boundary = boundaryOf(contentType)
  if (boundary === undefined) throw refuse('media-type-refused', { type: contentType, accepted: 'multipart/form-data' })
  const form = readForm(call.body, boundary)
  if (form === undefined)
    throw malformed({
      fr: 'le formulaire est coupé, a trop de parties, ou une partie sans nom ou autrement encodée qu’en octets.',
      en: 'the form is cut, or has too many parts, or one without a name or encoded otherwise than in bytes.',
    })
  const unread = form.find(({ fileName, content }) => fileName === undefined && !isUtf8(content))
  if (unread)
    throw malformed({
      fr: `le champ « ${unread.name} » n’est pas de l’UTF-8 valide. Encodez-le en UTF-8.`,
      en: `the field “${unread.name}” is not valid UTF-8. Encode it in UTF-8.`,
    })
  const valueOf = (name: string) => form.find((part: FormPart) => part.name === name)?.content.toString('utf8')
  call.form = form
  call.json = formJson(form)
  call.model = modelName(valueOf('model'))
  call.streamed = valueOf('stream') === 'true'
}

/** Tools of some systems begin every text with one, and readers may ignore it (RFC 8259, section 8.1). */
const MARK = Buffer.from([0xef, 0xbb, 0xbf])
const withoutMark = (body: Buffer): Buffer =>
  body.subarray(0, MARK.length).equals(MARK) ? body.subarray(MARK.length) : body

function parseObject(body: Buffer): Record<string, unknown> {
  if (!isUtf8(body))
    throw malformed({
      fr: 'le corps n’est pas de l’UTF-8 valide. Encodez-le en UTF-8 (RFC 8259).',
      en: 'the body is not valid UTF-8. Encode it in UTF-8 (RFC 8259).',
    })
  const json = body.toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    // The parser's message may quote the text: only its position is passed on.
    const position = /position (\d+)/.exec((error as Error).message)?.[1]
    throw malformed({
      fr: `le corps n’est pas du JSON${position ? ` (octet ${position})` : ''}.`,
      en: `the body is not JSON${position ? ` (byte ${position})` : ''}.`,
    })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformed({ fr: 'le corps doit être un objet JSON.', en: 'the body must be a JSON object.' })
  const twice = repeatedMember(json, value)
  if (twice !== undefined)
    throw malformed({
      fr: `un même objet y donne deux fois le champ « ${shown(twice)} », et chacun pourrait en lire un autre.`,
      en: `one object of it gives the field “${shown(twice)}” twice, and readers could each take another.`,
    })
  return value as Record<string, unknown>
}

/** A field is the caller's word, of any length. */
const shown = (name: string): string => (name.length > MAX_SHOWN ? `${name.slice(0, MAX_SHOWN)}…` : name)

function modelName(value: unknown): string {
  if (typeof value !== 'string' || value === '')
    throw malformed({ fr: 'le champ « model » manque.', en: 'the field “model” is missing.' })
  if (value.length > MAX_MODEL_LENGTH || /[\p{Cc}\p{Cs}]/u.test(value))
    throw malformed({ fr: 'le champ « model » n’est pas un nom.', en: 'the field “model” is not a name.' })
  return value
}

/** Providers differ in what they take for true: what is no answer to the question is not passed on to them. */
function isStreamed(value: unknown): boolean {
  if (value === undefined || value === null) return false
  if (typeof value !== 'boolean')
    throw malformed({
      fr: 'le champ « stream » doit être true ou false.',
      en: 'the field “stream” must be true or false.',
    })
  return value
}

/** What a call reserves of its budget is counted with them; null asks for nothing. */
const counts: readonly (readonly [field: string, most: number])[] = [
  ...outputLengths.map((field) => [field, Infinity] as const),
  ['n', MAX_CHOICES],
]

/** Providers read "20" or 1.5 each in their way: what is no count is not passed on to them. */
function checkCounts({ json }: Call): void {
  for (const [field, most] of counts) {
    const value = json[field]
    if (value === undefined || value === null) continue
    if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most) continue
    const [fr, en] = most === Infinity ? [', 1 ou plus', ', 1 or more'] : [` de 1 à ${most}`, ` from 1 to ${most}`]
    throw malformed({
      fr: `le champ « ${field} » doit être un nombre entier${fr}.`,
      en: `the field “${field}” must be a whole number${en}.`,
    })
  }
}

/** What every provider would refuse is refused here, before anything is reserved. */
function checkContent({ endpoint, json }: Call): void {
  const list = endpoint === 'chat' || endpoint === 'messages' ? 'messages' : undefined
  if (list && (!Array.isArray(json.messages) || json.messages.length === 0))
    throw malformed({
      fr: 'le champ « messages » doit être une liste non vide.',
      en: 'the field “messages” must be a list with at least one item.',
    })
  if (list && !(json.messages as unknown[]).every(isMessage))
    throw malformed({
      fr: 'le champ « messages » tient autre chose que des messages, ou un message dont une partie est vide.',
      en: 'the field “messages” holds something else than messages, or a message of which a part is empty.',
    })
  if ((endpoint === 'responses' || endpoint === 'embeddings') && json.input === undefined && json.prompt === undefined)
    throw malformed({ fr: 'le champ « input » manque.', en: 'the field “input” is missing.' })
  if (endpoint === 'rerank' && (json.query === undefined || !Array.isArray(json.documents)))
    throw malformed({
      fr: 'les champs « query » et « documents » manquent.',
      en: 'the fields “query” and “documents” are missing.',
    })
}

function isMessage(message: unknown): boolean {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return false
  const { content } = message as { content?: unknown }
  return !Array.isArray(content) || !content.includes(null)
}

const malformed = (reason: { fr: string; en: string }) => refuse('ai-request-malformed', { reason })
