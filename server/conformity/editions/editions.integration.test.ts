/** An edition of a volume from import to publication, and what it does to the files of applications. */
import {
  applicationRoutes,
  type Completion,
  conformityRoutes,
  editionRoutes,
  notificationRoutes,
  frameworkRoutes,
  procedureRoutes,
  type RequirementId,
} from '@socle/contracts'
import { loadFramework, loadGovernance } from '@socle/rulebook'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { bilingual, drawnSheet, listForm, takeStep } from './testing.ts'
import { type ListRow, printedRows } from './volume-list-rules.ts'

const printed = printedRows(loadFramework(), 'MIRAI')
const sheet = loadFramework().requirementById.get('MIRAI:EXI-G-4')!.sheet
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
const csv = (rows: readonly ListRow[]) =>
  [
    'ID;Type;Exigence;Catégorie',
    ...rows.map(({ id, level, text, category }) => [id, level, text, category].map(quoted).join(';')),
  ].join('\n') + '\n'
/** Reworded, relevelled, renumbered, removed, added: one of each. */
const later: readonly ListRow[] = [
  ...printed.flatMap((row): ListRow[] => {
    if (row.id === 'EXI-G-6') return [{ ...row, text: `${row.text} Il est refait chaque année.` }]
    if (row.id === 'EXI-G-4') return [{ ...row, level: 'I' }]
    if (row.id === 'EXI-G-8') return [{ ...row, id: 'EXI-G-18' }]
    return row.id === 'EXI-G-7' ? [] : [row]
  }),
  {
    id: 'EXI-ARCH-21',
    level: 'P',
    category: '',
    text: 'Le déploiement se fait sans arrêt du service.',
    place: { file: 'x' },
  },
]
const complete: Completion = {
  sheet,
  title: bilingual('Déployer sans arrêt'),
  text: { fr: 'Le déploiement se fait sans arrêt du service.', en: 'Deployment does not stop the service.' },
  applies: 'always',
  verification: [{ method: 'declaration', automation: 'none', how: bilingual('On le dit.') }],
  guidance: {
    why: bilingual('Pour servir.'),
    how: bilingual('Ainsi.'),
    proof: bilingual('Un constat.'),
    effort: { size: 'S', note: bilingual('Peu.') },
  },
}

