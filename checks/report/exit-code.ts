import type { CheckReport } from '@socle/contracts/checks/checks'
import { type AppliedBaseline, isAccepted, noBaseline } from '../baseline.ts'

/** Verdicts that make the command fail. */
export const failingVerdicts = ['fail', 'error', 'manual'] as const
export type FailingVerdict = (typeof failingVerdicts)[number]

/** 0 = nothing fails, 1 = something fails, 2 = something could not conclude: a doubt outranks a fault. */
export function exitCodeOf(
  { checks }: CheckReport,
  failOn: readonly FailingVerdict[] = ['fail', 'error'],
  baseline: AppliedBaseline = noBaseline,
): 0 | 1 | 2 {
  const on = new Set<string>(failOn)
  if (on.has('error') && checks.some(({ verdict }) => verdict === 'error')) return 2
  return checks.some(
    ({ verdict, findings }) =>
      on.has(verdict) && verdict !== 'error' && !(verdict === 'fail' && isAccepted(findings, baseline)),
  )
    ? 1
    : 0
}
