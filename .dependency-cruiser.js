/** The arrows of the house: what may import what, each with its reason. */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^${from}/`, pathNot: '\\.test\\.ts$|/fixtures/|^server/testing/' },
  to: { pathNot: [`^${from}/`, ...allowed.map((room) => `^${room}/`), '^node_modules/'], dependencyTypesNot: ['core'] },
})
/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    only('contracts-alone', 'contracts is what everything else agrees on: it depends on nobody', 'contracts', []),
    {
      name: 'contracts-only-zod',
      comment: 'contracts travels to the browser: Zod and nothing else',
      severity: 'error',
      from: { path: '^contracts/', pathNot: '\\.test\\.ts$' },
      to: { path: '^node_modules/', pathNot: '^node_modules/zod/' },
    },
    only('rulebook', 'the framework as a library knows neither server nor database', 'rulebook', ['contracts']),
    only('checks', 'checks run in other teams’ pipelines: no server, no database', 'checks', ['contracts']),
    only('privacy', 'the library stands on its own: any gateway may take it', 'privacy', []),
    only('editions', 'reading documents needs neither server nor database', 'editions', ['contracts', 'rulebook']),
    {
      name: 'editions-one-door-to-files',
      comment: 'documents come in as bytes: one named file reads the disk, none the network',
      severity: 'error',
      from: { path: '^editions/', pathNot: '\\.test\\.ts$|^editions/read-edition-file\\.ts$' },
      to: { path: '^(node:)?(fs|fs/promises|http|https|net|dns|child_process)$' },
    },
    only('cli', 'the command calls libraries or the API', 'cli', [
      'contracts',
      'rulebook',
      'checks',
      'privacy',
      'editions',
    ]),
    only('portal', 'the portal knows the API by its contract', 'portal', ['contracts']),
    only('server', 'the server checks nothing and draws nothing', 'server', [
      'contracts',
      'rulebook',
      'privacy',
      'editions',
    ]),
    {
      name: 'platform-below-features',
      comment: 'platform serves features and knows none',
      severity: 'error',
      from: { path: '^server/platform/' },
      to: { path: '^server/(conformity|ai|portal|operations)/' },
    },
    {
      name: 'feature-by-its-index',
      comment: 'a feature is known by what its index offers',
      severity: 'error',
      from: { path: '^server/conformity/([^/]+)/' },
      to: {
        path: '^server/conformity/([^/]+)/',
        pathNot: ['^server/conformity/$1/', '^server/conformity/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'conformity-and-ai-apart',
      comment: 'they meet in app.ts and through events',
      severity: 'error',
      from: { path: '^server/(conformity|ai)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/(conformity|ai)/', pathNot: '^server/$1/' },
    },
    {
      name: 'rules-are-pure',
      comment: 'rules decide on what they are given: no store, no HTTP, no clock',
      severity: 'error',
      from: { path: '-rules\\.ts$', pathNot: '\\.test\\.ts$' },
      to: {
        path: '(-store|-routes)\\.ts$|^server/platform/(http|database|services)\\.ts$|^node_modules/(kysely|fastify|pg)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-circles',
      comment: 'a circle cannot be read from its beginning',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'no-orphans',
      comment: 'nothing uses it',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.test\\.ts$',
          '\\.d\\.ts$',
          '/fixtures/',
          '^portal/(public|vite.config)',
          '\\.(css|html|json|typ)$',
        ],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['portal/dist', 'fixtures', '\\.test\\.ts$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.vue'],
    },
  },
}
