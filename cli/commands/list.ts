import { aiLedgerRoutes } from '@socle/contracts/ai/ledger'
import { applicationRoutes } from '@socle/contracts/applications/applications'
import { auditRoutes } from '@socle/contracts/operations/audit'
import { committeeRoutes } from '@socle/contracts/committee/routes'
import { editionRoutes } from '@socle/contracts/framework/edition-routes'
import { remarkRoutes } from '@socle/contracts/framework/remarks'
import { frameworkRoutes } from '@socle/contracts/framework/routes'
import { identityRoutes } from '@socle/contracts/people/identity'
import { notificationRoutes } from '@socle/contracts/people/notifications'
import { procedureRoutes } from '@socle/contracts/processes/procedures'
import { productRoutes } from '@socle/contracts/products/products'
import type { RouteContract } from '@socle/contracts/route'
import { tenderRoutes } from '@socle/contracts/tenders/routes'
import { callApi } from '../api.ts'
import { type Command, print, text, texts } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'
import { formatOf, sheetFormats } from '../required.ts'
import { writeWhole } from '../write-file.ts'

/** Every list, by its name: as rows, and as a sheet; a list inside something says by what name that is asked for. */
const lists: Record<string, { rows: RouteContract; sheet: RouteContract; of?: string }> = {
  applications: { rows: applicationRoutes.list, sheet: applicationRoutes.export },
  applicability: {
    rows: applicationRoutes.applicability,
    sheet: applicationRoutes.exportApplicability,
    of: 'applicationId',
  },
  'edition-rows': { rows: editionRoutes.get, sheet: editionRoutes.exportRows, of: 'draftId' },
  audit: { rows: auditRoutes.list, sheet: auditRoutes.export },
  calls: { rows: aiLedgerRoutes.calls, sheet: aiLedgerRoutes.exportCalls },
  comments: { rows: remarkRoutes.list, sheet: remarkRoutes.export },
  decisions: { rows: committeeRoutes.decisions, sheet: committeeRoutes.exportDecisions },
  editions: { rows: editionRoutes.list, sheet: editionRoutes.exportList },
  members: { rows: committeeRoutes.members, sheet: committeeRoutes.exportMembers },
  notifications: { rows: notificationRoutes.list, sheet: notificationRoutes.export },
  people: { rows: identityRoutes.users, sheet: identityRoutes.exportUsers },
  procedures: { rows: procedureRoutes.list, sheet: procedureRoutes.export },
  products: { rows: productRoutes.list, sheet: productRoutes.export },
  requirements: { rows: frameworkRoutes.requirements, sheet: frameworkRoutes.export },
  sessions: { rows: committeeRoutes.sessions, sheet: committeeRoutes.exportSessions },
  'tender-comparison': { rows: tenderRoutes.comparison, sheet: tenderRoutes.exportComparison, of: 'tenderId' },
  tenders: { rows: tenderRoutes.list, sheet: tenderRoutes.exportList },
}

export const list: Command = {
  name: 'list',
  usage: 'socle list NAME [ID] [--filter "sort=name&order=asc"] [--out FILE]',
  summary: {
    fr: 'Lit une liste du portail avec ses filtres, ou l’emporte en feuille de calcul',
    en: 'Reads a list of the portal with its filters, or takes it along as a sheet',
  },
  help: [
    { option: 'NAME', meaning: { fr: Object.keys(lists).join(', '), en: Object.keys(lists).join(', ') } },
    {
      option: 'ID',
      meaning: {
        fr: 'l’application de applicability, l’édition de edition-rows, le marché de tender-comparison',
        en: 'the application of applicability, the edition of edition-rows, the tender of tender-comparison',
      },
    },
    {
      option: '--filter Q',
      meaning: {
        fr: 'filtres, tri et page, comme dans l’adresse de l’API',
        en: 'filters, order and page, as in the address of the API',
      },
    },
    {
      option: '--out FILE',
      meaning: {
        fr: 'fichier .csv ou .ods à écrire, toutes pages réunies',
        en: '.csv or .ods file to write, all pages',
      },
    },
  ],
  options: texts('filter', 'out'),
  arguments: 2,
  async run({ values, positionals, language }) {
    const chosen = lists[positionals[0] ?? '']
    if (!chosen)
      throw wrongUse(
        { fr: `Dites ${Object.keys(lists).join(', ')}.`, en: `Say ${Object.keys(lists).join(', ')}.` },
        'list',
      )
    const [, id] = positionals
    if ((chosen.of === undefined) !== (id === undefined))
      throw wrongUse(
        chosen.of === undefined
          ? { fr: 'Cette liste n’attend pas d’identifiant.', en: 'This list expects no identifier.' }
          : { fr: 'Dites de quoi : l’identifiant manque.', en: 'Say of what: the identifier is missing.' },
        'list',
      )
    const params = chosen.of === undefined ? {} : { params: { [chosen.of]: id } }
    const query = Object.fromEntries(new URLSearchParams(text(values, 'filter') ?? ''))
    const out = text(values, 'out')
    if (out === undefined) {
      print(JSON.stringify(await callApi(chosen.rows, { ...params, query } as never), null, 2))
      return exitCodes.passed
    }
    const format = formatOf(out, sheetFormats, 'list')
    const { file } = await callApi(chosen.sheet, { ...params, query: { ...query, format, lang: language } } as never)
    await writeWhole(out, file!)
    print(language === 'fr' ? `${out} écrit.` : `${out} written.`)
    return exitCodes.passed
  },
}
