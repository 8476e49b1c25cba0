/** A provider's invoice, as its sheet tells it: by whatever names French and English invoices, and FOCUS, give their columns. */
import type { Bilingual } from '@socle/contracts'
import { type Row, type Table, wordPlace } from '@socle/editions'
import { refuse } from '../../platform/errors.ts'
import { dayIn } from './period-rules.ts'

export interface InvoiceLine {
  /** `YYYY-MM-DD`, or `YYYY-MM` for a whole month. */
  readonly period: string
  readonly model: string
  /** 0 when the invoice does not say. */
  readonly tokens: number
  /** Euros, without tax. */
  readonly cost: number
  /** As the sheet names it, where it has a column for it. */
  readonly provider?: string
  /** Of FOCUS: what was bought. */
  readonly sku?: string
}

const MAX_ROWS = 100_000
/** Rows looked at to find the headings: invoices begin with who sends them to whom. */
const HEADING_ROWS = 60

/** Folded, the best name first; those of tokens as `tokensUnder` finds them. */
const columnNames = {
  period: ['day', 'date', 'jour', 'month', 'mois', 'period', 'periode', 'chargeperiodstart', 'billingperiodstart'],
  periodEnd: ['chargeperiodend', 'billingperiodend'],
  model: ['model', 'modele', 'resourcename', 'product', 'produit', 'service', 'designation', 'servicename'],
  tokensIn: ['tokensIn', 'x inputtokens'],
  tokensOut: ['tokensOut', 'x outputtokens'],
  tokens: ['tokens'],
  cost: ['cost', 'amount', 'cout', 'montant', 'billedcost', 'effectivecost', 'price', 'prix', 'total'],
  provider: ['providername', 'provider', 'fournisseur'],
  sku: ['skuid'],
  currency: ['currency', 'devise', 'billingcurrency'],
} as const
type Column = keyof typeof columnNames
type Columns = Readonly<Record<Column, number>>
const needed = ['period', 'model', 'cost'] as const
const neededWords = {
  period: { fr: 'jour ou mois', en: 'day or month' },
  model: { fr: 'modèle', en: 'model' },
  cost: { fr: 'montant', en: 'amount' },
} as const satisfies Record<(typeof needed)[number], Bilingual>

