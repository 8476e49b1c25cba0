/**
 * `npm run check:self`: Socle checks its own repository, manifests, running server, session and log, without a baseline. What follows is
 * given to `socle check`: `npm run check:self -- --osv known.json` adds the known vulnerabilities, which nothing here can know.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
  const cookies = join(folder, 'session-headers')
  writeFileSync(cookies, await headersOfSignIn(url), { mode: 0o600 })
  code = socle('--url', url, '--cookies', cookies, ...(hasBrowser ? ['--browser'] : []), ...process.argv.slice(2))
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

/** Signs in as a persona of the demonstration, who has no password, and returns the headers that set its session. */
async function headersOfSignIn(url) {
  const kept = new Map()
  const headers = []
  const ask = async (address, method = 'GET') => {
    const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(address, { method, redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      kept.set(name, value)
      headers.push(`set-cookie: ${line}`)
    }
    const location = answer.headers.get('location')
    return location === null ? { address, answer } : ask(new URL(location, address).href)
  }
  const choice = await ask(`${url}/auth/login`)
  const action = /<form method="post" action="([^"]+)"/.exec(await choice.answer.text())?.[1]
  if (action === undefined) throw new Error('The demonstration offers no persona to sign in as.')
  const { answer } = await ask(new URL(action, choice.address).href, 'POST')
  if (!answer.ok) throw new Error(`Nobody could sign in: ${answer.status}.`)
  return `${headers.join('\n')}\n`
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
