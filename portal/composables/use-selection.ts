import { BULK_MOST } from '@socle/contracts'
import { computed, shallowRef, watch } from 'vue'

/** Rows that somebody chose to act on at once, across the pages of a list. */
export interface Selection<Row> {
  readonly rows: readonly Row[]
  readonly full: boolean
  readonly has: (row: Row) => boolean
  readonly toggle: (row: Row) => void
  /** Chooses or leaves all of these, as far as there is room. */
  readonly toggleAll: (rows: readonly Row[], chosen: boolean) => void
  readonly keepOnly: (ids: ReadonlySet<string>) => void
  readonly clear: () => void
}

/**
 * @param shown rows on the page: a chosen one is acted on as it is shown last
 * @param asked what the list is filtered by; another question begins another choice
 */
export function useSelection<Row>(
  idOf: (row: Row) => string,
  shown: () => readonly Row[] | undefined,
  asked: () => unknown,
): Selection<Row> {
  const chosen = shallowRef<ReadonlyMap<string, Row>>(new Map())
  const rows = computed(() => [...chosen.value.values()])
  const full = computed(() => chosen.value.size >= BULK_MOST)
  watch(shown, (now) => {
    if (now?.some((row) => chosen.value.has(idOf(row))))
      chosen.value = new Map([
        ...chosen.value,
        ...now.filter((row) => chosen.value.has(idOf(row))).map((row) => [idOf(row), row] as const),
      ])
  })
  watch(asked, () => (chosen.value = new Map()))
  const change = (changes: (next: Map<string, Row>) => void) => {
    const next = new Map(chosen.value)
    changes(next)
    chosen.value = next
  }
  return {
    get rows() {
      return rows.value
    },
    get full() {
      return full.value
    },
    has: (row) => chosen.value.has(idOf(row)),
    toggle: (row) =>
      change((next) => {
        if (!next.delete(idOf(row)) && next.size < BULK_MOST) next.set(idOf(row), row)
      }),
    toggleAll: (all, wanted) =>
      change((next) => {
        for (const row of all)
          if (!wanted) next.delete(idOf(row))
          else if (next.size < BULK_MOST) next.set(idOf(row), row)
      }),
    keepOnly: (ids) =>
      change((next) => {
        for (const id of next.keys()) if (!ids.has(id)) next.delete(id)
      }),
    clear: () => (chosen.value = new Map()),
  }
}
