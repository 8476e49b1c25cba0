/** What the table does not tell: streams at once, what protection costs, replicas together, memory over many calls. */
import type { Load, Loader } from './load.ts'
import { address, ports } from './machine.ts'
import { cpuOf, peakOf, residentOf } from './processes.ts'
import { longQuestions, shortQuestion } from './prompts.ts'
import { median } from './report.ts'
import type { Socle } from './socle.ts'
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
 * together and alone, can.
 */
export async function measureReplicas({ authorization, pid, startSecond }: Socle, loader: Loader, rounds: number) {
  const second = await startSecond()
  const calls = (port: number): Load => ({
    url: address(port),
    headers: authorization,
    body: shortQuestion('bench', false),
    connections: 16,
    seconds: 5,
  })
  const both = [calls(ports.socle), calls(ports.second)]
  await loader.together(both)
  const costOf = async (pids: number[], loads: Load[]) => {
    const used = () => pids.reduce((sum, each) => sum + cpuOf(each), 0)
    const before = used()
    const made = (await loader.together(loads)).reduce((sum, { requests }) => sum + requests, 0)
    return (used() - before) / made
  }
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const alone = await costOf([pid()], [calls(ports.socle)])
    const together = await costOf([pid(), second], both)
    ratios.push((2 * alone) / together)
  }
  console.log(`\ntwo processes on one database: worth ${median(ratios).toFixed(2)} of one, by processor time a call`)
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
