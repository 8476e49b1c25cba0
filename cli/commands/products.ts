import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { productRoutes, type ProductImport } from '@socle/contracts/products'
import type { Language } from '@socle/contracts/text'
import {
  blockingKinds,
  EditionRefusal,
  productAnomalyKinds,
  readProducts,
  type ReadProducts,
  wordPlace,
} from '@socle/editions'
import { callApi } from '../api.ts'
import { type Command, type Invocation, print, printJson, text } from '../command.ts'
import { exitCodes, fileRefused, Refusal, wrongUse } from '../errors.ts'

export const products: Command = {
  name: 'products',
  usage: 'socle products import FILE [--dry-run] [--json] | socle products list|export [--json]',
  summary: {
    fr: 'Importe, liste ou exporte le référentiel de produits',
    en: 'Imports, lists or exports the product reference',
  },
  help: [
    {
      option: 'import FILE',
      meaning: {
        fr: 'lit un tableau de produits publié et l’applique en entier, ou rien',
        en: 'reads a published product table and applies it whole, or not at all',
      },
    },
    {
      option: '--dry-run',
      meaning: {
        fr: 'lit et rapporte sans rien enregistrer ; aucun serveur n’est demandé',
        en: 'reads and reports, stores nothing; no server is asked',
      },
    },
    {
      option: 'list, export',
      meaning: { fr: 'ce que tient le référentiel', en: 'what the reference holds' },
    },
    { option: '--search T', meaning: { fr: 'seulement ce qui contient ces mots', en: 'only what holds these words' } },
    { option: '--status S', meaning: { fr: 'un seul statut : R, A, M ou O', en: 'one status only: R, A, M or O' } },
    { option: '--use U', meaning: { fr: 'un seul usage', en: 'one use only' } },
    {
      option: '--out FILE',
      meaning: { fr: 'fichier .ods ou .csv à écrire (export)', en: '.ods or .csv file to write (export)' },
    },
    { option: '--json', meaning: { fr: 'tout, en JSON', en: 'everything, as JSON' } },
  ],
  options: {
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
    search: { type: 'string' },
    status: { type: 'string' },
    use: { type: 'string' },
    out: { type: 'string' },
  },
  arguments: 2,
  async run(invocation) {
    const action = actions[invocation.positionals[0] ?? '']
    if (!action) throw wrongUse({ fr: 'Dites import, list ou export.', en: 'Say import, list or export.' }, 'products')
    return action(invocation)
  },
}

const actions: Record<string, (invocation: Invocation) => Promise<number>> = {
  async import({ positionals, values, language }) {
    const path = positionals[1]
    if (path === undefined)
      throw wrongUse(
        {
          fr: 'Donnez un fichier, par exemple « socle products import referentiel.md ».',
          en: 'Give a file, for example “socle products import reference.md”.',
        },
        'products',
      )
    const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
      const code = cause.code ?? String(cause)
      throw fileRefused(path, { fr: `lecture impossible (${code}).`, en: `cannot be read (${code}).` }, cause)
    })
    const name = basename(path)
    if (values['dry-run'] === true) {
      const read = await readProducts(bytes, { name }).catch((cause: unknown) => {
        throw cause instanceof EditionRefusal ? new Refusal(cause.wording, cause) : cause
      })
      if (values['json'] === true) printJson(read)
      else print(readingReport(read, language))
      return read.anomalies.some(({ kind }) => blockingKinds.includes(kind)) ? exitCodes.failed : exitCodes.passed
    }
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(bytes)]), name)
    const done = await callApi(productRoutes.import, { query: {}, form })
    if (values['json'] === true) printJson(done)
    else print(importReport(done, language))
    return exitCodes.passed
  },
  async list({ values }) {
    const found = await callApi(productRoutes.list, { query: { ...filterOf(values), limit: 200 } })
    if (values['json'] === true) printJson(found)
    else
      print(
        found.products
          .map(({ reference, status, name, version, standing, uses }) =>
            [reference.padEnd(10), `[${status ?? '–'}]`, `${name} ${version}`.trim(), standing, uses.join(',')].join(
              '  ',
            ),
          )
          .join('\n'),
      )
    return exitCodes.passed
  },
  async export({ values, language }) {
    const out = text(values, 'out') ?? 'products.ods'
    const format = out.endsWith('.csv') ? 'csv' : 'ods'
    const { file } = await callApi(productRoutes.export, { query: { ...filterOf(values), format } })
    await pipeline(file!, createWriteStream(out)).catch((cause: NodeJS.ErrnoException) => {
      const code = cause.code ?? String(cause)
      throw fileRefused(out, { fr: `écriture impossible (${code}).`, en: `cannot be written (${code}).` }, cause)
    })
    print(language === 'fr' ? `${out} écrit.` : `${out} written.`)
    return exitCodes.passed
  },
}

const filterOf = (values: Invocation['values']) => ({
  search: text(values, 'search'),
  status: text(values, 'status'),
  use: text(values, 'use'),
})

function readingReport({ edition, products: read, anomalies }: ReadProducts, language: Language): string {
  const fr = language === 'fr'
  const width = Math.max(...read.map(({ reference }) => reference.length))
  return [
    `${edition.title || edition.file}  [${edition.format}]`,
    fr
      ? `${read.length} produits, ${anomalies.length} anomalie(s)`
      : `${read.length} products, ${anomalies.length} anomalies`,
    '',
    ...read.map(
      ({ reference, status, name, version, openness }) =>
        `${reference.padEnd(width)}  [${status ?? '–'}]  ${[name, version].filter(Boolean).join(' ')}${openness ? `  ${openness}` : ''}`,
    ),
    ...[...Map.groupBy(anomalies, ({ kind }) => kind)].flatMap(([kind, all]) => [
      '',
      `${productAnomalyKinds[kind][language]} (${all.length})${blockingKinds.includes(kind) ? (fr ? ' – empêche d’appliquer' : ' – keeps from applying') : ''}`,
      ...all.map(
        ({ id, place, detail }) => `  ${wordPlace(place)[language]}${id === '' ? '' : `  ${id}`}  ${detail[language]}`,
      ),
    ]),
    '',
    fr ? 'Rien n’est enregistré.' : 'Nothing is stored.',
  ].join('\n')
}

function importReport(done: ProductImport, language: Language): string {
  const fr = language === 'fr'
  const line = (title: string, all: readonly string[]) =>
    all.length === 0 ? [] : [`${title} (${all.length}) : ${all.join(', ')}`]
  return [
    fr ? `${done.read} produits lus dans ${done.edition.file}.` : `${done.read} products read in ${done.edition.file}.`,
    ...line(fr ? 'Ajoutés' : 'Added', done.added),
    ...line(
      fr ? 'Modifiés' : 'Changed',
      done.changed.map(({ reference, facts }) => `${reference} [${facts.join(', ')}]`),
    ),
    ...line(fr ? 'Absents du fichier, gardés' : 'Absent from the file, kept', done.absent),
    ...done.anomalies.map(
      ({ place, id, wording, detail }) =>
        `  ${place.where[language]}${id === '' ? '' : `  ${id}`}  ${wording[language]} : ${detail[language]}`,
    ),
  ].join('\n')
}
