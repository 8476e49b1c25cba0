/** The product reference: what the ministry keeps on workstations, by use, with the fourteen criteria and what is missing. */
import { z } from 'zod'
import { Slug } from '../framework/framework.ts'
import { Person } from '../people/identity.ts'
import { ProductPolicy } from './policy.ts'
import { severalOf } from '../lists/bulk.ts'
import { ListExport } from '../lists/export.ts'
import { route } from '../route.ts'
import { Bilingual, Instant, IsoDate } from '../text.ts'

export const ProductReference = z.string().trim().min(1).max(80)
const StatusCode = z.string().trim().min(1).max(20)
export const Openness = z.enum(['open', 'proprietary'])
const Change = z.enum(['new', 'updated', 'unchanged'])

/** Answers to the criteria of the policy, by criterion; absent = not answered. */
export const ProductGrid = z.record(
  Slug,
  z.union([z.string().trim().min(1).max(2000), z.array(z.string().max(40)).max(20)]),
)
export type ProductGrid = z.infer<typeof ProductGrid>

/** What an editor writes of a product. */
export const ProductFacts = z.strictObject({
  name: z.string().trim().min(1).max(200),
  supplier: z.string().trim().max(200).default(''),
  version: z.string().trim().max(200).default(''),
  status: StatusCode.nullable().default(null),
  change: Change.nullable().default(null),
  openness: Openness.nullable().default(null),
  /** Covered by the support contract; null = the reference does not say. */
  supported: z.boolean().nullable().default(null),
  /** SPDX expression. */
  licence: z.string().trim().max(200).nullable().default(null),
  uses: z.array(Slug).max(20).default([]),
  part: z.string().trim().max(300).default(''),
  chapter: z.string().trim().max(300).default(''),
  comment: z.string().trim().max(4000).default(''),
  grid: ProductGrid.default({}),
})
export type ProductFacts = z.infer<typeof ProductFacts>

const ProductFact = ProductFacts.keyof()

export const productFactWords: Readonly<Record<z.infer<typeof ProductFact>, Bilingual>> = {
  name: { fr: 'Nom', en: 'Name' },
  supplier: { fr: 'Fournisseur', en: 'Supplier' },
  version: { fr: 'Version', en: 'Version' },
  status: { fr: 'Statut', en: 'Status' },
  change: { fr: 'Évolution', en: 'Change' },
  openness: { fr: 'Ouverture', en: 'Openness' },
  supported: { fr: 'Support', en: 'Support' },
  licence: { fr: 'Licence', en: 'Licence' },
  uses: { fr: 'Usages', en: 'Uses' },
  part: { fr: 'Partie', en: 'Part' },
  chapter: { fr: 'Chapitre', en: 'Chapter' },
  comment: { fr: 'Commentaire', en: 'Comment' },
  grid: { fr: 'Critères', en: 'Criteria' },
}

/**
 * `unfilled`: criteria wait for an answer; `conforming`: none is missed; `gaps`: some are, and nobody said why it stays;
 * `retained`: it stays despite them, for a reason; `barred`: a gap goes against the security policy.
 */
export const ProductStanding = z.enum(['unfilled', 'conforming', 'gaps', 'retained', 'barred'])
export type ProductStanding = z.infer<typeof ProductStanding>

export const productStandingWords: Readonly<Record<ProductStanding, Bilingual>> = {
  unfilled: { fr: 'Critères à remplir', en: 'Criteria to fill in' },
  conforming: { fr: 'Conforme', en: 'Conforming' },
  gaps: { fr: 'Écarts à justifier', en: 'Gaps to justify' },
  retained: { fr: 'Retenu malgré des écarts', en: 'Retained despite gaps' },
  barred: { fr: 'Contraire à la politique de sécurité', en: 'Against the security policy' },
}

