/** Reads the framework's data files and checks them as a whole. The only file here that touches the disk. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Framework } from './framework.ts'
import { type FrameworkFiles, FrameworkError, readFramework } from './read.ts'

const shipped = resolve(dirname(fileURLToPath(import.meta.url)), '../framework')

/**
 * @param folder default: the edition shipped with Socle
 * @throws FrameworkError that lists every problem of the data, each with its file and place
 */
export const loadFramework = (folder: string = shipped): Framework => readFramework(filesOf(folder))

/** Text of each data file by its path below the folder; the frozen form of an edition. */
export function filesOf(folder: string): FrameworkFiles {
  const files: Record<string, string> = {}
  const walk = (current: string) => {
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      const path = join(current, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (entry.name.endsWith('.yaml')) files[relative(folder, path)] = readFileSync(path, 'utf8')
    }
  }
  try {
    walk(folder)
  } catch (cause) {
    throw new FrameworkError([
      { file: folder, path: '', message: `the framework folder cannot be read: ${(cause as Error).message}` },
    ])
  }
  return files
}
