/** Providers that use more than a call allowed: how much more, and what such a call reserves from then on. */
import type { Excess, Excesses } from '../../policy/policy.ts'
import type { Need } from './needs-rules.ts'

export const exceededMeasures = ['tokens', 'money'] as const satisfies readonly (keyof Excesses)[]

export const noExcess: Excess = { ratio: 1, worst: 0 }

export const excessOf = (most: number, used: number): Excess =>
  used > most && most > 0 ? { ratio: roundedUp(used / most), worst: roundedUp(used) } : noExcess

/** To two digits, so that what differs little is learned once. */
function roundedUp(amount: number): number {
  const unit = 10 ** (Math.floor(Math.log10(amount)) - 1)
  const steps = Math.ceil(amount / unit - 1e-9)
  return unit >= 1 ? steps * unit : steps / Math.round(1 / unit)
}

export const worse = (one: Excess, other: Excess): Excess => ({
  ratio: Math.max(one.ratio, other.ratio),
  worst: Math.max(one.worst, other.worst),
})

export const isWorse = (one: Excess, than: Excess): boolean => one.ratio > than.ratio || one.worst > than.worst

/** `least` stays: near the limit such a call takes what is left alone, where it reserved all that it allows before. */
export const widened = ({ least, most }: Need, { ratio, worst }: Excess): Need => ({
  least,
  most: Math.max(most, Math.ceil(most * ratio), most > 0 ? worst : 0),
})