export const ProductSummary = z.object({
  reference: ProductReference,
  name: z.string(),
  supplier: z.string(),
  version: z.string(),
  status: StatusCode.nullable(),
  change: Change.nullable(),
  openness: Openness.nullable(),
  supported: z.boolean().nullable(),
  licence: z.string().nullable(),
  uses: z.array(Slug),
  part: z.string(),
  chapter: z.string(),
  comment: z.string(),
  standing: ProductStanding,
  /** Other products in use for a use of this one: the goal is one tool for each. */
  rivals: z.int(),
  /** No longer supported or obsolete: to be replaced by a product of the same use. */
  toReplace: z.boolean(),
  /** Send it back with a change. */
  revision: z.int(),
})
export type ProductSummary = z.infer<typeof ProductSummary>

const Other = z.object({ reference: ProductReference, name: z.string(), status: StatusCode.nullable() })
const Gap = z.object({ criterion: Slug, name: Bilingual, expectation: Bilingual, security: z.boolean() })

export const Retention = z.object({ reason: z.string(), by: Person, at: Instant })

export const Product = ProductSummary.extend({
  grid: ProductGrid,
  /** Answers that the product gives by itself: the OSI's recognition of its licence. */
  deduced: ProductGrid,
  /** Cells of published tables that have no column here. */
  fields: z.record(z.string(), z.string()),
  /** Document that it was imported from. */
  source: z.string().nullable(),
  licenceName: z.string().nullable(),
  gaps: z.array(Gap),
  unanswered: z.array(z.object({ criterion: Slug, name: Bilingual })),
  retention: Retention.nullable(),
  sameUse: z.array(z.object({ use: Slug, others: z.array(Other) })),
  /** Products of the same use that may take its place. */
  replacements: z.array(Other),
  /** Versions, newest step first; at most so many on the download site. */
  releases: z.array(
    z.object({
      procedureId: z.uuid(),
      version: z.string(),
      securityFix: z.boolean(),
      state: Slug,
      stateName: Bilingual,
      since: Instant,
      onSite: z.boolean(),
    }),
  ),
  /** Next days of April and October, or whatever the policy says, at which its version may rise. */
  nextCycle: z.object({ opensOn: IsoDate, closesOn: IsoDate, yearly: z.boolean() }),
  updatedAt: Instant,
  updatedBy: Person,
})
export type Product = z.infer<typeof Product>

const ImportPlace = z.object({ where: Bilingual, line: z.int().optional(), page: z.int().optional() })
export const ProductImport = z.object({
  edition: z.object({ file: z.string(), format: z.string(), title: z.string(), version: z.string() }),
  /** False = nothing was changed: a dry run. */
  applied: z.boolean(),
  read: z.int(),
  added: z.array(ProductReference),
  changed: z.array(z.object({ reference: ProductReference, facts: z.array(ProductFact) })),
  unchanged: z.int(),
  /** Of the same document, in the reference and no longer in the file: kept, for an editor to decide. */
  absent: z.array(ProductReference),
  anomalies: z.array(
    z.object({
      kind: z.string(),
      wording: Bilingual,
      id: z.string(),
      place: ImportPlace,
      detail: Bilingual,
      /** Nothing can be applied while it is there. */
      blocking: z.boolean(),
    }),
  ),
})
export type ProductImport = z.infer<typeof ProductImport>

export const ProductSort = z.enum(['reference', 'name', 'supplier', 'status', 'chapter', 'standing'])
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const filters = {
  search: z.string().trim().max(100).optional(),
  status: StatusCode.optional(),
  openness: Openness.optional(),
  change: Change.optional(),
  use: Slug.optional(),
  standing: ProductStanding.optional(),
  /** Only those that share a use with another one. */
  rivals: flag.optional(),
  toReplace: flag.optional(),
  sort: ProductSort.default('reference'),
  descending: flag.default(false),
}
const byReference = z.object({ reference: ProductReference })

