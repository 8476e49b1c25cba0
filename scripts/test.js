/** `npm test`: installs what the tests need, runs everything, ends with `N passed, N failed`. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failuresAtOnce } from './failures-at-once.js'
import { buildPortal, install, node, root, say, step } from './workplace.js'

say('Socle is tested …')
await install()
await ensureBrowser()
await buildPortal()

const report = join(mkdtempSync(join(tmpdir(), 'socle-tests-')), 'report.json')
const arguments_ = [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--reporter=dot',
  `--reporter=${failuresAtOnce}`,
  '--reporter=json',
  `--outputFile.json=${report}`,
]
const run = spawnSync(node, [...arguments_, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })

if (!existsSync(report)) {
  say('The tests did not run to their end.\n0 passed, 1 failed')
  process.exit(1)
}
const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = JSON.parse(
  readFileSync(report, 'utf8'),
)
// A file that does not even load has no test to count, and has failed all the same.
const failed = numFailedTests > 0 ? numFailedTests : run.status === 0 ? 0 : Math.max(1, numFailedTestSuites)
if (numPendingTests > 0) say(`${numPendingTests} tests were skipped`)
say(`${numPassedTests} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

/** Browser tests use the system's Chromium: Debian's package is installed when we may, otherwise we say what to do. */
async function ensureBrowser() {
  if (['/usr/bin/chromium', '/usr/bin/google-chrome'].some((path) => existsSync(path))) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await step('apt', 'apt-get', ['update', '-qq'], { env })
    await step('chromium', 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env })
    return
  }
  say(
    'The browser tests need Chromium, which is missing here. Install it (Debian: apt-get install chromium), then run npm test again.',
  )
  say('0 passed, 1 failed')
  process.exit(1)
}
