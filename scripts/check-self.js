/** `npm run check:self`: Socle checks its own repository, manifests, running server and log, without a baseline. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { buildPortal, install, node, root, say } from './workplace.js'

const patienceMs = 120_000
const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const hasBrowser = (process.env.PATH ?? '')
  .split(delimiter)
  .some((folder) => browsers.some((name) => existsSync(join(folder, name))))

await install()
await buildPortal()
const folder = mkdtempSync(join(tmpdir(), 'socle-self-'))
const log = join(folder, 'socle.log')
const port = await freePort()
const server = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, 'server/main.ts')], {
  cwd: root,
  env: {
    ...process.env,
    PORT: String(port),
    SOCLE_DATA: join(folder, 'data'),
    SOCLE_LOG_FILE: log,
    NODE_ENV: 'development',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})

let code
try {
  const url = await addressOf()
  code = socle('--url', url, ...(hasBrowser ? ['--browser'] : []))
} finally {
  const stopped = new Promise((settle) => server.once('exit', settle))
  server.kill('SIGTERM')
  await stopped
}
if (code === 0)
  code = socle('--log', log, '--only', 'endpoint/log-encoding,endpoint/log-chronology,endpoint/log-start-stop')
rmSync(folder, { recursive: true, force: true })
process.exit(code)

function socle(...args) {
  const command = [join(root, 'cli/main.ts'), 'check', root, '--app', join(root, 'socle.app.yaml'), ...args]
  return (
    spawnSync(node, ['--disable-warning=ExperimentalWarning', ...command], { cwd: root, stdio: 'inherit' }).status ?? 1
  )
}

function freePort() {
  return new Promise((settle, refuse) => {
    const probe = createServer().once('error', refuse)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => settle(port))
    })
  })
}

/** Where the server answers, once it says that it is ready. */
function addressOf() {
  return new Promise((settle, refuse) => {
    const timer = setTimeout(() => refuse(new Error('Socle did not start in time.')), patienceMs)
    let said = ''
    server.stdout.on('data', (chunk) => {
      said += chunk
      const url = /Socle is ready:\s+(http\S+)/.exec(said)?.[1]
      if (url === undefined) return
      clearTimeout(timer)
      settle(url)
    })
    server.once('exit', (status) => refuse(new Error(`Socle ended with ${status} before it was ready.`)))
    say('Socle checks itself …')
  })
}
