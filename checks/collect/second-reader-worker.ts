/** The second reader of files: it looks for patterns in the shares that it takes, and gives back what it found. */
import { parentPort, workerData } from 'node:worker_threads'
import type { FileEntry } from '../facts.ts'
import { readOnce } from './reading.ts'
import { type Order, type ReadApart, take } from './second-reader.ts'
import { sourceScan } from './source-scan.ts'

const { root, shares, taken, sought, limits } = workerData as Order

function* mine(): Iterable<FileEntry> {
  for (const [share, files] of shares.entries()) if (take(taken, share)) yield* files
}

const scan = sourceScan(sought, limits)
const missed: [FileEntry, number | 'binary'][] = []
const unread = await readOnce(root, mine(), [scan], limits, (_, file, why) => missed.push([file, why]))
parentPort?.postMessage({ scanned: scan.result(), unread, missed } satisfies ReadApart)
