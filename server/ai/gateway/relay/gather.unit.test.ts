import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createGatherer } from './gather.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a lone stream waits a millisecond, many wait together and longer, none longer than allowed', () => {
  const gatherer = createGatherer(16)
  const gather = (count: number) => {
    let flushed = 0
    for (let stream = 0; stream < count; stream++) gatherer.later(() => flushed++)
    let waited = 0
    for (; flushed === 0; waited++) vi.advanceTimersByTime(1)
    expect(flushed).toBe(count)
    return waited
  }
  expect(gather(1)).toBe(1)
  expect(gather(20)).toBe(1)
  expect(gather(20)).toBe(10)
  expect(gather(1000)).toBe(10)
  expect(gather(1000)).toBe(16)
  expect(gather(1)).toBe(16)
  expect(gather(1)).toBe(1)
})

test('without gathering everything leaves at once', () => {
  let flushed = 0
  const { later, soon } = createGatherer(0)
  later(() => flushed++)
  soon(() => flushed++)
  expect(flushed).toBe(2)
})
