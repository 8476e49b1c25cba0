import { expect, test } from 'vitest'
import { decimalsAlike } from './decimals.ts'

test('amounts of one sentence have as many decimals as the finest of them needs', () => {
  expect(decimalsAlike([0.0326, 0.04005, 0.00745])).toBe(5)
  expect(decimalsAlike([1250.5, 3, 0])).toBe(2)
  expect(decimalsAlike([12, -0.5])).toBe(3)
  expect(decimalsAlike([0.0000001])).toBe(6)
})
