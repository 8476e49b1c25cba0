/** Reads a sheet off the event loop: a hostile one may take seconds before a limit stops it. */
import type { Bilingual } from '@socle/contracts'
import type { SheetOptions, Table } from '@socle/editions'
import { Worker } from 'node:worker_threads'
import { type Refusal, refuse } from './errors.ts'

const LIMITS = { milliseconds: 30_000, waiting: 8 } as const
let waiting = 0

export type SheetsRead = { readonly tables: readonly Table[] } | { readonly refusal: Bilingual }

interface Reading extends SheetOptions {
  /** What to do when reading takes too long. */
  readonly mend: Bilingual
  readonly refused: (reason: Bilingual) => Refusal
}

/** @throws Refusal unavailable when too many sheets wait; what `refused` makes of the reason and the mend */
export async function readSheetsApart(
  bytes: Uint8Array,
  { mend, refused, ...options }: Reading,
): Promise<readonly Table[]> {
  if (waiting >= LIMITS.waiting) throw refuse('unavailable', {})
  waiting++
  try {
    const read = await inWorker(bytes, options, mend)
    if ('refusal' in read) throw refused(read.refusal)
    return read.tables
  } finally {
    waiting--
  }
}

const inWorker = (bytes: Uint8Array, options: SheetOptions, mend: Bilingual) =>
  new Promise<SheetsRead>((resolve, reject) => {
    const worker = new Worker(new URL('./sheet-reader-worker.ts', import.meta.url), {
      workerData: { bytes, options },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    const settle = (act: () => void) => {
      clearTimeout(timer)
      act()
      void worker.terminate()
    }
    const seconds = LIMITS.milliseconds / 1000
    const tooLong: Bilingual = {
      fr: `${options.name} : la lecture a dépassé ${seconds} s. ${mend.fr}`,
      en: `${options.name}: reading took more than ${seconds} s. ${mend.en}`,
    }
    const timer = setTimeout(() => settle(() => resolve({ refusal: tooLong })), LIMITS.milliseconds)
    worker.once('message', (read: SheetsRead) => settle(() => resolve(read)))
    worker.once('error', (error: NodeJS.ErrnoException) =>
      settle(() => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve({ refusal: tooLong }) : reject(error))),
    )
  })
