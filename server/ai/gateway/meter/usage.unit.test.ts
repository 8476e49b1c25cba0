import { expect, test } from 'vitest'
import { reportedUsage } from './usage.ts'

const reported = (usage: object) => reportedUsage({ usage }, 'chat')

test('figures as a provider reports them', () => {
  expect(reported({ prompt_tokens: 21, completion_tokens: 9 })).toMatchObject({ tokensIn: 21, tokensOut: 9 })
  expect(reported({ prompt_tokens: 21, completion_tokens: null })).toMatchObject({ tokensIn: 21, tokensOut: 0 })
})

test.each([
  ['below nothing', { prompt_tokens: -5, completion_tokens: 5 }],
  ['below nothing, of what was written', { prompt_tokens: 5, completion_tokens: -1 }],
  ['in words', { prompt_tokens: 'beaucoup', completion_tokens: 5 }],
  ['nothing but zeros', { prompt_tokens: 0, completion_tokens: 0 }],
  ['more than any call can use', { prompt_tokens: 1e12, completion_tokens: 5 }],
])('%s: nothing was reported, and the call is counted here', (_, usage) => {
  expect(reported(usage)).toBeUndefined()
})

test('Messages too', () => {
  expect(reportedUsage({ usage: { input_tokens: -5, output_tokens: 5 } }, 'messages')).toBeUndefined()
  expect(reportedUsage({ usage: { output_tokens: 5 } }, 'messages')).toMatchObject({ tokensIn: 0, tokensOut: 5 })
})
