/** Numbers as a sheet shows them (ECMA-376, 18.8.31): `1.1` under `0.00` is `1.10`, `7` under `"EXI-"000` is `EXI-007`. */

export interface NumberFormat {
  readonly before: string
  /** Digits before the point at least, and after it exactly. */
  readonly whole: number
  readonly decimals: number
  readonly percent: boolean
  readonly after: string
}

/** Formats that every program knows by rank; those of money, dates and powers are left to others. */
const knownCodes = new Map([
  [1, '0'],
  [2, '0.00'],
  [9, '0%'],
  [10, '0.00%'],
])

const literal = String.raw`(?:"[^"]*"|\\.|[-+ ():/_])*`
const shape = new RegExp(`^(${literal})([#0,?]*0)(?:\\.(0+))?(${literal}%?${literal})$`, 'u')

/** Undefined for General and for formats that do more than place digits between words. */
export function numberFormat(rank: number, code = knownCodes.get(rank)): NumberFormat | undefined {
  const [positive = ''] = code?.split(';') ?? []
  const match = shape.exec(positive.replace(/\[[^\]]*\]/g, '').trim())
  if (match === null) return undefined
  const [, before = '', whole = '', decimals = '', after = ''] = match
  return {
    before: said(before),
    whole: whole.replace(/[^0]/g, '').length,
    decimals: decimals.length,
    percent: /%/.test(after),
    after: said(after),
  }
}

const said = (literals: string): string => literals.replace(/"([^"]*)"|\\(.)/g, '$1$2').replace(/_/g, '')

export function shownNumber(raw: string, format: NumberFormat | undefined): string {
  const value = Number(raw)
  if (format === undefined || !Number.isFinite(value)) return raw
  const { before, whole, decimals, percent, after } = format
  const [digits = '', rest] = Math.abs(percent ? value * 100 : value)
    .toFixed(decimals)
    .split('.')
  const point = rest === undefined ? '' : `.${rest}`
  return `${value < 0 ? '-' : ''}${before}${digits.padStart(whole, '0')}${point}${after}`.trim()
}
