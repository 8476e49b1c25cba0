import type { FileReserve, VerdictPolicy } from '@socle/contracts'
import { loadFramework, loadGovernance } from '@socle/rulebook'
import { expect, test } from 'vitest'
import { judge, withReserveRules } from './verdict-rules.ts'

const current = loadFramework().policies.verdict
const { reserveRules } = loadGovernance().policies.gates
/** As an edition voted before reserves existed. */
const older: VerdictPolicy = { ...current, rules: current.rules.filter(({ reserves }) => reserves === undefined) }
const reserve = (blocking: boolean): FileReserve => ({
  id: '11111111-1111-4111-8111-111111111111',
  title: 'Journal',
  link: '/procedures/1',
  blocking,
  state: 'open',
})
const answered = (policy: VerdictPolicy, reserves: FileReserve[]) =>
  judge(policy, 'production', [], reserves).policy.rule

test('a file of an older edition is stopped by a blocking reserve, and goes along with one that does not block', () => {
  expect(answered(older, [reserve(true)])).toBe('all-clear')
  const mended = withReserveRules(older, reserveRules)
  expect(answered(mended, [reserve(true)])).toBe('blocking-reserve')
  expect(answered(mended, [reserve(false)])).toBe('open-reserve')
  expect(answered(mended, [])).toBe('all-clear')
})

test('the rules of governance stand where the edition in force has them; an edition that speaks of reserves is followed as it is', () => {
  expect(withReserveRules(current, reserveRules)).toBe(current)
  const ids = ({ rules }: VerdictPolicy) => rules.map(({ id }) => id)
  expect(ids(withReserveRules(older, reserveRules))).toEqual(ids(current))
})
