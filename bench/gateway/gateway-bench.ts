/**
 * `npm run bench:gateway [-- --json FILE] [--rounds 3] [--seconds 3] [--calls N]`: what a call costs with authentication,
 * budgets, routing, protection and the durable ledger on, beside peers that account for nothing, in one run. Needs `wrk`; `nginx` and
 * Portkey are measured where they are found (Portkey is installed into a temporary folder).
 */
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { startRealPostgresql } from '../../server/testing/real-postgresql.ts'
import { concurrentStreams } from './streams.ts'
import { cpuOf, peakOf, resetPeak, residentOf, startOn, stopAll, untilListening } from './processes.ts'

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    /** Calls of the test of memory; 0 leaves it out. */
    calls: { type: 'string', default: '0' },
  },
})
const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'socle-bench-'))
const [GATEWAY_CORE, LOAD_CORE] = [0, 1]
const ports = {
  fast: 19501,
  slow: 19502,
  nginx: 19511,
  nginxSlow: 19512,
  bare: 19521,
  bareSlow: 19522,
  portkey: 19531,
  socle: 19541,
  second: 19542,
}
const upstream = (port: number) => `http://127.0.0.1:${port}`

interface Target {
  readonly url: string
  readonly slowUrl: string
  readonly headers: Record<string, string>
  readonly slowHeaders?: Record<string, string>
  readonly slowModel?: string
  readonly pid: () => number
  readonly slowPid?: () => number
}
interface Row {
  target: string
  scenario: string
  rps: number
  cpuUsPerRequest: number | null
  p50Ms: number
  p99Ms: number
  peakRssMb: number | null
}

const has = (command: string): boolean => spawnSync('which', [command]).status === 0
if (!has('wrk')) {
  console.error('wrk is missing: apt-get install -y --no-install-recommends wrk nginx-light')
  process.exit(2)
}

const scenarios = {
  'json-c32': [32, false, false],
  'sse-c32': [32, true, false],
  'slow20-c32': [32, false, true],
} as const

const lua = join(folder, 'post.lua')
writeFileSync(
  lua,
  `wrk.method = "POST"
wrk.body = os.getenv("BODY")
wrk.headers["Content-Type"] = "application/json"
for line in string.gmatch(os.getenv("HEADERS"), "[^\\n]+") do
  local name, value = string.match(line, "^([^:]+): (.*)$")
  wrk.headers[name] = value
end
function done(summary, latency)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
  print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors))
end
`,
)

/** Command line and environment of one run of wrk. */
function wrk(
  url: string,
  headers: Record<string, string>,
  model: string,
  connections: number,
  streamed: boolean,
  seconds: number,
) {
  const note = 'The committee met on Tuesday, read the reserves and kept two of them until the next version. '
  const body = {
    model,
    messages: [
      { role: 'system', content: 'Answer briefly and name the rule.' },
      { role: 'user', content: note.repeat(5) },
    ],
    max_tokens: 200,
    ...(streamed && { stream: true }),
  }
  const words = `-c ${LOAD_CORE} wrk -t1 -c${connections} -d${seconds}s --timeout 20s -s ${lua} ${url}/v1/chat/completions`
  const env = {
    ...process.env,
    BODY: JSON.stringify(body),
    HEADERS: Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
  }
  return ['taskset', words.split(' '), { encoding: 'utf8', env }] as const
}

function resultOf(url: string, output: string) {
  const [requests, duration, p50, p99, errors] = /RESULT (\d+) (\d+) (\d+) (\d+) (\d+)/
    .exec(output)!
    .slice(1)
    .map(Number) as [number, number, number, number, number]
  if (errors > 0) throw new Error(`${url}: ${errors} errors of ${requests} calls`)
  return { requests, rps: requests / (duration / 1e6), p50Ms: p50 / 1000, p99Ms: p99 / 1000 }
}