describe.each(databaseKinds)('editions (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  let yann: TestClient
  let fileId = ''

  beforeAll(async () => {
    // A committee that meets elsewhere, whose decisions are recorded with their minutes.
    const { committee } = loadGovernance(join(import.meta.dirname, '../../../framework')).policies
    const policies = { committee: { ...committee, editions: { ...committee.editions, choice: 'recorded' as const } } }
    socle = await startTestSocle(kind, {}, undefined, {}, policies)
    ;[camille, helene, yann] = (await Promise.all(['camille', 'helene', 'yann'].map((name) => socle.as(name)))) as [
      TestClient,
      TestClient,
      TestClient,
    ]
    const description = {
      ...permits,
      traits: { ...permits.traits, 'ai-use': ['language-models'], 'ai-base-use': 'uses' },
    }
    const created = await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1', description } })
    expect(created.problem).toBeUndefined()
    const opened = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'titres' },
      body: { version: '1', gate: 'production' },
    })
    fileId = opened.body.id
  })
  afterAll(() => socle.close())

  test('a condition is tried before anybody votes on it: whom it catches, and whom it keeps for want of an answer', async () => {
    const body = (applies: object | string) => ({ volume: 'GI' as const, applies: applies as never })
    const tried = async (applies: object | string) =>
      (await helene.call(editionRoutes.catches, { body: body(applies) })).body
    expect(await tried('always')).toMatchObject({
      total: 1,
      applies: 1,
      uncertain: 0,
      applications: [{ id: 'titres' }],
    })
    expect(await tried({ interface: ['web'] })).toMatchObject({ applies: 1, applications: [{ certain: true }] })
    expect(await tried({ not: { interface: ['web'] } })).toMatchObject({ applies: 0, uncertain: 0, applications: [] })
    // A question that the team left open keeps the requirement in.
    expect(await tried({ waf: ['yes'] })).toMatchObject({
      applies: 0,
      uncertain: 1,
      applications: [{ certain: false }],
    })
    const wrong = await helene.call(editionRoutes.catches, { body: body({ interface: ['telepathy'], mood: ['good'] }) })
    expect(wrong.problem).toMatchObject({
      code: 'invalid-request',
      errors: [{ path: 'body.applies.interface' }, { path: 'body.applies.mood' }],
    })
    expect((await camille.call(editionRoutes.catches, { body: body('always') })).problem?.code).toBe('forbidden')
  })

  const importList = async (rows: readonly ListRow[], label: string) => {
    const answer = await helene.call(editionRoutes.import, {
      query: { volume: 'MIRAI', label },
      form: listForm(csv(rows)),
    })
    expect(answer.problem).toBeUndefined()
    return answer.body.id
  }
  const step = (procedureId: string, transition: string) => takeStep(helene, procedureId, transition)
  const draft = async (draftId: string) => (await helene.call(editionRoutes.get, { params: { draftId } })).body
  const decide = (draftId: string, edition: string) =>
    yann.call(editionRoutes.decide, {
      params: { draftId },
      body: { adopted: true, reference: 'Séance du 3 juin', edition },
    })
  const publish = async (draftId: string, edition: string) => {
    for (const transition of ['discuss', 'submit']) expect((await step(draftId, transition)).problem).toBeUndefined()
    const decided = await decide(draftId, edition)
    expect(decided.problem).toBeUndefined()
    return decided.body
  }
  const assess = async (requirementId: RequirementId, status: 'conforming' | 'partly', revision = 0) =>
    camille.call(conformityRoutes.assess, {
      params: { fileId, requirementId },
      body: { status, justification: `Constat de ${requirementId}`, revision },
    })
  const assessment = async (requirementId: RequirementId) =>
    (await camille.call(conformityRoutes.assessment, { params: { fileId, requirementId } })).body

  let first = ''
  let second = ''

  test('a document is read, with its anomalies and what it would change, and nothing is stored', async () => {
    const text = `${csv(printed)}EXI-G-1;P;Autre chose;\n`
    const { body } = await helene.call(editionRoutes.preview, {
      query: { volume: 'MIRAI' },
      form: listForm(text, 'mirai.csv'),
    })
    expect(body.list.requirements).toHaveLength(printed.length + 1)
    expect(body.list.anomalies).toContainEqual(
      expect.objectContaining({
        kind: 'duplicate-id-different',
        id: 'EXI-G-1',
        place: { fr: `mirai.csv, ligne ${printed.length + 2}`, en: `mirai.csv, line ${printed.length + 2}` },
      }),
    )
    expect((await helene.call(editionRoutes.list)).body.drafts).toEqual([])
  })

  test('a document that cannot be read whole is refused with its place and the mend', async () => {
    const answer = await helene.call(editionRoutes.import, {
      query: { volume: 'MIRAI', label: 'x' },
      form: listForm('%PDF-1.4\n', 'cct.pdf'),
    })
    expect(answer.problem).toMatchObject({ code: 'edition-unreadable', status: 422 })
    expect(answer.problem?.detail).toMatch(/cct\.pdf.*tronqué.*Rien n’a été enregistré/s)
    const send = async (bytes: Uint8Array, name: string) => {
      const made = new FormData()
      made.set('file', new Blob([new Uint8Array(bytes)]), name)
      return (await helene.call(editionRoutes.import, { query: { volume: 'MIRAI', label: 'x' }, form: made })).problem
    }
    const locked = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')])
    const secret = Buffer.from(
      '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <00> /U <00> >> >>\n%%EOF\n',
    )
    expect(await send(locked, 'cct.xlsx')).toMatchObject({
      detail: expect.stringMatching(/cct\.xlsx.*chiffré.*sans mot de passe/),
    })
    expect(await send(secret, 'secret.pdf')).toMatchObject({ code: 'edition-unreadable' })
    expect(await send(Buffer.alloc(11 * 1024 * 1024), 'grand.ods')).toMatchObject({ code: 'body-too-large' })
    expect((await helene.call(editionRoutes.list)).body.drafts).toEqual([])
  })

  test('a sheet with merged cells or formulas is refused, and read by who asks for it', async () => {
    const list = [
      { id: 'EXI-G-1', level: 'P', text: 'Les journaux sont horodatés.' },
      { id: 'EXI-G-2', level: 'I', text: 'Les journaux sont gardés un an.' },
    ]
    const form = () => listForm(drawnSheet(list), 'liste.fods')
    const refused = [
      await helene.call(editionRoutes.preview, { query: { volume: 'MIRAI' }, form: form() }),
      await helene.call(editionRoutes.import, { query: { volume: 'MIRAI', label: 'x' }, form: form() }),
      await helene.call(editionRoutes.import, {
        query: { volume: 'MIRAI', label: 'x', lenient: 'false' },
        form: form(),
      }),
    ]
    for (const { problem } of refused) {
      expect(problem).toMatchObject({ code: 'edition-merged-or-formula', status: 422 })
      expect(problem?.detail).toMatch(/liste\.fods, feuille Liste.*D2:D3.*A2, A3.*Rien n’a été enregistré/s)
    }
    expect((await helene.call(editionRoutes.list)).body.drafts).toEqual([])

    const seen = await helene.call(editionRoutes.preview, {
      query: { volume: 'MIRAI', lenient: 'true' },
      form: form(),
    })
    expect(seen.body.list.requirements.map(({ id, category }) => `${id} ${category}`)).toEqual([
      'EXI-G-1 Traces',
      'EXI-G-2 Traces',
    ])
    expect(new Set(seen.body.list.anomalies.map(({ kind }) => kind))).toEqual(new Set(['cells-merged', 'cell-formula']))
    const made = await helene.call(editionRoutes.import, {
      query: { volume: 'MIRAI', label: 'lue quand même', lenient: 'true' },
      form: form(),
    })
    expect(made.problem).toBeUndefined()
    expect((await draft(made.body.id)).list.requirements).toHaveLength(2)
    const params = { procedureId: made.body.id }
    const { revision } = (await helene.call(procedureRoutes.get, { params })).body
    const abandoned = await helene.call(procedureRoutes.step, {
      params,
      body: { transition: 'abandon', revision, data: { why: 'Un essai.' } },
    })
    expect(abandoned.problem).toBeUndefined()
  })

  test('the first list of a volume becomes its reference without changing anything', async () => {
    first = await importList(printed, '12/2025')
    expect(await draft(first)).toMatchObject({
      state: 'draft',
      incomplete: 0,
      difference: { changes: [], wordingCompared: false },
    })
    expect(await publish(first, '2026.2')).toMatchObject({ state: 'published', edition: '2026.2' })
    const { body } = await helene.call(frameworkRoutes.overview)
    expect(body.edition.id).toBe('2026.2')
    expect((await helene.call(editionRoutes.list)).body.editions.map(({ id, inForce }) => [id, inForce])).toEqual([
      ['2026.2', true],
      ['2026.1', false],
    ])
  })

  test('the same name twice, or an edition decided twice, is refused', async () => {
    const again = await helene.call(editionRoutes.import, {
      query: { volume: 'MIRAI', label: '12/2025' },
      form: listForm(csv(printed)),
    })
    expect(again.problem?.code).toBe('edition-exists')
    expect((await decide(first, '2026.3')).problem?.code).toBe('edition-not-at-vote')
  })

  test('a later list is not voted while something is missing, and says what', async () => {
    second = await importList(later, '02/2026')
    const { difference, rows } = await draft(second)
    expect(difference.wordingCompared).toBe(true)
    expect(
      difference.changes.map((change) => `${change.kind} ${change.before.join()}>${change.after.join()}`).toSorted(),
    ).toEqual([
      'added >MIRAI:EXI-ARCH-21',
      'relevelled MIRAI:EXI-G-4>MIRAI:EXI-G-4',
      'removed MIRAI:EXI-G-7>',
      'renumbered MIRAI:EXI-G-8>MIRAI:EXI-G-18',
      'reworded MIRAI:EXI-G-6>MIRAI:EXI-G-6',
    ])
    expect(rows.filter(({ missing }) => missing.length > 0).map(({ id, missing }) => [id, missing])).toEqual([
      ['MIRAI:EXI-G-6', ['text']],
      ['MIRAI:EXI-ARCH-21', ['sheet', 'title', 'text', 'applies', 'verification', 'guidance']],
    ])
    const sheet = await helene.call(editionRoutes.exportRows, {
      params: { draftId: second },
      query: { format: 'csv', show: 'missing', sort: 'id', lang: 'fr' },
    })
    const [head, ...lines] = Buffer.from(sheet.bytes).toString().replace('\uFEFF', '').trim().split('\r\n')
    expect(head).toMatch(/^Identifiant;Dans le document;Niveau;/)
    expect(lines.map((line) => line.split(';')[0])).toEqual(['MIRAI:EXI-ARCH-21', 'MIRAI:EXI-G-6'])
    expect(lines[1]).toMatch(/reformulée.*énoncé dans les deux langues/)
    await step(second, 'discuss')
    const refused = await step(second, 'submit')
    expect(refused.problem).toMatchObject({ code: 'edition-incomplete' })
    expect(refused.problem?.errors?.map(({ path }) => path)).toEqual(['MIRAI:EXI-G-6', 'MIRAI:EXI-ARCH-21'])
    expect(await draft(second)).toMatchObject({ state: 'working-group' })
  })

  test('it is completed row by row; who writes over another is told', async () => {
    const put = async (requirementId: RequirementId, completion: Completion, revision: number) =>
      helene.call(editionRoutes.complete, {
        params: { draftId: second, requirementId },
        body: { revision, completion },
      })
    const { revision } = await draft(second)
    const text = { fr: 'La revue est refaite chaque année.', en: 'The review is held again each year.' }
    expect((await put('MIRAI:EXI-G-6', { text }, revision)).body.row.missing).toEqual([])
    expect((await put('MIRAI:EXI-ARCH-21', complete, revision)).problem?.code).toBe('edition-changed-meanwhile')
    const wrong = await put('MIRAI:EXI-ARCH-21', { ...complete, sheet: 'GI:PU-1' }, revision + 1)
    expect(wrong.problem?.errors?.[0]).toMatchObject({ path: 'completion.sheet' })
    const alike = { ...complete, guidance: { ...complete.guidance!, proof: { fr: 'Report.', en: 'Report.' } } }
    const untranslated = await put('MIRAI:EXI-ARCH-21', alike, revision + 1)
    expect(untranslated.problem?.errors).toEqual([
      {
        path: 'completion.guidance.proof',
        message: 'les mêmes mots en français et en anglais : traduisez l’un des deux.',
      },
    ])
    expect((await put('MIRAI:EXI-ARCH-21', complete, revision + 1)).body.row.missing).toEqual([])
    expect(await draft(second)).toMatchObject({ incomplete: 0 })
  })

  test('adopted, it is in force, the one before is archived, and its change log is published', async () => {
    for (const [id, status] of [
      ['MIRAI:EXI-G-4', 'conforming'],
      ['MIRAI:EXI-G-5', 'conforming'],
      ['MIRAI:EXI-G-6', 'partly'],
      ['MIRAI:EXI-G-7', 'conforming'],
      ['MIRAI:EXI-G-8', 'partly'],
    ] as const)
      expect((await assess(id, status)).problem, id).toBeUndefined()
    await step(second, 'submit')
    expect((await decide(second, '2026.3')).body).toMatchObject({ state: 'published', edition: '2026.3' })
    expect((await draft(first)).state).toBe('archived')
    const { body } = await helene.call(editionRoutes.list)
    expect(body.editions[0]).toMatchObject({ id: '2026.3', inForce: true })
    expect(body.editions[0]?.changes).toHaveLength(5)
    const added = await camille.call(frameworkRoutes.requirement, { params: { requirementId: 'MIRAI:EXI-ARCH-21' } })
    expect(added.body).toMatchObject({ level: 'P', sheet })
    expect((await camille.call(frameworkRoutes.requirements)).body.requirements.map(({ id }) => id)).not.toContain(
      'MIRAI:EXI-G-7',
    )
    const between = await helene.call(editionRoutes.difference, { query: { before: first, after: second } })
    expect(between.body.changes).toHaveLength(5)
  })

  test('the migration is simulated with its reasons and changes nothing', async () => {
    const { body } = await helene.call(editionRoutes.simulate)
    expect(body).toMatchObject({
      applications: 1,
      totals: { reopened: 2, appears: 1, disappears: 1 },
      policy: { id: 'migration-default' },
    })
    const detail = await helene.call(editionRoutes.simulateFile, { params: { fileId } })
    const told = Object.fromEntries(detail.body.items.map((item) => [item.requirementId, item]))
    expect(told['MIRAI:EXI-G-4']).toMatchObject({
      outcome: 'reopened',
      status: 'conforming',
      rule: 'relevelled-reopens',
    })
    expect(told['MIRAI:EXI-G-6']).toMatchObject({ outcome: 'reopened', rule: 'reworded-reopens' })
    expect(told['MIRAI:EXI-G-18']).toMatchObject({
      outcome: 'kept',
      formerId: 'MIRAI:EXI-G-8',
      rule: 'renumbered-keeps',
    })
    expect(told['MIRAI:EXI-G-7']).toMatchObject({ outcome: 'disappears', status: 'conforming' })
    expect(told['MIRAI:EXI-G-5']).toMatchObject({ outcome: 'kept', rule: null })
    expect((await assessment('MIRAI:EXI-G-4')).item.assessment.status).toBe('conforming')
  })

  test('applied, it reopens what changed and that alone, and loses no assessment, not even one saved meanwhile', async () => {
    const history = () =>
      socle.database.db
        .selectFrom('assessment_history')
        .select(['requirement_id', 'revision', 'status', 'justification'])
        .where('file_id', '=', fileId)
        .execute()
    const before = await history()
    const simulated = (await helene.call(editionRoutes.simulate)).body
    const [started, saved] = await Promise.all([
      helene.call(editionRoutes.migrate, { body: { digest: simulated.edition.digest } }),
      assess('MIRAI:EXI-G-9', 'conforming'),
    ])
    expect([started.problem, saved.problem]).toEqual([undefined, undefined])
    await expect
      .poll(async () => (await helene.call(editionRoutes.runs)).body.runs[0]?.endedAt ?? null, {
        timeout: 30_000,
        interval: 50,
      })
      .not.toBeNull()
    expect((await helene.call(editionRoutes.runs)).body.runs[0]).toMatchObject({ done: 1, total: 1, state: 'finished' })

    const status = async (id: RequirementId) => {
      const { item } = await assessment(id)
      return [item.assessment.status, item.assessment.author?.name]
    }
    expect((await status('MIRAI:EXI-G-4'))[0]).toBe('not-assessed')
    expect((await status('MIRAI:EXI-G-6'))[0]).toBe('not-assessed')
    expect((await status('MIRAI:EXI-ARCH-21'))[0]).toBe('not-assessed')
    const own = (await status('MIRAI:EXI-G-5'))[1]
    expect(await status('MIRAI:EXI-G-18')).toEqual(['partly', own])
    expect(await status('MIRAI:EXI-G-9')).toEqual(['conforming', own])
    expect((await assessment('MIRAI:EXI-G-4')).item.assessment.justification).toMatch(
      /niveau a changé.*2026\.3.*statut précédent : conforme\./s,
    )
    const { notifications } = (await camille.call(notificationRoutes.list)).body
    expect(notifications[0]).toMatchObject({
      text: {
        fr: 'Titres en ligne 1, Mise en production : le dossier est passé à l’édition 2026.3. À réévaluer : 2, nouvelles exigences : 1, retirées : 1.',
      },
      link: `/applications/titres/dossiers/${fileId}`,
    })

    const after = await history()
    expect(after).toEqual(expect.arrayContaining(before))
    // What is no longer asked is read for the record, and that alone.
    const params = { fileId, requirementId: 'MIRAI:EXI-G-7' as RequirementId }
    const gone = (await camille.call(conformityRoutes.assessment, { params })).body
    expect(gone).toMatchObject({
      item: { requirement: { id: 'MIRAI:EXI-G-7' }, assessment: { status: 'conforming', author: { name: own } } },
      history: [{ status: 'conforming' }],
      noLongerAsked: { since: '2026.3', sentence: { fr: expect.stringContaining('l’édition 2026.3') } },
    })
    expect(gone.text.fr).not.toBe('')
    expect((await assessment('MIRAI:EXI-G-4')).noLongerAsked).toBeNull()
    const file = (await camille.call(conformityRoutes.file, { params: { fileId } })).body
    expect(file.noLongerAsked).toContain('MIRAI:EXI-G-7')
    expect(file.items.map(({ requirement }) => requirement.id)).not.toContain('MIRAI:EXI-G-7')
    for (const refused of [
      await assess('MIRAI:EXI-G-7', 'partly', 1),
      await camille.call(conformityRoutes.comment, { params, body: { text: 'Encore un mot.' } }),
    ])
      expect(refused.problem?.code).toBe('not-in-conformity-file')
    const never = { fileId, requirementId: 'MIRAI:EXI-G-4000' as RequirementId }
    expect((await camille.call(conformityRoutes.assessment, { params: never })).problem?.code).toBe(
      'not-in-conformity-file',
    )
    const late = await assess('MIRAI:EXI-G-4', 'partly', 1)
    expect(late.problem?.code).toBe('assessment-changed-meanwhile')
    expect((await helene.call(editionRoutes.simulate)).body.files).toEqual([])
    const again = await helene.call(editionRoutes.migrate, { body: { digest: 'another' } })
    expect(again.problem?.code).toBe('edition-superseded')
  })

  test('what only the document can mend is told when it is read, before anybody completes the list', async () => {
    // Word for word the same would be one row.
    const twice = [...printed, { ...printed[0]!, text: `${printed[0]!.text} Sans exception.` }]
    const form = listForm(csv(twice))
    const read = await helene.call(editionRoutes.preview, { query: { volume: 'MIRAI' }, form })
    expect(read.body.list.toMend.map(({ fr }) => fr)).toEqual([
      `${printed[0]!.id} : identifiant donné deux fois : corrigez le document et importez-le de nouveau.`,
    ])
    expect((await draft(await importList(twice, 'Double'))).list.toMend).toEqual(read.body.list.toMend)
    const clean = await helene.call(editionRoutes.preview, { query: { volume: 'MIRAI' }, form: listForm(csv(printed)) })
    expect(clean.body.list.toMend).toEqual([])
  })
})
