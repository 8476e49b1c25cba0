import { expect, test } from 'vitest'
import { underTheirModels } from './canonical-models.ts'

const line = (model: string, provider: string, calls: number, cost: number) => ({
  model,
  provider,
  calls,
  cost,
  refused: 0,
  failed: 0,
  tokensIn: 10,
  tokensOut: 5,
  tokensCached: 0,
  tokensCacheWritten: 0,
  wattHours: 0,
  estimated: 0,
})

test('a model and its alias are one line, whatever the caller wrote', () => {
  const lines = [line('whisper', 'p', 2, 0.1), line('whisper-1', 'p', 1, 0.2), line('whisper-1', 'q', 1, 0.4)]
  const sums = underTheirModels(lines, new Map([['whisper-1', 'whisper']]), ({ provider }) => provider)
  expect(sums.map(({ model, provider, calls, cost, tokensIn }) => [model, provider, calls, cost, tokensIn])).toEqual([
    ['whisper', 'p', 3, 0.3, 20],
    ['whisper', 'q', 1, 0.4, 10],
  ])
})
