import { EditionRefusal, readSheets, type SheetOptions } from '@socle/editions'
import { parentPort, workerData } from 'node:worker_threads'
import type { SheetsRead } from './sheet-reader.ts'

const { bytes, options } = workerData as { bytes: Uint8Array; options: SheetOptions }

function read(): SheetsRead {
  try {
    return { tables: readSheets(bytes, options) }
  } catch (error) {
    if (error instanceof EditionRefusal) return { refusal: error.wording }
    throw error
  }
}
parentPort!.postMessage(read())
