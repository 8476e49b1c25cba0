/**
 * Opens each wanted file once and hands its content to every reader that asked for it; contents are not kept here.
 * One buffer serves for all files, and a text is only decoded when a reader asks for it.
 * Reads are synchronous in small batches: for thousands of small files that is several times quicker than promises,
 * and the event loop breathes between batches.
 */
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { FileEntry, Problem } from '../facts.ts'
import { placeOf } from './file-names.ts'
import { isInside } from './inventory.ts'
import type { Limits } from './limits.ts'
import { whyUnread } from '@socle/contracts/words/why-unread'

interface FileContent {
  /** Overwritten by the next file: what is kept of them is copied. */
  readonly bytes: Buffer
  readonly text: string
}

/** The same bytes are decoded once, whoever asks. */
export function contentOf(bytes: Buffer): FileContent {
  let text: string | undefined
  return {
    bytes,
    get text() {
      return (text ??= bytes.toString('utf8'))
    },
  }
}

export interface Reader {
  /** `long` accepts up to `longFileBytes`. */
  wants(file: FileEntry): boolean | 'long'
  take(file: FileEntry, content: FileContent): void
}

const batch = 64
const headBytes = 8192

export async function readOnce(
  root: string,
  files: Iterable<FileEntry>,
  readers: readonly Reader[],
  limits: Limits,
  /** Called with a file that a reader wanted and that is longer than what it accepts, or no text though its name says so. */
  miss: (reader: Reader, file: FileEntry, why: number | 'binary') => void,
): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  const insideFolders = new Map<string, boolean>()
  const isFolderInside = (file: FileEntry): boolean => {
    const folder = dirname(file.path)
    let inside = insideFolders.get(folder)
    if (inside === undefined) {
      inside = isInside(root, realpathSync.native(folderOf(root, file)))
      insideFolders.set(folder, inside)
    }
    return inside
  }
  const desk = Buffer.allocUnsafe(limits.fileBytes)
  let total = 0
  let count = 0
  for (const file of files) {
    const wanting = readers
      .map((reader) => [reader, reader.wants(file)] as const)
      .filter(([, wants]) => wants !== false)
    if (wanting.length === 0) continue
    if (++count % batch === 0) await breathe()
    try {
      if (!isFolderInside(file)) {
        problems.push({
          path: file.path,
          message: {
            fr: 'Ce chemin sort du dossier par un lien symbolique : il n’est pas lu. Remplacez le lien par le fichier.',
            en: 'This path leaves the folder through a symbolic link: it is not read. Replace the link with the file.',
          },
        })
        continue
      }
      const longest = wanting.some(([, wants]) => wants === 'long') ? limits.longFileBytes : limits.fileBytes
      const bytes = readBytes(placeOf(root, file), longest, desk)
      if (bytes === undefined) continue
      if (bytes === 'binary') {
        if (textByName.test(file.path)) for (const [reader] of wanting) miss(reader, file, 'binary')
        continue
      }
      if (!Buffer.isBuffer(bytes)) {
        // A name that says which language it is written in is believed; any other may be a program.
        if (!bytes.binary || file.language !== undefined || textByName.test(file.path))
          for (const [reader] of wanting) miss(reader, file, bytes.size)
        continue
      }
      total += bytes.length
      if (total > limits.totalBytes) {
        problems.push({
          path: file.path,
          message: {
            fr: `Plus de ${Math.round(limits.totalBytes / 1e6)} Mo de texte : la suite n’est pas lue. Vérifiez un sous-dossier.`,
            en: `More than ${Math.round(limits.totalBytes / 1e6)} MB of text: the rest is not read. Check a subfolder.`,
          },
        })
        break
      }
      const content = contentOf(bytes)
      for (const [reader, wants] of wanting)
        if (wants === 'long' || bytes.length <= limits.fileBytes) reader.take(file, content)
        else miss(reader, file, bytes.length)
    } catch (cause) {
      // A file that vanished since the inventory is not a fault of the project.
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') continue
      problems.push({
        path: file.path,
        message: {
          fr: `Fichier illisible : ${whyUnread(cause).fr}. Donnez le droit de lecture ou retirez-le.`,
          en: `File that cannot be read: ${whyUnread(cause).en}. Grant read access or remove it.`,
        },
      })
    }
  }
  return problems
}

/** Nothing but text goes by these names. */
const textByName = /\.(?:ya?ml|json|toml|xml|properties)$/i

function isBinary(handle: number): boolean {
  const head = Buffer.alloc(headBytes)
  return head.subarray(0, readSync(handle, head, 0, headBytes, 0)).includes(0)
}

/** Text of one file of the folder, or nothing when it is not there, leads outside, is binary or longer than `longest`. */
export function readInside(root: string, path: string, longest: number): string | undefined {
  try {
    const full = join(root, path)
    const bytes = isInside(root, realpathSync(dirname(full))) ? readBytes(full, longest) : undefined
    return Buffer.isBuffer(bytes) ? bytes.toString('utf8') : undefined
  } catch {
    return undefined
  }
}

interface TooLong {
  readonly size: number
  readonly binary: boolean
}

function folderOf(root: string, file: FileEntry): string | Buffer {
  const place = placeOf(root, file)
  return typeof place === 'string' ? dirname(place) : place.subarray(0, place.lastIndexOf('/'))
}

/**
 * Bytes of a regular file, in `desk` when they fit; nothing for a link or a device; of a file that is too long, its length.
 * UTF-16, as some tools of Windows write, is given as UTF-8.
 */
function readBytes(path: string | Buffer, longest: number, desk?: Buffer): Buffer | TooLong | 'binary' | undefined {
  let handle: number
  try {
    // O_NONBLOCK: opening a named pipe must not wait for its other end.
    handle = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ELOOP') return undefined
    throw cause
  }
  try {
    const state = fstatSync(handle)
    if (!state.isFile()) return undefined
    if (state.size > longest) return { size: state.size, binary: isBinary(handle) }
    const bytes =
      desk !== undefined && state.size <= desk.length ? desk.subarray(0, state.size) : Buffer.allocUnsafe(state.size)
    let filled = 0
    while (filled < bytes.length) {
      const read = readSync(handle, bytes, filled, bytes.length - filled, null)
      if (read === 0) break
      filled += read
    }
    const content = bytes.subarray(0, filled)
    return content.subarray(0, headBytes).includes(0) ? (fromUtf16(content) ?? 'binary') : content
  } finally {
    closeSync(handle)
  }
}

/** By the mark that opens it. */
function fromUtf16(bytes: Buffer): Buffer | undefined {
  const [first, second] = bytes
  const isLittle = first === 0xff && second === 0xfe
  if (bytes.length % 2 === 1 || !(isLittle || (first === 0xfe && second === 0xff))) return undefined
  const units = Buffer.from(bytes.subarray(2))
  return Buffer.from((isLittle ? units : units.swap16()).toString('utf16le'))
}
