import { type Language, type ProductPolicy, productStandingWords, type ProductSummary, wordsIn } from '@socle/contracts'
import { sheetCsv } from '../../platform/csv.ts'
import type { FileAnswer } from '../../platform/http.ts'
import { odsType, sheetsOds, text } from '../../platform/sheets-ods.ts'

const heads = {
  fr: [
    'Référence',
    'Composant',
    'Fournisseur',
    'Version',
    'Statut',
    'Support',
    'Licence',
    'Usages',
    'Ouverture',
    'Évolution',
    'Partie',
    'Chapitre',
    'Situation',
    'Commentaires',
  ],
  en: [
    'Reference',
    'Component',
    'Supplier',
    'Version',
    'Status',
    'Support',
    'Licence',
    'Uses',
    'Openness',
    'Change',
    'Part',
    'Chapter',
    'Standing',
    'Comments',
  ],
} as const
const words = {
  fr: {
    yes: 'Oui',
    no: 'Non',
    open: 'Libre',
    proprietary: 'Propriétaire',
    new: 'Nouveau',
    updated: 'Mis à jour',
    unchanged: 'Inchangé',
    ...wordsIn(productStandingWords, 'fr'),
  },
  en: {
    yes: 'Yes',
    no: 'No',
    open: 'Open',
    proprietary: 'Proprietary',
    new: 'New',
    updated: 'Updated',
    unchanged: 'Unchanged',
    ...wordsIn(productStandingWords, 'en'),
  },
} as const

/** The columns that the import reads back, and how each product stands. */
export async function exportProducts(
  policy: ProductPolicy,
  products: readonly ProductSummary[],
  format: 'ods' | 'csv',
  language: Language,
): Promise<FileAnswer> {
  const w = words[language]
  const uses = new Map(policy.uses.map(({ id, name }) => [id, name[language]]))
  const rows = products.map((product) => [
    product.reference,
    product.name,
    product.supplier,
    product.version,
    product.status ?? '',
    product.supported === null ? '' : product.supported ? w.yes : w.no,
    product.licence ?? '',
    product.uses.map((use) => uses.get(use) ?? use).join(' ; '),
    product.openness === null ? '' : w[product.openness],
    product.change === null ? '' : w[product.change],
    product.part,
    product.chapter,
    w[product.standing],
    product.comment,
  ])
  const name = language === 'fr' ? 'referentiel-de-produits' : 'product-reference'
  if (format === 'csv') {
    const bytes = sheetCsv([heads[language], ...rows])
    return { fileName: `${name}.csv`, contentType: 'text/csv; charset=utf-8', bytes }
  }
  const title = language === 'fr' ? 'Référentiel de produits' : 'Product reference'
  const widths = [3, 6, 5, 4, 2, 2, 4, 6, 3, 3, 6, 6, 5, 12]
  const sheet = { name: title, head: heads[language], widths, rows: rows.map((row) => row.map(text)) }
  return { fileName: `${name}.ods`, contentType: odsType, bytes: await sheetsOds(title, [sheet]) }
}
