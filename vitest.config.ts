import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

/** Many tests start the command or a server: their compiled code is kept from one to the next. */
const env = { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/socle/compiled') }
const exclude = [...configDefaults.exclude, '**/fixtures/**']

/** A test's name tells its cost: `unit` runs alone, `integration` starts servers and databases, `e2e` drives a browser. */
export default defineConfig({
  test: {
    // `npm run coverage`: the libraries that judge, whose tests run alone. What needs servers is covered by their own tests.
    coverage: {
      provider: 'v8',
      include: ['checks/**/*.ts', 'rulebook/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.cases.ts', '**/fixtures/**', '**/testing.ts', 'editions/testing/**'],
      reporter: ['text-summary'],
      // A little below what they cover (94, 89, 91 and 82 on 2026-11-29): what is added comes with its tests.
      thresholds: { lines: 92, functions: 87, statements: 90, branches: 80 },
    },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.unit.test.ts'],
          exclude,
          testTimeout: 60_000,
          // Vitest leaves one core to itself, which on two is half of them.
          maxWorkers: availableParallelism(),
          env,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['**/*.integration.test.ts'],
          exclude,
          env,
          globalSetup: ['server/testing/shared-postgresql.ts', 'server/testing/embedded-image.ts'],
          // Starting a server takes a busy machine most of a minute.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.test.ts'],
          exclude,
          env,
          globalSetup: ['server/testing/embedded-image.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
