import type { ConformityDossier, Language } from '@socle/contracts'
import { Worker } from 'node:worker_threads'
import { refuse } from '../../platform/errors.ts'
import { exportWords } from './export-words.ts'

/** Typesetting holds its thread for about a second: one at a time, off the event loop, with a bounded queue. */
const LIMITS = { waiting: 16, milliseconds: 60_000 } as const
let queue: Promise<unknown> = Promise.resolve()
let waiting = 0

/** Tagged PDF (PDF/UA-1). @throws Refusal unavailable when too many exports wait already */
export async function conformityPdf(dossier: ConformityDossier, language: Language): Promise<Uint8Array> {
  if (waiting >= LIMITS.waiting) throw refuse('unavailable', {})
  waiting++
  const turn = queue.then(() => typeset({ dossier, words: exportWords[language], language }))
  queue = turn.catch(() => {})
  try {
    return await turn
  } finally {
    waiting--
  }
}

function typeset(data: object): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./conformity-pdf-worker.ts', import.meta.url), {
      workerData: JSON.stringify(data),
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
