import { expect, test } from 'vitest'
import { translated } from './event-translator.ts'
import { responsesStreamOfChat } from './responses-stream.ts'

// Events are read by the members that clients read.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Event = Readonly<Record<string, any>>

function streamed(chunks: readonly object[]): Event[] {
  const stream = translated(responsesStreamOfChat({ model: 'm' }, 1))
  const events = chunks.map(
    (choice) => `data: ${JSON.stringify({ id: 'c', model: 'm', choices: [{ index: 0, ...choice }] })}\n\n`,
  )
  return Buffer.concat([stream.push(Buffer.from(events.join(''))), stream.end()])
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)) as Event)
}

test('probabilities of words are streamed with the words, and stand in the whole answer', () => {
  const of = (token: string) => ({ token, logprob: -0.1, bytes: null, top_logprobs: [] })
  const events = streamed([
    { delta: { role: 'assistant', content: '' }, logprobs: null },
    { delta: { content: 'Oui' }, logprobs: { content: [of('Oui')] } },
    { delta: { content: ' bien' }, logprobs: { content: [of(' bi'), of('en')] } },
    { delta: {}, finish_reason: 'stop' },
  ])
  const deltas = events.filter(({ type }) => type === 'response.output_text.delta')
  expect(deltas.map(({ delta, logprobs }) => [delta, logprobs])).toEqual([
    ['Oui', [of('Oui')]],
    [' bien', [of(' bi'), of('en')]],
  ])
  const all = [of('Oui'), of(' bi'), of('en')]
  expect(events.find(({ type }) => type === 'response.output_text.done')!.logprobs).toEqual(all)
  expect(events.at(-1)!.response.output[0].content[0].logprobs).toEqual(all)
})

test('an answer without probabilities has an empty list of them', () => {
  const events = streamed([{ delta: { content: 'Oui' } }, { delta: {}, finish_reason: 'stop' }])
  expect(events.find(({ type }) => type === 'response.output_text.delta')!.logprobs).toEqual([])
})
