/** Providers that use more than a call allowed: how much more, and what a call reserves for what its provider may do. */
import type { Excess, Excesses } from '../../policy/policy.ts'
import type { Allowance, Need, Needs } from './needs-rules.ts'

export const exceededMeasures = ['tokens', 'money'] as const satisfies readonly (keyof Excesses)[]

const noExcess: Excess = { ratio: 1, worst: 0 }
export const noExcesses: Excesses = { tokens: noExcess, money: noExcess }

/** So many times what a call allows, a provider of which nothing is known may use. */
const STRANGERS_RATIO = 10
const strangersExcess: Excess = { ratio: STRANGERS_RATIO, worst: 0 }
const strangersExcesses: Excesses = { tokens: strangersExcess, money: strangersExcess }

/** So many calls that named a length were kept to before one that names as much is believed. */
export const CALLS_TO_BELIEVE = 10

export const excessOf = (most: number, used: number): Excess =>
  used > most && most > 0 ? { ratio: roundedUp(used / most), worst: roundedUp(used) } : noExcess

/** To two digits, so that what differs little is learned once. */
function roundedUp(amount: number): number {
  const unit = 10 ** (Math.floor(Math.log10(amount)) - 1)
  const steps = Math.ceil(amount / unit - 1e-9)
  return unit >= 1 ? steps * unit : steps / Math.round(1 / unit)
}

const worse = (one: Excess, other: Excess): Excess => ({
  ratio: Math.max(one.ratio, other.ratio),
  worst: Math.max(one.worst, other.worst),
})
export const worst = (one: Excesses, other: Excesses): Excesses => ({
  tokens: worse(one.tokens, other.tokens),
  money: worse(one.money, other.money),
})

const isWorse = (one: Excess, than: Excess): boolean => one.ratio > than.ratio || one.worst > than.worst
export const areWorse = (ones: Excesses, than: Excesses): boolean =>
  exceededMeasures.some((measure) => isWorse(ones[measure], than[measure]))

/** What is known of how a provider keeps to what calls allow. */
export interface Conduct {
  readonly excesses: Excesses
  /** Lengths from which on it is believed; null = none. */
  readonly keptFrom: number | null
}

export function needsFor({ needs, named, unheeded }: Allowance, conduct: Conduct | undefined): Needs {
  if (conduct === undefined) return largest(widened(needs, strangersExcesses), unheeded())
  const foreseen = widened(needs, conduct.excesses)
  const believed = named === undefined || (conduct.keptFrom !== null && named >= conduct.keptFrom)
  return believed ? foreseen : largest(foreseen, unheeded())
}

/** `least` stays: near the limit such a call takes what is left alone, where it reserved all that it allows before. */
export const widened = (needs: Needs, { tokens, money }: Excesses): Needs => ({
  ...needs,
  tokens: more(needs.tokens, tokens),
  money: more(needs.money, money),
})

const more = (need: Need, { ratio, worst }: Excess): Need =>
  atLeast(need, Math.max(Math.ceil(need.most * ratio), need.most > 0 ? worst : 0))

const largest = (needs: Needs, other: Needs): Needs => ({
  ...needs,
  tokens: atLeast(needs.tokens, other.tokens.most),
  money: atLeast(needs.money, other.money.most),
})

const atLeast = (need: Need, most: number): Need =>
  most <= need.most ? need : { least: need.least, most, asked: need.asked ?? need.most }
