/** `npm stop`: stops the Socle that serves this data folder, and waits until it has stopped. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root, say } from './workplace.js'

const pidFile = join(process.env.SOCLE_DATA ?? join(root, 'data'), 'socle.pid')
const LIMIT_MS = 20_000

const running = (pid) => {
  try {
    // A pid may have been given to another program since: only a Socle server is stopped.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server/main.ts')
  } catch {
    return false
  }
}

if (!existsSync(pidFile)) {
  say('Socle is not running here.')
  process.exit(0)
}
const { pid, address } = JSON.parse(readFileSync(pidFile, 'utf8'))
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
