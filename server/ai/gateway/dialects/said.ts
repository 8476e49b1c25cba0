/**
 * What a model thinks before it answers, what it says, and why it will not answer, in the messages and deltas of chat
 * completions. OpenAI's dialect has no word for thoughts; its providers have: `reasoning_content` (vLLM, DeepSeek, llama.cpp),
 * `reasoning` (later vLLM, Ollama, OpenRouter), parts of the content (Mistral). The gateway itself writes `reasoning_content`.
 */
import { type Json, objects, text } from './json-shapes.ts'

export function thoughtsIn({ reasoning_content, reasoning, content }: Json): string {
  const inParts = objects(content)
    .filter(({ type }) => type === 'thinking')
    .map(({ thinking }) => (typeof thinking === 'string' ? thinking : joined(thinking)))
    .join('')
  return text(reasoning_content) || text(reasoning) || inParts
}

export const wordsIn = ({ content }: Json): string =>
  typeof content === 'string' ? content : joined(objects(content).filter(({ type }) => type !== 'thinking'))

/** Why the model will not answer; '' = it does. */
export const refusalIn = ({ refusal }: Json): string => text(refusal)

const joined = (parts: unknown): string =>
  objects(parts)
    .map((part) => text(part.text))
    .join('')
