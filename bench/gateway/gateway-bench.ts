/**
 * `npm run bench:gateway [-- --json FILE] [--rounds 3] [--seconds 3] [--calls N]`: what a call costs with authentication,
 * budgets, routing, protection and the durable ledger on, beside peers that account for nothing, in one run. Needs `wrk`; each peer is
 * measured where it is found (Portkey is installed into a temporary folder).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createLoader } from './load.ts'
import { address, has, GATEWAY_CORE, LOAD_CORE, ports, stayOnLoadCore } from './machine.ts'
import { measureMemory, measureProtection, measureReplicas, measureStreams } from './measures.ts'
import { peers, type Target } from './peers.ts'
import { cpuOf, peakOf, resetPeak, startOn, watchOthers, stopAll, untilListening } from './processes.ts'
import { shortQuestion } from './prompts.ts'
import { medians, published, type Row, table } from './report.ts'
import { startSocle } from './socle.ts'

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    /** Calls of the test of memory; 0 leaves it out. */
    calls: { type: 'string', default: '0' },
    /** Only these, by a part of their name. */
    targets: { type: 'string' },
    scenarios: { type: 'string' },
    /** Which parts: table, streams, protection, replicas, memory (with --calls). */
    parts: { type: 'string', default: 'table,streams,protection,replicas,memory' },
    /** How often a run is made again that other programs disturbed. */
    again: { type: 'string', default: '2' },
    /** Flags of Node for Socle, say --flags=--cpu-prof. */
    flags: { type: 'string', default: '' },
  },
})
const rounds = Number(options.rounds)
const seconds = Number(options.seconds)
const parts = new Set(options.parts.split(','))
const named = (list: string | undefined, name: string): boolean =>
  list === undefined || list.split(',').some((part) => name.toLowerCase().includes(part.toLowerCase()))

if (!has('wrk')) {
  console.error('wrk is missing: apt-get install -y --no-install-recommends wrk nginx-light haproxy caddy')
  process.exit(2)
}
stayOnLoadCore()
const folder = mkdtempSync(join(tmpdir(), 'socle-bench-'))
const loader = createLoader(folder, LOAD_CORE)

interface Scenario {
  readonly connections: number
  readonly streamed?: boolean
  readonly slow?: boolean
}
const scenarios: Readonly<Record<string, Scenario>> = {
  'json-c32': { connections: 32 },
  'sse-c32': { connections: 32, streamed: true },
  'slow20-c32': { connections: 32, slow: true },
}
const chosen = Object.keys(scenarios).filter((name) => named(options.scenarios, name))

/** One that answers no question is left out of the table, and said. */
async function answers(name: string, target: Target): Promise<boolean> {
  for (const url of [target.url, target.slowUrl]) await untilListening(Number(new URL(url).port))
  try {
    for (const scenario of chosen) measured(name, target, scenarios[scenario]!, 1)
    return true
  } catch (error) {
    console.log(`${name} is left out: ${(error as Error).message}`)
    return false
  }
}

/** Again, a few times, when other programs took a part of the machine meanwhile; the quietest run counts. */
function quietly(name: string, target: Target, scenario: Scenario) {
  let best: ReturnType<typeof measured> | undefined
  // Idle for as long as the others had their turn: compiled code, connections and memory come back in a moment.
  measured(name, target, scenario, 1)
  for (let turn = 0; turn <= Number(options.again); turn++) {
    const run = measured(name, target, scenario, seconds)
    if (best === undefined || run.othersCores < best.othersCores) best = run
    if (best.othersCores <= QUIET_CORES) break
  }
  return best!
}

function measured(name: string, target: Target, { connections, streamed = false, slow = false }: Scenario, s: number) {
  const pid = slow ? (target.slowPid ?? target.pid)() : target.pid()
  const direct = name === NO_GATEWAY
  if (!direct) resetPeak(pid)
  const before = direct ? 0 : cpuOf(pid)
  const others = watchOthers()
  const { requests, rps, p50Ms, p99Ms } = loader.run({
    url: slow ? target.slowUrl : target.url,
    headers: (slow && target.slowHeaders) || target.headers,
    body: shortQuestion((slow && target.slowModel) || 'bench', streamed),
    connections,
    seconds: s,
  })
  const cost = direct ? null : (cpuOf(pid) - before) / requests
  return { rps, cpuUsPerRequest: cost, p50Ms, p99Ms, peakRssMb: direct ? null : peakOf(pid), othersCores: others() }
}

/** Others may take so much of a core before a run is made again. */
const QUIET_CORES = 0.15
const NO_GATEWAY = 'no gateway'
const targets = new Map<string, Target>()
const rows: Row[] = []
let stopDatabase = () => Promise.resolve()
try {
  startOn(LOAD_CORE, [
    process.execPath,
    join(import.meta.dirname, 'upstream.ts'),
    String(ports.fast),
    String(ports.slow),
  ])
  await untilListening(ports.slow)
  targets.set(NO_GATEWAY, { url: address(ports.fast), slowUrl: address(ports.slow), headers: {}, pid: () => 0 })
  if (parts.has('table'))
    for (const [name, start] of Object.entries(peers)) {
      if (!named(options.targets, name)) continue
      const target = start(folder)
      if (target === undefined) console.log(`${name} is not installed: left out`)
      else if (await answers(name, target)) targets.set(name, target)
    }
  const socle = await startSocle(folder, options.flags.split(' ').filter(Boolean))
  stopDatabase = socle.stopDatabase
  if (parts.has('table') && named(options.targets, 'Socle') && (await answers('Socle', socle)))
    targets.set('Socle', socle)
  console.log(
    `Machine: ${cpus().length} × ${cpus()[0]!.model}; gateway on core ${GATEWAY_CORE}; load, provider and database on core ${LOAD_CORE}`,
  )
  if (parts.has('table')) {
    const names = [...targets.keys()]
    // What the just-in-time compiler has not seen often is slow: nobody is measured cold.
    for (const name of names) for (const scenario of chosen) measured(name, targets.get(name)!, scenarios[scenario]!, 2)
    for (let round = 0; round < rounds; round++)
      for (const scenario of chosen)
        for (let turn = 0; turn < names.length; turn++) {
          const target = names[(turn + round) % names.length]!
          rows.push({
            target,
            scenario,
            ...quietly(target, targets.get(target)!, scenarios[scenario]!),
          })
        }
    const middle = medians(rows)
    console.log(`\nMedians of ${rounds} interleaved runs of ${seconds} s\n\n${table(middle)}`)
    if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(middle.map(published), null, 2) + '\n')
  }
  if (parts.has('streams')) await measureStreams(socle)
  if (parts.has('protection')) measureProtection(socle, loader, rounds, seconds)
  if (parts.has('replicas')) await measureReplicas(socle, loader, rounds)
  if (parts.has('memory')) measureMemory(socle, loader, Number(options.calls))
} finally {
  await stopAll()
  await stopDatabase()
  rmSync(folder, { recursive: true, force: true })
}
