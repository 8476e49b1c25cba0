import { applicationRoutes, homeRoutes, procedureRoutes, type Tender, tenderRoutes } from '@socle/contracts'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { readOds } from '../../testing/read-ods.ts'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { gridOds } from './grid-ods.ts'
import { lineOf } from './testing.ts'

const P = 'MIRAI:EXI-G-4'
const I = 'MIRAI:EXI-G-2'

describe.each(databaseKinds)('calls for tender (%s)', (kind) => {
  let socle: TestSocle
  let luc: TestClient
  let helene: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    socle.setClock(new Date('2026-05-12T09:00:00Z'))
    ;[luc, helene] = await Promise.all([socle.as('luc'), socle.as('helene')])
    const camille = await socle.as('camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const levelled = async (level: 'P' | 'I') => {
    const { body } = await luc.call(tenderRoutes.create, {
      body: { reference: `L-${level}-${kind}`, title: 'Niveaux' },
    })
    const { requirements } = (
      await luc.call(tenderRoutes.selectable, { params: { tenderId: body.id }, query: { volumes: 'MIRAI' } })
    ).body
    return requirements.filter((requirement) => requirement.level === level).map(({ id }) => id)
  }
  const step = (
    tender: Tender,
    name: 'freeze' | 'unfreeze' | 'publish' | 'evaluate' | 'finish' | 'declare-unsuccessful' | 'cancel',
    who = luc,
  ) => who.call(tenderRoutes.step, { params: { tenderId: tender.id, step: name }, body: { revision: tender.revision } })
  /** A published tender on one requirement that eliminates and one that is scored. */
  const published = async (reference: string): Promise<Tender> => {
    const created = await luc.call(tenderRoutes.create, { body: { reference, title: 'Assistant documentaire' } })
    const chosen = await luc.call(tenderRoutes.choose, {
      params: { tenderId: created.body.id },
      body: {
        revision: created.body.revision,
        requirements: [
          { id: P, precision: 'Avant la recette.' },
          { id: I, points: 3, reason: 'Pèse dans ce marché.' },
        ],
      },
    })
    const frozen = await step(chosen.body, 'freeze')
    return (await step(frozen.body, 'publish')).body
  }
  const filled = (tender: Tender, first: string | null, second: string | null) =>
    gridOds(
      {
        code: tender.gridCode!,
        tender: tender.title,
        requirements: tender.choices,
        policy: tender.policy,
        answers: [lineOf(P, first, { comment: 'Le 1er septembre.' }), lineOf(I, second)],
      },
      'fr',
    )
  const bid = (tender: Tender, bidder: string, bytes: Uint8Array, name = 'offre.ods') => {
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(bytes)]), name)
    return luc.call(tenderRoutes.addBid, { params: { tenderId: tender.id }, query: { bidder }, form })
  }

  test('levels of the framework: primordial eliminates, important is scored', async () => {
    expect(await levelled('P')).toContain(P)
    expect(await levelled('I')).toContain(I)
  })

  test('from a choice of requirements to an awarded tender and its remediation plan', async () => {
    const tender = await published('2026-T1')
    expect(tender).toMatchObject({ state: 'published', edition: { digest: expect.stringMatching(/^[0-9a-f]{64}$/) } })
    expect(tender.choices.map(({ id, treatment, points, setBy }) => [id, treatment, points, setBy])).toEqual([
      [P, 'eliminates', 0, 'policy'],
      [I, 'scores', 3, 'tender'],
    ])
    // The grid given out, reopened: closed columns, empty answers.
    const grid = await luc.call(tenderRoutes.grid, { params: { tenderId: tender.id } })
    const rows = readOds(new Uint8Array(grid.bytes)).sheets[0]!.rows.map((row) => row.cells.map(({ value }) => value))
    expect(rows[1]![1]).toBe(tender.gridCode)
    expect(rows[3]!.slice(0, 3)).toEqual([P, 'P', 'Éliminatoire'])
    expect(rows[4]!.slice(0, 3)).toEqual([I, 'I', 'Notée, 3 points'])
    const annex = await luc.call(tenderRoutes.annex, { params: { tenderId: tender.id }, query: { lang: 'en' } })
    const document = await getDocumentProxy(new Uint8Array(annex.bytes))
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true })
    const words = (await extractText(document, { mergePages: true })).text.replace(/\s+/g, ' ')
    for (const said of ['Avant la recette.', tender.gridCode!, 'bloquant', 'Umbrella document', 'Pèse dans ce marché.'])
      expect(words).toContain(said)

    const alone = (await bid(tender, 'Alpha', await filled(tender, 'committed', 'partly'))).body
    expect(alone).toMatchObject({ bidder: 'Alpha', evaluation: null, unanswered: [] })
    await bid(tender, 'Bêta', await filled(tender, 'partly', 'conforming'))
    await bid(tender, 'Gamma', await filled(tender, 'conforming', null))
    const known = await bid(tender, 'Alpha', await filled(tender, 'conforming', 'conforming'))
    expect(known.problem?.code).toBe('bidder-known')
    // However it is written, one company bids once.
    const written = await bid(tender, '  ALPHA ', await filled(tender, 'conforming', 'conforming'))
    expect(written.problem).toMatchObject({ code: 'bidder-known', detail: expect.stringContaining('Alpha') as string })

    // Until the bids are closed nobody learns what one is worth: only whether its grid is complete.
    const received = (await luc.call(tenderRoutes.get, { params: { tenderId: tender.id } })).body
    expect(received.sealed?.fr).toContain('fermées')
    expect(received.received.map(({ bidder, evaluation, unanswered }) => [bidder, evaluation, unanswered])).toEqual([
      ['Alpha', null, []],
      ['Bêta', null, []],
      ['Gamma', null, [I]],
    ])
    const sealed = { params: { tenderId: tender.id } }
    for (const refused of [
      await luc.call(tenderRoutes.report, sealed),
      await helene.call(tenderRoutes.comparison, sealed),
      await helene.call(tenderRoutes.exportComparison, sealed),
      await helene.call(tenderRoutes.bidGrid, { params: { ...sealed.params, bidId: received.received[0]!.id } }),
    ])
      expect([refused.status, refused.problem?.code]).toEqual([409, 'bids-sealed'])

    const waits = async (who: TestClient) =>
      (await who.call(homeRoutes.home)).body.procedures.some(({ link }) => link === `/decisions/marches/${tender.id}`)
    expect([await waits(luc), await waits(helene)]).toEqual([true, false])
    const evaluation = (await step(received, 'evaluate')).body
    // The architects read the bids, and only the buyer awards: it is the turn of both.
    expect([await waits(luc), await waits(helene)]).toEqual([true, true])
    expect(evaluation.sealed).toBeNull()
    expect(evaluation.received.map(({ bidder, evaluation: own }) => [bidder, own?.rank, own?.score])).toEqual([
      ['Alpha', 1, 10],
      ['Gamma', 2, 0],
      ['Bêta', null, 20],
    ])
    const [alpha, , beta] = evaluation.received
    expect((await bid(tender, 'Delta', await filled(tender, 'conforming', 'conforming'))).problem?.code).toBe(
      'tender-not-in-state',
    )
    // An architect reads Bêta otherwise: its commitment is good enough.
    const at = { tenderId: tender.id, bidId: beta!.id, requirementId: P }
    const keep = (answer: string | null, seen: string | null, note = 'Le mémoire s’engage page 12.') =>
      helene.call(tenderRoutes.retain, { params: at, body: { answer, seen, note } })
    expect((await keep('committed', null, '')).problem?.code).toBe('retained-answer-invalid')
    expect((await keep('committed', null)).body).toMatchObject({ answer: 'partly', retained: { answer: 'committed' } })
    expect((await keep('conforming', null)).problem).toMatchObject({
      code: 'answer-changed-meanwhile',
      current: { retained: { answer: 'committed' } },
    })
    const compared = await helene.call(tenderRoutes.comparison, {
      params: { tenderId: tender.id },
      query: { only: 'different' },
    })
    expect(compared.body.bids.map(({ bidder, evaluation: { rank } }) => [bidder, rank])).toEqual([
      ['Alpha', 2],
      ['Bêta', 1],
      ['Gamma', 3],
    ])
    expect(compared.body.rows.map(({ requirement }) => requirement.id)).toEqual([P, I])
    expect(compared.body.may.evaluate).toBe(true)
    const ranked = (await luc.call(tenderRoutes.get, { params: { tenderId: tender.id } })).body.received
    expect(ranked.map(({ bidder }) => bidder)).toEqual(['Bêta', 'Alpha', 'Gamma'])
    const sheet = await helene.call(tenderRoutes.exportComparison, {
      params: { tenderId: tender.id },
      query: { only: 'different', lang: 'en' },
    })
    const [head, ...lines] = readOds(new Uint8Array(sheet.bytes)).sheets[0]!.rows.map(({ cells }) =>
      cells.map(({ value }) => value),
    )
    expect(head!.slice(0, 5)).toEqual(['Requirement', 'Subject', 'Level', 'Effect', 'Alpha: Answer'])
    expect(lines.map(([id]) => id)).toEqual([P, I])
    await keep(null, 'committed')

    const report = await helene.call(tenderRoutes.report, { params: { tenderId: tender.id }, query: { format: 'ods' } })
    const sheets = readOds(new Uint8Array(report.bytes)).sheets
    expect(sheets.map(({ name }) => name)).toEqual(['Synthèse', 'Éliminations', 'À savoir', 'Comparaison'])
    expect(sheets[1]!.rows[1]!.cells.map(({ value }) => value)).toEqual([
      'Bêta',
      P,
      `« Concevoir frugal et justifier tout modèle propre » (${P}, niveau P) élimine ; réponse retenue : « Partiellement conforme ».`,
    ])
    const pdf = await helene.call(tenderRoutes.report, { params: { tenderId: tender.id } })
    const printed = await extractText(await getDocumentProxy(new Uint8Array(pdf.bytes)), { mergePages: true })
    expect(printed.text.replace(/\s+/g, ' ')).toContain(
      '2 offres restent en lice sur 3 ; la première est Alpha, note 10 sur 20.',
    )
    // Days and colons as each language writes them.
    expect(printed.text).toMatch(/État au \d+(er)? \S+ \d{4} à \d\d:\d\d/)
    expect(printed.text.replace(/\s+/g, ' ')).toMatch(/Reçue le .*Alpha.* 12 mai 2026/)
    const english = await helene.call(tenderRoutes.report, { params: { tenderId: tender.id }, query: { lang: 'en' } })
    const read = (await extractText(await getDocumentProxy(new Uint8Array(english.bytes)), { mergePages: true })).text
    expect(read).toContain('12 May 2026')
    expect(read).not.toMatch(/\w :/)

    const now = (await luc.call(tenderRoutes.get, { params: { tenderId: tender.id } })).body
    const award = (bidId: string, revision = now.revision) =>
      luc.call(tenderRoutes.award, {
        params: { tenderId: tender.id },
        body: { revision, bidId, reason: 'Première en note.' },
      })
    expect((await award(beta!.id)).problem).toMatchObject({ code: 'bid-eliminated' })
    expect((await award(alpha!.id, now.revision - 1)).problem?.code).toBe('tender-changed-meanwhile')
    const awarded = (await award(alpha!.id)).body
    expect(awarded).toMatchObject({ state: 'awarded', award: { bidder: 'Alpha' } })
    expect(awarded.toRemedy.map(({ requirementId, answer }) => [requirementId, answer])).toEqual([
      [P, 'committed'],
      [I, 'partly'],
    ])
    // What would have eliminated has to be mended: without a plan for it the contract is not over.
    expect((await step(awarded, 'finish')).problem).toMatchObject({
      code: 'remediation-missing',
      errors: [{ path: P }],
    })
    const remediate = (due: string) =>
      luc.call(tenderRoutes.remediate, {
        params: { tenderId: tender.id },
        body: { actions: [{ requirementId: P, action: 'Livrer le module.', due }] },
      })
    expect((await remediate('2026-01-01')).problem?.code).toBe('remediation-invalid')
    const planned = (await remediate('2026-09-01')).body
    expect(planned.remediation).toMatchObject([{ requirementId: P, state: 'planned', dueOn: '2026-09-01' }])
    // It leads back to its tender.
    const action = await luc.call(procedureRoutes.get, { params: { procedureId: planned.remediation[0]!.procedureId } })
    expect(action.body.data).toMatchObject({ tender: tender.id, requirement: P })
    expect((await step(planned, 'finish')).problem?.code).toBe('remediation-open')
    const procedureId = planned.remediation[0]!.procedureId
    const act = (who: TestClient, transition: string, revision: number, data = {}) =>
      who.call(procedureRoutes.step, { params: { procedureId }, body: { transition, revision, data } })
    await act(luc, 'report', 1, { proof: 'Recette signée.' })
    await act(helene, 'confirm', 2)
    expect((await step(planned, 'finish')).body.state).toBe('closed')
  })

  test('what is applicable to a described application, by weight, with its reason', async () => {
    const { body } = await luc.call(tenderRoutes.create, {
      body: { reference: 'APP', title: 'Refonte', applicationId: 'titres' },
    })
    const select = async (query: object) =>
      (await luc.call(tenderRoutes.selectable, { params: { tenderId: body.id }, query })).body
    const [all, binding, applicable] = await Promise.all([
      select({}),
      select({ weights: 'binding' }),
      select({ weights: 'binding', applicable: 'yes' }),
    ])
    expect(all.total).toBeGreaterThan(binding.total)
    expect(binding.total).toBeGreaterThan(applicable.total)
    expect(applicable.requirements.every(({ reason }) => reason!.fr.length > 10)).toBe(true)
    const orphan = (await luc.call(tenderRoutes.create, { body: { reference: 'SANS', title: 'Sans' } })).body
    const refused = await luc.call(tenderRoutes.selectable, {
      params: { tenderId: orphan.id },
      query: { applicable: 'yes' },
    })
    expect(refused.problem?.code).toBe('tender-without-application')
    expect((await step(orphan, 'freeze')).problem?.code).toBe('tender-without-requirement')
    const silent = await luc.call(tenderRoutes.choose, {
      params: { tenderId: orphan.id },
      body: { revision: 1, requirements: [{ id: P, treatment: 'informs' }, { id: P }, { id: 'GI:0' }] },
    })
    expect(silent.problem).toMatchObject({
      code: 'tender-choice-invalid',
      errors: [{ path: 'requirements.0.reason' }, { path: 'requirements.1' }, { path: 'requirements.2' }],
    })
  })

  test('a grid that is not the one given out is refused whole, with places', async () => {
    const tender = await published('2026-T2')
    const other = await published('2026-T3')
    const good = await filled(tender, 'conforming', 'conforming')
    const spoilt = (change: (xml: string) => string) => {
      const files = unzipSync(good)
      files['content.xml'] = strToU8(change(strFromU8(files['content.xml']!)))
      return zipSync(files)
    }
    const changed = await bid(
      tender,
      'Alpha',
      spoilt((xml) => xml.replace(`<text:p>${I}</text:p>`, '<text:p>EXI-1</text:p>')),
    )
    expect(changed.problem).toMatchObject({
      code: 'grid-refused',
      errors: [{ path: 'Grille de réponse.A5' }, { path: 'Grille de réponse' }],
    })
    const foreign = await bid(tender, 'Alpha', await filled(other, 'conforming', 'conforming'))
    expect(foreign.problem?.errors![0]!.message).toMatch(/celle d’un autre marché/)
    const bomb = zipSync({ 'content.xml': [new Uint8Array(80 * 1024 * 1024), { level: 9 }] })
    expect((await bid(tender, 'Alpha', bomb)).problem).toMatchObject({
      code: 'grid-unreadable',
      detail: expect.stringMatching(/Rien n’a été lu/),
    })
    expect((await bid(tender, 'Alpha', good.subarray(0, 2000))).problem?.code).toBe('grid-unreadable')
    const manifest =
      '<manifest:manifest xmlns:manifest="m"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    const locked = {
      'OpenDocument by entries': zipSync({ ...unzipSync(good), 'META-INF/manifest.xml': strToU8(manifest) }),
      'OpenDocument as a package': zipSync({ 'encrypted-package': strToU8('x') }),
      XLSX: Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    }
    for (const [name, bytes] of Object.entries(locked))
      expect([name, (await bid(tender, 'Alpha', bytes)).problem]).toEqual([
        name,
        expect.objectContaining({
          code: 'grid-unreadable',
          detail: expect.stringMatching(/chiffré.*sans mot de passe/),
        }),
      ])
    expect((await bid(tender, 'Alpha', Buffer.alloc(11 * 1024 * 1024))).problem).toMatchObject({
      code: 'body-too-large',
      detail: expect.stringMatching(/10 Mo.*rien n’a été enregistré/),
    })
    expect((await bid(tender, 'Alpha', Buffer.from('%PDF-1.7 /Encrypt'))).problem?.code).toBe('grid-unreadable')
    const { body } = await luc.call(tenderRoutes.get, { params: { tenderId: tender.id } })
    expect(body.received).toEqual([])
    expect((await bid(tender, 'Alpha', good)).status).toBe(201)
  })

  test('two buyers: one publishes, the other is told; what is frozen no longer changes', async () => {
    const created = (await luc.call(tenderRoutes.create, { body: { reference: '2026-T4', title: 'Course' } })).body
    const chosen = (
      await luc.call(tenderRoutes.choose, {
        params: { tenderId: created.id },
        body: { revision: 1, requirements: [{ id: P }] },
      })
    ).body
    const frozen = (await step(chosen, 'freeze')).body
    const sophie = await socle.as('sophie')
    const answers = await Promise.all([step(frozen, 'publish', luc), step(frozen, 'unfreeze', sophie)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)!.problem?.code).toBe('tender-changed-meanwhile')
    const late = await luc.call(tenderRoutes.choose, {
      params: { tenderId: created.id },
      body: { revision: frozen.revision, requirements: [] },
    })
    expect(late.status).toBe(409)
    expect(
      (await luc.call(tenderRoutes.create, { body: { reference: '2026-T4', title: 'Encore' } })).problem?.code,
    ).toBe('tender-reference-taken')
    const list = await luc.call(tenderRoutes.list, { query: { search: 'course', state: 'published' } })
    expect(list.body.tenders.length).toBeLessThanOrEqual(1)
    const sheet = await luc.call(tenderRoutes.exportList, { query: { search: 'Course' } })
    expect(readOds(new Uint8Array(sheet.bytes)).sheets[0]!.rows).toHaveLength(2)
  })
})
