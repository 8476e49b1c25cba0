import type { ProductFacts, ProductImport, ProductPolicy } from '@socle/contracts'
import { blockingKinds, productAnomalyKinds, type ReadProduct, type ReadProducts, wordPlace } from '@socle/editions'
import { opennessAgainst } from './facts-rules.ts'
import { heldAs, referenceKey } from './reference-rules.ts'

type Stored = ProductFacts & { readonly reference: string; readonly source: string | null }

interface Plan {
  readonly import: Omit<ProductImport, 'applied'>
  /** Everything to write: the products added and those changed, whole. */
  readonly writes: readonly { reference: string; facts: ProductFacts; fields: Record<string, string>; isNew: boolean }[]
}

/** A document is known by its title, else by its file: what one no longer lists, another may still list. */
export const sourceOf = ({ edition }: Pick<ReadProducts, 'edition'>): string =>
  (edition.title || edition.file).slice(0, 300)

/**
 * What a published table changes in the reference. What it does not print is kept: criteria, uses, licences that an
 * editor wrote stay.
 */
export function planImport(policy: ProductPolicy, read: ReadProducts, stored: readonly Stored[]): Plan {
  const held = heldAs(stored)
  const anomalies: ProductImport['anomalies'] = read.anomalies.map(({ kind, id, place, detail }) => ({
    kind,
    wording: productAnomalyKinds[kind],
    id,
    place: placeOf(place),
    detail,
    blocking: blockingKinds.includes(kind),
  }))
  const writes: Plan['writes'][number][] = []
  const changed: ProductImport['changed'] = []
  let unchanged = 0
  for (const product of read.products) {
    const before = held(product.reference)
    const reference = before?.reference ?? product.reference
    if (reference !== product.reference)
      anomalies.push({
        kind: 'reference-spelling',
        wording: { fr: 'référence écrite autrement', en: 'reference written otherwise' },
        id: product.reference,
        place: placeOf(product.place),
        detail: {
          fr: `le référentiel l’écrit « ${reference} » : c’est le même produit, qui garde cette référence.`,
          en: `the reference writes it “${reference}”: it is the same product, and keeps that reference.`,
        },
        blocking: false,
      })
    const { uses, unknown } = usesOf(policy, product)
    for (const use of unknown)
      anomalies.push({
        kind: 'use-unknown',
        wording: { fr: 'usage inconnu', en: 'unknown use' },
        id: product.reference,
        place: { where: wordPlace(product.place) },
        detail: {
          fr: `« ${use} » n’est pas un usage de la politique ; ajoutez-le-lui, ou classez le produit à la main.`,
          en: `“${use}” is no use of the policy; add it there, or file the product by hand.`,
        },
        blocking: false,
      })
    const facts = merge(before, product, uses)
    const against = opennessAgainst(policy, facts)
    if (against)
      anomalies.push({
        kind: 'openness-against-licence',
        wording: { fr: 'ouverture que la licence contredit', en: 'openness that the licence contradicts' },
        id: product.reference,
        place: placeOf(product.place),
        detail: against,
        blocking: false,
      })
    if (!before) writes.push({ reference, facts, fields: { ...product.fields }, isNew: true })
    else {
      const differing = (Object.keys(facts) as (keyof ProductFacts)[]).filter(
        (fact) => JSON.stringify(facts[fact]) !== JSON.stringify(before[fact]),
      )
      if (differing.length === 0) unchanged++
      else {
        changed.push({ reference, facts: differing })
        writes.push({ reference, facts, fields: { ...product.fields }, isNew: false })
      }
    }
  }
  const inFile = new Set(read.products.map(({ reference }) => referenceKey(reference)))
  const source = sourceOf(read)
  return {
    import: {
      edition: { ...read.edition },
      read: read.products.length,
      added: writes.filter(({ isNew }) => isNew).map(({ reference }) => reference),
      changed,
      unchanged,
      absent: stored
        .filter((each) => each.source === source && !inFile.has(referenceKey(each.reference)))
        .map(({ reference }) => reference),
      anomalies,
    },
    writes,
  }
}

const placeOf = (place: ReadProduct['place']): ProductImport['anomalies'][number]['place'] => ({
  where: wordPlace(place),
  ...(place.line !== undefined && { line: place.line }),
  ...(place.page !== undefined && { page: place.page }),
})

function merge(before: Stored | undefined, product: ReadProduct, uses: string[]): ProductFacts {
  const { name, supplier, version, status, change, openness, supported, licence, comment, headings } = product
  const part = product.part ?? (headings.length > 1 ? headings[0] : undefined)
  const chapter = product.chapter ?? headings.at(-1)
  return {
    name: name.slice(0, 200),
    supplier: (supplier ?? before?.supplier ?? '').slice(0, 200),
    version: (version ?? before?.version ?? '').slice(0, 200),
    status: status?.slice(0, 20) ?? before?.status ?? null,
    change: change ?? before?.change ?? null,
    openness: openness ?? before?.openness ?? null,
    supported: supported ?? before?.supported ?? null,
    licence: licence ?? before?.licence ?? null,
    uses: uses.length > 0 ? uses : (before?.uses ?? []),
    part: (part ?? before?.part ?? '').slice(0, 300),
    chapter: (chapter ?? before?.chapter ?? '').slice(0, 300),
    comment: (comment ?? before?.comment ?? '').slice(0, 4000),
    grid: before?.grid ?? {},
  }
}

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

function usesOf(policy: ProductPolicy, { uses = [] }: ReadProduct): { uses: string[]; unknown: string[] } {
  const found = uses.map((printed) => ({
    printed,
    id: policy.uses.find(({ id, name }) => [id, name.fr, name.en].some((each) => plain(each) === plain(printed)))?.id,
  }))
  return {
    uses: [...new Set(found.flatMap(({ id }) => id ?? []))],
    unknown: found.filter(({ id }) => id === undefined).map(({ printed }) => printed),
  }
}
