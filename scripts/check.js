/** `npm run check`: everything short of servers and browsers. */
import { join } from 'node:path'
import { install, node, root, say, step } from './workplace.js'

say('Socle is checked …')
install()
const tool = (path, ...args) => [node, [join(root, 'node_modules', path), ...args]]
step('types', ...tool('typescript/bin/tsc', '--noEmit'))
step('e2e types', ...tool('typescript/bin/tsc', '--noEmit', '-p', 'e2e/tsconfig.json'))
step('portal', ...tool('vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', 'portal/tsconfig.json'))
step('lint', ...tool('eslint/bin/eslint.js', '.', '--max-warnings', '0'))
step('format', ...tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'))
step(
  'arrows',
  ...tool(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.js',
    ...['contracts', 'rulebook', 'checks', 'editions', 'server', 'portal', 'cli'],
  ),
)
step('dead code', ...tool('knip/bin/knip.js'))
step('unit tests', ...tool('vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter=dot'))
say('All is well.')
