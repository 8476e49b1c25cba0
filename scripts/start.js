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
handOver(['--disable-warning=ExperimentalWarning', join(root, 'server/main.ts')], {
  NODE_ENV: process.env.NODE_ENV ?? 'development',
  SOCLE_LOG_FILE: logFile,
})
