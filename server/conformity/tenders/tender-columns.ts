import type { Bilingual } from '@socle/contracts'
import type { Column } from '../../platform/list-file.ts'
import { tenderWords } from './tender-words.ts'
import type { TenderListRow } from './tenders-store.ts'
import { dayOf } from '../../platform/day.ts'

/** The list of tenders as a sheet. */
export const tenderColumns = (states: ReadonlyMap<string, Bilingual>): readonly Column<TenderListRow>[] => [
  { name: word('reference'), of: ({ reference }) => reference },
  { name: word('title'), of: ({ title }) => title },
  { name: word('state'), of: ({ state }, lang) => states.get(state)?.[lang] ?? state },
  { name: word('application'), of: ({ application_name: name }) => name ?? '' },
  { name: word('requirements'), of: ({ chosen }) => chosen },
  { name: word('bids'), of: ({ bids }) => bids ?? 0 },
  { name: word('updated'), of: ({ updated_at: at }) => dayOf(at) },
]

const word = (
  key: 'reference' | 'title' | 'state' | 'application' | 'requirements' | 'bids' | 'updated',
): Bilingual => ({ fr: tenderWords.fr[key], en: tenderWords.en[key] })
