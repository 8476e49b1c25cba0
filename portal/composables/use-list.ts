import type { ListOrder, RouteContract } from '@socle/contracts'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, reactive, shallowReactive, watchEffect } from 'vue'
import { addressOf } from '../api/client.ts'
import { language } from '../i18n/language.ts'
import { useQueryFilters } from './use-query-filters.ts'

/** Rows on a page, as the reader chooses. */
export const listSizes = [20, 50, 100] as const
const SIZE = 50

/** What a list page is told by its address and its answer, and how it changes them. */
export interface ListState {
  readonly page: number
  readonly size: number
  readonly sort: string
  readonly order: ListOrder
  readonly search: string
  /** Is anything filtered? */
  readonly filtered: boolean
  /** How many filters besides the words are set. */
  readonly narrowed: number
  /** Rows that the filters leave; undefined before the first answer. */
  readonly total: number | undefined
  readonly loading: boolean
  readonly error: Error | null
  readonly goTo: (page: number) => void
  readonly set: (name: 'search' | 'sort' | 'order' | 'size', value: string) => void
  readonly clear: () => void
  readonly again: () => void
}

/** What a list found, wherever it comes from. */
export type ListResult = Pick<ListState, 'total' | 'loading' | 'error'>

/** The page that is asked for. */
export interface ListPage {
  readonly offset: number
  readonly limit: number
  readonly sort: string
  readonly order: ListOrder
}

interface Asked<F extends Record<string, string>> {
  /** Names and values while the address does not say; `search` is there without being named. */
  readonly filters: F
  /** Each way to sort with the order in which people expect it; the first is the default. */
  readonly sorts: Readonly<Record<string, ListOrder>>
}

/** What is said of each filter, to read and to write. */
export type Said<F extends Record<string, string>> = { [K in keyof F | 'search']: string }

/**
 * Words, filters, order, page and page size of a list, kept in the address: it can be sent, and found again by "back".
 */
export function useListState<const F extends Record<string, string>>({
  filters,
  sorts,
  result,
  again,
}: Asked<F> & {
  result: () => ListResult
  again: () => void
}) {
  const first = Object.keys(sorts)[0]!
  const defaults: Record<string, string> = { search: '', ...filters, sort: first, order: '', size: String(SIZE) }
  const { filter, page, set, clear } = useQueryFilters(defaults)
  const names = ['search', ...Object.keys(filters)]
  const said = reactive(Object.fromEntries(names.map((name) => [name, filter(name)]))) as unknown as Said<F>
  const [askedSort, askedOrder, askedSize] = [filter('sort'), filter('order'), filter('size')]
  const asked = computed<ListPage>(() => {
    const sort = askedSort.value in sorts ? askedSort.value : first
    const order = (['asc', 'desc'] as const).find((choice) => choice === askedOrder.value) ?? sorts[sort]!
    const limit = listSizes.find((choice) => String(choice) === askedSize.value) ?? SIZE
    return { offset: (page.value - 1) * limit, limit, sort, order }
  })
  const changed = (name: string) => said[name] !== defaults[name]
  const state: ListState = {
    get page() {
      return page.value
    },
    get size() {
      return asked.value.limit
    },
    get sort() {
      return asked.value.sort
    },
    get order() {
      return asked.value.order
    },
    get search() {
      return said.search
    },
    get filtered() {
      return names.some(changed)
    },
    get narrowed() {
      return names.filter((name) => name !== 'search' && changed(name)).length
    },
    get total() {
      return result().total
    },
    get loading() {
      return result().loading
    },
    get error() {
      return result().error
    },
    goTo: (to) => (page.value = to),
    // Another sort begins in the order that is its own.
    set: (name, value) => set({ [name]: value, ...(name === 'sort' && { order: '' }) }),
    clear,
    again,
  }
  return { state, said, asked }
}

/**
 * A list that the server filters, sorts and cuts into pages.
 * @param list.asks what its filters and its order ask of the server
 * @param list.read asks for one page of it
 * @param list.sheet the same list as a file
 */
export function useList<const F extends Record<string, string>, Q extends object, D extends { total: number }>(
  list: Asked<F> & {
    readonly name: string
    readonly asks: (said: Said<F>, order: Pick<ListPage, 'sort' | 'order'>) => Q
    readonly read: (query: Q, page: Pick<ListPage, 'offset' | 'limit'>) => Promise<D>
    readonly sheet: RouteContract
  },
) {
  const query: { total?: number; loading: boolean; error: Error | null; again?: () => void } = shallowReactive({
    loading: true,
    error: null,
  })
  const { state, said, asked } = useListState({
    filters: list.filters,
    sorts: list.sorts,
    result: () => ({ total: query.total, loading: query.loading, error: query.error }),
    again: () => query.again?.(),
  })
  const asking = computed(() => list.asks(said, asked.value))
  const page = computed(() => ({ offset: asked.value.offset, limit: asked.value.limit }))
  const answer = useQuery({
    queryKey: [list.name, 'list', asking, page],
    placeholderData: keepPreviousData,
    queryFn: () => list.read(asking.value, page.value),
  })
  query.again = () => void answer.refetch()
  watchEffect(() => {
    query.total = (answer.data.value as D | undefined)?.total
    query.loading = answer.isFetching.value
    query.error = answer.error.value
  })
  const exported = (format: 'csv' | 'ods'): string =>
    addressOf(list.sheet, {}, { ...asking.value, format, lang: language.value })
  return { list: state, said, data: answer.data, exported }
}
