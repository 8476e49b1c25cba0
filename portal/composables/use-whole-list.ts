import { fold, type ListOrder } from '@socle/contracts'
import { computed } from 'vue'
import { language } from '../i18n/language.ts'
import { type ListResult, type Said, useListState } from './use-list.ts'

/** What a row is sorted by: letters as people read them, or numbers. Absent = as the list came. */
type SortKey<T> = ((row: T) => string | number) | undefined

/**
 * A list that comes whole: it is filtered, sorted and cut into pages here, and keeps the same things in the address as one that the
 * server cuts.
 * @param list.rows undefined before they came
 * @param list.words what the words typed are looked for in
 * @param list.keeps what the other filters leave
 */
export function useWholeList<
  const F extends Record<string, string>,
  T,
  const S extends Readonly<Record<string, readonly [ListOrder, SortKey<T>]>>,
>(list: {
  readonly rows: () => readonly T[] | undefined
  readonly filters: F
  readonly sorts: S
  readonly words: (row: T) => string
  readonly keeps: (row: T, said: Said<F>) => boolean
  readonly loading?: () => boolean
  readonly error?: () => Error | null
  readonly again?: () => void
}) {
  const { state, said, asked } = useListState({
    filters: list.filters,
    sorts: Object.fromEntries(Object.entries(list.sorts).map(([name, [order]]) => [name, order])),
    result: (): ListResult => ({
      total: list.rows() && found.value.length,
      loading: list.loading?.() ?? false,
      error: list.error?.() ?? null,
    }),
    again: () => list.again?.(),
  })
  const found = computed<T[]>(() => {
    const wanted = fold(said.search)
    return (list.rows() ?? []).filter((row) => list.keeps(row, said) && fold(list.words(row)).includes(wanted))
  })
  const shown = computed<T[]>(() => {
    const { sort, order, offset, limit } = asked.value
    const collator = new Intl.Collator(language.value, { numeric: true })
    const key: SortKey<T> = list.sorts[sort]![1]
    const sorted = key
      ? found.value.toSorted((a, b) => {
          const [one, other] = [key(a), key(b)]
          return typeof one === 'number' && typeof other === 'number'
            ? one - other
            : collator.compare(String(one), String(other))
        })
      : [...found.value]
    if (order === 'desc') sorted.reverse()
    return sorted.slice(offset, offset + limit)
  })
  return { list: state, said, found, shown }
}
