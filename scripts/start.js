/** `npm start`: from a fresh clone to a running Socle. */
import { mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { buildPortal, install, node, root, say } from './workplace.js'

say('Socle starts …')
install()
buildPortal()

// The terminal shows what a person needs; the log goes to its file.
const logs = join(process.env.SOCLE_DATA ?? join(root, 'data'), 'logs')
mkdirSync(logs, { recursive: true, mode: 0o700 })
const logFile = join(logs, 'socle.log')
say(`  log         ${logFile}`)
const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, 'server/main.ts')], {
  cwd: root,
  stdio: ['ignore', 'inherit', openSync(logFile, 'a', 0o600)],
  env: { NODE_ENV: 'development', ...process.env },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => {
  if (code) say(`Socle stopped with code ${code}. The end of ${logFile} says why.`)
  process.exit(code ?? (signal ? 1 : 0))
})
