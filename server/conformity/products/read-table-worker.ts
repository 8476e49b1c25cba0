/** Reads one product table in a thread of its own. */
import { EditionRefusal, readProducts } from '@socle/editions'
import { parentPort, workerData } from 'node:worker_threads'
import type { TableAnswer } from './read-table.ts'

const { bytes, name } = workerData as { bytes: Uint8Array; name: string }
const answer = await readProducts(bytes, { name }).then(
  (read): TableAnswer => ({ read }),
  (cause: unknown): TableAnswer => {
    if (cause instanceof EditionRefusal) return { refusal: cause.wording }
    throw cause
  },
)
parentPort!.postMessage(answer)
