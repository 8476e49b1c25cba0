/** Tokens of calls whose provider does not report them: counted with the model's tokenizer, and marked so. */
import type { ModelDeclaration } from '@socle/contracts'
import { type Call, noUsage, type Usage } from '../call.ts'
import { requestWords } from './request-words.ts'

type Json = Readonly<Record<string, unknown>>
type Count = (text: string) => number

/** Longer texts are counted on their beginning and scaled: counting must not hold up other calls. */
const SAMPLE_CHARACTERS = 100_000
const MAX_DEPTH = 30
/** Ordinary French speech. */
const SPOKEN_CHARACTERS_PER_SECOND = 15

const loaded = new Map<string, Promise<Count>>()

/** The vocabularies weigh tens of megabytes: read at the first need only. */
function tokenizer(name: ModelDeclaration['tokenizer']): Promise<Count> {
  let count = loaded.get(name)
  if (!count) {
    count = (
      name === 'cl100k_base'
        ? import('gpt-tokenizer/encoding/cl100k_base')
        : import('gpt-tokenizer/encoding/o200k_base')
    ).then(
      ({ encode }) =>
        (text) =>
          encode(text, { allowedSpecial: 'all' }).length,
    )
    loaded.set(name, count)
  }
  return count
}

/** Text of an answer, or of the beginning of one that is `times` as long. */
export interface Said {
  readonly text: string
  readonly times: number
}

export async function estimateUsage(
  name: ModelDeclaration['tokenizer'],
  { endpoint, json }: Pick<Call, 'endpoint' | 'json'>,
  { text, times }: Said,
): Promise<Usage> {
  const count = await tokenizer(name)
  const asked = requestWords(json)
  return {
    ...noUsage,
    tokensIn: scaled(count, asked.text) + asked.tokens,
    tokensOut: Math.ceil(scaled(count, text) * times),
    audioSeconds: endpoint === 'transcriptions' ? (text.length * times) / SPOKEN_CHARACTERS_PER_SECOND : 0,
    estimated: true,
  }
}

function scaled(count: Count, text: string): number {
  if (text === '') return 0
  if (text.length <= SAMPLE_CHARACTERS) return count(text)
  return Math.ceil((count(text.slice(0, SAMPLE_CHARACTERS)) * text.length) / SAMPLE_CHARACTERS)
}

/** Members of an answer that hold nothing that the model wrote. */
const settings = new Set(['model', 'role', 'type', 'id', 'call_id', 'status', 'signature', 'index'])

/** All texts of an answer, in order. */
function textOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return ''
  if (Array.isArray(value)) return value.map((item) => textOf(item, depth + 1)).join('\n')
  return Object.entries(value)
    .filter(([name]) => !settings.has(name))
    .map(([, member]) => textOf(member, depth + 1))
    .filter(Boolean)
    .join('\n')
}

const statement = /"(?:content|text|arguments)"\s*:\s*"((?:[^"\\]|\\.)*)/g

/** What the beginning of an answer says that is too long to be parsed; escapes are counted as they are written. */
export const beginningText = (beginning: string): string =>
  Array.from(beginning.matchAll(statement), ([, text]) => text).join('\n')

/** What a whole answer says, in any of the dialects. */
export function answerText(answer: Json): string {
  if (!Array.isArray(answer.choices)) return textOf(answer.output ?? answer.content ?? answer.text)
  return answer.choices.map((choice: Json) => textOf(choice.message ?? choice.text)).join('\n')
}

/** What one event of a stream adds. */
export function deltaText(event: Json): string {
  if (Array.isArray(event.choices))
    return event.choices.map((choice: Json) => textOf(choice.delta ?? choice.text)).join('')
  const { delta } = event
  if (typeof delta === 'string') return delta
  return typeof delta === 'object' && delta !== null ? textOf(delta) : ''
}
