/** Heavy work of editions off the event loop: one at a time, in a bounded queue, stopped when it lasts too long. */
import type { Bilingual } from '@socle/contracts'
import type { RefusalCode } from '@socle/editions'
import type { Framework, FrameworkFiles, FrameworkProblem } from '@socle/rulebook'
import { Worker } from 'node:worker_threads'
import { refuse } from '../../platform/errors.ts'
import { unkeptInFile } from '../../platform/kept-text.ts'
import type { StoredList } from '../../platform/schema.ts'
import type { BuildOrder } from './edition-build-rules.ts'

export type WorkOrder =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly name: string; readonly lenient: boolean }
  | { readonly kind: 'build'; readonly order: BuildOrder }
export type WorkAnswer =
  | { readonly kind: 'list'; readonly list: StoredList }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly why: Bilingual }
  | { readonly kind: 'edition'; readonly files: FrameworkFiles; readonly framework: Framework }
  | { readonly kind: 'incoherent'; readonly problems: readonly FrameworkProblem[] }

/** The library refuses a document after 30 s; memory is bounded because a document may be made to fill it. */
const LIMITS = { waiting: 8, milliseconds: 45_000, megabytes: 1024 } as const
let queue: Promise<unknown> = Promise.resolve()
let waiting = 0

/**
 * @throws Refusal edition-unreadable or, unless lenient, edition-merged-or-formula, with the place in the document and
 * the mend; invalid-request for text that cannot be kept; unavailable when too many wait
 */
export async function readList(bytes: Uint8Array, name: string, lenient: boolean): Promise<StoredList> {
  const answer = await inTurn({ kind: 'read', bytes, name, lenient })
  if (answer.kind === 'list') {
    const refusal = unkeptInFile(answer.list)
    if (refusal) throw refusal
    return answer.list
  }
  if (answer.kind === 'refused' && answer.code === 'merged-or-formula')
    throw refuse('edition-merged-or-formula', { why: answer.why })
  throw refuse('edition-unreadable', { why: answer.kind === 'refused' ? answer.why : '' })
}

/** @throws Refusal edition-incomplete, with every problem of the data */
export async function build(order: BuildOrder): Promise<{ files: FrameworkFiles; framework: Framework }> {
  const answer = await inTurn({ kind: 'build', order })
  if (answer.kind === 'edition') return answer
  const problems = answer.kind === 'incoherent' ? answer.problems : []
  throw refuse('edition-incomplete', {}, { errors: problems.map(({ path, message }) => ({ path, message })) })
}

async function inTurn(order: WorkOrder): Promise<WorkAnswer> {
  if (waiting >= LIMITS.waiting) throw refuse('unavailable', {})
  waiting++
  const turn = queue.then(() => work(order))
  queue = turn.catch(() => {})
  try {
    return await turn
  } finally {
    waiting--
  }
}

function work(order: WorkOrder): Promise<WorkAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./editions-worker.ts', import.meta.url), {
      workerData: order,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.megabytes },
    })
    const timer = setTimeout(() => {
      void worker.terminate()
      reject(refuse('edition-unreadable', { why: tooLong }))
    }, LIMITS.milliseconds)
    worker.once('message', (answer: WorkAnswer) => {
      clearTimeout(timer)
      resolve(answer)
      void worker.terminate()
    })
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refuse('edition-unreadable', { why: tooLarge }) : error)
    })
  })
}

const tooLong: Bilingual = {
  fr: `La lecture a dépassé ${LIMITS.milliseconds / 1000} s. Donnez la liste des exigences seule.`,
  en: `Reading took more than ${LIMITS.milliseconds / 1000} s. Give the list of requirements alone.`,
}
const tooLarge: Bilingual = {
  fr: `La lecture a demandé plus de ${LIMITS.megabytes} Mo de mémoire. Donnez la liste des exigences seule.`,
  en: `Reading asked for more than ${LIMITS.megabytes} MB of memory. Give the list of requirements alone.`,
}
