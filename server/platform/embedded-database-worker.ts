/** Runs PGlite away from the event loop: it holds its thread for the whole of a query. */
import { PGlite } from '@electric-sql/pglite'
import { openAsBlob } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'

const port = parentPort
if (!port) throw new Error('embedded-database-worker.ts runs only as a worker thread')

const { folder, image } = workerData as { folder: string; image: string | undefined }
const authenticationOk = [0x52, 0, 0, 0, 8, 0, 0, 0, 0]
const readyForQuery = [0x5a, 0, 0, 0, 5, 0x49]
const TERMINATE = 0x58
const SYNC = 0x53
/** PostgreSQL's own default is 128 MB, all of it touched soon: a demonstration needs the memory more than the cache. */
const SHARED_BUFFERS = '32MB'
const QUERY = 0x51

let database: PGlite
try {
  database = await PGlite.create({
    dataDir: folder,
    ...(image !== undefined && { loadDataDir: await openAsBlob(image) }),
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${SHARED_BUFFERS}`],
  })
  port.postMessage({ ready: true })
} catch (error) {
  port.postMessage({ failed: (error as Error).message })
  process.exit(1)
}

const greeted = new Set<number>()
const pending = new Map<number, Buffer>()
let queue = Promise.resolve()

port.on('message', (message: { stream: number; bytes: Uint8Array } | { close: true }) => {
  queue = queue.then(() => ('close' in message ? close() : receive(message.stream, Buffer.from(message.bytes))))
})

async function close() {
  await database.close()
  process.exit(0)
}

async function receive(stream: number, bytes: Buffer) {
  if (!greeted.has(stream)) {
    greeted.add(stream)
    port!.postMessage({ stream, bytes: Uint8Array.from([...authenticationOk, ...readyForQuery]) })
    return
  }
  const buffer = pending.has(stream) ? Buffer.concat([pending.get(stream)!, bytes]) : bytes
  const end = endOfBatch(buffer)
  pending.set(stream, buffer.subarray(end))
  if (end === 0) return
  if (buffer[0] === TERMINATE) {
    greeted.delete(stream)
    pending.delete(stream)
    // The next stream meets the same backend: leave it as a new connection would be.
    await database.exec('ROLLBACK; DEALLOCATE ALL')
    return
  }
  const answer = await database.execProtocolRaw(buffer.subarray(0, end))
  port!.postMessage({ stream, bytes: answer })
}

/** Position after the last message that asks for an answer (Sync, simple Query): a batch is executed whole. */
function endOfBatch(buffer: Buffer): number {
  let position = 0
  let end = 0
  while (position + 5 <= buffer.length) {
    const kind = buffer[position]!
    const next = position + 1 + buffer.readUInt32BE(position + 1)
    if (next > buffer.length) break
    position = next
    if (kind === SYNC || kind === QUERY || kind === TERMINATE) end = position
  }
  return end
}
