import { limits } from '../limits.ts'
import type { Place } from '../place.ts'
import { tooLong, tooMany } from '../refusal.ts'

/** Counts what one reading costs; every reader asks it as it goes, so that no document can hold the machine. */
export interface Work {
  /** Refuses when reading has lasted too long. */
  time(place: Place): void
  /** Counts one table. */
  table(place: Place): void
  /** Counts one row of so many cells. */
  row(place: Place, cells: number): void
}

export function startWork(milliseconds: number = limits.milliseconds): Work {
  const end = performance.now() + milliseconds
  let tables = 0
  let rows = 0
  let cells = 0
  const time = (place: Place): void => {
    if (performance.now() > end) throw tooLong(place, milliseconds)
  }
  return {
    time,
    table(place) {
      time(place)
      tables += 1
      if (tables > limits.tables) throw tooMany(place, { fr: 'tableaux', en: 'tables' }, limits.tables)
    },
    row(place, count) {
      rows += 1
      cells += count
      if (rows > limits.rows) throw tooMany(place, { fr: 'lignes de tableau', en: 'rows' }, limits.rows)
      if (cells > limits.cells) throw tooMany(place, { fr: 'cellules', en: 'cells' }, limits.cells)
      if (rows % 512 === 0) time(place)
    },
  }
}
