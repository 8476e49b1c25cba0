/**
 * Prepares a fresh clone with nothing but the machine's own Node (20 or newer) and npm: plain JavaScript, no dependency.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const node = join(root, 'node_modules/node/bin/node')

export const say = (line) => process.stdout.write(`${line}\n`)

/** Runs a step; its output is shown only when it fails, and a dot every five seconds that it lasts. Exits with a message that says what to do. */
export async function step(name, command, args, options = {}) {
  const started = Date.now()
  process.stdout.write(`  ${name.padEnd(12)}`)
  const dots = setInterval(() => process.stdout.write('.'), 5000)
  const { status, output } = await run(command, args, options)
  clearInterval(dots)
  const lead = Date.now() - started >= 5000 ? ' ' : ''
  if (status !== 0) {
    say(`${lead}failed`)
    process.stderr.write(`\n${output}\nThe step "${name}" failed: ${[command, ...args].join(' ')}\n`)
    process.exit(1)
  }
  say(`${lead}done in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

/**
 * Runs steps side by side, as many at once as there are cores, and tells each as it ends. Lets all of them end, then shows what failed
 * and exits, so that one run tells everything there is to mend.
 */
export async function stepsTogether(steps) {
  const waiting = [...steps]
  const failed = []
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, command, args] = next
      const started = Date.now()
      const { status, output } = await run(command, args, {})
      const ended = status === 0 ? 'done in' : 'failed after'
      say(`  ${name.padEnd(12)}${ended} ${((Date.now() - started) / 1000).toFixed(1)} s`)
      if (status !== 0) failed.push(`The step "${name}" failed: ${[command, ...args].join(' ')}\n\n${output}`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, lane))
  if (failed.length === 0) return
  process.stderr.write(`\n${failed.join('\n')}`)
  process.exit(1)
}

function run(command, args, options) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
    child.once('error', (error) => done({ status: 1, output: error.message }))
    child.once('close', (status) => done({ status, output }))
  })
}

const npm = () => (process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []])

/** Installs the locked dependencies, unless they are there already. */
export async function install() {
  const stamp = join(root, 'node_modules/.socle-installed')
  const wanted = digestOf([join(root, 'package-lock.json')])
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const [command, args] = npm()
  say('  packages    installing from the npm registry, a few minutes at the first start …')
  await step('packages', command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stamp, wanted)
}

/** Builds the portal, unless it was built from these very sources. */
export async function buildPortal() {
  const stamp = join(root, 'portal/dist/.built-from')
  const sources = [
    ...filesBelow(join(root, 'portal'), (name) => name !== 'dist' && name !== 'node_modules'),
    ...filesBelow(join(root, 'contracts'), (name) => name !== 'node_modules'),
    join(root, 'package-lock.json'),
  ]
  const wanted = digestOf(sources)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  await step('portal', node, [
    join(root, 'node_modules/vite/bin/vite.js'),
    'build',
    '--config',
    'portal/vite.config.ts',
  ])
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** Runs a program of this repository with the pinned Node and hands over its signals and exit code. */
export function handOver(args, env = {}) {
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

function filesBelow(folder, wanted) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => wanted(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesBelow(path, wanted) : [path]
    })
    .sort()
}

function digestOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}
