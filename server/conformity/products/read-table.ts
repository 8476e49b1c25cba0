import type { ReadProducts } from '@socle/editions'
import { Worker } from 'node:worker_threads'
import { refuse } from '../../platform/errors.ts'

/** Reading a document holds its thread: one at a time, off the event loop, with a bounded queue. */
const LIMITS = { waiting: 8, milliseconds: 45_000 } as const
let queue: Promise<unknown> = Promise.resolve()
let waiting = 0

export type TableAnswer =
  { readonly read: ReadProducts } | { readonly refusal: { readonly fr: string; readonly en: string } }

/** @throws Refusal product-table-unreadable with the place and the mend; unavailable when too many tables wait already */
export async function readProductTable(bytes: Uint8Array, name: string): Promise<ReadProducts> {
  if (waiting >= LIMITS.waiting) throw refuse('unavailable', {})
  waiting++
  const turn = queue.then(() => inWorker(bytes, name))
  queue = turn.catch(() => {})
  try {
    const answer = await turn
    if ('refusal' in answer) throw refuse('product-table-unreadable', { why: answer.refusal })
    return answer.read
  } finally {
    waiting--
  }
}

function inWorker(bytes: Uint8Array, name: string): Promise<TableAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./read-table-worker.ts', import.meta.url), {
      workerData: { bytes, name },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    const timer = setTimeout(() => {
      void worker.terminate()
      reject(new Error(`Reading a table took more than ${LIMITS.milliseconds / 1000} s`))
    }, LIMITS.milliseconds)
    worker.once('message', (answer: TableAnswer) => {
      clearTimeout(timer)
      resolve(answer)
      void worker.terminate()
    })
    worker.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
  })
}
