/** What the table does not tell: streams at once, what protection costs, replicas together, memory over many calls. */
import type { Load, Loader } from './load.ts'
import { address, ports } from './machine.ts'
import { cpuOf, peakOf, residentOf } from './processes.ts'
import { longQuestions, shortQuestion } from './prompts.ts'
import { median } from './report.ts'
import type { Replica, Socle } from './socle.ts'
import { concurrentStreams } from './streams.ts'

export async function measureStreams({ url, key, pid }: Socle): Promise<void> {
  const many = await concurrentStreams(url, key, 1000)
  const peak = peakOf(pid()).toFixed(0)
  const alone: number[] = []
  for (let turn = 0; turn < 5; turn++) alone.push((await concurrentStreams(url, key, 1)).firstEventMs)
  console.log(
    `\n1 000 concurrent streams: peak ${peak} MB resident, ${many.whole} whole; first event passed on in ${many.firstEventMs.toFixed(2)} ms (median), alone ${median(alone).toFixed(2)} ms`,
  )
}

/** A 2 kB question in French to a provider beyond the circle; the same to one that the policy lets have everything. */
export function measureProtection({ url, authorization, pid }: Socle, loader: Loader, rounds: number, seconds: number) {
  const figures = new Map<string, { cpu: number; rps: number }[]>()
  const names = Object.entries(longQuestions)
  const load = (body: object): Load => ({ url, headers: authorization, body, connections: 32, seconds })
  for (const [, body] of names) loader.run({ ...load(body), seconds: 1 })
  for (let round = 0; round < rounds; round++)
    for (const [name, body] of names) {
      const before = cpuOf(pid())
      const { requests, rps } = loader.run(load(body))
      figures.set(name, [...(figures.get(name) ?? []), { cpu: (cpuOf(pid()) - before) / requests, rps }])
    }
  console.log('\n| protection, 2 kB in French | calls/s | CPU µs/call |\n|---|---|---|')
  for (const [name, runs] of figures)
    console.log(
      `| ${name} | ${median(runs.map(({ rps }) => rps)).toFixed(0)} | ${median(runs.map(({ cpu }) => cpu)).toFixed(0)} |`,
    )
}

/**
 * Two replicas on one database. The load leaves them one core of two, so that calls a second cannot tell: what a call costs them,
 * together and alone, can. Two processes that share no database tell what taking turns on one core costs by itself.
 */
export async function measureReplicas({ authorization, pid, startSecond }: Socle, loader: Loader, rounds: number) {
  const calls = (port: number, headers: Record<string, string>): Load => ({
    url: address(port),
    headers,
    body: shortQuestion('bench', false),
    connections: 16,
    seconds: 3,
  })
  const first = { pid: pid(), port: ports.socle, authorization }
  const groups = {
    alone: [first],
    'on one database': [first, await startSecond('same')],
    'on a database each': [first, await startSecond('own')],
  }
  const costOf = async (group: readonly Replica[]) => {
    const used = () => group.reduce((sum, replica) => sum + cpuOf(replica.pid), 0)
    const before = used()
    const results = await loader.together(group.map((replica) => calls(replica.port, replica.authorization)))
    return (used() - before) / results.reduce((sum, { requests }) => sum + requests, 0)
  }
  for (const group of Object.values(groups)) await costOf(group)
  const worth = { 'on one database': [] as number[], 'on a database each': [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const alone = await costOf(groups.alone)
    for (const [name, ratios] of Object.entries(worth))
      ratios.push((2 * alone) / (await costOf(groups[name as keyof typeof worth])))
  }
  for (const [name, ratios] of Object.entries(worth))
    console.log(`\ntwo processes ${name}: worth ${median(ratios).toFixed(2)} of one, by processor time a call`)
}

export function measureMemory({ url, authorization, pid }: Socle, loader: Loader, calls: number): void {
  if (calls === 0) return
  console.log('\n| calls | resident MB |\n|---|---|')
  let made = 0
  for (const step of [1_000, 10_000, 100_000, 500_000, 1_000_000].filter((each) => each <= calls)) {
    while (made < step) {
      const seconds = made < 10_000 ? 1 : made < 100_000 ? 2 : 10
      made += loader.run({
        url,
        headers: authorization,
        body: shortQuestion('bench', false),
        connections: 32,
        seconds,
      }).requests
    }
    console.log(`| ${made} | ${residentOf(pid()).toFixed(0)} |`)
  }
}
