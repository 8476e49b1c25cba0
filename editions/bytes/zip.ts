/**
 * The few parts of ZIP that OpenDocument and OOXML use (APPNOTE 6.3). Declared sizes are checked first, then real
 * ones while inflating: an archive may lie about both.
 */
import { inflateRawSync } from 'node:zlib'
import { limits } from '../limits.ts'
import type { Place } from '../place.ts'
import { archiveBomb, damaged, encrypted, tooMany } from '../refusal.ts'
import type { Work } from './work-clock.ts'

interface Entry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

export interface Archive {
  readonly names: readonly string[]
  /** Content of one file, inflated under the limits; undefined when the archive has none of that name. */
  read(name: string): Buffer | undefined
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50
/** The end record is 22 bytes and a comment of at most 65 535. */
const endWithin = 22 + 0xffff
const deflated = 8
const stored = 0
/** Content is inflated in one piece of its declared size; one with room left needs no second. */
const SPARE = 64

export function openArchive(bytes: Uint8Array, place: Place, work: Work): Archive {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = new Map(centralDirectory(raw, place).map((entry) => [entry.name, entry]))
  let inflated = 0
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name)
      if (entry === undefined) return undefined
      const here = { ...place, under: name }
      work.time(here)
      const content = contentOf(raw, entry, here)
      inflated += content.length
      if (inflated > limits.inflatedBytes) throw tooLarge(here, inflated)
      return content
    },
  }
}

const tooLarge = (place: Place, bytes: number): Error =>
  archiveBomb(place, {
    fr: `décompressé, le document dépasserait ${Math.floor(bytes / 1024 / 1024)} Mo.`,
    en: `inflated, the document would exceed ${Math.floor(bytes / 1024 / 1024)} MB.`,
  })

function centralDirectory(raw: Buffer, place: Place): Entry[] {
  const cut = (cause?: unknown): Error =>
    damaged(
      place,
      { fr: 'l’archive du document est tronquée.', en: 'the archive of the document is cut short.' },
      cause,
    )
  let end = -1
  for (let at = raw.length - 22; at >= Math.max(0, raw.length - endWithin); at -= 1)
    if (raw.readUInt32LE(at) === endMark) {
      end = at
      break
    }
  if (end === -1) throw cut()
  const count = raw.readUInt16LE(end + 10)
  if (count > limits.archiveEntries)
    throw tooMany(place, { fr: 'fichiers dans l’archive', en: 'files in the archive' }, limits.archiveEntries)
  const entries: Entry[] = []
  let declared = 0
  try {
    for (let at = raw.readUInt32LE(end + 16); entries.length < count;) {
      if (raw.readUInt32LE(at) !== entryMark) throw cut()
      const flags = raw.readUInt16LE(at + 8)
      const [packed, size] = [raw.readUInt32LE(at + 20), raw.readUInt32LE(at + 24)]
      const [nameLength, extraLength, commentLength] = [
        raw.readUInt16LE(at + 28),
        raw.readUInt16LE(at + 30),
        raw.readUInt16LE(at + 32),
      ]
      const name = raw.toString('utf8', at + 46, at + 46 + nameLength)
      if ((flags & 1) === 1) throw encrypted({ ...place, under: name })
      declared += size
      const here = { ...place, under: name }
      if (size > limits.entryBytes) throw tooLarge(here, size)
      if (size > limits.inflationRatioFrom && size > packed * limits.inflationRatio)
        throw archiveBomb(here, {
          fr: `ce fichier grossirait ${Math.round(size / Math.max(1, packed))} fois à la décompression.`,
          en: `this file would grow ${Math.round(size / Math.max(1, packed))} times when inflated.`,
        })
      entries.push({ name, method: raw.readUInt16LE(at + 10), packed, size, offset: raw.readUInt32LE(at + 42) })
      at += 46 + nameLength + extraLength + commentLength
    }
  } catch (cause) {
    if (cause instanceof RangeError) throw cut(cause)
    throw cause
  }
  // Only what is read gets inflated, but an archive that declares so much is no document.
  if (declared > limits.inflatedBytes * 4) throw tooLarge(place, declared)
  return entries
}

function contentOf(raw: Buffer, { method, packed, size, offset }: Entry, place: Place): Buffer {
  const broken = (cause?: unknown): Error =>
    damaged(
      place,
      { fr: 'ce fichier de l’archive est illisible.', en: 'this file of the archive cannot be read.' },
      cause,
    )
  try {
    if (raw.readUInt32LE(offset) !== localMark) throw broken()
    const from = offset + 30 + raw.readUInt16LE(offset + 26) + raw.readUInt16LE(offset + 28)
    const data = raw.subarray(from, from + packed)
    if (data.length < packed) throw broken()
    if (method === stored) return data
    if (method !== deflated) throw broken()
    const content = inflateRawSync(data, {
      chunkSize: size + SPARE,
      maxOutputLength: Math.min(limits.entryBytes, Math.max(size, 1)),
    })
    if (content.length !== size) throw broken()
    return content
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw archiveBomb(place, {
        fr: 'ce fichier est plus grand que l’archive ne le déclare.',
        en: 'this file is larger than the archive declares.',
      })
    if (
      cause instanceof RangeError ||
      (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_'))
    )
      throw broken(cause)
    throw cause
  }
}
