/**
 * A copy of the database as lines of JSON: a header, each table with its rows as PostgreSQL writes them, and a last line that says how
 * many rows and what digest everything before it has. A copy without that line is not whole. It does not depend on which database it
 * came from: what was copied from PostgreSQL opens in the embedded one, and the other way round.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'

export const BACKUP_FILE = 'database.jsonl'
export const FORMAT = 1

const Header = z.object({
  socle: z.literal('backup'),
  format: z.literal(FORMAT),
  at: z.iso.datetime(),
  /** Last migration that the copied database had. */
  migration: z.string(),
})
const Ending = z.object({
  rows: z.record(z.string(), z.int()),
  /** Next values of sequences, by table and column. */
  sequences: z.array(z.object({ table: z.string(), column: z.string(), last: z.int() })),
  sha256: z.string(),
})
export type BackupHeader = z.infer<typeof Header>
export type BackupEnding = z.infer<typeof Ending>

/** The file is no whole copy. */
export class BackupUnusable extends Error {}

export const tableLine = (table: string): string => JSON.stringify({ table })

type Line =
  | { readonly kind: 'header'; readonly header: BackupHeader }
  | { readonly kind: 'table'; readonly table: string }
  /** As PostgreSQL wrote it: parsing here would round its numbers. */
  | { readonly kind: 'row'; readonly json: string }
  | { readonly kind: 'end'; readonly ending: BackupEnding }

/** @throws BackupUnusable */
export async function* readBackup(path: string): AsyncGenerator<Line> {
  const hash = createHash('sha256')
  const stream = createReadStream(path)
  const lines = createInterface({ input: stream, crlfDelay: Infinity })
  let first = true
  let ended = false
  for await (const line of lines) {
    if (ended) throw new BackupUnusable('something follows the last line')
    if (first) {
      first = false
      const header = Header.safeParse(parsed(line))
      if (!header.success) throw new BackupUnusable('it does not begin as a copy made by Socle')
      hash.update(`${line}\n`)
      yield { kind: 'header', header: header.data }
    } else if (line.startsWith('{"end":')) {
      const ending = Ending.safeParse((parsed(line) as { end: unknown }).end)
      if (!ending.success || ending.data.sha256 !== hash.digest('hex'))
        throw new BackupUnusable('its digest does not match: it was changed or cut')
      ended = true
      yield { kind: 'end', ending: ending.data }
    } else {
      hash.update(`${line}\n`)
      // A row is never `{"table": …}` alone: rows are written as arrays of one object.
      yield line.startsWith('[')
        ? { kind: 'row', json: line.slice(1, -1) }
        : { kind: 'table', table: z.object({ table: z.string() }).parse(parsed(line)).table }
    }
  }
  if (!ended) throw new BackupUnusable('its last line is missing: the copy was not finished')
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new BackupUnusable('a line cannot be read', { cause })
  }
}

/**
 * Reads all of it, so that nothing is begun with a copy that does not hold.
 * @throws BackupUnusable
 */
export async function verifyBackup(path: string): Promise<BackupHeader & { rows: number; tables: readonly string[] }> {
  let header: BackupHeader | undefined
  let table = ''
  const counted = new Map<string, number>()
  let ending: BackupEnding | undefined
  for await (const line of readBackup(path))
    if (line.kind === 'header') header = line.header
    else if (line.kind === 'table') counted.set((table = line.table), 0)
    else if (line.kind === 'row') counted.set(table, (counted.get(table) ?? 0) + 1)
    else ending = line.ending
  if (!header || !ending) throw new BackupUnusable('it is empty')
  for (const [name, count] of Object.entries(ending.rows))
    if (counted.get(name) !== count) throw new BackupUnusable(`the table ${name} is not whole`)
  return {
    ...header,
    rows: Object.values(ending.rows).reduce((sum, count) => sum + count, 0),
    tables: Object.keys(ending.rows),
  }
}
