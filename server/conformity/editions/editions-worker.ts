/** Reads a document, or builds an edition: both hold their thread for seconds, so neither runs on the one that serves. */
import { EditionRefusal, type ReadEdition, anomalyKinds, readEdition, wordPlace } from '@socle/editions'
import { FrameworkError, readFramework } from '@socle/rulebook'
import { parentPort, workerData } from 'node:worker_threads'
import type { StoredList } from '../../platform/schema.ts'
import { type BuildOrder, buildEdition } from './edition-build-rules.ts'
import type { WorkAnswer, WorkOrder } from './editions-work.ts'

async function read({ bytes, name, lenient }: Extract<WorkOrder, { kind: 'read' }>): Promise<WorkAnswer> {
  try {
    return { kind: 'list', list: stored(await readEdition(bytes, { name, lenient })) }
  } catch (cause) {
    if (cause instanceof EditionRefusal) return { kind: 'refused', code: cause.code, why: cause.wording }
    throw cause
  }
}

const stored = ({ edition, requirements, anomalies }: ReadEdition): StoredList => ({
  edition: { format: edition.format, title: edition.title, version: edition.version },
  requirements: requirements.map(({ id, level, category, title, text, place }) => ({
    id,
    level,
    category,
    ...(title === undefined ? {} : { title }),
    text,
    place,
  })),
  anomalies: anomalies.map(({ kind, id, place, detail }) => ({
    kind,
    kindName: anomalyKinds[kind],
    id,
    place: wordPlace(place),
    detail,
  })),
})

async function build(given: BuildOrder): Promise<WorkAnswer> {
  try {
    const files = buildEdition(given)
    return { kind: 'edition', files, framework: readFramework(files) }
  } catch (cause) {
    if (cause instanceof FrameworkError) return { kind: 'incoherent', problems: cause.problems }
    throw cause
  }
}

const order = workerData as WorkOrder
const answer = await (order.kind === 'read' ? read(order) : build(order.order))
parentPort!.postMessage(answer)
