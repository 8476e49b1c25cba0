/**
 * What giving values back in a stream must survive, case by case, in the three dialects, for every place where the bytes may
 * be cut. A dialect is a way to write texts and tool arguments as events, and to read them again.
 */
import { describe, expect, test } from 'vitest'
import { detect } from '../detect.ts'
import type { PiiType, Span } from '../span.ts'
import { inJson } from './json-depth.ts'
import { restoreJson } from './json-texts.ts'
import { restoreStream } from './restore-stream.ts'
import { restoreText } from './restore-text.ts'
import { createVault, DetectionFailed, type Vault } from './vault.ts'

type Json = Record<string, unknown>
interface Dialect {
  readonly name: string
  /** Each piece of `texts[i]` in lane i, interleaved; then the pieces of the arguments of one tool. `ended` = the stream comes to its end. */
  readonly write: (texts: readonly (readonly string[])[], tool: readonly string[], ended: boolean) => (Json | string)[]
  /** What a caller reads of a lane. */
  readonly read: (events: readonly Json[], lane: number) => string
  readonly readTool: (events: readonly Json[]) => string
  /** What the stream tells whole at its end, besides the pieces. */
  readonly whole: (events: readonly Json[], lane: number) => string | undefined
}

const interleaved = <T>(lanes: readonly (readonly string[])[], event: (lane: number, piece: string) => T): T[] => {
  const out: T[] = []
  const most = Math.max(0, ...lanes.map((lane) => lane.length))
  for (let at = 0; at < most; at++)
    for (const [lane, pieces] of lanes.entries()) if (at < pieces.length) out.push(event(lane, pieces[at]!))
  return out
}
const joinedBy = (values: readonly unknown[]): string => values.filter((value) => typeof value === 'string').join('')

const chat: Dialect = {
  name: 'chat completions',
  write: (texts, tool, ended) => [
    { choices: texts.map((_, index) => ({ index, delta: { role: 'assistant', content: '' } })) },
    ': keep-alive',
    ...interleaved(texts, (index, content) => ({
      choices: [{ index, delta: { content }, logprobs: { content: [] } }],
    })),
    ...tool.map((args) => ({
      choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: args } }] } }],
    })),
    ...(ended
      ? [
          { choices: texts.map((_, index) => ({ index, delta: {}, finish_reason: 'stop' })) },
          { choices: [], usage: { total_tokens: 3 } },
          'data: [DONE]',
        ]
      : []),
  ],
  read: (events, lane) =>
    joinedBy(
      events.flatMap(({ choices }) =>
        (choices as { index: number; delta: Json }[])
          .filter(({ index }) => index === lane)
          .map(({ delta }) => delta.content),
      ),
    ),
  readTool: (events) =>
    joinedBy(
      events.flatMap(({ choices }) =>
        (choices as { delta: { tool_calls?: { function: Json }[] } }[]).flatMap(({ delta }) =>
          (delta.tool_calls ?? []).map((call) => call.function.arguments),
        ),
      ),
    ),
  whole: () => undefined,
}
const messages: Dialect = {
  name: 'Messages',
  write: (texts, tool, ended) => [
    { type: 'message_start', message: { content: [] } },
    { type: 'ping' },
    ...interleaved(texts, (index, text) => ({
      type: 'content_block_delta',
      index,
      delta: { type: 'text_delta', text },
    })),
    ...tool.map((partial_json) => ({
      type: 'content_block_delta',
      index: texts.length,
      delta: { type: 'input_json_delta', partial_json },
    })),
    ...(ended
      ? [
          ...[...texts, tool].map((_, index) => ({ type: 'content_block_stop', index })),
          { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } },
          { type: 'message_stop' },
        ]
      : []),
  ],
  read: (events, lane) =>
    joinedBy(events.filter(({ index }) => index === lane).map(({ delta }) => (delta as Json | undefined)?.text)),
  readTool: (events) => joinedBy(events.map(({ delta }) => (delta as Json | undefined)?.partial_json)),
  whole: () => undefined,
}
const responses: Dialect = {
  name: 'Responses',
  write(texts, tool, ended) {
    const at = (lane: number) => ({ item_id: `m${lane}`, output_index: lane, content_index: 0 })
    const call = { item_id: 'f', output_index: texts.length }
    const said = texts.map((pieces) => pieces.join(''))
    const events: Json[] = [
      { type: 'response.created', response: { output: [] } },
      ...interleaved(texts, (lane, delta) => ({
        type: 'response.output_text.delta',
        ...at(lane),
        delta,
        logprobs: [1],
      })),
      ...tool.map((delta) => ({ type: 'response.function_call_arguments.delta', ...call, delta })),
      ...(ended
        ? [
            ...said.map((text, lane) => ({ type: 'response.output_text.done', ...at(lane), text })),
            { type: 'response.function_call_arguments.done', ...call, arguments: tool.join('') },
            {
              type: 'response.completed',
              response: {
                output: [
                  ...said.map((text) => ({
                    type: 'message',
                    content: [{ type: 'output_text', text, annotations: [] }],
                  })),
                  { type: 'function_call', name: 'f', arguments: tool.join('') },
                ],
              },
            },
          ]
        : []),
    ]
    return events.map((event, sequence_number) => ({ ...event, sequence_number }))
  },
  read: (events, lane) =>
    joinedBy(
      events
        .filter(({ type, item_id }) => type === 'response.output_text.delta' && item_id === `m${lane}`)
        .map(({ delta }) => delta),
    ),
  readTool: (events) =>
    joinedBy(events.filter(({ type }) => type === 'response.function_call_arguments.delta').map(({ delta }) => delta)),
  whole(events, lane) {
    const done = events.find(({ type, item_id }) => type === 'response.output_text.done' && item_id === `m${lane}`)
    const last = events.find(({ type }) => type === 'response.completed')?.response as
      { output: { content: { text: string }[] }[] } | undefined
    const told = last?.output[lane]!.content[0]!.text
    if (done && told !== done.text) return `done says ${String(done.text)}, completed says ${String(told)}`
    return told
  },
}
const dialects = [chat, messages, responses]

