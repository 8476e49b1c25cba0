import { isObject, type Json, objects, without } from '../dialects/json-shapes.ts'

/** Events of a type, as Messages and Responses have them, of an answer that was given in one piece. */
const event = (type: string, data: Json): Buffer =>
  Buffer.from(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`)

/** @param answer of Anthropic's Messages */
export function replayedMessage(answer: Json): Buffer[] {
  const { usage, stop_reason, stop_sequence, stop_details } = answer
  const message = { ...answer, content: [], stop_reason: null, stop_sequence: null, stop_details: null }
  return [
    event('message_start', { message }),
    ...objects(answer.content).flatMap((block, index) => [
      event('content_block_start', { index, content_block: begun(block) }),
      ...deltasOf(block).map((delta) => event('content_block_delta', { index, delta })),
      event('content_block_stop', { index }),
    ]),
    event('message_delta', {
      delta: { stop_reason, stop_sequence: stop_sequence ?? null, stop_details: stop_details ?? null },
      usage,
    }),
    event('message_stop', {}),
  ]
}

const empty: Readonly<Record<string, Json>> = {
  text: { text: '' },
  thinking: { thinking: '', signature: '' },
  tool_use: { input: {} },
}
const begun = (block: Json): Json => ({ ...block, ...empty[String(block.type)] })

function deltasOf({ type, text, thinking, signature, input }: Json): Json[] {
  if (type === 'text') return [{ type: 'text_delta', text }]
  if (type === 'tool_use') return [{ type: 'input_json_delta', partial_json: JSON.stringify(input ?? {}) }]
  if (type !== 'thinking') return []
  return [{ type: 'thinking_delta', thinking }, ...(signature ? [{ type: 'signature_delta', signature }] : [])]
}

/** How the texts of a part, or of an item, are named in the events that bring them. */
const partTexts: Readonly<Record<string, readonly [member: string, event: string]>> = {
  output_text: ['text', 'output_text'],
  refusal: ['refusal', 'refusal'],
  reasoning_text: ['text', 'reasoning_text'],
}
const itemTexts: Readonly<Record<string, readonly [member: string, event: string]>> = {
  function_call: ['arguments', 'function_call_arguments'],
  custom_tool_call: ['input', 'custom_tool_call_input'],
}

/** @param answer of OpenAI's Responses */
export function replayedResponse(answer: Json): Buffer[] {
  const events: [string, Json][] = []
  const begunResponse = { ...without(answer, ['usage']), status: 'in_progress', output: [] }
  events.push(['response.created', { response: begunResponse }], ['response.in_progress', { response: begunResponse }])
  for (const [output_index, item] of objects(answer.output).entries()) {
    const at = { item_id: item.id, output_index }
    const text = itemTexts[String(item.type)]
    const hidden = { ...(Array.isArray(item.content) && { content: [] }), ...(text && { [text[0]]: '' }) }
    events.push(['response.output_item.added', { output_index, item: { ...item, ...hidden, status: 'in_progress' } }])
    if (text) events.push(...spoken(text, item, at))
    for (const [content_index, part] of objects(item.content).entries()) {
      const place = { ...at, content_index }
      const said = partTexts[String(part.type)]
      const empty = said ? { ...part, [said[0]]: '' } : part
      events.push(['response.content_part.added', { ...place, part: empty }])
      if (said) events.push(...spoken(said, part, place))
      events.push(['response.content_part.done', { ...place, part }])
    }
    events.push(['response.output_item.done', { output_index, item }])
  }
  events.push([`response.${endOf(answer)}`, { response: answer }])
  return events.map(([type, data], sequence_number) => event(type, { ...data, sequence_number }))
}

const endOf = ({ status, error }: Json): string =>
  isObject(error) ? 'failed' : status === 'incomplete' || status === 'failed' ? status : 'completed'

function spoken([member, name]: readonly [string, string], from: Json, at: Json): [string, Json][] {
  const logprobs = name === 'output_text' ? { logprobs: from.logprobs ?? [] } : {}
  return [
    [`response.${name}.delta`, { ...at, delta: from[member], ...logprobs }],
    [`response.${name}.done`, { ...at, [member]: from[member], ...logprobs }],
  ]
}
