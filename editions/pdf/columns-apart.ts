/** A column that a sheet printed on pages of its own: nothing says to which rows it belongs, so it is told and not read. */
import type { Anomaly } from '../anomaly.ts'
import type { Place } from '../place.ts'
import type { Page } from './page.ts'
import { lineText, linesOf } from './text.ts'

/** Fewer lines are those of a cover or of a last page. */
const fewestLines = 5
/** Of the width of the page. */
const widestColumn = 0.4

/** `pages` hold no table, and follow one that does; without their running heads and feet. */
export const tellColumnsApart = (pages: readonly Page[], place: Place): readonly Anomaly[] =>
  pages.flatMap((page) => {
    const lines = linesOf(page.texts)
    const left = Math.min(...lines.map((line) => line.left))
    const right = Math.max(...lines.map((line) => line.right))
    if (lines.length < fewestLines || right - left > widestColumn * page.width) return []
    const said = lines.slice(0, fewestLines).map(lineText).join(' | ').slice(0, 120)
    return [
      {
        kind: 'list-set-aside',
        id: '',
        place: { ...place, page: page.number },
        detail: {
          fr: `une colonne seule sur sa page, qui n’est pas lue : « ${said} », puis ${lines.length - fewestLines} ligne(s). Une feuille plus large que la page ? Importez la feuille, ou imprimez-la sur une page en largeur.`,
          en: `a column alone on its page, which is not read: “${said}”, then ${lines.length - fewestLines} line(s). A sheet wider than the page? Import the sheet, or print it one page wide.`,
        },
      },
    ]
  })
