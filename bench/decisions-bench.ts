/**
 * Lists of procedures, of the committee and of tenders on a real PostgreSQL, at the size of a ministry: `npm run bench:decisions`.
 * 500 applications, 30 members, 2 000 decided items, 300 tenders; medians and 95th percentiles, printed, never asserted.
 */
import { join, resolve } from 'node:path'
import { loadFramework, loadGovernance } from '@socle/rulebook'
import { sql } from 'kysely'
import { ProductFacts } from '@socle/contracts'
import { listApplications } from '../server/conformity/applications/applications-store.ts'
import { listDecisions } from '../server/conformity/committee/decisions-store.ts'
import { listMandates } from '../server/conformity/committee/mandates-store.ts'
import { readSession } from '../server/conformity/committee/session-view.ts'
import { listSessions } from '../server/conformity/committee/sessions-store.ts'
import { listDrafts } from '../server/conformity/editions/drafts-store.ts'
import { filterProducts } from '../server/conformity/products/list-rules.ts'
import { summariesOf } from '../server/conformity/products/product-view.ts'
import { allProducts, insertProduct } from '../server/conformity/products/products-store.ts'
import { listRemarks } from '../server/conformity/remarks/remarks-store.ts'
import { listAudit } from '../server/operations/audit/audit-store.ts'
import { listUsers } from '../server/platform/identity/users-store.ts'
import { notificationsOf } from '../server/portal/notifications/notifications-store.ts'
import { listProcedures, type ProcedureFilter } from '../server/conformity/procedures/procedures-store.ts'
import { currentFramework } from '../server/conformity/requirements/editions-store.ts'
import { toRequirement } from '../server/conformity/tenders/bid-rules.ts'
import { readTender } from '../server/conformity/tenders/tender-view.ts'
import { listTenders } from '../server/conformity/tenders/tenders-store.ts'
import { migrate } from '../server/migrations/index.ts'
import { type Database, openDatabase } from '../server/platform/database.ts'
import type { Services } from '../server/platform/services.ts'
import { permits } from '../server/testing/descriptions.ts'
import { startRealPostgresql } from '../server/testing/real-postgresql.ts'

const MORE = { products: 1_000, notifications: 5_000, remarks: 2_000, audit: 200_000, editions: 10 } as const
const SIZES = {
  applications: 500,
  members: 30,
  sessions: 100,
  itemsEach: 20,
  tenders: 300,
  runs: 100,
  ...MORE,
} as const
const folder = join(resolve(import.meta.dirname, '..'), 'framework')
const user = '11111111-1111-4111-8111-111111111111'

async function percentiles(what: string, work: () => Promise<unknown>) {
  await work()
  const times: number[] = []
  for (let run = 0; run < SIZES.runs; run++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(share * (times.length - 1))]!.toFixed(1)
  console.log(`${what.padEnd(56)} median ${at(0.5).padStart(6)} ms   p95 ${at(0.95).padStart(6)} ms   aim ≤ 100 ms`)
}

