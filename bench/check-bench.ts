/**
 * How long `socle check` takes on a repository of 10 000 files, the command's own start included.
 * Prints the median of five runs, the memory, and the time to read the same files once for comparison.
 *
 *   npx node bench/check-bench.ts [files] [megabytes]
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

const count = Number(process.argv[2] ?? 10_000)
const megabytes = Number(process.argv[3] ?? 200)
const runs = 5

/** What an ordinary application holds, in these proportions; every text says something that a pattern must look at. */
const kinds: readonly { readonly share: number; readonly path: (index: number) => string; readonly line: string }[] = [
  {
    share: 0.55,
    path: (i) => `src/area-${i % 97}/feature-${i}.ts`,
    line: 'export const total = lines.reduce((sum, line) => sum + line.amount, 0) // a token of the basket\n',
  },
  {
    share: 0.1,
    path: (i) => `src/area-${i % 97}/View${i}.vue`,
    line: '<template><p class="fr-text">{{ title }}</p><input type="text" name="password-hint"></template>\n',
  },
  {
    share: 0.1,
    path: (i) => `src/main/java/fr/app/p${i % 31}/Service${i}.java`,
    line: '  public String secretary(String name) { return repository.findByName(name).orElseThrow(); }\n',
  },
  {
    share: 0.1,
    path: (i) => `test/area-${i % 97}/feature-${i}.test.ts`,
    line: "  it('adds up', () => expect(total([{ amount: 1 }])).toBe(1))\n",
  },
  {
    share: 0.05,
    path: (i) => `docs/chapter-${i % 13}/page-${i}.md`,
    line: 'Comment démarrer, sauvegarder et superviser cette partie de l’application.\n',
  },
  { share: 0.05, path: (i) => `deploy/module-${i % 17}/object-${i}.yaml`, line: '# annotation\n' },
  { share: 0.05, path: (i) => `src/locales/texts-${i}.json`, line: '' },
]
const manifest = (index: number): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: service-${index}\nspec:\n  selector: { app: app-${index} }\n`

function generate(root: string): void {
  const perFile = (megabytes * 1_000_000) / count
  let index = 0
  for (const { share, path, line } of kinds)
    for (let i = 0; i < Math.round(share * count); i++, index++) {
      const file = join(root, path(index))
      mkdirSync(dirname(file), { recursive: true })
      const head = file.endsWith('.yaml') ? manifest(index) : ''
      writeFileSync(
        file,
        line === ''
          ? JSON.stringify({ password: 'Mot de passe', texts: 'x'.repeat(perFile) })
          : head + line.repeat(Math.max(1, Math.round((perFile - head.length) / line.length))),
      )
    }
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'bench', scripts: { test: 'vitest run' }, dependencies: { fastify: '5.0.0' } }),
  )
  writeFileSync(join(root, '.gitlab-ci.yml'), 'test:\n  script: [npm test]\n')
  execFileSync('git', ['-C', root, 'init', '-q'])
  execFileSync('git', ['-C', root, 'add', '.'])
  execFileSync('git', [
    '-C',
    root,
    '-c',
    'user.name=bench',
    '-c',
    'user.email=bench@example.org',
    'commit',
    '-qm',
    'bench',
  ])
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`

const root = mkdtempSync(join(tmpdir(), 'socle-bench-'))
try {
  generate(root)
  const listed = execFileSync('git', ['-C', root, 'ls-files'], { encoding: 'utf8', maxBuffer: 100_000_000 })
    .trim()
    .split('\n')
  const started = performance.now()
  let bytes = 0
  for (const path of listed) bytes += readFileSync(join(root, path), 'utf8').length
  const reading = performance.now() - started

  const times: number[] = []
  const processor: number[] = []
  let peak = 0
  // As people start it, its code compiled by the run before; the same on an empty folder is what no reading can go below.
  const command = join(import.meta.dirname, '../cli/socle.js')
  const nothing = mkdtempSync(join(tmpdir(), 'socle-bench-empty-'))
  spawnSync(process.execPath, [command, 'check', nothing, '--format', 'json'])
  const begun = performance.now()
  spawnSync(process.execPath, [command, 'check', nothing, '--format', 'json'])
  const floor = performance.now() - begun
  rmSync(nothing, { recursive: true })
  const usage = join(root, '..', `${basename(root)}-usage.cjs`)
  writeFileSync(
    usage,
    "process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); process.stderr.write(' ' + (userCPUTime + systemCPUTime) + ' ' + maxRSS) })",
  )
  for (let run = 0; run < runs; run++) {
    const from = performance.now()
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--require', usage, command, 'check', root, '--format', 'json'],
      { encoding: 'utf8', maxBuffer: 100_000_000 },
    )
    times.push(performance.now() - from)
    // A command that fell over is quick: only a whole report counts.
    if (status === null || status > 1 || !stdout.includes('"checks"'))
      throw new Error(`socle check ended with ${status}: ${stderr}`)
    processor.push(Number(/(\d+) \d+$/.exec(stderr)?.[1] ?? 0) / 1000)
    peak = Math.max(peak, Number(/\d+$/.exec(stderr)?.[0] ?? 0) / 1024)
  }
  rmSync(usage)
  console.log(
    `socle check: ${listed.length} files, ${Math.round(bytes / 1e6)} MB: median ${seconds(median(times))} of ${runs} (aim ≤ 5 s), ${seconds(median(processor))} of processor, peak ${Math.round(peak)} MB (aim ≤ 300); an empty folder ${seconds(floor)}; reading alone ${seconds(reading)}, ratio ${(median(times) / reading).toFixed(1)} (aim ≤ 3)`,
  )
} finally {
  rmSync(root, { recursive: true, force: true })
}
