import { needsPassword } from '@socle/editions'
import { parentPort, workerData } from 'node:worker_threads'

const { name, bytes } = workerData as { name: string; bytes: Uint8Array }
parentPort!.postMessage(await needsPassword(name, bytes))
