/** `npm run check`: everything short of servers and browsers; with `--static`, without the unit tests either. */
import { join } from 'node:path'
import { install, node, root, say, step, stepsTogether } from './workplace.js'

say('Socle is checked …')
await install()
const tool = (path, ...args) => [node, [join(root, 'node_modules', path), ...args]]
const remembered = (name) => [
  '--cache',
  '--cache-strategy',
  'content',
  '--cache-location',
  `node_modules/.cache/socle/${name}`,
]
/** What was found of files that did not change since is kept: a second run looks at the others. */
const incremental = (name) => [
  '--noEmit',
  '--incremental',
  '--tsBuildInfoFile',
  `node_modules/.cache/socle/${name}.tsbuildinfo`,
]
// The longest first, so that no core waits for the last of them.
await stepsTogether([
  ['lint', ...tool('eslint/bin/eslint.js', '.', '--max-warnings', '0', ...remembered('eslint'))],
  ['format', ...tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', ...remembered('prettier'), '.')],
  ['types', ...tool('typescript/bin/tsc', ...incremental('types'))],
  ['e2e types', ...tool('typescript/bin/tsc', ...incremental('e2e'), '-p', 'e2e/tsconfig.json')],
  ['portal', ...tool('vue-tsc/bin/vue-tsc.js', ...incremental('portal'), '-p', 'portal/tsconfig.json')],
  [
    'arrows',
    ...tool(
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.js',
      ...['contracts', 'rulebook', 'checks', 'privacy', 'editions', 'server', 'portal', 'cli', 'scripts'],
    ),
  ],
  ['dead code', ...tool('knip/bin/knip.js')],
])
if (!process.argv.includes('--static'))
  await step('unit tests', ...tool('vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter=dot'))
say('All is well.')
