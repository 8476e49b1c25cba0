/** A provider's invoice beside the ledger, day by day and model by model. */
import type { Reconciliation } from '@socle/contracts'
import { refuse } from '../../platform/errors.ts'

export interface InvoiceLine {
  readonly day: string
  readonly model: string
  readonly tokens: number
  readonly cost: number
}

const MAX_ROWS = 100_000
/** Differences below these are rounding. */
const COST_TOLERANCE = 0.005
const TOKEN_TOLERANCE = 0.001

const columnNames = {
  day: ['day', 'date', 'jour'],
  model: ['model', 'modele', 'modèle'],
  tokensIn: ['tokens_in', 'input_tokens', 'prompt_tokens'],
  tokensOut: ['tokens_out', 'output_tokens', 'completion_tokens'],
  cost: ['cost', 'amount', 'cout', 'coût', 'montant'],
} as const

/** CSV with a heading line; separator , ; or tab; decimal comma accepted where the separator is not a comma. @throws Refusal */
export function readInvoice(text: string): InvoiceLine[] {
  const unreadable = (fr: string, en: string) => refuse('invoice-unreadable', { reason: { fr, en } })
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n/)
    .filter((row) => row.trim() !== '')
  if (rows.length < 2) throw unreadable('le fichier est vide', 'the file is empty')
  if (rows.length > MAX_ROWS) throw unreadable(`plus de ${MAX_ROWS} lignes`, `more than ${MAX_ROWS} lines`)
  const separator = [';', '\t', ','].find((candidate) => rows[0]!.includes(candidate)) ?? ','
  const cells = (row: string) =>
    row.split(separator).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/s, '$1')
        .replaceAll('""', '"'),
    )
  const heading = cells(rows[0]!).map((name) => name.toLowerCase())
  const at = (names: readonly string[]) => heading.findIndex((name) => names.includes(name))
  const positions = Object.fromEntries(Object.entries(columnNames).map(([name, names]) => [name, at(names)])) as Record<
    keyof typeof columnNames,
    number
  >
  const missing = (['day', 'model', 'cost'] as const).find((name) => positions[name] === -1)
  if (missing) throw unreadable(`la colonne « ${missing} » manque`, `the column “${missing}” is missing`)
  return rows.slice(1).map((row, index) => {
    const values = cells(row)
    const line = index + 2
    const number = (name: keyof typeof columnNames): number => {
      const given = positions[name] === -1 ? '0' : (values[positions[name]] ?? '')
      const value = Number((separator === ',' ? given : given.replace(',', '.')).replaceAll(/[\s\u202f\u00a0]/g, ''))
      if (given === '' || Number.isNaN(value))
        throw unreadable(`ligne ${line}, « ${given} » n’est pas un nombre`, `line ${line}, “${given}” is no number`)
      return value
    }
    const day = (values[positions.day] ?? '').slice(0, 10)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
      throw unreadable(`ligne ${line}, le jour doit s’écrire AAAA-MM-JJ`, `line ${line}, the day must read YYYY-MM-DD`)
    return {
      day,
      model: values[positions.model] ?? '',
      tokens: number('tokensIn') + number('tokensOut'),
      cost: number('cost'),
    }
  })
}

const byDayAndModel = (lines: readonly InvoiceLine[]): Map<string, InvoiceLine> => {
  const sums = new Map<string, InvoiceLine>()
  for (const line of lines) {
    const name = `${line.day} ${line.model}`
    const sum = sums.get(name)
    sums.set(name, sum ? { ...sum, tokens: sum.tokens + line.tokens, cost: sum.cost + line.cost } : line)
  }
  return sums
}

export function reconcile(
  provider: string,
  invoice: readonly InvoiceLine[],
  ledger: readonly InvoiceLine[],
): Reconciliation {
  const [billed, counted] = [byDayAndModel(invoice), byDayAndModel(ledger)]
  const days = [...billed.values(), ...counted.values()].map(({ day }) => day).sort()
  const differences: Reconciliation['differences'] = []
  let matched = 0
  for (const name of [...new Set([...billed.keys(), ...counted.keys()])].sort()) {
    const [theirs, ours] = [billed.get(name), counted.get(name)]
    const { day, model } = (theirs ?? ours)!
    if (!theirs) differences.push({ day, model, kind: 'only-in-ledger', ledger: ours!.cost, invoice: null })
    else if (!ours) differences.push({ day, model, kind: 'only-in-invoice', ledger: null, invoice: theirs.cost })
    else if (Math.abs(theirs.cost - ours.cost) > COST_TOLERANCE)
      differences.push({ day, model, kind: 'amount', ledger: ours.cost, invoice: theirs.cost })
    else if (theirs.tokens > 0 && Math.abs(theirs.tokens - ours.tokens) > theirs.tokens * TOKEN_TOLERANCE)
      differences.push({ day, model, kind: 'tokens', ledger: ours.tokens, invoice: theirs.tokens })
    else matched++
  }
  const sum = (lines: readonly InvoiceLine[]) => Number(lines.reduce((total, { cost }) => total + cost, 0).toFixed(9))
  return {
    provider,
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    matched,
    differences,
    ledgerCost: sum(ledger),
    invoiceCost: sum(invoice),
  }
}