async function fill(db: Database): Promise<{ session: string; tender: string }> {
  const framework = loadFramework()
  const governance = loadGovernance(folder)
  const { edition } = await currentFramework(db, folder, new Date())
  const policy = governance.policies.tenders
  const requirements = framework.requirements.map((requirement) =>
    toRequirement(policy, requirement, { id: requirement.id, precision: '', reason: '' }),
  )
  const frozen = JSON.stringify({ code: 'SOCLE-bench', requirements, policy })
  const answers = JSON.stringify(
    requirements.map(({ id }, n) => ({
      requirementId: id,
      answer: policy.answers[n % policy.answers.length]!.id,
      comment: '',
      evidence: '',
      retained: null,
    })),
  )
  const tally = { seats: 30, present: 20, quorum: 15, for: 12, against: 5, abstain: 3, silent: 0, setAside: [] }
  const sentence = { fr: 'Adopté.', en: 'Adopted.' }
  const result = JSON.stringify({ outcome: 'adopted', rule: 'majority', policy: 'committee', sentence, tally })
  const run = (query: ReturnType<typeof sql>) => query.execute(db)
  await run(sql`insert into users values (${user}, 'bench', 'bench', 'Bench', 'Bench', '{}', now(), now(), 1)`)
  await run(
    sql`insert into users select gen_random_uuid(), 'bench', 'm' || n, 'Membre ' || n, 'Bench', '{committee-member}', now(), now(), 1 from generate_series(1, ${SIZES.members}::int) n`,
  )
  await run(
    sql`insert into applications select 'app-' || n, '1', 1, 'Application ' || n, 'Bench', 100, now(), now(), ${user}::uuid from generate_series(1, ${SIZES.applications}::int) n`,
  )
  await run(
    sql`insert into application_versions select 'app-' || n, '1', ${JSON.stringify(permits)}::jsonb, now(), ${user}::uuid from generate_series(1, ${SIZES.applications}::int) n`,
  )
  await run(
    sql`insert into committee_seats select gen_random_uuid(), 'Entité ' || n from generate_series(1, ${SIZES.members}::int) n`,
  )
  await run(
    sql`insert into committee_mandates select gen_random_uuid(), s.id, u.id, 'titular', '2020-01-01', null
        from (select id, row_number() over () n from committee_seats) s
        join (select id, row_number() over () n from users where subject <> 'bench') u using (n)`,
  )
  const procedure = (process: string, state: string, title: string, count: number, final: boolean) =>
    sql`insert into procedures (id, process, title, application_id, state, data, revision, requester_id, opened_at, entered_at, due_on, turn, final, link)
        select gen_random_uuid(), ${process}, ${title} || ' ' || n, null, ${state}, '{}', 1, ${user}::uuid, now(), now(), null, '{}', ${final}, '/'
        from generate_series(1, ${count}::int) n`
  await run(procedure('committee-session', 'settled', 'Séance', SIZES.sessions, true))
  await run(procedure('derogation', 'under-study', 'Dérogation', SIZES.sessions * SIZES.itemsEach, false))
  // Spread over the applications, half of them over, with deadlines around the day; the user is in fifty teams.
  await run(sql`update procedures set application_id = 'app-' || n, final = n % 2 = 0,
      state = case when n % 2 = 0 then 'refused' else state end,
      turn = case when n % 2 = 0 then '{}'::text[] when n % 5 = 0 then '{team}'::text[] else '{architect,committee-member}'::text[] end,
      due_on = case when n % 2 = 0 then null else date '2026-05-12' + (n % 90)::int - 45 end
      from (select id as of_id, 1 + (row_number() over ()) % ${SIZES.applications}::int as n from procedures where process = 'derogation') numbered
      where id = of_id`)
  await run(sql`insert into application_team select 'app-' || n, ${user}::uuid from generate_series(1, 50) n`)
  await run(procedure('tender', 'evaluation', 'Marché', SIZES.tenders, false))
  await run(
    sql`insert into committee_sessions select id, 'ordinary', date '2020-01-01' + (row_number() over ())::int * 14, 'Salle', null from procedures where process = 'committee-session'`,
  )
  await run(
    sql`insert into committee_items
        select gen_random_uuid(), s.id, d.n, 'procedure', d.id, null, d.title, 'Accorder.', '', null, 1, ${result}::jsonb, 'adopted', now(), ${user}::uuid
        from (select id, title, (row_number() over ())::int n from procedures where process = 'derogation') d
        join (select id, (row_number() over ())::int n from procedures where process = 'committee-session') s
          on s.n = 1 + (d.n - 1) / ${SIZES.itemsEach}::int`,
  )
  await run(
    sql`insert into committee_votes select i.id, m.id, 'for', now(), ${user}::uuid, array[now()] from committee_items i, committee_mandates m`,
  )
  await run(
    sql`insert into tenders select id, title, 'app-1', ${edition.digest}, '[]', ${requirements.length}::int, ${frozen}::jsonb, null, null, null, null, now(), 1 from procedures where process = 'tender'`,
  )
  await run(
    sql`insert into bids select gen_random_uuid(), t.procedure_id, 'Soumissionnaire ' || n, now(), 'bench', 'grille.ods', 'x', ${answers}::jsonb, 1 from tenders t, generate_series(1, 3) n`,
  )
  const verdict = JSON.stringify({ answer: 'no-go', tally: [], assessed: 60, total: 210, gaps: 12 })
  await run(
    sql`insert into conformity_files (id, application_id, version, gate, edition_digest, opened_at, opened_by, verdict, verdict_valid_before)
        select gen_random_uuid(), 'app-' || n, '1', gate, ${edition.digest}, now(), ${user}::uuid, ${verdict}::jsonb, null
        from generate_series(1, ${SIZES.applications}::int) n, unnest(array['launch', 'design', 'production']) gate where n % 3 > 0`,
  )
  await run(
    sql`insert into notifications (id, user_id, text, link, at, read_at)
        select gen_random_uuid(), ${user}::uuid, jsonb_build_object('fr', 'Réserve « ' || n || ' » : ouverte.', 'en', 'Reserve ' || n),
          '/procedures', now() - n * interval '1 minute', case when n % 4 > 0 then now() end
        from generate_series(1, ${SIZES.notifications}::int) n`,
  )
  await run(
    sql`insert into framework_remarks (id, edition, requirement_id, passage, kind, text, proposal, author_id, organisation, at, state, answer, answered_by, answered_at, revision)
        select gen_random_uuid(), ${edition.id}, ${framework.requirements[0]!.id}, '', 'question', 'Que veut dire « ouvert » ? ' || n, '', ${user}::uuid, 'Bench', now(), 'received', '', null, null, 1
        from generate_series(1, ${SIZES.remarks}::int) n`,
  )
  await run(
    sql`insert into audit_log (at, actor, action, target, detail, request_id)
        select now() - n * interval '1 minute', 'Bench', (array['application.described', 'procedure.open', 'assessment.set'])[1 + n % 3], 'application:app-' || n % 500, '{}', 'bench'
        from generate_series(1, ${SIZES.audit}::int) n`,
  )
  const facts = (n: number) => ({
    name: `Composant ${n}`,
    supplier: `Éditeur ${n % 80}`,
    version: '1',
    status: 'RAMO'[n % 4]!,
    uses: ['text-editor', 'browser'].slice(n % 2),
  })
  await db.transaction().execute(async (trx) => {
    for (let n = 1; n <= SIZES.products; n++)
      await insertProduct(trx, {
        reference: `P-${n}`,
        facts: ProductFacts.parse(facts(n)),
        userId: user,
        now: new Date(),
        source: null,
        fields: {},
      })
  })
  const list = JSON.stringify({ requirements: requirements.map(({ id }) => ({ id })), anomalies: [] })
  await run(procedure('edition', 'published', 'MIRAI', SIZES.editions, true))
  await run(
    sql`insert into edition_drafts (procedure_id, volume, label, file_name, sha256, list, completions, incomplete, revision)
        select id, 'MIRAI', title, 'mirai.csv', repeat('0', 64), ${list}::jsonb, '{}', 0, 1 from procedures where process = 'edition'`,
  )
  await run(sql`analyze`)
  const first = async (process: string) =>
    (await sql<{ id: string }>`select id from procedures where process = ${process} limit 1`.execute(db)).rows[0]!.id
  return { session: await first('committee-session'), tender: await first('tender') }
}

