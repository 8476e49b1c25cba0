/**
 * PostgreSQL inside the process: PGlite in a worker thread, reached by the ordinary `pg` driver over a byte stream,
 * so that the rest of the code sees one kind of database. See docs/adr/0004.
 */
import { join } from 'node:path'
import { Duplex } from 'node:stream'
import { Worker } from 'node:worker_threads'

export interface EmbeddedDatabase {
  /** To give to `pg` as `stream`. One connection at a time: PGlite has one. */
  openStream: () => Duplex
  close: () => Promise<void>
}

/**
 * @param folder data folder that the caller has claimed (data-folder.ts), or `null` for a database in memory.
 * @param image file that PGlite wrote of a database, which a new one is made from: a fifth of the time of one made from nothing.
 * @throws Error when the folder does not open.
 */
export async function startEmbeddedDatabase(folder: string | null, image?: string): Promise<EmbeddedDatabase> {
  const worker = new Worker(new URL('./embedded-database-worker.ts', import.meta.url), {
    workerData: { folder: folder === null ? 'memory://' : join(folder, 'database'), image },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  try {
    await new Promise<void>((ready, failed) => {
      worker.once('error', failed)
      worker.once('message', (message: { ready: true } | { failed: string }) =>
        'ready' in message ? ready() : failed(new Error(message.failed)),
      )
    })
  } catch (error) {
    await worker.terminate()
    throw new Error(`The embedded database in ${folder} did not open: ${(error as Error).message}`, { cause: error })
  }
  const streams = new Map<number, WorkerStream>()
  let next = 0
  worker.on('message', ({ stream, bytes }: { stream: number; bytes: Uint8Array }) =>
    streams.get(stream)?.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
  )
  worker.on('error', (error) => {
    for (const stream of streams.values()) stream.destroy(error)
  })
  return {
    openStream() {
      const id = next++
      const stream = new WorkerStream(worker, id, () => streams.delete(id))
      streams.set(id, stream)
      return stream
    },
    async close() {
      const closed = new Promise((resolve) => worker.once('exit', resolve))
      worker.postMessage({ close: true })
      await closed
    },
  }
}

/** The face of a socket that `pg` expects, over messages to the worker. */
class WorkerStream extends Duplex {
  readonly #worker: Worker
  readonly #id: number
  readonly #forget: () => void

  constructor(worker: Worker, id: number, forget: () => void) {
    super()
    this.#worker = worker
    this.#id = id
    this.#forget = forget
  }

  connect() {
    process.nextTick(() => this.emit('connect'))
    return this
  }
  setNoDelay() {
    return this
  }
  setKeepAlive() {
    return this
  }
  ref() {
    return this
  }
  unref() {
    return this
  }
  override _read() {}
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void) {
    this.#send(chunk)
    done()
  }
  override _writev(chunks: { chunk: Buffer }[], done: () => void) {
    this.#send(Buffer.concat(chunks.map((part) => part.chunk)))
    done()
  }
  override _final(done: () => void) {
    this.push(null)
    done()
  }
  override _destroy(error: Error | null, done: (error: Error | null) => void) {
    this.#forget()
    done(error)
  }
  #send(bytes: Buffer) {
    this.#worker.postMessage({ stream: this.#id, bytes })
  }
}
