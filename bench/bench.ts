/**
 * The numbers of the first capability, printed, never asserted: `npm run bench`.
 * Medians; the table with machine and date is in bench/README.md.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { applicability, loadFramework, loadGovernance, weightOf } from '@socle/rulebook'
import { sql } from 'kysely'
import { readConformityFile } from '../server/conformity/assessments/conformity-file.ts'
import { fileRow } from '../server/conformity/assessments/assessments-store.ts'
import { judge } from '../server/conformity/assessments/verdict-rules.ts'
import { readPortfolio } from '../server/conformity/assessments/portfolio-routes.ts'
import { currentFramework } from '../server/conformity/requirements/editions-store.ts'
import { migrate } from '../server/migrations/index.ts'
import { openDatabase, openEmbedded, type Database } from '../server/platform/database.ts'
import { permits } from '../server/testing/descriptions.ts'
import { startRealPostgresql } from '../server/testing/real-postgresql.ts'

const APPLICATIONS = 5000
const root = resolve(import.meta.dirname, '..')
const framework = loadFramework()
const now = new Date()

async function median(runs: number, work: () => unknown): Promise<number> {
  await work()
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!
}
const row = (what: string, figure: string, aim: string) =>
  console.log(`${what.padEnd(62)} ${figure.padStart(12)}   aim ${aim}`)

row(
  'applicability of one application',
  `${(await median(101, () => applicability(framework, permits.traits))).toFixed(2)} ms`,
  '≤ 5 ms',
)
row('edition read from its files', `${(await median(9, () => loadFramework())).toFixed(0)} ms`, '–')

/** Applications with a file at production in which every due requirement is assessed. */
async function fill(db: Database, count: number): Promise<string> {
  const { edition } = await currentFramework(db, join(root, 'framework'), now)
  const due = applicability(framework, permits.traits).requirements.filter(({ applies }) => applies)
  const judged = due.map(({ id }, index) => ({
    requirementId: id,
    weight: weightOf(framework, framework.requirementById.get(id)!),
    status: (['conforming', 'partly', 'not-assessed', 'non-conforming'] as const)[index % 4]!,
    proof: 'missing' as const,
  }))
  const verdict = judge(framework.policies.verdict, 'production', judged, [])
  const stored = JSON.stringify({
    answer: verdict.answer,
    tally: verdict.tally,
    assessed: 100,
    total: due.length,
    gaps: 20,
  })
  const user = '11111111-1111-4111-8111-111111111111'
  await sql`insert into users values (${user}, 'bench', 'bench', 'Bench', 'Bench', '{}', now(), now(), 1)`.execute(db)
  await sql`insert into applications select 'app-' || n, '1', 1, 'Application ' || n, 'Bench', ${due.length}::int, now(), now(), ${user}::uuid from generate_series(1, ${count}::int) n`.execute(
    db,
  )
  await sql`insert into application_versions select 'app-' || n, '1', ${JSON.stringify(permits)}::jsonb, now(), ${user}::uuid from generate_series(1, ${count}::int) n`.execute(
    db,
  )
  await sql`insert into conformity_files select gen_random_uuid(), 'app-' || n, '1', 'production', ${edition.digest}, now(), ${user}::uuid, ${stored}::jsonb, null from generate_series(1, ${count}::int) n`.execute(
    db,
  )
  await sql`insert into assessments select f.id, r.id, 'conforming', 'Justification', 1, ${user}::uuid, now() from conformity_files f, unnest(${due.map(({ id }) => id)}::text[]) r(id)`.execute(
    db,
  )
  await sql`analyze`.execute(db)
  const { rows } = await sql<{ id: string }>`select id from conformity_files limit 1`.execute(db)
  return rows[0]!.id
}

const governance = loadGovernance()
const embedded = await openEmbedded(null)
await migrate(embedded.db)
const file = await fill(embedded.db, 20)
row(
  'conformity file page data, embedded database',
  `${(await median(31, async () => readConformityFile(embedded.db, { governance }, (await fileRow(embedded.db, file))!, now, []))).toFixed(1)} ms`,
  '≤ 50 ms',
)
await embedded.close()

const server = await startRealPostgresql()
const real = await openDatabase({ databaseUrl: server.url, databasePoolSize: 5, dataFolder: '' })
await migrate(real.db)
const realFile = await fill(real.db, APPLICATIONS)
row(
  'conformity file page data, PostgreSQL, 5 000 applications',
  `${(await median(31, async () => readConformityFile(real.db, { governance }, (await fileRow(real.db, realFile))!, now, []))).toFixed(1)} ms`,
  '≤ 50 ms',
)
row(
  'portfolio of 5 000 applications summarised, PostgreSQL',
  `${(await median(11, () => readPortfolio(real.db, undefined))).toFixed(0)} ms`,
  '≤ 300 ms',
)
await real.close()
await server.stop()

const assets = join(root, 'portal/dist/assets')
const html = readFileSync(join(root, 'portal/dist/index.html'), 'utf8')
const named = new Set([...html.matchAll(/assets\/([^"]+)/g)].map((match) => match[1]!))
// What the home page loads: the files that the page names, what these import, the language and the home page itself.
for (const name of named)
  for (const [, other] of readFileSync(join(assets, name), 'utf8').matchAll(/from\s*"\.\/([^"]+)"/g)) named.add(other!)
for (const name of readdirSync(assets))
  if (/^(fr|home-page|application-row|use-framework)-.*\.js$/.test(name)) named.add(name)
const bytes = [...named].reduce(
  (sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length,
  gzipSync(html).length,
)
row('portal, first load of the home page, gzipped, CSS included', `${(bytes / 1000).toFixed(0)} kB`, '≤ 250 kB')