export const productRoutes = {
  policy: route({
    id: 'getProductPolicy',
    method: 'GET',
    path: '/api/product-policy',
    summary: 'Statuses, criteria, uses and version policy of the product reference',
    permission: 'framework:read',
    machine: true,
    response: ProductPolicy,
  }),
  list: route({
    id: 'listProducts',
    method: 'GET',
    path: '/api/products',
    summary: 'The product reference, filtered, sorted, by page',
    permission: 'framework:read',
    machine: true,
    query: z.object({
      ...filters,
      offset: z.coerce.number().int().min(0).max(100_000).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({
      total: z.int(),
      products: z.array(ProductSummary),
      /** Of the whole reference, whatever the filter. */
      tally: z.object({ all: z.int(), rivals: z.int(), toReplace: z.int(), unfilled: z.int() }),
    }),
    problems: ['filter-value-unknown'],
  }),
  export: route({
    id: 'exportProducts',
    method: 'GET',
    path: '/api/products/export',
    summary: 'The filtered product reference as a file',
    permission: 'framework:read',
    machine: true,
    query: z.object({ ...filters, format: ListExport.shape.format, lang: z.enum(['fr', 'en']).optional() }),
    response: 'file',
    problems: ['filter-value-unknown'],
  }),
  import: route({
    id: 'importProducts',
    method: 'POST',
    path: '/api/products/import',
    summary: 'Read a published product table and apply it whole, or say what it would change',
    permission: 'product:write',
    query: z.object({ dryRun: flag.default(false) }),
    upload: true,
    response: ProductImport,
    problems: ['product-table-unreadable', 'product-table-blocked'],
  }),
  get: route({
    id: 'getProduct',
    method: 'GET',
    path: '/api/products/{reference}',
    summary: 'One product: facts, criteria, gaps, products of the same use, next cycle',
    permission: 'framework:read',
    machine: true,
    params: byReference,
    response: Product,
    problems: ['product-unknown'],
  }),
  create: route({
    id: 'createProduct',
    method: 'POST',
    path: '/api/products',
    summary: 'Add a product to the reference',
    permission: 'product:write',
    body: z.strictObject({ reference: ProductReference, facts: ProductFacts }),
    response: Product,
    status: 201,
    problems: ['product-exists', 'product-facts-invalid'],
  }),
  save: route({
    id: 'saveProduct',
    method: 'PUT',
    path: '/api/products/{reference}',
    summary: 'Save a product; refused if somebody saved it since it was read',
    permission: 'product:write',
    params: byReference,
    body: z.strictObject({ facts: ProductFacts, revision: z.int() }),
    response: Product,
    problems: ['product-unknown', 'product-changed-meanwhile', 'product-facts-invalid'],
  }),
  changeSeveral: route({
    id: 'changeProducts',
    method: 'POST',
    path: '/api/products/changes',
    summary:
      'Give several products the same status, or the same reason to be retained; all of them or none, for the reference is one: each product weighs on how those of its uses stand',
    permission: 'product:write',
    body: z.strictObject({
      products: severalOf(
        z.strictObject({ reference: ProductReference, revision: z.int() }),
        ({ reference }) => reference,
      ),
      change: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('status'), status: StatusCode }),
        z.strictObject({
          kind: z.literal('retention'),
          reason: z.string().trim().min(20).max(4000).nullable(),
          respectsSecurityPolicy: z.boolean(),
        }),
      ]),
    }),
    response: z.object({ products: z.array(ProductSummary) }),
    problems: ['rows-refused', 'product-facts-invalid'],
  }),
  retain: route({
    id: 'retainProduct',
    method: 'PUT',
    path: '/api/products/{reference}/retention',
    summary: 'Keep a product despite its gaps, for a reason; never against the security policy',
    permission: 'product:write',
    params: byReference,
    body: z.strictObject({
      /** Null = the reason no longer holds. */
      reason: z.string().trim().min(20).max(4000).nullable(),
      /** Whoever retains it states that the security policy is respected. */
      respectsSecurityPolicy: z.boolean(),
      revision: z.int(),
    }),
    response: Product,
    problems: ['product-unknown', 'product-changed-meanwhile', 'product-retention-refused'],
  }),
}
