/** A category printed once, above empty cells that it holds for, in a list that prints none of them twice. */
import type { Anomaly } from '../anomaly.ts'
import { fold } from '../plain-words.ts'
import type { ReadRequirement } from '../requirement.ts'

/** In a shorter list an empty cell is as well a forgotten one. */
const fewestRows = 4
/** One category for three rows at least, taken together. */
const emptyShare = 0.4

interface Carried {
  readonly rows: readonly ReadRequirement[]
  readonly anomalies: readonly Anomaly[]
}

export function carryCategories(rows: readonly ReadRequirement[], anomalies: readonly Anomaly[]): Carried {
  const printed = rows.map(({ category }) => category).filter((category) => category !== '')
  const once = new Set(printed.map(fold)).size === printed.length
  const empty = rows.length - printed.length
  const first = rows.find(({ category }) => category === '')
  if (first === undefined || rows.length < fewestRows || !once || printed.length === 0) return { rows, anomalies }
  if (rows[0]?.category === '' || empty < rows.length * emptyShare) return { rows, anomalies }
  let category = ''
  let section: string | undefined
  const carried = rows.map((row): ReadRequirement => {
    // What one chapter of the table says does not hold for the next.
    if (row.section !== section) category = ''
    section = row.section
    if (row.category !== '') category = row.category
    return { ...row, category }
  })
  const filled = new Set(carried.flatMap(({ category, place }) => (category === '' ? [] : [place])))
  return {
    rows: carried,
    anomalies: [
      ...anomalies.filter(({ kind, place }) => kind !== 'category-empty' || !filled.has(place)),
      {
        kind: 'category-carried',
        id: '',
        place: first.place,
        detail: {
          fr: `chaque catégorie n’est écrite qu’une fois : ${empty} ligne(s) prennent celle qui est au-dessus. Vérifiez-les.`,
          en: `each category is written once only: ${empty} row(s) take the one above. Check them.`,
        },
      },
    ],
  }
}
