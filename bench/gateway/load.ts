/** wrk on the load's core: a closed loop, one thread, connections kept open. */
import { execFile, execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface Load {
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: object
  readonly connections: number
  readonly seconds: number
}

export interface LoadResult {
  readonly requests: number
  readonly rps: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** In a body: replaced by a number that no other call has. */
export const NUMBER = '{{number}}'

const script = `wrk.method = "POST"
wrk.body = os.getenv("BODY")
wrk.headers["Content-Type"] = "application/json"
for line in string.gmatch(os.getenv("HEADERS"), "[^\\n]+") do
  local name, value = string.match(line, "^([^:]+): (.*)$")
  wrk.headers[name] = value
end
local cut = string.find(wrk.body, "${NUMBER}", 1, true)
if cut then
  local before, after = string.sub(wrk.body, 1, cut - 1), string.sub(wrk.body, cut + ${NUMBER.length})
  local number = os.time() * 1000000
  function request()
    number = number + 1
    return wrk.format(nil, nil, nil, before .. string.format("%d", number) .. after)
  end
end
function done(summary, latency)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
  print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors))
end
`

/** @param folder where the script is put */
export function createLoader(folder: string, core: number) {
  const file = join(folder, 'post.lua')
  writeFileSync(file, script)
  const command = ({ url, headers, body, connections, seconds }: Load) => {
    const words = `-c ${core} wrk -t1 -c${connections} -d${seconds}s --timeout 20s -s ${file} ${url}/v1/chat/completions`
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    const env = { ...process.env, BODY: JSON.stringify(body), HEADERS: lines.join('\n') }
    return ['taskset', words.split(' '), { encoding: 'utf8', env }] as const
  }
  return {
    run: (load: Load): LoadResult => resultOf(load.url, execFileSync(...command(load))),
    /** Several loads at the same time. */
    together: (loads: readonly Load[]): Promise<LoadResult[]> =>
      Promise.all(loads.map(async (load) => resultOf(load.url, (await promisify(execFile)(...command(load))).stdout))),
  }
}
export type Loader = ReturnType<typeof createLoader>

function resultOf(url: string, output: string): LoadResult {
  const [requests, duration, p50, p99, errors] = /RESULT (\d+) (\d+) (\d+) (\d+) (\d+)/
    .exec(output)!
    .slice(1)
    .map(Number) as [number, number, number, number, number]
  if (errors > 0) throw new Error(`${url}: ${errors} errors of ${requests} calls`)
  return { requests, rps: requests / (duration / 1e6), p50Ms: p50 / 1000, p99Ms: p99 / 1000 }
}
