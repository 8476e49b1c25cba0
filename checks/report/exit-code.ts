import type { CheckReport } from '@socle/contracts/checks'

/** 0 = nothing fails, 1 = something fails, 2 = something could not conclude: a doubt outranks a fault. */
export function exitCodeOf({ checks }: CheckReport): 0 | 1 | 2 {
  if (checks.some(({ verdict }) => verdict === 'error')) return 2
  return checks.some(({ verdict }) => verdict === 'fail') ? 1 : 0
}
