import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { aiLedgerRoutes, type Reconciliation } from '@socle/contracts/ai/ledger'
import type { Bilingual, Language } from '@socle/contracts/text'
import { callApi } from '../api.ts'
import { type Command, type Invocation, print, printJson, text } from '../command.ts'
import { exitCodes, fileRefused, wrongUse } from '../errors.ts'
import { uploadOf } from '../upload.ts'

const formats = ['jsonl', 'focus', 'ods'] as const

export const ledger: Command = {
  name: 'ledger',
  usage:
    'socle ledger export --from YYYY-MM-DD --to YYYY-MM-DD [--format jsonl|focus|ods] [--out FILE] | socle ledger reconcile FILE --provider ID [--json]',
  summary: {
    fr: 'Exporte le registre des appels d’IA, ou lui compare une facture',
    en: 'Exports the ledger of AI calls, or compares an invoice with it',
  },
  help: [
    { option: '--from, --to', meaning: { fr: 'jours, tous deux compris', en: 'days, both included' } },
    {
      option: '--format F',
      meaning: {
        fr: 'jsonl (une ligne par appel), focus (CSV FOCUS 1.0) ou ods (OpenDocument)',
        en: 'jsonl (a line a call), focus (FOCUS 1.0 CSV) or ods (OpenDocument)',
      },
    },
    {
      option: '--out FILE',
      meaning: { fr: 'fichier à écrire ; sinon, sortie standard', en: 'file to write; else standard output' },
    },
    {
      option: 'reconcile FILE --provider ID',
      meaning: {
        fr: 'compare au registre la facture d’un fournisseur (tableur, CSV ou FOCUS) ; code 1 s’il y a des écarts, au-delà de 0,005 € ou de 0,1 % des jetons par ligne',
        en: 'compares the invoice of a provider (sheet, CSV or FOCUS) with the ledger; exit code 1 when they differ, by more than €0.005 or 0.1% of the tokens of a line',
      },
    },
    { option: '--json', meaning: { fr: 'sortie JSON de reconcile', en: 'JSON output of reconcile' } },
  ],
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
    provider: { type: 'string' },
    json: { type: 'boolean' },
  },
  arguments: 2,
  async run(invocation) {
    const [action] = invocation.positionals
    if (action === 'export') return exportLedger(invocation)
    if (action === 'reconcile') return reconcile(invocation)
    throw wrongUse({ fr: 'Dites « export » ou « reconcile ».', en: 'Say “export” or “reconcile”.' }, 'ledger')
  },
}

async function exportLedger({ values }: Invocation): Promise<number> {
  const format = formats.find((known) => known === (text(values, 'format') ?? 'jsonl'))
  if (!format)
    throw wrongUse({ fr: `--format : ${formats.join(', ')}.`, en: `--format: ${formats.join(', ')}.` }, 'ledger')
  const [from, to] = [text(values, 'from'), text(values, 'to')]
  if (from === undefined || to === undefined)
    throw wrongUse({ fr: '--from et --to manquent.', en: '--from and --to are missing.' }, 'ledger')
  const { file } = await callApi(aiLedgerRoutes.export, {
    query: { from: from.slice(0, 10), to: to.slice(0, 10), format },
  })
  const out = text(values, 'out')
  if (out === undefined) await pipeline(file!, process.stdout, { end: false })
  else
    await pipeline(file!, createWriteStream(out)).catch((cause: NodeJS.ErrnoException) => {
      const code = cause.code ?? String(cause)
      throw fileRefused(out, { fr: `écriture impossible (${code}).`, en: `cannot be written (${code}).` }, cause)
    })
  return exitCodes.passed
}

const kinds: Readonly<Record<Reconciliation['differences'][number]['kind'], Bilingual>> = {
  amount: { fr: 'montant différent', en: 'amount differs' },
  'billed-again': {
    fr: 'ligne facturée plusieurs fois',
    en: 'line billed more than once',
  },
  tokens: { fr: 'jetons différents', en: 'tokens differ' },
  'only-in-invoice': { fr: 'seulement dans la facture', en: 'only in the invoice' },
  'only-in-ledger': { fr: 'seulement dans le registre', en: 'only in the ledger' },
}

async function reconcile({ values, positionals, language }: Invocation): Promise<number> {
  const [path, providerId] = [positionals[1], text(values, 'provider')]
  if (path === undefined || providerId === undefined)
    throw wrongUse({ fr: 'Donnez la facture et --provider.', en: 'Give the invoice and --provider.' }, 'ledger')
  const compared = await callApi(aiLedgerRoutes.reconcile, { params: { providerId }, form: await uploadOf(path) })
  if (values['json'] === true) printJson(compared)
  else print(told(compared, language))
  return compared.differences.length === 0 ? exitCodes.passed : exitCodes.failed
}

/** Euros as people write them, with the cents' cents that tell small amounts apart; tokens whole. */
const figureOf =
  (language: Language) =>
  (value: number | null, kind: Reconciliation['differences'][number]['kind'] = 'amount'): string => {
    if (value === null) return '–'
    if (kind === 'tokens') return new Intl.NumberFormat(language).format(value)
    return new Intl.NumberFormat(language, {
      style: 'currency',
      currency: 'EUR',
      maximumFractionDigits: 6,
    }).format(value)
  }

function told(
  { from, to, matched, withoutTokens, oneSided, differences, tolerance, ledgerCost, invoiceCost }: Reconciliation,
  language: Language,
): string {
  const figure = figureOf(language)
  const [ours, theirs] = [figure(ledgerCost), figure(invoiceCost)]
  const said: Bilingual = {
    fr: `Du ${from} au ${to} : registre ${ours}, facture ${theirs}. Lignes concordantes : ${matched}. Écarts : ${differences.length}.`,
    en: `From ${from} to ${to}: ledger ${ours}, invoice ${theirs}. Lines that agree: ${matched}. Differences: ${differences.length}.`,
  }
  const rounding = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(
    tolerance.tokenShare,
  )
  const allowed: Bilingual = {
    fr: `Arrondis admis par ligne : ${figure(tolerance.cost)} et ${rounding} des jetons. Différence des totaux : ${figure(invoiceCost - ledgerCost)}.`,
    en: `Taken for rounding, a line: ${figure(tolerance.cost)} and ${rounding} of the tokens. Totals differ by ${figure(invoiceCost - ledgerCost)}.`,
  }
  const unsaid: Bilingual = {
    fr: `Lignes concordantes dont la facture ne donne pas les jetons, qui n’ont donc pas été comparés : ${withoutTokens}.`,
    en: `Lines that agree but whose tokens the invoice does not give, and which were therefore not compared: ${withoutTokens}.`,
  }
  const alone: Bilingual = {
    fr: `Lignes que la facture ou le registre a seul, d’un montant tenu pour un arrondi : ${oneSided}.`,
    en: `Lines that the invoice or the ledger alone has, of an amount taken for rounding: ${oneSided}.`,
  }
  const sides: Bilingual = { fr: 'registre', en: 'ledger' }
  const invoice: Bilingual = { fr: 'facture', en: 'invoice' }
  return [
    said[language],
    allowed[language],
    ...(withoutTokens > 0 ? [unsaid[language]] : []),
    ...(oneSided > 0 ? [alone[language]] : []),
    ...differences.map(
      (line) =>
        `  ${line.period}  ${line.model}  ${kinds[line.kind][language]}  ${sides[language]} ${figure(line.ledger, line.kind)}  ${invoice[language]} ${figure(line.invoice, line.kind)}`,
    ),
  ].join('\n')
}