const value = 'Jean "Jo"\\Dupont\n</b>'
const known: Readonly<Record<string, PiiType>> = { [value]: 'PERSON', Petit: 'PERSON', 'sk-9': 'SECRET' }
/** A detector that knows a few values, so that a test says what it is about. */
function finder(values: Readonly<Record<string, PiiType>> = known): (text: string) => Span[] {
  return (text) => {
    const spans: Span[] = []
    for (const [words, type] of Object.entries(values))
      for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length))
        spans.push({ start, end: start + words.length, type })
    return spans.sort((a, b) => a.start - b.start)
  }
}
const vaultOf = (options: Partial<Parameters<typeof createVault>[0]> = {}): Vault =>
  createVault({ detect: finder(), ...options })
const tokenOf = (vault: Vault, words: string) => vault.protect(words)
const inPieces = (text: string, size = 4): string[] => text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? []

const bytesOf = (events: readonly (Json | string)[], newline = '\n'): Buffer =>
  Buffer.from(
    events
      .map((event) =>
        typeof event === 'string'
          ? `${event}\n\n`
          : `${'type' in event ? `event: ${String(event.type)}\n` : ''}data: ${JSON.stringify(event)}\n\n`,
      )
      .join('')
      .replaceAll('\n', newline),
  )
function run(vault: Vault, pieces: readonly Uint8Array[]): string {
  const restorer = restoreStream(vault)
  return Buffer.concat([...pieces.map((piece) => restorer.push(piece)), restorer.end()]).toString()
}
const eventsIn = (out: string): Json[] =>
  out
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice(6)) as Json)

