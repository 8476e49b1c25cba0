/** `npm start`: from a fresh clone to a running Socle. */
import { join } from 'node:path'
import { buildPortal, handOver, install, root, say } from './workplace.js'

say('Socle starts …')
await install()
await buildPortal()

// With the embedded database, on a small machine, memory comes first: the figure is in bench/README.md.
// The database compiles at its start, and the allocator would keep what that freed.
const thrifty = !process.env.DATABASE_URL
// With a real one, thousand streams at once stay 70 MB lower with a young generation of 16 MB, at no cost in calls per second.
const flags = ['--disable-warning=ExperimentalWarning', `--max-semi-space-size=${thrifty ? 4 : 16}`]
const allocator = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '65536', MALLOC_MMAP_THRESHOLD_: '65536' }
handOver([...flags, join(root, 'server/main.ts')], {
  ...(thrifty && allocator),
  NODE_ENV: process.env.NODE_ENV ?? 'development',
  // The terminal shows what a person needs; the log goes to its file, beside the data unless the parameters say otherwise.
  SOCLE_LOG_WITH_DATA: '1',
})
