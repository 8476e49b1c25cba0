/** Stops the server of the data folder that the environment or the parameter file names, and waits until it has stopped. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { dataFolderHere } from '../cli/api.ts'

const LIMIT_MS = 20_000
const say = (line: string) => process.stdout.write(`${line}\n`)

function running(pid: number): boolean {
  try {
    // A pid may have been given to another program since: only a Socle server is stopped.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server/main.ts')
  } catch {
    return false
  }
}

const folder = dataFolderHere()
const pidFile = join(folder, 'socle.pid')
if (!existsSync(pidFile)) {
  say(`Socle is not running here (data folder ${folder}).`)
  process.exit(0)
}
const { pid, address } = JSON.parse(readFileSync(pidFile, 'utf8')) as { pid: number; address: string }
if (!running(pid)) {
  say('Socle is not running here (it ended without being asked to).')
  process.exit(0)
}
process.kill(pid, 'SIGTERM')
for (const end = Date.now() + LIMIT_MS; running(pid); await wait(100)) {
  if (Date.now() > end) {
    process.stderr.write(`Socle (process ${pid}) did not stop within ${LIMIT_MS / 1000} s.\n`)
    process.exit(1)
  }
}
say(`Socle at ${address} is stopped.`)