const load = (...run: Parameters<typeof wrk>) => resultOf(run[0], execFileSync(...wrk(...run)))

/** Calls of several loads at the same time. */
async function loadTogether(runs: Parameters<typeof wrk>[]): Promise<number> {
  const results = await Promise.all(
    runs.map(async (run) => resultOf(run[0], (await promisify(execFile)(...wrk(...run))).stdout)),
  )
  return results.reduce((sum, { requests }) => sum + requests, 0)
}

const node = process.execPath
const here = (file: string) => join(import.meta.dirname, file)
startOn(LOAD_CORE, [node, here('upstream.ts'), String(ports.fast), String(ports.slow)])
await untilListening(ports.slow)
const targets: Record<string, Target> = {}

const bare = startOn(GATEWAY_CORE, [node, here('bare-proxy.ts'), String(ports.bare), upstream(ports.fast)])
const bareSlow = startOn(GATEWAY_CORE, [node, here('bare-proxy.ts'), String(ports.bareSlow), upstream(ports.slow)])
targets['bare undici proxy'] = {
  url: upstream(ports.bare),
  slowUrl: upstream(ports.bareSlow),
  headers: { Authorization: 'Bearer bench' },
  pid: () => bare.pid!,
  slowPid: () => bareSlow.pid!,
}

if (has('nginx')) {
  const server = (port: number, to: number) => `upstream u${to} { server 127.0.0.1:${to}; keepalive 256; }
  server { listen 127.0.0.1:${port}; location / { proxy_pass http://u${to}; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; } }`
  const settings = join(folder, 'nginx.conf')
  writeFileSync(
    settings,
    `daemon off; master_process off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 8192; }
http { access_log off; keepalive_requests 1000000; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  ${server(ports.nginx, ports.fast)} ${server(ports.nginxSlow, ports.slow)} }`,
  )
  const nginx = startOn(GATEWAY_CORE, ['nginx', '-c', settings, '-p', folder])
  targets.nginx = { url: upstream(ports.nginx), slowUrl: upstream(ports.nginxSlow), headers: {}, pid: () => nginx.pid! }
}

const portkeyFolder = join(folder, 'portkey')
mkdirSync(portkeyFolder)
// With newer versions of these two it answers 500.
const pinned = { hono: '4.9.7', '@hono/node-server': '1.13.5' }
writeFileSync(
  join(portkeyFolder, 'package.json'),
  JSON.stringify({ private: true, dependencies: { '@portkey-ai/gateway': '1.15.2', ...pinned }, overrides: pinned }),
)
const installed = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: portkeyFolder })
if (installed.status === 0) {
  const main = join(portkeyFolder, 'node_modules/@portkey-ai/gateway/build/start-server.js')
  const portkey = startOn(GATEWAY_CORE, [node, main, `--port=${ports.portkey}`, '--headless'], {
    NODE_ENV: 'production',
    TRUSTED_CUSTOM_HOSTS: '127.0.0.1,localhost',
  })
  const to = (port: number) => ({
    'x-portkey-provider': 'openai',
    'x-portkey-custom-host': `${upstream(port)}/v1`,
    Authorization: 'Bearer x',
  })
  targets['Portkey, everything off'] = {
    url: upstream(ports.portkey),
    slowUrl: upstream(ports.portkey),
    headers: to(ports.fast),
    slowHeaders: to(ports.slow),
    pid: () => portkey.pid!,
  }
} else console.log('Portkey could not be installed: left out')

