import { randomUUID } from 'node:crypto'
import {
  type FieldValues,
  homeRoutes,
  identityRoutes,
  procedureRoutes,
  ProductFacts,
  productRoutes,
} from '@socle/contracts'
import { dayInWords, dayOf } from '../../platform/day.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const grid = {
  type: 'free',
  support: 'yes',
  interministerial: 'yes',
  'long-term': 'yes',
  'security-validated': 'no',
  platforms: ['web'],
  limitation: 'Notes.',
  accessibility: 'supported',
  standards: 'yes',
  'osi-licence': 'yes',
  'proprietary-licence': 'none',
  holder: 'Une fondation.',
  'european-law': 'yes',
}

describe.each(databaseKinds)('products by procedure (%s)', (kind) => {
  let socle: TestSocle
  let helene: TestClient
  let yann: TestClient
  let ines: TestClient
  let nadia: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    await at(new Date())
    for (const [reference, facts] of [
      ['Q-1', { name: 'Plume', uses: ['note-taking'] }],
      ['Q-2', { name: 'Encre', uses: ['note-taking'], status: 'R' }],
      ['Q-3', { name: 'Relais', uses: ['browser'], status: 'R' }],
    ] as const)
      await helene.call(productRoutes.create, { body: { reference, facts: ProductFacts.parse(facts) } })
  })
  afterAll(() => socle.close())

  /** Sessions end with the day: people sign in again. */
  const at = async (now: Date) => {
    socle.setClock(now)
    helene = await socle.as('helene')
    yann = await socle.as('yann')
    ines = await socle.as('ines')
    nadia = await socle.as('nadia')
  }

  const get = async (reference: string) => (await helene.call(productRoutes.get, { params: { reference } })).body
  const open = async (by: TestClient, process: string, data: FieldValues) =>
    by.call(procedureRoutes.open, { body: { process, title: process, data } })
  const step = async (by: TestClient, procedureId: string, transition: string, data: FieldValues = {}) => {
    const { body } = await by.call(procedureRoutes.get, { params: { procedureId } })
    return by.call(procedureRoutes.step, {
      params: { procedureId },
      body: { transition, revision: body.revision, data },
    })
  }

  /** What the reader is offered, and what is held back from them and why. */
  const offered = async (by: TestClient, procedureId: string) => {
    const { possible, heldBack } = (await by.call(procedureRoutes.get, { params: { procedureId } })).body
    return {
      acts: possible.map(({ id }) => id),
      heldBack: Object.fromEntries(heldBack.map(({ transition, why }) => [transition, why.fr])),
    }
  }

  test('a product unknown to the reference is not qualified', async () => {
    const { problem } = await open(helene, 'product-qualification', { product: 'Q-99' })
    expect(problem).toMatchObject({ code: 'procedure-fields-invalid', errors: [{ path: 'data.product' }] })
  })

  test('from an empty grid to its publication despite a gap, then to its replacement', async () => {
    const { body } = await open(helene, 'product-qualification', { product: 'Q-1' })
    // What would be refused is not offered: it is said what it waits for.
    expect(await offered(helene, body.id)).toMatchObject({
      acts: ['reject'],
      heldBack: { 'fill-grid': expect.stringContaining('Type de logiciel') as string },
    })
    // Whose act it is not is told nothing of what it waits for.
    expect(await offered(yann, body.id)).toEqual({ acts: ['reject'], heldBack: {} })
    const unfilled = await step(helene, body.id, 'fill-grid')
    expect(unfilled.problem).toMatchObject({ code: 'product-step-refused' })
    expect(unfilled.problem?.detail).toContain('Type de logiciel')
    const { revision, ...product } = await get('Q-1')
    await helene.call(productRoutes.save, {
      params: { reference: 'Q-1' },
      body: { facts: ProductFacts.strip().parse({ ...product, grid }), revision },
    })
    expect((await offered(helene, body.id)).acts).toEqual(['fill-grid', 'reject'])
    expect((await step(helene, body.id, 'fill-grid')).status).toBe(200)
    expect(await offered(helene, body.id)).toMatchObject({
      acts: ['retain', 'reject'],
      heldBack: { qualify: expect.stringContaining('retenez-le malgré ses écarts') as string },
    })
    expect((await step(helene, body.id, 'qualify')).problem?.detail).toContain('retenez-le malgré ses écarts')
    const reason = 'Seul outil validé par le service des archives.'
    const unsworn = await step(helene, body.id, 'retain', { reason, 'respects-security-policy': false })
    expect(unsworn.problem?.code).toBe('product-step-refused')
    expect((await get('Q-1')).retention).toBeNull()
    await step(helene, body.id, 'retain', { reason, 'respects-security-policy': true })
    expect(await get('Q-1')).toMatchObject({ standing: 'retained', retention: { reason } })
    const published = await step(yann, body.id, 'publish', { status: 'a' })
    expect(published.status).toBe(200)
    expect((await get('Q-1')).status).toBe('A')
    // For a year it waits for nobody: it is on no home page.
    const { procedures } = (await helene.call(homeRoutes.home)).body
    expect(procedures.filter(({ process }) => process === 'product-qualification')).toEqual([])
    expect(published.body).toMatchObject({ turn: [], dueOn: expect.any(String) as string })
    const other = await step(helene, body.id, 'replace', { successor: 'relais' })
    expect(other.problem?.detail).toContain('pour le même usage')
    await helene.call(productRoutes.create, {
      body: {
        reference: 'Q-4',
        facts: ProductFacts.parse({ name: 'Buvard', uses: ['note-taking'], status: 'R', grid: { support: 'no' } }),
      },
    })
    const worse = await step(helene, body.id, 'replace', { successor: 'Q-4' })
    expect(worse.problem?.detail).toContain('Q-4 est lui-même à remplacer')
    expect((await get('Q-1')).status).toBe('A')
    await step(helene, body.id, 'replace', { successor: 'Q-2' })
    expect(await get('Q-1')).toMatchObject({ status: 'O', toReplace: true, replacements: [{ reference: 'Q-2' }] })
  })

  test('a year after its publication a product is to be reassessed, and waits for the architects', async () => {
    const start = new Date()
    const { body } = await open(helene, 'product-qualification', { product: 'Q-2' })
    const { revision, ...product } = await get('Q-2')
    await helene.call(productRoutes.save, {
      params: { reference: 'Q-2' },
      body: {
        facts: ProductFacts.strip().parse({ ...product, grid: { ...grid, 'security-validated': 'yes' } }),
        revision,
      },
    })
    await step(helene, body.id, 'fill-grid')
    expect((await offered(helene, body.id)).acts).toEqual(['qualify', 'reject'])
    await step(helene, body.id, 'qualify')
    expect((await step(yann, body.id, 'publish', { status: 'r' })).problem?.detail).toBeUndefined()
    await at(new Date(start.getTime() + 367 * 86_400_000))
    await ines.call(procedureRoutes.sweep)
    const due = (await helene.call(procedureRoutes.get, { params: { procedureId: body.id } })).body
    expect(due).toMatchObject({ state: 'to-reassess', mine: true })
    expect((await step(helene, body.id, 'reassess', { because: 'Un an a passé.' })).body.state).toBe('proposed')
    await at(start)
  })

  test('a product that is rejected leaves the reference: what recommended it is to be replaced', async () => {
    const reassessed = await open(helene, 'product-qualification', { product: 'Q-4' })
    await step(helene, reassessed.body.id, 'reject', { why: 'Sans support.' })
    expect(await get('Q-4')).toMatchObject({ status: 'O', toReplace: true })
    await helene.call(productRoutes.create, {
      body: { reference: 'Q-5', facts: ProductFacts.parse({ name: 'Craie', uses: ['note-taking'] }) },
    })
    const never = await open(helene, 'product-qualification', { product: 'Q-5' })
    await step(helene, never.body.id, 'reject', { why: 'Sans intérêt.' })
    expect((await get('Q-5')).status).toBeNull()
  })

  const candidate = async (version: string, fix: boolean) =>
    (await open(ines, 'product-release', { product: 'Q-3', version, 'security-fix': fix, content: 'Corrections.' }))
      .body.id

  test('a version has its two weeks with the panel before production', async () => {
    const id = await candidate('10', false)
    expect(await offered(ines, id)).toEqual({ acts: ['test', 'abandon'], heldBack: {} })
    expect((await step(ines, id, 'apply')).problem?.detail).toContain('seul un correctif de sécurité')
    await step(ines, id, 'test')
    const from = dayInWords(dayOf(new Date(Date.now() + 14 * 86_400_000)), 'fr')
    expect(await offered(ines, id)).toMatchObject({
      acts: ['send-back', 'abandon'],
      heldBack: { release: expect.stringContaining(`à partir du ${from}`) as string },
    })
    const early = await step(ines, id, 'release', { opinion: 'Rien à signaler.' })
    expect(early.problem?.detail).toContain('14 jours')
    expect(early.problem?.detail).toContain(from)
    await at(new Date(Date.now() + 14 * 86_400_000))
    expect(await offered(ines, id)).toEqual({ acts: ['send-back', 'release', 'abandon'], heldBack: {} })
    await at(new Date(Date.now() + 15 * 86_400_000))
    const exception = 'La version précédente perd son support.'
    expect((await step(ines, id, 'release', { opinion: 'Rien à signaler.', exception })).status).toBe(200)
    expect(await get('Q-3')).toMatchObject({
      version: '10',
      change: 'updated',
      releases: [{ version: '10', state: 'production', onSite: true, securityFix: false }],
    })
  })

  test('a fix that changes how things work is weighed: the decision to postpone is kept', async () => {
    const id = await candidate('10.1', true)
    await step(ines, id, 'analyse', { impact: 'Un greffon cesse de marcher.' })
    const postponed = await step(nadia, id, 'postpone', { why: 'Risque couvert par le pare-feu.', until: '2030-01-31' })
    expect(postponed.body).toMatchObject({ state: 'postponed', dueOn: '2030-01-31' })
    const installed = await step(nadia, id, 'install', { why: 'Exploitation constatée.' })
    expect(installed.body.steps.map(({ transition }) => transition)).toEqual(['open', 'analyse', 'postpone', 'install'])
    expect((await get('Q-3')).version).toBe('10.1')
    // One version is in production: the one before is superseded, and waits for nobody.
    expect((await get('Q-3')).releases).toMatchObject([
      { version: '10', state: 'superseded', onSite: true },
      { version: '10.1', state: 'production' },
    ])
    const { procedures } = (await ines.call(homeRoutes.home)).body
    expect(procedures.filter(({ process }) => process === 'product-release')).toEqual([])
  })

  test('no more than three versions on the download site: one goes first', async () => {
    await step(ines, await candidate('10.2', true), 'apply')
    const fourth = await candidate('10.3', true)
    expect((await offered(ines, fourth)).heldBack['apply']).toContain('3 versions')
    const full = await step(ines, fourth, 'apply')
    expect(full.problem?.detail).toContain('3 versions')
    const oldest = (await get('Q-3')).releases.find(({ version }) => version === '10')!
    await step(ines, oldest.procedureId, 'remove')
    expect((await step(ines, fourth, 'apply')).status).toBe(200)
    expect((await get('Q-3')).releases.filter(({ onSite }) => onSite).map(({ version }) => version)).toHaveLength(3)
  })

  test('a version waits for April or October, and for one version a cycle, or says why it does not', async () => {
    await helene.call(productRoutes.create, {
      body: { reference: 'Q-6', facts: ProductFacts.parse({ name: 'Hublot', uses: ['browser'], status: 'A' }) },
    })
    const tried = async (version: string, day: string) => {
      await at(new Date(Date.parse(day) - 15 * 86_400_000))
      const data = { product: 'Q-6', version, 'security-fix': false, content: 'Nouveautés.' }
      const { id } = (await open(ines, 'product-release', data)).body
      await step(ines, id, 'test')
      await at(new Date(day))
      return id
    }
    const opinion = 'Rien à signaler.'
    const december = await tried('1', '2027-12-15T10:00:00Z')
    const between = await step(ines, december, 'release', { opinion })
    expect(between.problem).toMatchObject({ code: 'procedure-fields-invalid', errors: [{ path: 'data.exception' }] })
    expect(between.problem?.errors?.[0]?.message).toContain('avril et octobre')
    expect((await step(ines, december, 'release', { opinion, exception: 'Faille en vue.' })).status).toBe(200)
    const april = await tried('2', '2028-04-10T10:00:00Z')
    expect((await step(ines, april, 'release', { opinion })).status).toBe(200)
    const third = await tried('3', '2028-05-10T10:00:00Z')
    const again = await step(ines, third, 'release', { opinion })
    expect(again.problem?.errors?.[0]?.message).toContain('10 avril 2028')
    // Given up, the number is free; while it lives, or stands on the site, it is one version.
    const twice = () =>
      open(ines, 'product-release', { product: 'Q-6', version: ' 3 ', 'security-fix': false, content: 'Encore.' })
    expect((await twice()).problem).toMatchObject({
      code: 'procedure-fields-invalid',
      errors: [{ path: 'data.version' }],
    })
    await step(ines, third, 'abandon', { why: 'Trop tôt.' })
    expect((await twice()).problem?.detail).toBeUndefined()
    await at(new Date())
  })

  test('a need request ends with an existing tool, and whoever asks does not decide', async () => {
    const paul = await socle.as('paul')
    const need = { service: 'Préfecture', use: 'Prendre des notes.', why: 'Rien au catalogue.', users: 12 }
    const { body } = await open(paul, 'need-request', need)
    await step(paul, body.id, 'submit')
    expect((await step(paul, body.id, 'indicate', { product: 'Q-2' })).problem?.code).toBe('procedure-not-yours')
    // By a name nearly right, the refusal stands at the field and says which are meant; Q-99 is like no other.
    const near = await step(helene, body.id, 'indicate', { product: 'Ancre' })
    expect(near.problem).toMatchObject({ code: 'procedure-fields-invalid', errors: [{ path: 'data.product' }] })
    expect(near.problem?.errors?.[0]?.message).toContain('« Ancre »')
    expect(near.problem?.errors?.[0]?.message).toContain('Encre (Q-2)')
    const obsolete = await step(helene, body.id, 'indicate', { product: 'Q-1' })
    expect(obsolete.problem?.detail).toContain('Q-1 est lui-même à remplacer')
    const ended = await step(helene, body.id, 'indicate', { product: ' encre' })
    expect(ended.body).toMatchObject({ state: 'existing-tool', final: true, data: { product: 'Q-2' } })
    expect(ended.body.steps.at(-1)?.data).toEqual({ product: 'Q-2' })
  })

  test('a need request that ends with a new tool begins its qualification', async () => {
    const paul = await socle.as('paul')
    const need = { service: 'Préfecture', use: 'Dessiner au tableau.', why: 'Rien au catalogue.', users: 12 }
    const { body } = await open(paul, 'need-request', need)
    await step(paul, body.id, 'submit')
    await step(helene, body.id, 'study')
    const proposal = { proposal: 'Un tableau libre.' }
    const unknown = await step(helene, body.id, 'propose', { ...proposal, product: 'Q-99' })
    expect(unknown.problem?.code).toBe('procedure-fields-invalid')
    expect((await step(helene, body.id, 'propose', { ...proposal, product: 'Q-5' })).body.state).toBe('proposed')
    const { procedures } = (
      await helene.call(procedureRoutes.list, { query: { process: 'product-qualification', state: 'proposed' } })
    ).body
    const chalk = procedures.find(({ title }) => title === 'Craie')!
    expect(chalk.mine).toBe(true)
    const begun = await helene.call(procedureRoutes.get, { params: { procedureId: chalk.id } })
    expect(begun.body.data).toEqual({ product: 'Q-5', need: need.use })
  })

  test('a mobile application goes through the security officer, then the cyber-defence centre', async () => {
    const paul = await socle.as('paul')
    const request = {
      service: 'Préfecture',
      application: 'Carto, IGN',
      use: 'S’orienter.',
      terminals: 'neo',
      users: 40,
    }
    const { body } = await open(paul, 'mobile-request', request)
    const direct = await step(nadia, body.id, 'authorise', { 'decided-on': '2026-06-15' })
    expect(direct.problem?.code).toBe('procedure-step-impossible')
    // Another officer is there to take over.
    const sophie = await socle.as('sophie')
    const { users } = (await sophie.call(identityRoutes.users)).body
    const { id: userId, roles, revision } = users.find(({ name }) => name.startsWith('Yann'))!
    await sophie.call(identityRoutes.setRoles, {
      params: { userId },
      body: { roles: [...roles, 'security-officer'], revision },
    })
    await step(nadia, body.id, 'forward', { analysis: 'Peu de droits demandés.' })
    expect((await step(nadia, body.id, 'authorise', { 'decided-on': '2026-06-15' })).problem?.code).toBe(
      'procedure-of-another',
    )
  })

  test('in several at once, a step is offered where it may be taken, and said elsewhere what holds it back', async () => {
    const both: string[] = []
    for (const [product, filled] of [
      ['Q-7', {}],
      ['Q-8', grid],
    ] as const) {
      const facts = ProductFacts.parse({ name: product, uses: ['note-taking'], grid: filled })
      await helene.call(productRoutes.create, { body: { reference: product, facts } })
      both.push((await open(helene, 'product-qualification', { product })).body.id)
    }
    const [empty, full] = both
    const { body } = await helene.call(procedureRoutes.stepsOfSeveral, { query: { ids: `${empty},${full}` as never } })
    expect(body.steps).toMatchObject([
      { transition: 'reject', procedures: [empty, full], heldBack: [] },
      {
        transition: 'fill-grid',
        procedures: [full],
        heldBack: [{ procedureId: empty, why: { fr: expect.stringContaining('Type de logiciel') as string } }],
      },
    ])
    const unseen = await helene.call(procedureRoutes.stepsOfSeveral, { query: { ids: randomUUID() as never } })
    expect(unseen.problem?.code).toBe('procedure-unknown')
  })
})
