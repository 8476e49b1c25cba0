/** Numbers of JSON that may be personal data: `{"siret": 73282932000074}` says as much as the same figures in a text. */

/** The shortest that is anybody's: a day of birth written in a row. */
const SHORTEST = 10_000_000
/** A number has lost the zero with which a French telephone number begins. */
const calledByPhone = /t[eé]l|phone|mobile|portable|fax/i

/** A number as the text in which it is looked for, after the name that says what it is; undefined when it can be nobody's. */
export function numberText(value: number, member: string): string | undefined {
  const size = Math.abs(value)
  if (size < SHORTEST || !Number.isSafeInteger(value)) return undefined
  const lostZero = calledByPhone.test(member) && /^[1-9]\d{8}$/.test(String(value))
  return `${member}: ${lostZero ? '0' : ''}${value}`
}

/** How a number is known among the writings of a value: no text is written so. */
export const numberWriting = (figures: string): string => `\0${figures}`

/** How many signs on each side make a string of JSON of what stands between them, alone; undefined when it is no whole string. */
export function quotesAround(before: string, after: string): number | undefined {
  const open = /(?:^|[[,:])(?:\s|\\+[nrt])*((\\*)")$/.exec(before)
  const close = /^((\\*)")(?:\s|\\+[nrt])*(?:$|[,\]}])/.exec(after)
  return open !== null && close !== null && open[2] === close[2] ? open[1]!.length : undefined
}
