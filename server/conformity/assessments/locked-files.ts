/** What is attached is read by others, later: a document under a password proves nothing to them. */
import { Worker } from 'node:worker_threads'
import { refuse } from '../../platform/errors.ts'
import { acceptedTypes, recogniseType } from './evidence-files.ts'

/** Opening takes a fraction of a second; what takes longer is made to take long. */
const LIMITS = { milliseconds: 10_000, memory: 256 } as const
/** Only these may be under a password; what the bytes of a PDF do not say is not so. */
const mayBeLocked = (type: string, bytes: Buffer): boolean =>
  type.includes('opendocument') || (type === 'application/pdf' && bytes.includes('/Encrypt'))

/**
 * @returns the media type under which it is kept
 * @throws Refusal media-type-refused, file-under-password
 */
export async function requireReadable({
  fileName,
  contentType,
  bytes,
}: {
  readonly fileName: string
  readonly contentType: string
  readonly bytes: Buffer
}): Promise<string> {
  const type = recogniseType(fileName, bytes)
  if (!type) throw refuse('media-type-refused', { type: contentType, accepted: acceptedTypes })
  if (mayBeLocked(type, bytes) && (await isLocked(fileName, bytes)))
    throw refuse('file-under-password', { name: fileName })
  return type
}

/** Off the event loop: a hostile document may take long to open. One that cannot be opened in time is no readable proof. */
const isLocked = (name: string, bytes: Buffer): Promise<boolean> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./locked-file-worker.ts', import.meta.url), {
      workerData: { name, bytes },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.memory },
    })
    const settle = (locked: boolean) => {
      clearTimeout(timer)
      resolve(locked)
      void worker.terminate()
    }
    const timer = setTimeout(() => settle(true), LIMITS.milliseconds)
    worker.once('message', settle)
    worker.once('error', () => settle(true))
  })
