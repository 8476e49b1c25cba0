/** Rows of the bench, their medians, and the table that people read. */

export interface Row {
  readonly target: string
  readonly scenario: string
  readonly rps: number
  readonly cpuUsPerRequest: number | null
  readonly p50Ms: number
  readonly p99Ms: number
  readonly peakRssMb: number | null
  /** Cores that other programs took of the machine meanwhile. */
  readonly othersCores: number
}

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!

/** One row a scenario and target, in the order of their first run. */
export function medians(rows: readonly Row[]): Row[] {
  const groups = Map.groupBy(rows, ({ scenario, target }) => `${scenario} ${target}`)
  return [...groups.values()]
    .map((same) => {
      const of = (figure: 'rps' | 'p50Ms' | 'p99Ms' | 'othersCores') => median(same.map((row) => row[figure]))
      const known = (figure: 'cpuUsPerRequest' | 'peakRssMb') =>
        same[0]![figure] === null ? null : median(same.map((row) => row[figure]!))
      return {
        target: same[0]!.target,
        scenario: same[0]!.scenario,
        rps: of('rps'),
        cpuUsPerRequest: known('cpuUsPerRequest'),
        p50Ms: of('p50Ms'),
        p99Ms: of('p99Ms'),
        peakRssMb: known('peakRssMb'),
        othersCores: of('othersCores'),
      }
    })
    .sort((a, b) => (a.scenario < b.scenario ? -1 : a.scenario > b.scenario ? 1 : 0))
}

export function table(rows: readonly Row[]): string {
  const whole = (figure: number | null) => (figure === null ? '–' : figure.toFixed(0))
  return [
    '| scenario | target | calls/s | CPU µs/call | p50 ms | p99 ms | peak MB | others |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(
      ({ scenario, target, rps, cpuUsPerRequest, p50Ms, p99Ms, peakRssMb, othersCores }) =>
        `| ${scenario} | ${target} | ${whole(rps)} | ${whole(cpuUsPerRequest)} | ${p50Ms.toFixed(2)} | ${p99Ms.toFixed(2)} | ${whole(peakRssMb)} | ${othersCores.toFixed(2)} |`,
    ),
  ].join('\n')
}

/** As `--json` writes it. */
export const published = ({ target, scenario, rps, cpuUsPerRequest, p50Ms, p99Ms, peakRssMb }: Row): object => ({
  target,
  scenario,
  rps,
  cpuUsPerRequest,
  p50Ms,
  p99Ms,
  peakRssMb,
})
