/**
 * A second thread for large folders. The files that only the patterns look into (most of the bytes of most projects) are cut
 * into shares, and each thread takes the next share that nobody took: nothing is read twice, and what comes out is put back
 * in the order of the list, so that it is the same with one thread and with two.
 */
import { lstatSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { FileEntry, Problem } from '../facts.ts'
import { placeOf } from './file-names.ts'
import type { Limits } from './limits.ts'
import type { Reader } from './reading.ts'
import type { Scanned, Sought } from './source-scan.ts'

/** Files of a share. */
const FILES = 32

/** What the second thread is given. */
export interface Order {
  readonly root: string
  readonly shares: readonly (readonly FileEntry[])[]
  /** One byte a share, seen by both: 1 = taken. */
  readonly taken: Uint8Array<SharedArrayBuffer>
  readonly sought: Sought
  readonly limits: Limits
}

/** What it gives back. */
export interface ReadApart {
  readonly scanned: Scanned
  readonly unread: readonly Problem[]
  /** Files that are not read, with the reason. */
  readonly missed: readonly (readonly [FileEntry, number | 'binary'])[]
}

/** True for one of the threads only. */
export const take = (taken: Order['taken'], share: number): boolean => Atomics.exchange(taken, share, 1) === 0

/** What cannot be looked at is told by whoever reads it. */
function sizeOf(root: string, file: FileEntry): number {
  try {
    return lstatSync(placeOf(root, file)).size
  } catch {
    return 0
  }
}

/** Nothing when one thread does: little to read, or more than may be read, since then the order decides what is. */
export function startSecondReader(
  root: string,
  files: readonly FileEntry[],
  { readers, scan, sought }: { readonly readers: readonly Reader[]; readonly scan: Reader; readonly sought: Sought },
  limits: Limits,
): { left(): Iterable<FileEntry>; readonly result: Promise<ReadApart> } | undefined {
  const shares: FileEntry[][] = []
  const shareOf = new Map<FileEntry, number>()
  let total = 0
  let shared = 0
  for (const file of files) {
    const wanting = readers.filter((reader) => reader.wants(file) !== false)
    if (wanting.length === 0) continue
    const size = sizeOf(root, file)
    if (size > limits.longFileBytes) continue
    total += size
    if (wanting.length > 1 || wanting[0] !== scan || file.rawPath !== undefined) continue
    shared += size
    if ((shares.at(-1)?.length ?? FILES) >= FILES) shares.push([])
    shares.at(-1)?.push(file)
    shareOf.set(file, shares.length - 1)
  }
  if (shared < limits.secondReaderBytes || total > limits.totalBytes) return undefined
  const order: Order = {
    root,
    shares,
    taken: new Uint8Array(new SharedArrayBuffer(shares.length)),
    sought,
    limits,
  }
  const worker = new Worker(new URL('./second-reader-worker.ts', import.meta.url), {
    workerData: order,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const result = new Promise<ReadApart>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the second reader of files ended with ${code}`)))
  })
  // Told to whoever awaits it, which may be later.
  result.catch(() => undefined)
  return { result, left: () => leftOf(files, shareOf, order.taken) }
}

function* leftOf(
  files: readonly FileEntry[],
  shareOf: ReadonlyMap<FileEntry, number>,
  taken: Order['taken'],
): Iterable<FileEntry> {
  let mine = -1
  for (const file of files) {
    const share = shareOf.get(file) ?? mine
    if (share !== mine && !take(taken, share)) continue
    mine = share
    yield file
  }
}
