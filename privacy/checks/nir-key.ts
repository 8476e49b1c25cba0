/**
 * The form of a NIR (INSEE: sex, year, month, department, commune, order) and its control key.
 * Months beyond 12 exist: 20–42 and 50–99 when the month of birth is not known.
 */
const NIR_FORM = /^[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6}$/

export const hasNirForm = (body: string): boolean => NIR_FORM.test(body)

/** Key of thirteen characters: 97 − (number mod 97); Corsica counts 2A as 19 and 2B as 18. */
export function nirKey(body: string): number {
  const digits = body.replace('2A', '19').replace('2B', '18')
  return 97 - Number(BigInt(digits) % 97n)
}

/** Thirteen characters of the form and the key that belongs to them; digits and capitals only, no separator. */
export const isNir = (compact: string): boolean =>
  compact.length === 15 &&
  hasNirForm(compact.slice(0, 13)) &&
  nirKey(compact.slice(0, 13)) === Number(compact.slice(13))
