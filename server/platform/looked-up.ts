/**
 * Text as a French reader looks it up, in a list that is sorted or searched: neither case nor accents count. A database
 * sorts by its own locale, which for the embedded one is that of bytes: capitals first, accents after `z`.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** What accents of Latin letters become once they stand apart from their letter: few, since each letter of a text is looked for among them. */
const marks = sql.lit(
  [
    ...new Set(
      Array.from({ length: 0x180 - 0xc0 }, (_, index) => String.fromCodePoint(0xc0 + index)).flatMap((letter) =>
        [...letter.normalize('NFD')].slice(1),
      ),
    ),
  ].join(''),
)

/** A text without accents nor capitals. */
export const folded = (text: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`replace(replace(lower(replace(replace(translate(normalize(${text}, NFD), ${marks}, ''), 'Œ', 'œ'), 'Æ', 'æ')), 'œ', 'oe'), 'æ', 'ae')`

/** What a list is sorted by. @param column `table.column` */
export const asLookedUp = (column: string): RawBuilder<string> => folded(sql.ref(column))

/** Words as `like` takes them for themselves. */
export const asWritten = (words: string): string => words.replace(/[\\%_]/g, String.raw`\$&`)

/** What text that holds these words is like, once folded. */
export const patternOf = (words: string): RawBuilder<string> => folded(sql`${`%${asWritten(words)}%`}::text`)

/** Does one of the columns hold these words? */
export function holdsWords(columns: readonly string[], words: string): RawBuilder<SqlBool> {
  const pattern = patternOf(words)
  return sql<SqlBool>`(${sql.join(
    columns.map((column) => sql`${asLookedUp(column)} like ${pattern}`),
    sql` or `,
  )})`
}