const server = await startRealPostgresql()
const { db, close } = await openDatabase({ databaseUrl: server.url, databasePoolSize: 5, dataFolder: '' })
try {
  await migrate(db)
  const { session, tender } = await fill(db)
  const governance = loadGovernance(folder)
  const services = {
    governance,
    framework: loadFramework(),
    clock: () => new Date(),
    authorisation: { decide: () => ({ allowed: true, because: [] }) },
  } as unknown as Services
  const caller = { kind: 'person', id: user, name: 'Bench', organisation: '', roles: [] } as const
  const page = { offset: 0, limit: 50 } as const
  const closedTo = [
    { state: 'derogation/under-study', act: 'requester' },
    { state: 'homologation/commission', act: 'requester' },
    { state: 'reserve/submitted', act: 'submit' },
  ]
  const processes = governance.processes.map(({ id }) => id)
  const agenda = { never: ['tender'], once: governance.policies.committee.decides }
  const architect = { userId: user, roles: ['architect'], processes, closedTo, agenda }
  const product = { userId: user, roles: ['product-lead'], processes: [], closedTo, agenda }
  const procedures = (reader: typeof architect | typeof product, filter: Partial<ProcedureFilter>) => () =>
    listProcedures(db, reader, { sort: 'due', descending: false, ...page, ...filter }, '2026-05-12')
  await percentiles('procedures, by deadline', procedures(architect, {}))
  await percentiles('procedures, last page by title', procedures(architect, { sort: 'title', offset: 2300 }))
  await percentiles(
    'procedures, of one process and state',
    procedures(architect, { process: 'derogation', state: 'under-study' }),
  )
  await percentiles('procedures, searched', procedures(architect, { search: 'dérogation 19' }))
  await percentiles('procedures, my turn', procedures(architect, { mine: true }))
  await percentiles('procedures, my turn, of the teams of a product lead', procedures(product, { mine: true }))
  await percentiles('procedures, overdue', procedures(architect, { overdue: true }))
  await percentiles('procedures, of one application', procedures(architect, { application: 'app-7' }))
  await percentiles('sessions, by date', () => listSessions(db, { sort: 'date', order: 'desc', ...page }))
  await percentiles('decisions, by date', () => listDecisions(db, { sort: 'date', order: 'desc', ...page }))
  await percentiles('decisions, searched, last page', () =>
    listDecisions(db, { search: 'dérogation 1', sort: 'title', order: 'asc', offset: 500, limit: 50 }),
  )
  await percentiles('mandates of the day', () =>
    listMandates(db, { on: '2026-05-12', sort: 'body', order: 'asc', ...page }),
  )
  await percentiles('tenders, by last change', () => listTenders(db, { sort: 'updated', order: 'desc', ...page }))
  const applications = (filter: object) => () =>
    listApplications(db, { caller, all: true, sort: 'updated', order: 'desc', ...page, ...filter })
  await percentiles('applications, by last change', applications({}))
  await percentiles(
    'applications, by gaps, of those that may not pass',
    applications({ standing: 'no-go', sort: 'gaps' }),
  )
  await percentiles('applications, searched', applications({ q: 'application 19' }))
  await percentiles('products: the whole reference, filtered and sorted', async () => {
    const products = summariesOf(governance.policies.products, await allProducts(db))
    return filterProducts(governance.policies.products, products, {
      search: 'éditeur 7',
      sort: 'name',
      descending: true,
    })
  })
  const told = { unread: false, order: 'desc', ...page } as const
  await percentiles('notifications, the latest', () => notificationsOf(db, user, told))
  await percentiles('notifications, unread and searched', () =>
    notificationsOf(db, user, { ...told, unread: true, search: 'réserve « 19' }),
  )
  await percentiles('public comments, searched', () =>
    listRemarks(db, { search: 'ouvert', sort: 'requirement', order: 'asc' }, page),
  )
  await percentiles('editions of volumes', () => listDrafts(db, { sort: 'imported', order: 'desc', ...page }))
  await percentiles('audit log of 200,000, the latest', () => listAudit(db, { order: 'desc', ...page }))
  await percentiles('audit log, of one subject', () => listAudit(db, { action: 'procedure', order: 'desc', ...page }))
  await percentiles('audit log of 200,000, searched', () =>
    listAudit(db, { search: 'app-499', order: 'desc', ...page }),
  )
  await percentiles('people', () => listUsers(db, { sort: 'name', order: 'asc', ...page }))
  await percentiles('one session: 30 seats, 20 items, 600 votes', () => readSession(db, services, caller, session))
  await percentiles('one tender: every requirement, 3 bids judged', () => readTender(db, services, caller, tender))
} finally {
  await close()
  await server.stop()
}