const postgresql = await startRealPostgresql({ durable: true })
const settings = join(folder, 'socle.config.yaml')
/** Beyond the ministry's circle, so that texts are looked through for personal data. */
const provider = (id: string, port: number, path: string, model: string) => ({
  id,
  name: id,
  dialect: 'openai',
  baseUrl: `${upstream(port)}${path}`,
  location: 'here',
  law: 'FR',
  circle: 3,
  clearance: 'restricted',
  approved: true,
  models: [{ name: model, upstream: 'bench', price: { inputPerMillion: 0.2, outputPerMillion: 0.6 } }],
})
const startSocle = (name: string, port: number) => {
  writeFileSync(
    `${settings}.${name}`,
    JSON.stringify({
      port,
      dataFolder: join(folder, name),
      logLevel: 'error',
      ai: {
        providers: [
          provider('fast', ports.fast, '/v1', 'bench'),
          provider('slow', ports.slow, '/v1', 'slow'),
          provider('stream', ports.fast, '/v1/slow', 'stream'),
        ],
      },
    }),
  )
  return startOn(GATEWAY_CORE, [node, '--max-semi-space-size=16', join(root, 'server/main.ts')], {
    SOCLE_CONFIG: `${settings}.${name}`,
    DATABASE_URL: postgresql.url,
  })
}
const socle = startSocle('data', ports.socle)
await untilListening(ports.socle)
const issued = execFileSync(
  node,
  [
    join(root, 'cli/main.ts'),
    'key',
    'create',
    '--application',
    'bench',
    '--name',
    'bench',
    '--sensitivity',
    'restricted',
    '--budget',
    '100000eur/month,1000000000tokens/month,100000000requests/day',
    '--json',
  ],
  { encoding: 'utf8', env: { ...process.env, SOCLE_DATA: join(folder, 'data') }, stdio: ['ignore', 'pipe', 'ignore'] },
)
const { key } = JSON.parse(issued) as { key: string }
const authorization = { Authorization: `Bearer ${key}` }
targets.Socle = {
  url: upstream(ports.socle),
  slowUrl: upstream(ports.socle),
  slowModel: 'slow',
  headers: authorization,
  pid: () => socle.pid!,
}

for (const target of Object.values(targets))
  for (const url of [target.url, target.slowUrl]) await untilListening(Number(new URL(url).port))
console.log(
  `Machine: ${cpus().length} × ${cpus()[0]!.model}; gateway on core ${GATEWAY_CORE}, load and provider on core ${LOAD_CORE}`,
)
const rows: Row[] = []
const run = (name: string, target: Target, scenario: keyof typeof scenarios, seconds: number): Row => {
  const [connections, streamed, slow] = scenarios[scenario]
  const pid = slow ? (target.slowPid ?? target.pid)() : target.pid()
  resetPeak(pid)
  const before = cpuOf(pid)
  const result = load(
    slow ? target.slowUrl : target.url,
    (slow && target.slowHeaders) || target.headers,
    (slow && target.slowModel) || 'bench',
    connections,
    streamed,
    seconds,
  )
  const { requests, rps, p50Ms, p99Ms } = result
  return {
    target: name,
    scenario,
    rps,
    cpuUsPerRequest: (cpuOf(pid) - before) / requests,
    p50Ms,
    p99Ms,
    peakRssMb: peakOf(pid),
  }
}
const direct = (scenario: keyof typeof scenarios): Row => {
  const [connections, streamed, slow] = scenarios[scenario]
  const { rps, p50Ms, p99Ms } = load(
    upstream(slow ? ports.slow : ports.fast),
    {},
    'bench',
    connections,
    streamed,
    Number(options.seconds),
  )
  return { target: 'no gateway', scenario, rps, cpuUsPerRequest: null, p50Ms, p99Ms, peakRssMb: null }
}
try {
  for (const [name, target] of Object.entries(targets))
    for (const scenario of Object.keys(scenarios) as (keyof typeof scenarios)[]) run(name, target, scenario, 3)
  for (let round = 0; round < Number(options.rounds); round++)
    for (const scenario of Object.keys(scenarios) as (keyof typeof scenarios)[]) {
      rows.push(direct(scenario))
      const names = Object.keys(targets)
      for (let turn = 0; turn < names.length; turn++) {
        const name = names[(turn + round) % names.length]!
        rows.push(run(name, targets[name]!, scenario, Number(options.seconds)))
      }
    }
  report()
  const streams = await concurrentStreams(upstream(ports.socle), key, 1000)
  console.log(
    `\n1 000 concurrent streams: peak ${peakOf(socle.pid!).toFixed(0)} MB resident, ${streams.whole} whole; first event passed on in ${streams.firstEventMs.toFixed(2)} ms (median), alone ${(await concurrentStreams(upstream(ports.socle), key, 1)).firstEventMs.toFixed(2)} ms`,
  )
  await twoProcesses()
  if (Number(options.calls) > 0) memoryOver(Number(options.calls))
} finally {
  await stopAll()
  await postgresql.stop()
  rmSync(folder, { recursive: true, force: true })
}

