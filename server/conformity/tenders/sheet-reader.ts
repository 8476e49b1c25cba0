/** Reads a grid off the event loop: a hostile sheet may take seconds before a limit stops it. */
import type { Bilingual } from '@socle/contracts'
import type { Table } from '@socle/editions'
import { Worker } from 'node:worker_threads'
import { refuse } from '../../platform/errors.ts'

const LIMITS = { milliseconds: 30_000, waiting: 8 } as const
let waiting = 0

export type SheetsRead = { readonly tables: readonly Table[] } | { readonly refusal: Bilingual }

/** @throws Refusal unavailable when too many grids wait, grid-unreadable with the reason and the mend */
export async function readSheetsApart(bytes: Uint8Array, name: string): Promise<readonly Table[]> {
  if (waiting >= LIMITS.waiting) throw refuse('unavailable', {})
  waiting++
  try {
    const read = await inWorker(bytes, name)
    if ('refusal' in read) throw refuse('grid-unreadable', { reason: read.refusal })
    return read.tables
  } finally {
    waiting--
  }
}

const inWorker = (bytes: Uint8Array, name: string) =>
  new Promise<SheetsRead>((resolve, reject) => {
    const worker = new Worker(new URL('./sheet-reader-worker.ts', import.meta.url), {
      workerData: { bytes, name },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    const settle = (act: () => void) => {
      clearTimeout(timer)
      act()
      void worker.terminate()
    }
    const tooLong: Bilingual = {
      fr: `${name} : la lecture a dépassé ${LIMITS.milliseconds / 1000} s. Redemandez la grille du marché, remplie sans autre contenu.`,
      en: `${name}: reading took more than ${LIMITS.milliseconds / 1000} s. Ask for the grid of the tender again, filled in with nothing else.`,
    }
    const timer = setTimeout(() => settle(() => resolve({ refusal: tooLong })), LIMITS.milliseconds)
    worker.once('message', (read: SheetsRead) => settle(() => resolve(read)))
    worker.once('error', (error: NodeJS.ErrnoException) =>
      settle(() => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve({ refusal: tooLong }) : reject(error))),
    )
  })
