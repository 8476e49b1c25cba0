import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  type Product,
  ProductFacts,
  productFactWords,
  productRoutes,
  productStandingWords,
  type ProductImport,
} from '@socle/contracts/products/products'
import type { Bilingual, Language } from '@socle/contracts/text'
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
import { readJson } from '../json-file.ts'
import { formatOf, sheetFormats } from '../required.ts'
import { writeWhole } from '../write-file.ts'

export const products: Command = {
  name: 'products',
  usage: 'socle products import FILE [--dry-run]|list|export|show REF|create REF|save REF|retain REF [--json]',
  summary: {
    fr: 'Importe, liste, exporte et tient le référentiel de produits',
    en: 'Imports, lists, exports and keeps the product reference',
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
    {
      option: 'show REF, create REF --file F, save REF --file F',
      meaning: { fr: 'un produit ; F : ses caractéristiques, en JSON', en: 'one product; F: its facts, as JSON' },
    },
    {
      option: 'retain REF --reason R|--withdraw',
      meaning: {
        fr: 'le garde malgré ses écarts, dans le respect de la politique de sécurité',
        en: 'keeps it despite its gaps, within the security policy',
      },
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
    file: { type: 'string' },
    reason: { type: 'string' },
    withdraw: { type: 'boolean' },
  },
  arguments: 2,
  async run(invocation) {
    const action = actions[invocation.positionals[0] ?? '']
    if (!action) {
      const known = Object.keys(actions).join(', ')
      throw wrongUse({ fr: `Dites ${known}.`, en: `Say ${known}.` }, 'products')
    }
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
  async list({ values, language }) {
    const found = await callApi(productRoutes.list, { query: { ...filterOf(values), limit: 200 } })
    if (values['json'] === true) printJson(found)
    else if (found.products.length === 0) print({ fr: 'Aucun produit.', en: 'No product.' }[language])
    else
      print(
        found.products
          .map(({ reference, status, name, version, standing, uses, rivals, toReplace }) =>
            [
              reference.padEnd(10),
              `[${status ?? '–'}]`,
              `${name} ${version}`.trim(),
              productStandingWords[standing][language],
              uses.join(','),
              ...(rivals > 0 ? [sharing(rivals)[language]] : []),
              ...(toReplace ? [{ fr: 'à remplacer', en: 'to be replaced' }[language]] : []),
            ].join('  '),
          )
          .join('\n'),
      )
    return exitCodes.passed
  },
  async export({ values, language }) {
    const out = text(values, 'out') ?? 'products.ods'
    const format = formatOf(out, sheetFormats, 'products')
    const { file } = await callApi(productRoutes.export, { query: { ...filterOf(values), format } })
    await writeWhole(out, file!)
    print(language === 'fr' ? `${out} écrit.` : `${out} written.`)
    return exitCodes.passed
  },
  async show(invocation) {
    printJson(await productOf(invocation))
    return exitCodes.passed
  },
  async create(invocation) {
    const body = { reference: referenceOf(invocation), facts: factsOf(invocation) }
    return told(invocation, await callApi(productRoutes.create, { body }))
  },
  async save(invocation) {
    const { reference, revision } = await productOf(invocation)
    const body = { facts: factsOf(invocation), revision }
    return told(invocation, await callApi(productRoutes.save, { params: { reference }, body }))
  },
  async retain(invocation) {
    const withdrawn = invocation.values['withdraw'] === true
    const { reference, revision } = await productOf(invocation)
    const body = {
      reason: withdrawn ? null : needed(invocation, 'reason'),
      respectsSecurityPolicy: !withdrawn,
      revision,
    }
    return told(invocation, await callApi(productRoutes.retain, { params: { reference }, body }))
  },
}

const sharing = (others: number): Bilingual => ({
  fr: `même usage : ${others} ${others > 1 ? 'autres' : 'autre'}`,
  en: `same use: ${others} ${others > 1 ? 'others' : 'other'}`,
})

const productOf = (invocation: Invocation) =>
  callApi(productRoutes.get, { params: { reference: referenceOf(invocation) } })

function told({ values, language }: Invocation, product: Product): number {
  if (values['json'] === true) printJson(product)
  else print(`${product.reference}  ${productStandingWords[product.standing][language]}`)
  return exitCodes.passed
}

function referenceOf({ positionals }: Invocation): string {
  if (positionals[1] !== undefined) return positionals[1]
  throw wrongUse({ fr: 'La référence manque.', en: 'The reference is missing.' }, 'products')
}

function needed({ values }: Invocation, name: string): string {
  const value = text(values, name)
  if (value !== undefined) return value
  throw wrongUse({ fr: `--${name} manque.`, en: `--${name} is missing.` }, 'products')
}

const factsOf = (invocation: Invocation): ProductFacts =>
  readJson(needed(invocation, 'file'), ProductFacts, {
    fr: 'les caractéristiques d’un produit sont attendues',
    en: 'the facts of a product are expected',
  })

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
    ...(done.added.length + done.changed.length === 0
      ? [
          fr
            ? 'Le référentiel contient déjà tout ce tableau : rien n’a changé.'
            : 'The reference holds all of this table already: nothing has changed.',
        ]
      : []),
    ...line(fr ? 'Ajoutés' : 'Added', done.added),
    ...line(
      fr ? 'Modifiés' : 'Changed',
      done.changed.map(
        ({ reference, facts }) => `${reference} [${facts.map((fact) => productFactWords[fact][language]).join(', ')}]`,
      ),
    ),
    ...line(fr ? 'Absents du fichier, gardés' : 'Absent from the file, kept', done.absent),
    ...done.anomalies.map(
      ({ place, id, wording, detail }) =>
        `  ${place.where[language]}${id === '' ? '' : `  ${id}`}  ${wording[language]} : ${detail[language]}`,
    ),
  ].join('\n')
}
