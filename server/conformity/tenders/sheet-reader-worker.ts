import { EditionRefusal, readSheets } from '@socle/editions'
import { parentPort, workerData } from 'node:worker_threads'
import type { SheetsRead } from './sheet-reader.ts'

const { bytes, name } = workerData as { bytes: Uint8Array; name: string }

function read(): SheetsRead {
  try {
    return { tables: readSheets(bytes, { name }) }
  } catch (error) {
    if (error instanceof EditionRefusal) return { refusal: error.wording }
    throw error
  }
}
parentPort!.postMessage(read())
