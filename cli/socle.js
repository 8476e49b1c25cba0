#!/usr/bin/env node
// Plain JavaScript that any Node runs: the command itself is TypeScript and needs Node 24. Where the machine's own Node is
// older, the one that npm installed beside us takes over, with our arguments, our signals and its exit code.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

const wanted = 24
const main = new URL('./main.ts', import.meta.url)

function installedNode() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'))
    const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
}

if (Number(process.versions.node.split('.')[0]) >= wanted) {
  // Compiled once: half of a short command is the compiling of its code. Beside us and not in a shared folder, where anybody could
  // put code of theirs; where this cannot be written, there is no cache.
  module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/socle', import.meta.url)))
  // What a check reads is dropped at once: room for it to grow would only be memory held.
  setFlagsFromString('--semi-space-growth-factor=1')
  await import(main.href)
} else {
  const node = installedNode()
  if (node === undefined) {
    console.error(
      `socle : Node ${wanted} est nécessaire (ici ${process.version}). Lancez « npm ci », qui l’installe, ou mettez Node à jour.`,
    )
    console.error(
      `socle: Node ${wanted} is needed (this is ${process.version}). Run “npm ci”, which installs it, or update Node.`,
    )
    process.exit(2)
  }
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`socle: ${node}: ${error.message}`)
    process.exitCode = 2
  })
  child.on('exit', (code, signal) => {
    if (signal !== null) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    } else process.exitCode = code ?? 2
  })
}
