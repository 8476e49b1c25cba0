import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { aiLedgerRoutes } from '@socle/contracts/ai-ledger'
import { callApi } from '../api.ts'
import { type Command, text } from '../command.ts'
import { exitCodes, fileRefused, wrongUse } from '../errors.ts'

const formats = ['jsonl', 'focus', 'ods'] as const

export const ledger: Command = {
  name: 'ledger',
  usage: 'socle ledger export --from YYYY-MM-DD --to YYYY-MM-DD [--format jsonl|focus|ods] [--out FILE]',
  summary: { fr: 'Exporte le registre des appels d’IA', en: 'Exports the ledger of AI calls' },
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
  ],
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
  },
  arguments: 1,
  async run({ values, positionals }) {
    if (positionals[0] !== 'export') throw wrongUse({ fr: 'Dites « export ».', en: 'Say “export”.' }, 'ledger')
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
  },
}
