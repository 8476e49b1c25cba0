/** What a model reads of a request, in any of the dialects: words as they are, tools and schemas as the JSON that they are. */
import { readAttachment, textFile } from '@socle/privacy'
import { isObject, type Json, objects } from '../dialects/json-shapes.ts'
import { fileTokens } from './file-tokens.ts'

interface RequestWords {
  readonly text: string
  /** Of what is shown and not written: images, pages. */
  readonly tokens: number
}

const MAX_DEPTH = 30

/** Members that hold nothing that the model reads. */
const settings = new Set([
  'model',
  'role',
  'type',
  'id',
  'tool_call_id',
  'tool_use_id',
  'call_id',
  'user',
  'metadata',
  'signature',
  'encrypted_content',
  'cache_control',
  'media_type',
  'detail',
  'format',
  'encoding_format',
  'file_id',
])
/** Members that a model is shown as they are written: names and kinds of a schema say as much as its words. */
const schemas = new Set(['tools', 'functions', 'response_format', 'output_config'])
const toolUses = new Set(['tool_use', 'server_tool_use', 'mcp_tool_use'])
const images = new Set(['image', 'image_url', 'input_image'])

/** French, English and code come to three or four. */
const CHARACTERS_PER_TOKEN = 4
/** About how many tokens a request has, without a tokenizer: for what is told before anybody has counted. */
export function roughTokens(json: Json): number {
  const { text, tokens } = requestWords(json)
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN) + tokens
}

export function requestWords(json: Json): RequestWords {
  const words: string[] = []
  let tokens = 0
  const read = (value: unknown, member: string, holder: Json, depth: number): void => {
    if (typeof value === 'string') return readText(value, member, holder)
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return
    if (Array.isArray(value)) {
      for (const item of value) read(item, member, holder, depth + 1)
      return
    }
    const object = value as Json
    if (images.has(String(object.type)) && !('data' in object)) tokens += imageAddressTokens(object)
    for (const [name, item] of Object.entries(object)) {
      if (settings.has(name)) continue
      const written = schemas.has(name) || (name === 'input' && toolUses.has(String(object.type)))
      if (written && item !== null && item !== undefined) words.push(JSON.stringify(item))
      else read(item, name, object, depth + 1)
    }
  }
  const readText = (text: string, member: string, holder: Json): void => {
    const file = readAttachment(text, member, holder)
    if (file === undefined) {
      if (text !== '' && member !== 'url' && member !== 'image_url') words.push(text)
      return
    }
    const said = textFile(file)
    if (said !== undefined) words.push(said)
    else tokens += fileTokens(file)
  }
  read(withoutEndedThoughts(json), '', {}, 0)
  return { text: words.join('\n'), tokens }
}

/** Of an image that the provider fetches, nothing is known but that it is one. */
function imageAddressTokens({ source, image_url: url }: Json): number {
  const address = isObject(source) ? source.url : isObject(url) ? url.url : url
  return typeof address === 'string' && !address.startsWith('data:') ? fileTokens(undefined) : 0
}

/** A model reads again what it thought in the turn that is under way, and not what it thought before the user last spoke. */
function withoutEndedThoughts(json: Json): Json {
  const messages = objects(json.messages)
  const last = messages.findLastIndex(({ role, content }) => role === 'user' && !isToolResults(content))
  const kept = messages.map((message, at) =>
    at < last && message.role === 'assistant' && Array.isArray(message.content)
      ? { ...message, content: objects(message.content).filter(({ type }) => type !== 'thinking') }
      : message,
  )
  return messages.length === 0 ? json : { ...json, messages: kept }
}

const isToolResults = (content: unknown): boolean =>
  Array.isArray(content) && content.length > 0 && objects(content).every(({ type }) => type === 'tool_result')
