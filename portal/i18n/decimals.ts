/** Decimals that keep three figures of the finest of these amounts: two at least, six at most. */
export const decimalsAlike = (amounts: readonly number[]): number => Math.max(2, ...amounts.map(finest))

const finest = (amount: number): number =>
  amount === 0 || Math.abs(amount) >= 1 ? 2 : Math.min(6, 2 - Math.floor(Math.log10(Math.abs(amount))))
