/** What a sheet does not show is read all the same, and told. */
import type { Anomaly } from '../anomaly.ts'
import type { Cell } from '../document.ts'
import type { Place } from '../place.ts'

export const hidden = (place: Place, detail: Anomaly['detail']): Anomaly => ({
  kind: 'hidden-content',
  id: '',
  place,
  detail,
})

/** `columns` from 1; those that hold nothing are not worth a word. */
export const tellHiddenColumns = (
  columns: readonly number[],
  grid: readonly (readonly Cell[])[],
  place: Place,
): Anomaly[] =>
  columns
    .filter((column) => grid.some((row) => (row[column - 1]?.text ?? '') !== ''))
    .map((column) =>
      hidden(place, {
        fr: `la colonne ${column} est masquée ; elle est lue.`,
        en: `column ${column} is hidden; it is read.`,
      }),
    )
