/** The numbers of editions, printed, never asserted: `npm run bench:editions [FILE…]`. */
import { join, resolve } from 'node:path'
import { diffEditions, readEditionFile } from '@socle/editions'
import { applicability, filesOf, loadFramework, loadGovernance, readFramework } from '@socle/rulebook'
import { sql } from 'kysely'
import { simulate } from '../server/conformity/editions/migration.ts'
import { currentFramework, freezeEdition } from '../server/conformity/requirements/editions-store.ts'
import { migrate } from '../server/migrations/index.ts'
import { openDatabase } from '../server/platform/database.ts'
import type { Services } from '../server/platform/services.ts'
import { permits } from '../server/testing/descriptions.ts'
import { startRealPostgresql } from '../server/testing/real-postgresql.ts'

const APPLICATIONS = 500
const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'framework')
const row = (what: string, milliseconds: number, aim: string) =>
  console.log(`${what.padEnd(62)} ${milliseconds.toFixed(0).padStart(8)} ms   aim ${aim}`)
async function median(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!
}

for (const path of process.argv.slice(2))
  row(`read ${path.split('/').at(-1)}`, await median(5, () => readEditionFile(path)), '≤ 3 s')
const [before, after] = process.argv.slice(2)
if (before !== undefined && after !== undefined) {
  const [a, b] = [(await readEditionFile(before)).requirements, (await readEditionFile(after)).requirements]
  row('difference of the first two', await median(5, async () => diffEditions(a, b)), '–')
}

const postgresql = await startRealPostgresql()
const { db, close } = await openDatabase({ databaseUrl: postgresql.url, databasePoolSize: 5, dataFolder: root })
try {
  await migrate(db)
  const framework = loadFramework()
  const now = new Date()
  const { edition } = await currentFramework(db, folder, now)
  const due = applicability(framework, permits.traits).requirements.filter(({ applies }) => applies)
  const user = '11111111-1111-4111-8111-111111111111'
  await sql`insert into users values (${user}, 'bench', 'bench', 'Bench', 'Bench', '{}', now(), now(), 1)`.execute(db)
  await sql`insert into applications (id, version, revision, name, organisation, applicable, created_at, updated_at, updated_by)
    select 'app-' || n, '1', 1, 'Application ' || n, 'Bench', ${due.length}::int, now(), now(), ${user}::uuid from generate_series(1, ${APPLICATIONS}::int) n`.execute(
    db,
  )
  await sql`insert into application_versions (application_id, label, description, created_at, created_by)
    select 'app-' || n, '1', ${JSON.stringify(permits)}::jsonb, now(), ${user}::uuid from generate_series(1, ${APPLICATIONS}::int) n`.execute(
    db,
  )
  await sql`insert into conformity_files (id, application_id, version, gate, edition_digest, opened_at, opened_by, verdict)
    select gen_random_uuid(), 'app-' || n, '1', gate, ${edition.digest}, now(), ${user}::uuid, '{}' from generate_series(1, ${APPLICATIONS}::int) n, unnest(array['launch','design','production']) gate`.execute(
    db,
  )
  const ids = sql.val(due.map(({ id }) => id))
  for (let part = 0; part < 10; part += 1)
    await sql`insert into assessments (file_id, requirement_id, status, justification, revision, author_id, assessed_at)
      select f.id, r, 'conforming', '', 1, ${user}::uuid, now() from conformity_files f, unnest(${ids}::text[]) r
      where right(f.application_id, 1) = ${String(part)}`.execute(db)

  // Every requirement of the guide and of MirAI changes its level.
  const files: Record<string, string> = { ...filesOf(folder) }
  for (const path of Object.keys(files))
    if (path.startsWith('requirements/'))
      files[path] = files[path]!.replaceAll(/level: (P|RG)$/gm, (_, level) => `level: ${level === 'P' ? 'I' : 'rc'}`)
  files['edition.yaml'] =
    `${files['edition.yaml']!.replace(/^id: .*$/m, 'id: bench')}\nprevious: ${edition.digest}\nchanges: []\n`
  const target = readFramework(files)
  await db.transaction().execute((trx) => freezeEdition(trx, target, files, now))
  const services = { db, governance: loadGovernance(folder) } as Services
  let moved = 0
  const busy = process.cpuUsage()
  const runs = 3
  const time = await median(runs, async () => {
    const { files: all, totals } = await simulate(services, target, now)
    moved = all.length
    return totals
  })
  row(`simulation: ${APPLICATIONS} applications, ${moved} files, ${due.length} assessments each`, time, '≤ 5 s')
  const { user: spent, system } = process.cpuUsage(busy)
  row('  of which this process computed', (spent + system) / 1000 / runs, '–')
} finally {
  await close()
  await postgresql.stop()
}
