/** Reads the framework's data files. The only file here that touches the disk. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Framework } from './framework.ts'
import { FrameworkError } from './problems.ts'
import { type FrameworkFiles, readFramework } from './read.ts'

/** The framework shipped with Socle. */
export const shipped = resolve(dirname(fileURLToPath(import.meta.url)), '../framework')

/**
 * @param folder default: the edition shipped with Socle
 * @throws FrameworkError that lists every problem of the data, each with its file and place
 */
export const loadFramework = (folder: string = shipped): Framework => readFramework(filesOf(folder))

/** Beside the edition and not of it: what the checks accept today does not change with a file frozen last year. */
const besides = (path: string): boolean => path.startsWith('governance/') || path === 'policies/checks.yaml'

/**
 * Text of each data file of an edition by its path below the folder; its frozen form.
 * @throws FrameworkError when the folder cannot be read
 */
export const filesOf = (folder: string): FrameworkFiles => filesBelow(folder, (path) => !besides(path))

/** @throws FrameworkError when the folder cannot be read */
export function filesBelow(folder: string, wanted: (path: string) => boolean): FrameworkFiles {
  const files: Record<string, string> = {}
  const walk = (current: string) => {
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      const path = join(current, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (/\.ya?ml$/.test(entry.name)) {
        const name = relative(folder, path).split(sep).join('/')
        if (wanted(name)) files[name] = readFileSync(path, 'utf8')
      }
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
