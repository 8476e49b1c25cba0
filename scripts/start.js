/** `npm start`: from a fresh clone to a running Socle. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildPortal, handOver, install, root, say } from './workplace.js'

say('Socle starts …')
install()
buildPortal()

// The terminal shows what a person needs; the log goes to its file.
const logs = join(process.env.SOCLE_DATA ?? join(root, 'data'), 'logs')
mkdirSync(logs, { recursive: true, mode: 0o700 })
const logFile = join(logs, 'socle.log')
say(`  log         ${logFile}`)
// Measured: 540 MB idle by default, 425 MB so. The database compiles at its start and would keep the freed pages.
const thrift = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '65536',
  MALLOC_MMAP_THRESHOLD_: '65536',
}
handOver(['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8', join(root, 'server/main.ts')], {
  ...thrift,
  NODE_ENV: process.env.NODE_ENV ?? 'development',
  SOCLE_LOG_FILE: logFile,
})
