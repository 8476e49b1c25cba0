/** `npm run check`: everything short of servers and browsers; with `--static`, without the unit tests either. */
import { join } from 'node:path'
import { install, node, root, say, step } from './workplace.js'

say('Socle is checked …')
await install()
const tool = (path, ...args) => [node, [join(root, 'node_modules', path), ...args]]
await step('types', ...tool('typescript/bin/tsc', '--noEmit'))
await step('e2e types', ...tool('typescript/bin/tsc', '--noEmit', '-p', 'e2e/tsconfig.json'))
await step('portal', ...tool('vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', 'portal/tsconfig.json'))
await step('lint', ...tool('eslint/bin/eslint.js', '.', '--max-warnings', '0'))
await step('format', ...tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'))
await step(
  'arrows',
  ...tool(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.js',
    ...['contracts', 'rulebook', 'checks', 'editions', 'server', 'portal', 'cli'],
  ),
)
await step('dead code', ...tool('knip/bin/knip.js'))
if (!process.argv.includes('--static'))
  await step('unit tests', ...tool('vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter=dot'))
say('All is well.')
