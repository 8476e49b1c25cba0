/** Spaces, dots, hyphens that people put inside numbers: the piece of a regular expression for one of them. */
export const SEPARATOR = '[ \\u00a0\\u2009\\u202f.\\-]'

/** Match of a sticky expression at an offset. The expressions of this folder are bounded: none may walk further than its own form. */
export function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at
  return expression.exec(text)
}

/** Digits and letters of a number, in capitals, without what separates them. */
export const compact = (written: string): string => written.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
