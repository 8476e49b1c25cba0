/** The only door of this room to the disk. */
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { limits } from './limits.ts'
import { type ReadOptions, readEdition } from './read-edition.ts'
import { fileTooLarge, unreadable } from './refusal.ts'
import type { ReadEdition } from './requirement.ts'

/**
 * Reads a published edition from a file; its size is looked at before its content.
 * @throws {EditionRefusal} when it cannot be read whole.
 */
export async function readEditionFile(path: string, options: Omit<ReadOptions, 'name'> = {}): Promise<ReadEdition> {
  const place = { file: path }
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw unreadable(place, cause)
  })
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw unreadable(place, { code: 'EISDIR' })
    if (stat.size > limits.fileBytes) throw fileTooLarge(place, stat.size, limits.fileBytes)
    return await readEdition(await handle.readFile(), { ...options, name: basename(path) })
  } finally {
    await handle.close()
  }
}