/** As JSON may write any sign. */
const byNumber = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`

interface Said {
  readonly texts: readonly string[]
  readonly tool: string
  readonly out: string
}
/** Where each cut means detecting again, every seventh byte is enough for all places inside lines, strings and characters to come up. */
const WHERE_DETECTION_IS_SLOW = 7
/** One stream, cut in two at every byte: always the same answer, which is returned. */
function told(dialect: Dialect, vault: Vault, texts: readonly string[], tool = '', ended = true, every = 1): Said {
  const events = dialect.write(
    texts.map((text) => inPieces(text)),
    inPieces(tool),
    ended,
  )
  const bytes = bytesOf(events)
  const whole = run(vault, [bytes])
  for (let cut = 1; cut < bytes.length; cut += every) {
    const out = run(vault, [bytes.subarray(0, cut), bytes.subarray(cut)])
    if (out !== whole) expect(out, `cut at byte ${cut}`).toBe(whole)
  }
  const read = eventsIn(whole)
  const said = texts.map((_, lane) => dialect.read(read, lane))
  for (const [lane, text] of said.entries()) {
    const atEnd = dialect.whole(read, lane)
    if (atEnd !== undefined) expect(atEnd).toBe(text)
  }
  return { texts: said, tool: dialect.readTool(read), out: whole }
}

describe.each(dialects)('$name', { timeout: 120_000 }, (dialect) => {
  test('1. the same for every split point: in data lines, in UTF-8 characters, in CRLF', () => {
    const vault = vaultOf()
    const token = tokenOf(vault, value)
    const bytes = bytesOf(dialect.write([inPieces(`Été : ${token} 👋`)], [], true), '\r\n')
    const whole = run(vault, [bytes])
    for (let cut = 1; cut < bytes.length; cut++)
      expect(run(vault, [bytes.subarray(0, cut), bytes.subarray(cut)])).toBe(whole)
    expect(
      run(
        vault,
        [...bytes].map((byte) => Buffer.of(byte)),
      ),
    ).toBe(whole)
    expect(dialect.read(eventsIn(whole), 0)).toBe(`Été : ${value} 👋`)
  })

  test('2. only what may be the beginning of an issued placeholder waits', () => {
    const vault = vaultOf()
    const token = tokenOf(vault, value)
    const restorer = restoreStream(vault)
    const opening = dialect.write([['Bonjour [ami], ', token.slice(0, 6)]], [], false)
    const first = dialect.read(eventsIn(restorer.push(bytesOf(opening)).toString()), 0)
    expect(first).toBe('Bonjour [ami], ')
  })

  test.each([1, 5, 12])(
    '3. a stream that ends %i characters into a placeholder gives no part of the value',
    (length) => {
      const vault = vaultOf()
      const token = tokenOf(vault, value)
      const { out, texts } = told(dialect, vault, [`Voici ${token.slice(0, length)}`], '', false)
      for (const part of ['Jean', 'Jo', 'Dupont']) expect(out).not.toContain(part)
      expect('Voici [PERSONNE_1M'.startsWith(texts[0]!.trimEnd().slice(0, 6))).toBe(true)
    },
  )

  test('4. the first placeholder is not taken for the tenth', () => {
    const names = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [`Nom${String.fromCharCode(65 + at)}`, 'PERSON' as const]),
    )
    const vault = vaultOf({ detect: finder(names) })
    const tokens = Object.keys(names).map((name) => tokenOf(vault, name))
    expect(told(dialect, vault, [tokens.join('')]).texts[0]).toBe(Object.keys(names).join(''))
  })

  test('5. one buffer for each choice, block and tool call', () => {
    const vault = vaultOf()
    const [token, petit] = [tokenOf(vault, value), tokenOf(vault, 'Petit')]
    const { texts, tool } = told(dialect, vault, [`a ${token} b`, `c ${petit} d`], JSON.stringify({ qui: petit }))
    expect(texts).toEqual([`a ${value} b`, 'c Petit d'])
    expect(JSON.parse(tool)).toEqual({ qui: 'Petit' })
  })

  test('6. arguments of tools stay JSON: quotes, backslashes, line breaks, JSON in JSON, \\u003c', () => {
    const vault = vaultOf()
    const token = tokenOf(vault, value)
    const nested = JSON.stringify({ filtre: JSON.stringify({ nom: token }), liste: [token] }).replace(
      '{',
      '{"a":"\\u003cb\\u003e",',
    )
    const { tool } = told(dialect, vault, ['.'], nested)
    const parsed = JSON.parse(tool) as { a: string; filtre: string; liste: string[] }
    expect(parsed.a).toBe('<b>')
    expect(parsed.liste).toEqual([value])
    expect(JSON.parse(parsed.filtre)).toEqual({ nom: value })
  })

  test.each([
    ['brackets and underlines', (token: string) => token.replace(/[[\]_]/g, byNumber)],
    ['every sign', (token: string) => token.replace(/./g, byNumber)],
    [
      'in capitals',
      (token: string) => token.replace(/[[\]_]/g, (sign) => byNumber(sign).replace(/..$/, (hex) => hex.toUpperCase())),
    ],
  ])('6b. signs of a placeholder in arguments written by their number: %s', (_, written) => {
    const vault = vaultOf()
    const token = written(tokenOf(vault, value))
    const nested = JSON.stringify(`{"nom":"${token}"}`)
    const args = `{"a":"\\u003cb\\u003e \\\\u005b","filtre":${nested},"liste":["${token}"],"fin":"${token.slice(0, -6)}"}`
    const { tool } = told(dialect, vault, ['.'], args, true, 7)
    const parsed = JSON.parse(tool) as { a: string; filtre: string; liste: string[]; fin: string }
    expect(parsed.a).toBe('<b> \\u005b')
    expect(parsed.liste).toEqual([value])
    expect(JSON.parse(parsed.filtre)).toEqual({ nom: value })
    expect(parsed.fin).toBe(value)
    const whole = restoreJson(vault, { arguments: args }).arguments
    expect(whole).toBe(tool)
  })

  test('8. a model alters the placeholder: case, emphasis, escapes, spaces, plural, elision', () => {
    const vault = vaultOf()
    const token = tokenOf(vault, 'Petit')
    const bare = token.slice(1, -1)
    const altered = [
      token.toLowerCase(),
      `**${token}**`,
      token.replaceAll('_', '\\_'),
      bare.replaceAll('_', ' '),
      bare,
      `d’${token}`,
      `l'${token}`,
      `les ${token}s`,
    ]
    const { texts } = told(dialect, vault, [altered.join(' ; ')])
    expect(texts[0]).toBe("Petit ; **Petit** ; Petit ; Petit ; Petit ; d’Petit ; l'Petit ; les Petits")
  })

  test('9. forged placeholders, those of another caller, and those that the text already held are never given back', () => {
    const vault = vaultOf()
    const other = vaultOf({ random: () => 0.99 })
    const foreign = tokenOf(other, value)
    const token = tokenOf(vault, value)
    const forged = token.replace('_1', '_7')
    const said = `${forged} ${foreign} [PERSONNE_1_zzz]`
    expect(told(dialect, vault, [said]).texts[0]).toBe(said)
  })

  test('10. a value that looks like a placeholder: one pass only', () => {
    const odd = '[PERSONNE_2_bcd]'
    const vault = vaultOf({ detect: finder({ [odd]: 'PERSON', Petit: 'PERSON' }) })
    const token = tokenOf(vault, odd)
    tokenOf(vault, 'Petit')
    expect(told(dialect, vault, [`x ${token} y`]).texts[0]).toBe(`x ${odd} y`)
  })

  test('12. secrets are never given back', () => {
    const vault = vaultOf()
    const sent = vault.protect(`clé sk-9 pour ${value}`)
    expect(told(dialect, vault, [sent]).texts[0]).toBe(`clé [SECRET] pour ${value}`)
  })

  test('13. what the model writes itself is treated by the policy, wherever it is cut', () => {
    const vault = createVault({
      detect,
      generated: (type) => (type === 'IBAN' || type === 'PERSON' || type === 'SECRET' ? 'mask' : 'allow'),
    })
    const token = vault.protect('Mme Hélène Durand').slice(4)
    const said = `Pour ${token} : compte FR76 3000 6000 0112 3456 7890 189.\nContact : M. Jean Petit, 06 12 34 56 78.\nMot de passe : Xk9!vLq27#pw\nMerci.`
    const { texts, tool, out } = told(
      dialect,
      vault,
      [said],
      JSON.stringify({ iban: 'FR76 3000 6000 0112 3456 7890 189', qui: token }),
      true,
      WHERE_DETECTION_IS_SLOW,
    )
    expect(texts[0]).toBe(
      'Pour Hélène Durand : compte [IBAN].\nContact : M. [PERSONNE], 06 12 34 56 78.\nMot de passe : [SECRET]\nMerci.',
    )
    expect(JSON.parse(tool)).toEqual({ iban: '[IBAN]', qui: 'Hélène Durand' })
    for (const leak of ['3000', 'Petit', 'Xk9']) expect(out).not.toContain(leak)
  })

  test('15. empty pieces, keep-alives, usage and the end pass; probabilities of other words do not', () => {
    const vault = vaultOf()
    const token = tokenOf(vault, 'Petit')
    const { out } = told(dialect, vault, [`Bonjour ${token}`])
    if (dialect === chat) {
      expect(out).toContain(': keep-alive')
      expect(out).toContain('"usage":{"total_tokens":3}')
      expect(out.trimEnd().endsWith('data: [DONE]')).toBe(true)
      expect(out).not.toContain('"logprobs":{')
    } else if (dialect === messages) {
      expect(out).toContain('event: ping')
      expect(out).toContain('"usage":{"output_tokens":3}')
      expect(out).toContain('event: message_stop')
    } else {
      expect(out).not.toContain('"logprobs":[1]')
      const numbers = eventsIn(out).map(({ sequence_number }) => sequence_number)
      expect(numbers).toEqual(numbers.map((_, index) => index))
    }
  })
})