const bare = (heading: string): string => heading.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** "Montant HT (€)" → "montant": units, euros and "without tax" say nothing that the column's name does not. */
const folded = (heading: string): string =>
  bare(heading)
    .replaceAll(/\(.*?\)/g, ' ')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .replaceAll(/\b(?:ht|eur|euros?|excl(?:uding)? (?:vat|tax))\b/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()

const tokenWord = /^(?:token|jeton)s?$/
const takenWord = /^(?:in|inputs?|prompts?|entrees?|entrante?s?|lus?|envoyes?|read|sent)$/
const givenWord = /^(?:out|outputs?|completions?|sorties?|sortante?s?|produits?|generes?|generated|recus?|received)$/
const plainWord =
  /^(?:[dln]|des?|du|les?|la|en|et|of|the|and|nb|nombre|number|count|quantite|qte|quantity|total|totaux|factures?|billed|consommes?|consumed|utilises?|used)$/

/**
 * Which tokens a heading counts: invoices write it in too many ways to list. A word that is neither tokens, a direction nor
 * plain makes it something else: a price of tokens, those found in a cache, thousands of them.
 */
function tokensUnder(heading: string): 'tokensIn' | 'tokensOut' | 'tokens' | undefined {
  const words = bare(heading).match(/[a-z]+/g) ?? []
  const known = [tokenWord, takenWord, givenWord, plainWord]
  if (!words.some((word) => tokenWord.test(word))) return undefined
  if (!words.every((word) => known.some((kind) => kind.test(word)))) return undefined
  const [taken, given] = [takenWord, givenWord].map((kind) => words.some((word) => kind.test(word)))
  return taken === given ? 'tokens' : taken ? 'tokensIn' : 'tokensOut'
}

const columnsOf = ({ cells }: Row): Columns => {
  const names = cells.map(({ text }) => tokensUnder(text) ?? folded(text))
  const at = (wanted: readonly string[]): number => {
    const name = wanted.find((each) => names.includes(each))
    return name === undefined ? -1 : names.indexOf(name)
  }
  return Object.fromEntries(Object.entries(columnNames).map(([column, wanted]) => [column, at(wanted)])) as Columns
}

const unreadable = (fr: string, en: string) => refuse('invoice-unreadable', { reason: { fr, en } satisfies Bilingual })

/**
 * @param timeZone in which the ledger counts its days
 * @throws Refusal invoice-unreadable, with the place
 */
export function invoiceLines(tables: readonly Table[], timeZone: string): InvoiceLine[] {
  let missing: readonly (typeof needed)[number][] = needed
  for (const { rows } of tables)
    for (const [at, row] of rows.slice(0, HEADING_ROWS).entries()) {
      const columns = columnsOf(row)
      const lacking = needed.filter((column) => columns[column] === -1)
      const currency = currencyIn(row.cells[columns.cost]?.text ?? '')
      if (lacking.length === 0) return linesUnder(rows.slice(at + 1), columns, { timeZone, currency })
      if (lacking.length < missing.length) missing = lacking
    }
  const inWords = (language: keyof Bilingual) => missing.map((column) => neededWords[column][language]).join(', ')
  throw unreadable(
    `aucune ligne de titres ne nomme ses colonnes (manque : ${inWords('fr')})`,
    `no line of headings names its columns (missing: ${inWords('en')})`,
  )
}

const currencies = new Set(Intl.supportedValuesOf('currency'))
/** What a heading says of the money below it, as "Cost (USD)" does; '' = nothing. */
const currencyIn = (heading: string): string =>
  [...heading.matchAll(/\p{Sc}|\b[A-Z]{3}\b/gu)]
    .map(([said]) => said)
    .find((said) => /\p{Sc}/u.test(said) || currencies.has(said)) ?? ''

function linesUnder(
  rows: readonly Row[],
  columns: Columns,
  { timeZone, currency: inHeading }: { timeZone: string; currency: string },
): InvoiceLine[] {
  if (rows.length > MAX_ROWS) throw unreadable(`plus de ${MAX_ROWS} lignes`, `more than ${MAX_ROWS} lines`)
  const lines = rows.flatMap((row): InvoiceLine[] => {
    const text = (column: Column): string =>
      columns[column] === -1 ? '' : (row.cells[columns[column]]?.text ?? '').trim()
    // Air, totals, what is written under the table: neither a day nor a model is told.
    if (text('period') === '' && (text('model') === '' || /^(?:sous-|sub-?)?total/i.test(text('model')))) return []
    const place = wordPlace(row.place)
    const refused = (fr: string, en: string) => unreadable(`${place.fr} : ${fr}`, `${place.en}: ${en}`)
    const number = (column: Column): number => {
      const written = text(column)
      const value = column === 'cost' ? numberOf(written) : countOf(written)
      if (written === '' && column !== 'cost') return 0
      if (value === undefined) throw refused(`« ${written} » n’est pas un nombre`, `“${written}” is no number`)
      return value
    }
    const period = periodOf(text('period'), text('periodEnd'), timeZone)
    if (period === undefined)
      throw refused(
        `« ${text('period')} » n’est ni un jour (AAAA-MM-JJ ou JJ/MM/AAAA) ni un mois (AAAA-MM ou MM/AAAA)`,
        `“${text('period')}” is neither a day (YYYY-MM-DD or DD/MM/YYYY) nor a month (YYYY-MM or MM/YYYY)`,
      )
    const currency = text('currency') || inHeading
    if (!/^(?:|€|eur|euros?)$/i.test(currency))
      throw refused(
        `les montants sont en ${currency}, le registre en euros`,
        `amounts are in ${currency}, the ledger in euros`,
      )
    const bothWays = columns.tokensIn !== -1 && columns.tokensOut !== -1
    const tokens = columns.tokens !== -1 && !bothWays ? number('tokens') : number('tokensIn') + number('tokensOut')
    const [provider, sku] = [text('provider'), text('sku')]
    return [
      {
        period,
        model: text('model'),
        tokens,
        cost: number('cost'),
        ...(provider !== '' && { provider }),
        ...(sku !== '' && { sku }),
      },
    ]
  })
  if (lines.length === 0) throw unreadable('aucune ligne sous les titres', 'no line under the headings')
  return lines
}

/**
 * The lines of one provider: where the sheet names it, those that name another are left out. In what Socle exports under
 * its identifier, the name that the provider gives a model stands after it in what was bought (focus.ts).
 */
export function billedBy(lines: readonly InvoiceLine[], { id, name }: { id: string; name: string }): InvoiceLine[] {
  const isIts = ({ provider = '' }: InvoiceLine) => [id, name].map(folded).includes(folded(provider))
  if (!lines.some(isIts)) return [...lines]
  return lines
    .filter((line) => line.provider === undefined || isIts(line))
    .map((line) => (line.sku?.startsWith(`${id}/`) ? { ...line, model: line.sku.slice(id.length + 1) } : line))
}

/** "1 234,56 €", "1,234.56", "−3.5"; of two marks the last is the decimal one. */
function numberOf(written: string): number | undefined {
  const signs = written.replaceAll(/[\s€]|eur(?:os?)?$/gi, '').replace('−', '-')
  const plain =
    signs.lastIndexOf(',') > signs.lastIndexOf('.')
      ? signs.replaceAll('.', '').replace(',', '.')
      : signs.replaceAll(',', '')
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(plain) ? Number(plain) : undefined
}

/** Tokens are whole: a mark before three figures parts thousands. */
const countOf = (written: string): number | undefined =>
  numberOf(/^\d{1,3}(?:[.,\s]\d{3})+$/.test(written) ? written.replaceAll(/\D/g, '') : written)

const two = (part: string | undefined): string => String(part).padStart(2, '0')

function periodOf(start: string, end: string, timeZone: string): string | undefined {
  const isoMonth = /^(\d{4})-(\d{2})$/.exec(start)
  if (isoMonth) return valid(start)
  const frenchMonth = /^(\d{1,2})\/(\d{4})$/.exec(start)
  if (frenchMonth) return valid(`${frenchMonth[2]}-${two(frenchMonth[1])}`)
  const day = dayOf(start, timeZone)
  // FOCUS tells a month by its first day and the first of the next.
  return day?.endsWith('-01') && end.slice(0, 10) === nextMonth(day) ? day.slice(0, 7) : day
}

/** Midnight is the provider's way to write a day; any other instant belongs to the day that the ledger has then. */
const INSTANT = /T(?!00:00)\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/

function dayOf(written: string, timeZone: string): string | undefined {
  if (INSTANT.test(written) && !Number.isNaN(Date.parse(written))) return dayIn(timeZone, new Date(written))
  const iso = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(written)
  if (iso) return valid(iso[1]!)
  const french = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?:$| )/.exec(written)
  if (!french) return undefined
  const [, day, month, year] = french
  return valid(`${year!.padStart(4, '20')}-${two(month)}-${two(day)}`)
}

const valid = (period: string): string | undefined => {
  const date = new Date(`${period.length === 7 ? `${period}-01` : period}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(period) ? period : undefined
}
const nextMonth = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + 1)
  return date.toISOString().slice(0, 10)
}

/** First and last day, both included, of what the invoice covers. */
export function coveredBy(lines: readonly InvoiceLine[]): { from: string; to: string } {
  const periods = lines.map(({ period }) => period).sort()
  const [first, last] = [periods[0]!, periods.at(-1)!]
  return {
    from: byMonth(lines) ? `${first.slice(0, 7)}-01` : first,
    to: byMonth(lines) ? lastDayOf(last.slice(0, 7)) : last,
  }
}

/** An invoice with one line for a whole month can only be compared month by month. */
export const byMonth = (lines: readonly InvoiceLine[]): boolean => lines.some(({ period }) => period.length === 7)

const lastDayOf = (month: string): string => {
  const date = new Date(`${month}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + 1)
  date.setUTCDate(0)
  return date.toISOString().slice(0, 10)
}
