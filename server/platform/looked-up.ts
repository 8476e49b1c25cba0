/**
 * Text as a French reader looks it up, in a list that is sorted or searched: neither case nor accents count. A database
 * sorts by its own locale, which for the embedded one is that of bytes: capitals first, accents after `z`.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Latin letters with an accent, each with what it is looked up as. */
const plain = Array.from({ length: 0x180 - 0xc0 }, (_, index) => String.fromCodePoint(0xc0 + index)).flatMap(
  (letter) => {
    const [base = letter] = letter.normalize('NFD')
    return base !== letter && /[a-z]/i.test(base) ? [[letter, base.toLowerCase()] as const] : []
  },
)
const accented = sql.lit(plain.map(([letter]) => letter).join(''))
const bare = sql.lit(plain.map(([, base]) => base).join(''))

const folded = (text: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`lower(translate(replace(replace(replace(replace(${text}, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), ${accented}, ${bare}))`

/** What a list is sorted by. @param column `table.column` */
export const asLookedUp = (column: string): RawBuilder<string> => folded(sql.ref(column))

/** Does one of the columns hold these words? */
export function holdsWords(columns: readonly string[], words: string): RawBuilder<SqlBool> {
  const pattern = folded(sql`${`%${words.replace(/[\\%_]/g, String.raw`\$&`)}%`}::text`)
  return sql<SqlBool>`(${sql.join(
    columns.map((column) => sql`${asLookedUp(column)} like ${pattern}`),
    sql` or `,
  )})`
}
