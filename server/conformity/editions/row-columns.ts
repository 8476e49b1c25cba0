/** The requirements of a draft edition as a sheet, with the filters and the order of its page. */
import { type Bilingual, type CompletionField, type DraftRow, fold, type ListOrder } from '@socle/contracts'
import { changeKinds } from '@socle/editions'
import type { Column } from '../../platform/list-file.ts'

interface RowFilters {
  readonly show: 'all' | 'missing'
  readonly change?: DraftRow['changes'][number] | undefined
  readonly search?: string | undefined
  readonly sort: 'document' | 'id'
  readonly order: ListOrder
}

export function rowsShown(rows: readonly DraftRow[], asked: RowFilters): DraftRow[] {
  const words = fold(asked.search ?? '')
  const kept = rows.filter(
    ({ id, listed, missing, changes }) =>
      (asked.show === 'all' || missing.length > 0) &&
      (asked.change === undefined || changes.includes(asked.change)) &&
      fold(`${id} ${listed.title} ${listed.text}`).includes(words),
  )
  const { compare } = new Intl.Collator('fr', { numeric: true })
  const sorted = asked.sort === 'id' ? kept.toSorted((a, b) => compare(a.id, b.id)) : kept
  return asked.order === 'desc' ? sorted.toReversed() : sorted
}

/** What a row may still lack. */
const fields: Readonly<Record<CompletionField, Bilingual>> = {
  level: { fr: 'niveau', en: 'level' },
  sheet: { fr: 'fiche', en: 'sheet' },
  title: { fr: 'titre', en: 'title' },
  text: { fr: 'énoncé dans les deux langues', en: 'wording in both languages' },
  applies: { fr: 'applicabilité', en: 'applicability' },
  verification: { fr: 'vérification', en: 'verification' },
  guidance: { fr: 'explications', en: 'explanations' },
}

export const rowColumns: readonly Column<DraftRow>[] = [
  { name: { fr: 'Identifiant', en: 'Identifier' }, of: ({ id }) => id },
  { name: { fr: 'Dans le document', en: 'In the document' }, of: ({ listed }) => listed.id },
  { name: { fr: 'Niveau', en: 'Level' }, of: ({ listed }) => listed.level },
  { name: { fr: 'Catégorie', en: 'Category' }, of: ({ listed }) => listed.category },
  { name: { fr: 'Intitulé', en: 'Title' }, of: ({ listed }) => listed.title },
  { name: { fr: 'Énoncé', en: 'Text' }, of: ({ listed }) => listed.text },
  {
    name: { fr: 'Ce qui change', en: 'What changes' },
    of: ({ changes }, lang) => changes.map((kind) => changeKinds[kind][lang]).join(', '),
  },
  { name: { fr: 'Numéro précédent', en: 'Former number' }, of: ({ former }) => former ?? '' },
  {
    name: { fr: 'À compléter', en: 'To complete' },
    of: ({ missing }, lang) => missing.map((field) => fields[field][lang]).join(', '),
  },
  { name: { fr: 'Place dans le document', en: 'Place in the document' }, of: ({ listed }, lang) => listed.place[lang] },
]
