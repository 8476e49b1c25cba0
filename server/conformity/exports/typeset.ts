/** Tagged PDF (PDF/UA-1) from a Typst template and data. */
import { type Language, unbroken } from '@socle/contracts'
import { Worker } from 'node:worker_threads'
import { refuse } from '../../platform/errors.ts'

/** Typesetting holds its thread for about a second: one at a time, off the event loop, with a bounded queue. */
const LIMITS = { waiting: 16, milliseconds: 60_000 } as const
let queue: Promise<unknown> = Promise.resolve()
let waiting = 0

/**
 * @param template address of the `.typ` file
 * @param data what it finds in `sys.inputs.data`, as JSON
 * @param language in which it is written
 * @throws Refusal unavailable when too many documents wait already
 */
export async function typeset(template: URL, data: object, language: Language): Promise<Uint8Array> {
  if (waiting >= LIMITS.waiting) throw refuse('unavailable', {})
  waiting++
  const turn = queue.then(() => inWorker(template, JSON.stringify(data, language === 'fr' ? french : undefined)))
  queue = turn.catch(() => {})
  try {
    return await turn
  } finally {
    waiting--
  }
}

/** No line ends on an opening mark, nor begins with a closing one. */
const french = (_: string, value: unknown): unknown => (typeof value === 'string' ? unbroken(value) : value)

function inWorker(template: URL, data: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./typeset-worker.ts', import.meta.url), {
      workerData: { template: template.href, data },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    const timer = setTimeout(() => {
      void worker.terminate()
      reject(new Error(`Typesetting took more than ${LIMITS.milliseconds / 1000} s`))
    }, LIMITS.milliseconds)
    worker.once('message', (bytes: Uint8Array) => {
      clearTimeout(timer)
      resolve(bytes)
      void worker.terminate()
    })
    worker.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
  })
}