test('6c. arguments are the same wherever their pieces are cut, inside the number of a sign as well', () => {
  const vault = vaultOf()
  const args = `{"qui":"a ${tokenOf(vault, value).replace(/./g, byNumber)} \\\\u005b \\u005bx","b":"${JSON.stringify(tokenOf(vault, 'Petit').replace(/[[_]/g, byNumber)).slice(1, -1)}"}`
  const inTwo = (cut: number) => {
    const restorer = restoreText(vault, inJson)
    return restorer.push(args.slice(0, cut)) + restorer.push(args.slice(cut)) + restorer.end()
  }
  const whole = inTwo(args.length)
  expect(JSON.parse(whole)).toMatchObject({ qui: `a ${value} \\u005b [x` })
  expect(whole).not.toContain('PERSONNE')
  for (let cut = 1; cut < args.length; cut++) expect(inTwo(cut), `cut at ${cut}`).toBe(whole)
  const restorer = restoreText(vault, inJson)
  expect([...args].map((sign) => restorer.push(sign)).join('') + restorer.end()).toBe(whole)
  expect(restoreText(vault, inJson).push('{"a":"\\u00e9t\\u00e9')).toBe('{"a":"\\u00e9t\\u00e9')
})

test.each([
  [
    'chat completions',
    (lane: 'text' | 'thought', piece: string): Json => ({
      choices: [{ index: 0, delta: lane === 'text' ? { content: piece } : { reasoning_content: piece } }],
    }),
    (event: Json) => (event.choices as { delta: Json }[])[0]!.delta,
    ['content', 'reasoning_content'],
  ],
  [
    'Messages',
    (lane: 'text' | 'thought', piece: string): Json => ({
      type: 'content_block_delta',
      index: lane === 'text' ? 1 : 0,
      delta: lane === 'text' ? { type: 'text_delta', text: piece } : { type: 'thinking_delta', thinking: piece },
    }),
    (event: Json) => (event.delta ?? {}) as Json,
    ['text', 'thinking'],
  ],
  [
    'Responses',
    (lane: 'text' | 'thought', piece: string): Json => ({
      type: lane === 'text' ? 'response.output_text.delta' : 'response.reasoning_text.delta',
      item_id: lane,
      output_index: lane === 'text' ? 1 : 0,
      content_index: 0,
      delta: piece,
    }),
    (event: Json) => ({ [String(event.type)]: event.delta }),
    ['response.output_text.delta', 'response.reasoning_text.delta'],
  ],
] as const)('5b. %s: what the model thinks is a lane of its own', (_, event, deltaOf, [text, thought]) => {
  const vault = vaultOf()
  const [token, petit] = [tokenOf(vault, value), tokenOf(vault, 'Petit')]
  const [said, reasoned] = [inPieces(`réponse ${token} !`), inPieces(`pensée ${petit} ?`)]
  const bytes = bytesOf(said.flatMap((piece, at) => [event('thought', reasoned[at] ?? ''), event('text', piece)]))
  const whole = run(vault, [bytes])
  for (let cut = 1; cut < bytes.length; cut++)
    expect(run(vault, [bytes.subarray(0, cut), bytes.subarray(cut)])).toBe(whole)
  const deltas = eventsIn(whole).map(deltaOf) as Json[]
  expect(joinedBy(deltas.map((delta) => delta[text]))).toBe(`réponse ${value} !`)
  expect(joinedBy(deltas.map((delta) => delta[thought]))).toContain('Petit')
})

