import type { Bilingual } from '@socle/contracts/text'
import type { Format } from '../document.ts'
import type { Place } from '../place.ts'

/** One product as a published table prints it; absent = the table does not say. */
export interface ReadProduct {
  /** As printed; made from the name when the table has no column of references (anomaly `reference-derived`). */
  readonly reference: string
  readonly name: string
  readonly supplier?: string
  readonly version?: string
  /** Code of the status, as printed: `R`, `A`, `M`, `O`. */
  readonly status?: string
  readonly change?: 'new' | 'updated' | 'unchanged'
  readonly openness?: 'open' | 'proprietary'
  readonly supported?: boolean
  /** SPDX expression. */
  readonly licence?: string
  /** As printed, one or several. */
  readonly uses?: readonly string[]
  readonly comment?: string
  /** As columns of the table say them; where it has such columns, what stands above it says neither. */
  readonly part?: string
  readonly chapter?: string
  /** Headings above its table, outermost first. */
  readonly headings: readonly string[]
  readonly place: Place
  /** Cells of columns that have no meaning here, by their heading: nothing printed is lost. */
  readonly fields: Readonly<Record<string, string>>
}

export interface ReadProducts {
  readonly edition: { readonly file: string; readonly format: Format; readonly title: string; readonly version: string }
  readonly products: readonly ReadProduct[]
  readonly anomalies: readonly ProductAnomaly[]
}

/** What may be odd in a product table; closed: a new kind is added here, with its wording. */
export const productAnomalyKinds = {
  'reference-missing': { fr: 'produit sans référence', en: 'product without reference' },
  'reference-derived': { fr: 'référence tirée du nom', en: 'reference made from the name' },
  'reference-twice': { fr: 'référence en double', en: 'reference given twice' },
  'reference-elsewhere': { fr: 'référence d’une autre partie', en: 'reference of another part' },
  'name-missing': { fr: 'produit sans nom', en: 'product without name' },
  'name-twice': { fr: 'même produit sous deux références', en: 'same product under two references' },
  'supplier-missing': { fr: 'fournisseur absent', en: 'supplier missing' },
  'status-missing': { fr: 'statut absent', en: 'status missing' },
  'status-unknown': { fr: 'statut inconnu', en: 'unknown status' },
  'status-disagrees': { fr: 'statut que la mise en forme contredit', en: 'status that the marking contradicts' },
  'marking-unknown': { fr: 'mise en forme inconnue', en: 'unknown marking' },
  'marking-disagrees': { fr: 'mises en forme différentes dans la ligne', en: 'different markings in one row' },
  'openness-doubtful': { fr: 'ouverture que le commentaire contredit', en: 'openness that the comment contradicts' },
  'licence-unknown': { fr: 'licence hors de la liste SPDX', en: 'licence outside the SPDX list' },
  'answer-unknown': { fr: 'réponse ni oui ni non', en: 'answer neither yes nor no' },
  'column-unknown': { fr: 'colonne gardée telle quelle', en: 'column kept as it is' },
  'cells-extra': { fr: 'cellules de trop dans la ligne', en: 'more cells than headings' },
  'section-row': { fr: 'ligne de titre dans le tableau', en: 'heading row inside the table' },
  'separator-row': { fr: 'ligne vide ou de séparation', en: 'empty or separator row' },
  'header-repeated': { fr: 'en-tête répété dans le tableau', en: 'heading repeated inside the table' },
  document: { fr: 'particularité du document', en: 'peculiarity of the document' },
} as const satisfies Record<string, Bilingual>
export type ProductAnomalyKind = keyof typeof productAnomalyKinds

/** Anomalies that keep a table from being applied: the rows they name cannot be told apart. */
export const blockingKinds: readonly ProductAnomalyKind[] = ['reference-missing', 'reference-twice', 'name-missing']

export interface ProductAnomaly {
  readonly kind: ProductAnomalyKind
  /** Reference concerned; empty when the anomaly concerns no row. */
  readonly id: string
  readonly place: Place
  readonly detail: Bilingual
}
