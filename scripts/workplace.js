/**
 * Prepares a fresh clone with nothing but the machine's own Node (20 or newer) and npm: plain JavaScript, no dependency.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const node = join(root, 'node_modules/node/bin/node')

export const say = (line) => process.stdout.write(`${line}\n`)

/** Runs a step; its output is shown only when it fails. Exits with a message that says what to do. */
export function step(name, command, args, options = {}) {
  const started = Date.now()
  process.stdout.write(`  ${name.padEnd(12)}`)
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64e6, ...options })
  if (result.status !== 0) {
    say('failed')
    process.stderr.write(`\n${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}\n`)
    process.stderr.write(`The step "${name}" failed: ${[command, ...args].join(' ')}\n`)
    process.exit(1)
  }
  say(`done in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

const npm = () => (process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []])

/** Installs the locked dependencies, unless they are there already. */
export function install() {
  const stamp = join(root, 'node_modules/.socle-installed')
  const wanted = digestOf([join(root, 'package-lock.json')])
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const [command, args] = npm()
  say('  packages    installing from the npm registry, a few minutes at the first start …')
  step('packages', command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stamp, wanted)
}

/** Builds the portal, unless it was built from these very sources. */
export function buildPortal() {
  const stamp = join(root, 'portal/dist/.built-from')
  const sources = [
    ...filesBelow(join(root, 'portal'), (name) => name !== 'dist' && name !== 'node_modules'),
    ...filesBelow(join(root, 'contracts'), (name) => name !== 'node_modules'),
    join(root, 'package-lock.json'),
  ]
  const wanted = digestOf(sources)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  step('portal', node, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'portal/vite.config.ts'])
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