const shapes: readonly (readonly [string, (piece: string) => Json, (choice: Json) => unknown])[] = [
  [
    'parts',
    (text) => ({ delta: { content: [{ type: 'text', text }] } }),
    (choice) => ((choice.delta as Json).content as Json[] | undefined)?.find(({ type }) => type === 'text')?.text,
  ],
  [
    'thoughts in parts',
    (text) => ({ delta: { content: [{ type: 'thinking', thinking: [{ type: 'text', text }] }] } }),
    (choice) =>
      (((choice.delta as Json).content as Json[] | undefined)?.[0]?.thinking as Json[] | undefined)?.[0]?.text,
  ],
  [
    'details of thoughts',
    (text) => ({ delta: { reasoning_details: [{ type: 'reasoning.text', index: 0, text }] } }),
    (choice) => ((choice.delta as Json).reasoning_details as Json[] | undefined)?.[0]?.text,
  ],
  ['a message', (content) => ({ message: { content } }), (choice) => (choice.message as Json | undefined)?.content],
  [
    'a message in a delta',
    (content) => ({ delta: { message: { content } } }),
    (choice) => ((choice.delta as Json).message as Json | undefined)?.content,
  ],
  ['a text', (text) => ({ text }), (choice) => choice.text],
  [
    'a tool of its own kind',
    (input) => ({ delta: { tool_calls: [{ index: 1, type: 'custom', custom: { input } }] } }),
    (choice) => (((choice.delta as Json).tool_calls as Json[] | undefined)?.[0]?.custom as Json | undefined)?.input,
  ],
]
test.each(shapes)('5c. a chat stream that says its words as %s', (_, choiceOf, said) => {
  const vault = vaultOf()
  const pieces = inPieces(`Voici ${tokenOf(vault, value)} et [PERS`)
  for (const withEnd of [true, false]) {
    const events: (Json | string)[] = pieces.map((piece) => ({
      choices: [{ index: 0, finish_reason: null, ...choiceOf(piece) }],
    }))
    if (withEnd) events.push({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
    events.push('data: [DONE]')
    const bytes = bytesOf(events)
    const whole = run(vault, [bytes])
    for (let cut = 1; cut < bytes.length; cut += 3)
      expect(run(vault, [bytes.subarray(0, cut), bytes.subarray(cut)])).toBe(whole)
    const choices = eventsIn(whole).flatMap((event) => event.choices as Json[])
    expect(joinedBy(choices.map((choice) => said({ delta: {}, ...choice })))).toBe(`Voici ${value} et [PERS`)
  }
})
test('5d. arguments of the one function of old stay JSON', () => {
  const vault = vaultOf()
  const args = inPieces(JSON.stringify({ qui: tokenOf(vault, value) }))
  const events = args.map((piece) => ({ choices: [{ delta: { function_call: { name: 'f', arguments: piece } } }] }))
  const out = eventsIn(run(vault, [bytesOf([...events, { choices: [{ delta: {}, finish_reason: 'function_call' }] }])]))
  const deltas = out.flatMap(({ choices }) => choices as { delta: { function_call?: Json } }[])
  const read = joinedBy(deltas.map(({ delta }) => delta.function_call?.arguments))
  expect(JSON.parse(read)).toEqual({ qui: value })
})

const probable = [{ token: 'Petit', logprob: -1, bytes: [80], top_logprobs: [{ token: '[PERSONNE_1_xyz]' }] }]
test.each([
  ['whole, chat', { choices: [{ message: { content: 'Petit' }, logprobs: { content: probable } }] }],
  ['whole, Responses', { output: [{ content: [{ type: 'output_text', text: 'Petit', logprobs: probable }] }] }],
])('15b. %s: probabilities are those of other words, and do not pass', (_, answer) => {
  const vault = vaultOf()
  tokenOf(vault, value)
  expect(JSON.stringify(restoreJson(vault, answer))).not.toMatch(/token|PERSONNE/)
})
test('15c. nor do those of words that the policy keeps a model from writing', () => {
  const vault = vaultOf({ generated: () => 'mask' })
  const choices = [{ index: 0, delta: { content: 'Petit.' }, logprobs: { content: probable }, finish_reason: 'stop' }]
  const delta = { type: 'response.output_text.delta', item_id: 'm', delta: 'Petit.', logprobs: probable }
  const done = { type: 'response.output_text.done', item_id: 'm', text: 'Petit.', logprobs: probable }
  for (const events of [[{ choices }], [delta, done]]) expect(run(vault, [bytesOf(events)])).not.toMatch(/Petit|token/)
})
test('15d. a tool may be told of what it calls so', () => {
  const vault = vaultOf()
  const said = { content: [{ type: 'tool_use', name: 'f', input: { logprobs: [tokenOf(vault, 'Petit')] } }] }
  expect(restoreJson(vault, said).content[0]!.input).toEqual({ logprobs: ['Petit'] })
})

test('7. Responses: places of annotations move with the words; pieces, done and completed agree', () => {
  const vault = vaultOf()
  const token = tokenOf(vault, value)
  const said = `Voir ${token} [1]`
  const part = {
    type: 'output_text',
    text: said,
    annotations: [{ type: 'url_citation', start_index: 5, end_index: 5 + token.length }],
  }
  const restored = restoreJson(vault, { output: [{ type: 'message', content: [part] }] })
  expect(restored.output[0]!.content[0]!.text).toBe(`Voir ${value} [1]`)
  const out = eventsIn(
    run(vault, [
      bytesOf([{ type: 'response.completed', response: { output: [{ type: 'message', content: [part] }] } }]),
    ]),
  )
  const moved = (out[0]!.response as { output: { content: (typeof part)[] }[] }).output[0]!.content[0]!
  const { start_index, end_index } = moved.annotations[0]!
  expect(moved.text.slice(start_index, end_index)).toBe(value)
  expect(told(responses, vault, [said]).texts[0]).toBe(`Voir ${value} [1]`)
})

test('11. one value, one placeholder over system, turns, tools and history; two ways to write a name; requests apart', () => {
  const vault = createVault({ detect })
  const sent = ['Vous aidez M. Dupont.', 'DUPONT Jean a écrit', 'dossier de Jean Dupont', 'M. Dupont a signé'].map(
    (text) => vault.protect(text),
  )
  const numbers = sent.map((text) => /PERSONNE_(\d+)/.exec(text)![1])
  expect(new Set(numbers).size).toBe(1)
  const restored = sent.map((text) => vault.restore(text))
  expect(restored).toEqual([
    'Vous aidez M. Dupont.',
    'DUPONT Jean a écrit',
    'dossier de Jean Dupont',
    'M. Dupont a signé',
  ])
  const other = createVault({ detect })
  other.protect('Mme Martin')
  expect(other.restore(sent[0]!)).toBe(sent[0])
})

test('11b. a kept table goes on: the same value, the same placeholder; a new one, a new number', () => {
  const first = createVault({ detect })
  const durand = first.protect('Mme Hélène Durand')
  const table = JSON.parse(JSON.stringify(first.table())) as ReturnType<Vault['table']>
  const second = createVault({ detect, from: table })
  expect(second.protect('Mme Hélène Durand')).toBe(durand)
  expect(second.protect('M. Paul Petit')).toMatch(/PERSONNE_2/)
  expect(second.restore(durand)).toBe('Mme Hélène Durand')
})

test('14. a hint of gender travels with the placeholder', () => {
  const vault = createVault({ detect })
  expect(vault.protect('Mme Hélène Durand est venue')).toMatch(/PERSONNE_1F_/)
  expect(vault.protect('M. Paul Petit est venu')).toMatch(/PERSONNE_2M_/)
})

test('16. a detector that fails closes the call, also on what the model writes', () => {
  let broken = false
  const vault = createVault({
    detect: () => {
      if (broken) throw new Error('Durand')
      return []
    },
    generated: () => 'mask',
  })
  broken = true
  const restorer = restoreStream(vault)
  const events = bytesOf(chat.write([['Bonjour. Encore. Fin. ']], [], true))
  expect(() => restorer.push(events)).toThrow(DetectionFailed)
  expect(() => vault.protect('Durand')).toThrow('personal data could not be detected')
})

test('7b. Responses: an annotation told on its own moves as in the text told whole, and so does the place of a file', () => {
  const vault = vaultOf()
  const token = tokenOf(vault, value)
  const said = `Bonjour ${token}, voir ${token}.`
  const place = said.lastIndexOf(token)
  const at = { item_id: 'msg_1', output_index: 0, content_index: 0 }
  const cited = { type: 'url_citation', start_index: place, end_index: place + token.length }
  const file = { type: 'file_citation', index: said.length - 1, file_id: 'f' }
  const events = eventsIn(
    run(vault, [
      bytesOf([
        ...inPieces(said).map((delta) => ({ type: 'response.output_text.delta', ...at, delta })),
        { type: 'response.output_text.annotation.added', ...at, annotation_index: 0, annotation: cited },
        { type: 'response.output_text.annotation.added', ...at, annotation_index: 1, annotation: file },
        { type: 'response.output_text.done', ...at, text: said },
        {
          type: 'response.content_part.done',
          ...at,
          part: { type: 'output_text', text: said, annotations: [cited, file] },
        },
      ]),
    ]),
  )
  const restored = `Bonjour ${value}, voir ${value}.`
  const told = events.filter(({ type }) => type === 'response.output_text.annotation.added')
  const annotations = told.map(({ annotation }) => annotation as typeof cited & typeof file)
  expect(restored.slice(annotations[0]!.start_index, annotations[0]!.end_index)).toBe(value)
  expect(annotations[1]!.index).toBe(restored.length - 1)
  const part = events.at(-1)!.part as { annotations: Json[] }
  expect(part.annotations).toEqual(annotations)
})

test('7c. chat: places of a citation move with the words, whole and streamed', () => {
  const vault = vaultOf()
  const token = tokenOf(vault, value)
  const said = `Voir ${token} [1]`
  const annotations = [
    { type: 'url_citation', url_citation: { start_index: 5, end_index: 5 + token.length, url: 'https://x.fr' } },
  ]
  const placed = (message: unknown) => {
    const [{ url_citation: citation }] = (message as { annotations: typeof annotations }).annotations as [
      (typeof annotations)[0],
    ]
    return `Voir ${value} [1]`.slice(citation.start_index, citation.end_index)
  }
  const whole = restoreJson(vault, {
    choices: [{ index: 0, message: { role: 'assistant', content: said, annotations } }],
  })
  expect(placed(whole.choices[0]!.message)).toBe(value)
  const events = eventsIn(
    run(vault, [
      bytesOf([
        ...inPieces(said).map((content) => ({ choices: [{ index: 0, delta: { content } }] })),
        { choices: [{ index: 0, delta: { annotations }, finish_reason: 'stop' }] },
      ]),
    ]),
  )
  expect(placed((events.at(-1)!.choices as { delta: unknown }[])[0]!.delta)).toBe(value)
})

test('7d. Messages: what a citation quotes is given back', () => {
  const vault = vaultOf()
  const token = tokenOf(vault, value)
  const citation = { type: 'page_location', cited_text: `de ${token}`, document_title: token, document_index: 0 }
  const [event] = eventsIn(
    run(vault, [bytesOf([{ type: 'content_block_delta', index: 0, delta: { type: 'citations_delta', citation } }])]),
  )
  expect((event!.delta as { citation: Json }).citation).toMatchObject({
    cited_text: `de ${value}`,
    document_title: value,
  })
})

describe('1b. what frames events', () => {
  test('the number and the delay of an event whose words are given back stay', () => {
    const vault = vaultOf()
    const token = tokenOf(vault, 'Petit')
    const out = run(vault, [
      Buffer.from(
        `id: 7\nretry: 10\ndata: ${JSON.stringify({ choices: [{ index: 0, delta: { content: `${token}.` } }] })}\n\n`,
      ),
    ])
    expect(out).toMatch(/^id: 7$/m)
    expect(out).toMatch(/^retry: 10$/m)
    expect(out).toContain('Petit')
  })
  test('a stream that begins with the mark of its byte order is read from its first event on', () => {
    const vault = vaultOf()
    const token = tokenOf(vault, 'Petit')
    const first = bytesOf([{ choices: [{ index: 0, delta: { content: `${token}.` } }] }])
    const bytes = Buffer.concat([Buffer.from('\ufeff'), first])
    for (const pieces of [[bytes], [...bytes].map((byte) => Buffer.of(byte))])
      expect(run(vault, pieces)).toContain('Petit')
  })
})

describe('3b. an error after words that were kept back', () => {
  const failure = { type: 'error', error: { type: 'overloaded_error', message: 'busy' } }
  test('chat: they leave before it', () => {
    const vault = vaultOf()
    tokenOf(vault, value)
    const events = eventsIn(
      run(vault, [
        bytesOf([{ choices: [{ index: 0, delta: { content: 'Bonjour [PERSO' } }] }, { error: { message: 'busy' } }]),
      ]),
    )
    expect(chat.read(events.slice(0, -1), 0)).toBe('Bonjour [PERSO')
    expect(events.at(-1)).toEqual({ error: { message: 'busy' } })
  })
  test('Messages: they leave before it', () => {
    const vault = vaultOf()
    tokenOf(vault, value)
    const delta = { type: 'text_delta', text: 'Bonjour [PERSO' }
    const events = eventsIn(run(vault, [bytesOf([{ type: 'content_block_delta', index: 0, delta }, failure])]))
    expect(messages.read(events.slice(0, -1), 0)).toBe('Bonjour [PERSO')
    expect(events.at(-1)).toEqual(failure)
  })
  test.each(['response.incomplete', 'response.failed', 'error'])('Responses: they leave before %s', (type) => {
    const vault = vaultOf()
    tokenOf(vault, value)
    const at = { item_id: 'm0', output_index: 0, content_index: 0 }
    const events = eventsIn(
      run(vault, [
        bytesOf([
          { type: 'response.output_text.delta', ...at, delta: 'Bonjour [PERSO', sequence_number: 4 },
          { type, sequence_number: 5 },
        ]),
      ]),
    )
    expect(responses.read(events.slice(0, -1), 0)).toBe('Bonjour [PERSO')
    expect(events.at(-1)).toEqual({ type, sequence_number: 6 })
  })
  test('what an error quotes is given back', () => {
    const vault = vaultOf()
    const token = tokenOf(vault, 'Petit')
    expect(run(vault, [bytesOf([{ error: { message: `rien sur ${token}` } }])])).toContain('Petit')
  })
})
