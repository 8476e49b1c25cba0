import { auditRoutes, type ProductFacts, ProductFacts as FactsSchema, productRoutes } from '@socle/contracts'
import { readProducts } from '@socle/editions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const facts = (given: Partial<ProductFacts> & { name: string }): ProductFacts => FactsSchema.parse(given)
/** Every criterion answered without a gap. */
const fullGrid = {
  type: 'free',
  support: 'yes',
  interministerial: 'yes',
  'long-term': 'yes',
  'security-validated': 'yes',
  platforms: ['windows', 'linux'],
  limitation: 'Rédaction de notes.',
  accessibility: 'supported',
  standards: 'yes',
  'proprietary-licence': 'none',
  holder: 'Une fondation européenne.',
  'european-law': 'yes',
}
const table = (rows: string) =>
  `# Référentiel d’essai\n\n## Textes\n\n| Référence | Composant | Fournisseur | Version | Statut | Supp. LL |\n|---|---|---|---|---|---|\n${rows}\n`
const upload = (text: string, name = 'produits.md') => {
  const form = new FormData()
  form.set('file', new Blob([text]), name)
  return form
}

describe.each(databaseKinds)('the product reference (%s)', (kind) => {
  let socle: TestSocle
  let helene: TestClient
  let camille: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    helene = await socle.as('helene')
    camille = await socle.as('camille')
  })
  afterAll(() => socle.close())

  const get = async (reference: string) => (await camille.call(productRoutes.get, { params: { reference } })).body
  const listed = async (query: object = {}) => (await camille.call(productRoutes.list, { query: query as never })).body

  test('a table is tried first: everything is told, nothing is stored', async () => {
    const form = upload(table('| T-1 | Plume | plume.example | 4 | R | Oui |\n| T-2 | Encre | | 2 | M | |'))
    const { body } = await helene.call(productRoutes.import, { query: { dryRun: 'true' }, form })
    expect(body).toMatchObject({ applied: false, read: 2, added: ['T-1', 'T-2'], changed: [], unchanged: 0 })
    expect(body.anomalies).toMatchObject([
      {
        kind: 'supplier-missing',
        id: 'T-2',
        place: { line: 8, where: { fr: 'produits.md, ligne 8' } },
        blocking: false,
      },
    ])
    expect((await listed()).total).toBe(0)
  })

  test('then applied whole, with an audit line', async () => {
    const form = upload(table('| T-1 | Plume | plume.example | 4 | R | Oui |\n| T-2 | Encre | | 2 | M | |'))
    const { body } = await helene.call(productRoutes.import, { form })
    expect(body).toMatchObject({ applied: true, added: ['T-1', 'T-2'] })
    expect(await get('T-1')).toMatchObject({
      name: 'Plume',
      status: 'R',
      supported: true,
      chapter: 'Textes',
      standing: 'unfilled',
      source: 'Référentiel d’essai',
    })
    const sophie = await socle.as('sophie')
    const { body: log } = await sophie.call(auditRoutes.list, { query: { target: 'products' } })
    expect(log.lines[0]).toMatchObject({ action: 'products.imported', detail: { added: 2, changed: 0 } })
  })

  test('the next edition of the table: what changed, what is no longer there; what editors wrote is kept', async () => {
    const before = await get('T-1')
    const written = pick({ ...before, uses: ['text-editor'], licence: 'mpl-2.0', grid: fullGrid } as never)
    await helene.call(productRoutes.save, {
      params: { reference: 'T-1' },
      body: { facts: written, revision: before.revision },
    })
    const form = upload(table('| T-1 | Plume | plume.example | 5 | R | Oui |'))
    const { body } = await helene.call(productRoutes.import, { form })
    expect(body).toMatchObject({ added: [], changed: [{ reference: 'T-1', facts: ['version'] }], absent: ['T-2'] })
    expect(await get('T-1')).toMatchObject({
      version: '5',
      licence: 'MPL-2.0',
      uses: ['text-editor'],
      standing: 'conforming',
    })
    expect((await get('T-2')).name).toBe('Encre')
  })

  test('rows that cannot be told apart keep the whole table out', async () => {
    const form = upload(
      table('| T-1 | Plume | p | 6 | R | |\n| T-9 | Neuf | n | 1 | R | |\n| T-9 | Autre | a | 1 | R | |'),
    )
    const { problem } = await helene.call(productRoutes.import, { form })
    expect(problem).toMatchObject({ code: 'product-table-blocked', status: 422 })
    expect(problem?.errors).toEqual([
      { path: 'produits.md, ligne 9, T-9', message: expect.stringContaining('référence en double') },
    ])
    expect((await get('T-1')).version).toBe('5')
    expect((await listed()).total).toBe(2)
  })

  test.each([
    ['an encrypted PDF', '%PDF-1.7\n1 0 obj\n<</Encrypt 2 0 R>>\nendobj\n', 'coffre.pdf'],
    ['a list without products', '| Id | Exigence |\n|---|---|\n| EX-1 | Journaliser. |\n', 'exigences.md'],
    ['an empty file', '', 'vide.csv'],
  ])('%s is refused with what is wrong, nothing applied', async (_, text, name) => {
    const { problem } = await helene.call(productRoutes.import, { form: upload(text, name) })
    expect(problem).toMatchObject({ code: 'product-table-unreadable', status: 422 })
    expect(problem?.detail).toContain(name)
    expect((await listed()).total).toBe(2)
  })

  test('a second tool for a use is told on both, and the list finds them', async () => {
    await helene.call(productRoutes.create, {
      body: { reference: 'T-3', facts: facts({ name: 'Calame', status: 'A', uses: ['text-editor'] }) },
    })
    expect((await get('T-1')).sameUse).toEqual([
      { use: 'text-editor', others: [{ reference: 'T-3', name: 'Calame', status: 'A' }] },
    ])
    const rivals = await listed({ rivals: 'true' })
    expect(rivals.products.map(({ reference, rivals: n }) => [reference, n])).toEqual([
      ['T-1', 1],
      ['T-3', 1],
    ])
    expect(rivals.tally).toMatchObject({ all: 3, rivals: 2 })
  })

  test('gaps are told; a reason retains the product; a gap against the security policy is never retained', async () => {
    const params = { reference: 'T-3' }
    const save = async (grid: object) => {
      const before = await get('T-3')
      const { body } = await helene.call(productRoutes.save, {
        params,
        body: { facts: pick({ ...before, grid: { ...fullGrid, ...grid } } as never), revision: before.revision },
      })
      return body
    }
    const gaps = await save({ accessibility: 'partly', 'osi-licence': 'no' })
    expect(gaps.standing).toBe('gaps')
    expect(gaps.gaps.map(({ criterion }) => criterion)).toEqual(['accessibility', 'osi-licence'])
    const reason = 'Seul outil capable d’ouvrir les anciens dossiers jusqu’à leur reprise.'
    const unsworn = await helene.call(productRoutes.retain, {
      params,
      body: { reason, respectsSecurityPolicy: false, revision: gaps.revision },
    })
    expect(unsworn.problem?.code).toBe('product-retention-refused')
    const retained = await helene.call(productRoutes.retain, {
      params,
      body: { reason, respectsSecurityPolicy: true, revision: gaps.revision },
    })
    expect(retained.body).toMatchObject({ standing: 'retained', retention: { reason } })
    const unsupported = await save({ support: 'no' })
    expect(unsupported).toMatchObject({ standing: 'barred', toReplace: true })
    expect(unsupported.replacements.map(({ reference }) => reference)).toEqual(['T-1'])
    const again = await helene.call(productRoutes.retain, {
      params,
      body: { reason, respectsSecurityPolicy: true, revision: unsupported.revision },
    })
    expect(again.problem?.detail).toContain('Support correctif')
  })

  test('the licence answers the criterion of the OSI by itself', async () => {
    expect((await get('T-1')).deduced).toEqual({ 'osi-licence': 'yes' })
    expect((await get('T-1')).licenceName).toBe('Mozilla Public License 2.0')
  })

  test('bad facts are refused one by one, with what was expected', async () => {
    const { problem } = await helene.call(productRoutes.create, {
      body: {
        reference: 'T-4',
        facts: facts({
          name: 'X',
          status: 'Z',
          uses: ['flying'],
          licence: 'MIT OU rien',
          grid: { support: 'maybe', platforms: 'linux' },
        }),
      },
    })
    expect(problem?.code).toBe('product-facts-invalid')
    expect(problem?.errors?.map(({ path }) => path)).toEqual([
      'facts.status',
      'facts.uses',
      'facts.grid.support',
      'facts.grid.platforms',
      'facts.licence',
    ])
  })

  test('a use given twice, and an answer that the licence contradicts, are refused at their field', async () => {
    const { problem } = await helene.call(productRoutes.create, {
      body: {
        reference: 'T-4',
        facts: facts({ name: 'X', uses: ['browser', 'browser'], licence: 'MIT', grid: { 'osi-licence': 'no' } }),
      },
    })
    expect(problem?.errors?.map(({ path }) => path)).toEqual(['facts.uses', 'facts.grid.osi-licence'])
  })

  test('two who save at once: one is told, with what stands', async () => {
    const { revision, ...before } = await get('T-2')
    const answers = await Promise.all(
      ['un', 'deux'].map((comment) =>
        helene.call(productRoutes.save, {
          params: { reference: 'T-2' },
          body: { facts: pick({ ...before, comment } as never), revision },
        }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.problem).toMatchObject({
      code: 'product-changed-meanwhile',
      current: { reference: 'T-2' },
    })
  })

  test('a team reads the reference and does not write it', async () => {
    const answer = await camille.call(productRoutes.create, {
      body: { reference: 'T-8', facts: facts({ name: 'Non' }) },
    })
    expect(answer.problem?.code).toBe('forbidden')
  })

  test('search, sort and page', async () => {
    expect((await listed({ search: 'editeur calame' })).products.map(({ reference }) => reference)).toEqual(['T-3'])
    const page = await listed({ sort: 'name', descending: 'true', limit: '1', offset: '1' })
    expect([page.total, page.products.map(({ name }) => name)]).toEqual([3, ['Encre']])
  })

  test('what is exported is read back the same', async () => {
    for (const format of ['csv', 'ods'] as const) {
      const answer = await camille.call(productRoutes.export, { query: { format } })
      expect(answer.headers.get('content-disposition')).toContain(`referentiel-de-produits.${format}`)
      const { products } = await readProducts(answer.bytes, { name: `export.${format}` })
      expect(
        products.map(({ reference, name, status, version }) => ({ reference, name, status, version: version ?? '' })),
      ).toEqual(
        (await listed()).products.map(({ reference, name, status, version }) => ({ reference, name, status, version })),
      )
    }
  })

  test('what is exported and imported again changes nothing, its part and chapter included', async () => {
    await helene.call(productRoutes.create, {
      body: { reference: 'T-9', facts: facts({ name: 'Buvard', part: 'Partie 2 : Bureau', chapter: 'Papeterie' }) },
    })
    for (const format of ['csv', 'ods'] as const)
      for (const lang of ['fr', 'en'] as const) {
        const { bytes } = await camille.call(productRoutes.export, { query: { format, lang } })
        const form = new FormData()
        form.set('file', new Blob([Uint8Array.from(bytes)]), `export.${format}`)
        const { body } = await helene.call(productRoutes.import, { query: { dryRun: 'true' }, form })
        expect(body).toMatchObject({ added: [], changed: [], unchanged: (await listed()).total })
        // How each product stands is worked out, and neither unknown nor kept as somebody's column.
        expect(body.anomalies.filter(({ kind }) => kind === 'column-unknown')).toEqual([])
      }
  })

  test('a reference in other letters is the same product: told by what is typed and by what is imported', async () => {
    const create = (reference: string) =>
      helene.call(productRoutes.create, { body: { reference, facts: facts({ name: 'Gomme' }) } })
    expect((await create('Gomme-1')).status).toBe(201)
    const again = await create('GOMME-1')
    expect(again).toMatchObject({ status: 409, problem: { code: 'product-exists' } })
    expect(again.problem?.detail).toContain('Gomme-1')
    const { body } = await helene.call(productRoutes.import, {
      form: upload(table('| gomme-1 | Gomme | gomme.example | 4 | R | Oui |'), 'gommes.md'),
    })
    expect(body).toMatchObject({ added: [], changed: [{ reference: 'Gomme-1' }] })
    expect(body.anomalies).toMatchObject([{ kind: 'reference-spelling', id: 'gomme-1', blocking: false }])
    expect(await get('Gomme-1')).toMatchObject({ supplier: 'gomme.example' })
    expect((await listed({ search: 'gomme' })).total).toBe(1)
    const twice = table('| T-9 | Un | un.example | 1 | R | Oui |\n| t-9 | Deux | deux.example | 1 | R | Oui |')
    const blocked = await helene.call(productRoutes.import, { form: upload(twice) })
    expect(blocked.problem?.code).toBe('product-table-blocked')
  })

  test('a product said to be proprietary under a free licence is refused: the two are told', async () => {
    const save = (given: Partial<ProductFacts>) =>
      helene.call(productRoutes.create, {
        body: { reference: `C-${JSON.stringify(given).length}`, facts: facts({ name: 'Contraire', ...given }) },
      })
    const refused = await save({ openness: 'proprietary', licence: 'MPL-2.0' })
    expect(refused).toMatchObject({ status: 422, problem: { code: 'product-facts-invalid' } })
    expect(refused.problem?.errors?.[0]).toMatchObject({
      path: 'facts.openness',
      message: expect.stringMatching(/MPL-2\.0.*libre/) as string,
    })
    expect((await save({ openness: 'proprietary', licence: 'MPL-2.0 AND LicenseRef-Editeur' })).status).toBe(201)
    expect((await save({ openness: 'open', licence: 'MPL-2.0' })).status).toBe(201)
  })

  test('two who apply one table at once: nothing is there twice, and the second learns that nothing was left to do', async () => {
    const before = (await listed()).total
    const form = () =>
      upload(table('| S-1 | Sceau | sceau.example | 1 | R | |\n| S-2 | Cire | cire.example | 1 | R | |'))
    const both = await Promise.all([helene, helene].map((who) => who.call(productRoutes.import, { form: form() })))
    expect(
      both.map(({ body: { added, changed, unchanged } }) => [added.length, changed.length, unchanged]).sort(),
    ).toEqual([
      [0, 0, 2],
      [2, 0, 0],
    ])
    expect((await listed()).total).toBe(before + 2)
  })
})

const pick = (product: ProductFacts): ProductFacts =>
  FactsSchema.parse(Object.fromEntries(Object.entries(product).filter(([key]) => key in FactsSchema.shape)))
