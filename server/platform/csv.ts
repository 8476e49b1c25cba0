/** CSV as Socle writes it, and as a standard fixes it. A cell that a sheet would take for a formula is made text. */

/**
 * The house convention, whatever the language: what a spreadsheet set to French opens without a question. Semicolons, decimal
 * commas, UTF-8 told by its mark.
 */
export const sheetCsv = (rows: readonly (readonly (string | number)[])[]): Buffer =>
  Buffer.from(`\uFEFF${lines(rows, ';')}`)

/** With commas (RFC 4180), for a format whose standard fixes them: FOCUS. Numbers come as the standard writes them. */
export const standardCsv = (rows: readonly (readonly string[])[]): string => lines(rows, ',')

const lines = (rows: readonly (readonly (string | number)[])[], separator: string): string =>
  rows.map((row) => `${row.map((value) => cell(value, separator)).join(separator)}\r\n`).join('')

function cell(value: string | number, separator: string): string {
  if (typeof value === 'number') return cell(String(value).replace('.', ','), separator)
  const safe = /^[=+@\t\r]/.test(value) || /^-[^\d]/.test(value) ? `'${value}` : value
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