/**
 * Two replicas on one database. The load leaves them one core of two, so that calls a second cannot tell: what a call costs them,
 * together and alone, can.
 */
async function twoProcesses(): Promise<void> {
  const second = startSocle('second', ports.second)
  await untilListening(ports.second)
  const calls = (port: number): Parameters<typeof wrk> => [upstream(port), authorization, 'bench', 16, false, 5]
  const both = [calls(ports.socle), calls(ports.second)]
  await loadTogether(both)
  const costOf = async (pids: number[], runs: Parameters<typeof wrk>[]) => {
    const used = () => pids.reduce((sum, pid) => sum + cpuOf(pid), 0)
    const before = used()
    const made = await loadTogether(runs)
    return (used() - before) / made
  }
  const ratios: number[] = []
  for (let round = 0; round < Number(options.rounds); round++) {
    const alone = await costOf([socle.pid!], [calls(ports.socle)])
    const together = await costOf([socle.pid!, second.pid!], both)
    ratios.push((2 * alone) / together)
  }
  console.log(`two processes on one database: worth ${median(ratios).toFixed(2)} of one, by processor time a call`)
}

function memoryOver(calls: number): void {
  let made = 0
  for (let step = 1; made < calls; step++) {
    const { rps } = load(upstream(ports.socle), authorization, 'bench', 32, false, 10)
    made += rps * 10
    console.log(`after ${Math.round(made / 1000)} 000 calls: ${residentOf(socle.pid!).toFixed(0)} MB resident`)
  }
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}

function report(): void {
  const of = (target: string, scenario: string, figure: 'rps' | 'p50Ms' | 'p99Ms' | 'cpuUsPerRequest' | 'peakRssMb') =>
    median(rows.filter((row) => row.target === target && row.scenario === scenario).map((row) => row[figure] ?? 0))
  const medians = Object.keys(scenarios).flatMap((scenario) =>
    ['no gateway', ...Object.keys(targets)].map((target): Row => ({
      target,
      scenario,
      rps: of(target, scenario, 'rps'),
      cpuUsPerRequest: of(target, scenario, 'cpuUsPerRequest'),
      p50Ms: of(target, scenario, 'p50Ms'),
      p99Ms: of(target, scenario, 'p99Ms'),
      peakRssMb: of(target, scenario, 'peakRssMb'),
    })),
  )
  console.log(`\nMedians of ${options.rounds} interleaved runs of ${options.seconds} s\n`)
  console.log(
    '| scenario | target | calls/s | CPU µs/call | p50 ms | p99 ms | peak MB |\n|---|---|---|---|---|---|---|',
  )
  for (const { scenario, target, rps, cpuUsPerRequest, p50Ms, p99Ms, peakRssMb } of medians)
    console.log(
      `| ${scenario} | ${target} | ${rps.toFixed(0)} | ${cpuUsPerRequest ? cpuUsPerRequest.toFixed(0) : '–'} | ${p50Ms.toFixed(2)} | ${p99Ms.toFixed(2)} | ${peakRssMb ? peakRssMb.toFixed(0) : '–'} |`,
    )
  if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(medians, null, 2) + '\n')
}
