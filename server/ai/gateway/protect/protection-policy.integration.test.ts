/** Policy kept in the portal, files, a stronger detector, what models write themselves, continuity, reports. */
import { aiProtectionRoutes, type ProtectionRule } from '@socle/contracts'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiApplication, type AiApplication, ask, linesOf, provider } from '../../../testing/ai-calls.ts'
import type { TestClient } from '../../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../../testing/upstream-process.ts'

/** A detector that finds "Zébulon", fails on "panne", and lies on "ailleurs". */
function startDetector(): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { texts } = JSON.parse(body) as { texts: string[] }
      if (texts.some((text) => text.includes('panne'))) return response.writeHead(500).end()
      const spans = texts.map((text) => {
        if (text.includes('ailleurs')) return [{ start: 0, end: text.length + 9, type: 'PERSON' }]
        const start = text.indexOf('zébulon')
        return start < 0 ? [] : [{ start, end: start + 7, type: 'PERSON' }]
      })
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ spans }))
    })
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({ server, url: `http://127.0.0.1:${(server.address() as { port: number }).port}/` }),
    ),
  )
}

describe.each(databaseKinds)('protection policy (%s)', (kind) => {
  let upstream: UpstreamProcess
  let detector: Awaited<ReturnType<typeof startDetector>>
  let socle: TestSocle
  let application: AiApplication
  let other: AiApplication
  let security: TestClient

  beforeAll(async () => {
    upstream = await startUpstream()
    detector = await startDetector()
    socle = await startTestSocle(kind, {
      detector: { url: detector.url },
      providers: [
        provider('outside', upstream.baseUrl, { circle: 3, clearance: 'ordinary', models: [{ name: 'echo' }] }),
        provider('inside', upstream.baseUrl, { models: [{ name: 'home', upstream: 'echo' }] }),
      ],
    })
    application = await aiApplication(socle, 'protegee', { sensitivity: 'public' })
    other = await aiApplication(socle, 'voisine', { sensitivity: 'public' })
    security = await socle.as('nadia')
  })
  afterAll(async () => {
    await socle.close()
    await upstream.kill()
    detector.server.close()
  })

  const say = (
    content: unknown,
    options: { model?: string; headers?: Record<string, string>; from?: AiApplication } = {},
  ) =>
    ask(
      socle.url,
      (options.from ?? application).secret,
      options.model ?? 'echo',
      { messages: [{ role: 'user', content }] },
      options.headers,
    )
  const seenLast = async () => JSON.stringify((await upstream.seen()).at(-1)!.body)
  const said = async (answer: Response) =>
    ((await answer.json()) as { choices: { message: { content: string } }[] }).choices[0]!.message.content
  const refusal = async (answer: Response) => [
    answer.status,
    ((await answer.json()) as { error: { code: string } }).error.code,
  ]
  async function keep(rules: ProtectionRule[]) {
    const { body } = await security.call(aiProtectionRoutes.policy)
    const { status } = await security.call(aiProtectionRoutes.setPolicy, { body: { rules, revision: body.revision } })
    expect(status).toBe(200)
  }

  test('rules kept in the portal hold with the next call; an old revision is refused; an empty list brings the defaults back', async () => {
    const text = 'Mme Hélène Durand, 06 12 34 56 78'
    await keep([
      { applications: ['protegee'], types: ['PHONE_FR'], action: 'allow' },
      { applications: ['protegee'], types: ['PERSON'], action: 'mask' },
    ])
    expect(await said(await say(text))).toBe('Mme [PERSONNE], 06 12 34 56 78')
    expect(await seenLast()).toContain('06 12 34 56 78')
    // Another application is not concerned, and no rule fits: everything is masked.
    expect(await said(await say(text, { from: other }))).toBe('Mme [PERSONNE], [TELEPHONE]')
    const stale = await security.call(aiProtectionRoutes.setPolicy, { body: { rules: [], revision: 0 } })
    expect([stale.status, stale.problem?.code]).toEqual([409, 'protection-changed-meanwhile'])
    await keep([{ types: ['PHONE_FR'], action: 'refuse' }])
    expect(await refusal(await say(text))).toEqual([403, 'ai-personal-data'])
    await keep([])
    expect(await said(await say(text))).toBe(text)
    expect(await seenLast()).not.toContain('Durand')
  })

  test('a text file is looked through; an image goes only where everything may go', async () => {
    const csv = Buffer.from('nom;prénom\nDurand;Hélène\n').toString('base64')
    const file = { type: 'file', file: { filename: 'agents.csv', file_data: `data:text/csv;base64,${csv}` } }
    expect((await say([file])).status).toBe(200)
    const sent = /base64,([^"\\]*)/.exec(await seenLast())![1]!
    expect(Buffer.from(sent, 'base64').toString()).toMatch(/^nom;prénom\n\[PERSONNE_1\w*\];\[PERSONNE_/)
    const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }
    expect(await refusal(await say([image]))).toEqual([403, 'ai-personal-data'])
    expect((await say([image], { model: 'home' })).status).toBe(200)
    await keep([{ types: ['UNREADABLE'], action: 'allow' }])
    expect((await say([image])).status).toBe(200)
    await keep([])
  })

  test('the stronger detector is heard; when it fails or lies, nothing leaves', async () => {
    expect(await said(await say('pour zébulon et M. Petit'))).toBe('pour zébulon et M. Petit')
    expect(await seenLast()).toMatch(/pour \[PERSONNE_1\w*\] et M\. \[PERSONNE_2/)
    const before = (await upstream.seen()).length
    expect(await refusal(await say('en panne'))).toEqual([500, 'ai-protection-failed'])
    expect(await refusal(await say('voir ailleurs'))).toEqual([500, 'ai-protection-failed'])
    expect((await upstream.seen()).length).toBe(before)
  })

  test('what a model writes itself is masked where the policy says so, in pieces or whole', async () => {
    const text = 'Compte FR76 3000 6000 0112 3456 7890 189. Voilà.'
    const clean = 'Compte [IBAN]. Voilà.'
    await keep([
      { when: 'generated', types: ['IBAN'], action: 'mask' },
      { circles: [1], action: 'allow' },
    ])
    expect(await said(await say(text, { model: 'home' }))).toBe(clean)
    expect(await seenLast()).toContain('FR76 3000')
    const messages = [{ role: 'user', content: text }]
    const streamed = await (await ask(socle.url, application.secret, 'home', { messages, stream: true })).text()
    const content = [...streamed.matchAll(/"content":"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]).join('')
    expect(content).toBe(clean)
    expect(streamed).not.toContain('7890')
    const [line] = await linesOf(socle, application.id)
    expect(line!.protections).toEqual({ IBAN: 1 })
    await keep([])
  })

  test('a named conversation keeps its placeholders, for its application only, until it is forgotten', async () => {
    const headers = { 'x-socle-conversation': 'dossier-12' }
    const tokenFor = async (content: string, from?: AiApplication) => {
      expect(await said(await say(content, { headers, ...(from && { from }) }))).toBe(content)
      return /\[PERSONNE_\w+\]/.exec(await seenLast())![0]
    }
    const durand = await tokenFor('M. Durand est venu')
    const petit = await tokenFor('M. Petit aussi')
    expect(petit).not.toBe(durand)
    expect(petit.slice(-4)).toBe(durand.slice(-4))
    expect(await tokenFor('que dit M. Durand ?')).toBe(durand)
    expect(await tokenFor('M. Durand', other)).not.toBe(durand)
    // The provider says again what another call told it: the caller reads the value.
    expect(await said(await say(`voir ${petit} et M. Durand`, { headers }))).toBe(`voir ${petit} et M. Durand`)
    const together = await Promise.all(
      ['Legrand', 'Lepetit', 'Leroux', 'Lefort'].map(async (name) => said(await say(`Mme ${name} signe`, { headers }))),
    )
    expect(together).toEqual(['Legrand', 'Lepetit', 'Leroux', 'Lefort'].map((name) => `Mme ${name} signe`))
    const forget = () =>
      fetch(`${socle.url}/v1/conversations/dossier-12`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${application.secret}` },
      }).then((answer) => answer.json())
    expect(await forget()).toMatchObject({ deleted: true })
    expect(await forget()).toMatchObject({ deleted: false })
    const rows = await socle.database.db.selectFrom('ai_conversations').selectAll().execute()
    expect(rows).toHaveLength(1)
    expect(rows[0]!.sealed.toString('latin1')).not.toContain('Durand')
  })

  test('counts by application and type, never a value', async () => {
    const { body } = await security.call(aiProtectionRoutes.counts, { query: { days: 1 } })
    expect(
      body.counts.find(({ applicationId, type }) => applicationId === 'voisine' && type === 'PERSON')!.values,
    ).toBeGreaterThan(0)
    expect(JSON.stringify(body)).not.toContain('Durand')
  })

  test('a reported detection waits for a person: accepted it is a case of the scorer, rejected it is forgotten', async () => {
    const reporter = await socle.as('camille')
    const text = 'le serveur Hector et Mme Quiniou'
    const send = (expected: { start: number; end: number; type: 'PERSON' }[]) =>
      reporter.call(aiProtectionRoutes.report, { body: { text, expected, comment: 'Hector est un serveur' } })
    const { body: first } = await send([{ start: 25, end: 32, type: 'PERSON' }])
    const { body: second } = await send([])
    expect((await send([{ start: 30, end: 99, type: 'PERSON' }])).status).toBe(400)
    const stored = await socle.database.db.selectFrom('ai_detection_reports').selectAll().execute()
    for (const { sealed } of stored) expect(sealed!.toString('latin1')).not.toContain('Quiniou')
    const decide = (reportId: string, accepted: boolean) =>
      security.call(aiProtectionRoutes.decide, { params: { reportId }, body: { accepted } })
    expect((await decide(first.id, true)).body).toMatchObject({ state: 'accepted', text })
    expect((await decide(second.id, false)).body).toMatchObject({ state: 'rejected', text: null, comment: '' })
    expect((await decide(first.id, false)).problem?.code).toBe('detection-report-decided')
    expect((await decide('x', true)).problem?.code).toBe('detection-report-unknown')
    const cases = await security.call(aiProtectionRoutes.cases)
    expect(JSON.parse(cases.bytes.toString())).toEqual({
      id: first.id,
      text,
      spans: [{ start: 25, end: 32, type: 'PERSON' }],
    })
    const trail = await socle.database.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', 'like', 'detection%')
      .execute()
    expect(JSON.stringify(trail)).not.toContain('Quiniou')
  })

  test('the preview says what is found, why, and what the policy does with it', async () => {
    const camille = await socle.as('camille')
    const { body } = await camille.call(aiProtectionRoutes.preview, {
      body: { text: 'Mme Quiniou, NIR 2 84 03 75 116 001 42, mot de passe : Xk9!vLq27#pw' },
    })
    expect(body.found.map(({ type, reason, action }) => [type, reason, action])).toEqual([
      ['PERSON', 'name', 'pseudonymise'],
      ['NIR', 'wrong-key', 'pseudonymise'],
      ['SECRET', 'announced', 'mask'],
    ])
    expect(body.sent).toMatch(/^Mme \[PERSONNE_1F_\w{3}\], NIR \[NIR_1_\w{3}\], mot de passe : \[SECRET\]$/)
    const refused = await camille.call(aiProtectionRoutes.preview, {
      body: { text: 'rien', provider: 'inside', circle: 1 },
    })
    expect(refused.body).toEqual({ found: [], refused: false, sent: 'rien' })
  })

  test('the preview is what a call would be: with the stronger detector, for that application and that provider', async () => {
    const camille = await socle.as('camille')
    const look = (body: object) =>
      camille.call(aiProtectionRoutes.preview, { body: { text: 'Appelle zébulon', ...body } })
    const { body } = await look({})
    expect(body.found).toEqual([{ start: 8, end: 15, type: 'PERSON', reason: 'detector', action: 'pseudonymise' }])
    expect(body.sent).toMatch(/^Appelle \[PERSONNE_1_\w{3}\]$/)
    // A provider is known by its own circle.
    expect((await look({ provider: 'inside' })).body.sent).toBe('Appelle zébulon')
    expect((await look({ provider: 'outside' })).body.sent).toContain('[PERSONNE_1_')
    await keep([{ applications: ['protegee'], action: 'mask' }, { action: 'allow' }])
    expect((await look({ application: 'protegee' })).body.sent).toBe('Appelle [PERSONNE]')
    expect((await look({ application: 'voisine' })).body.sent).toBe('Appelle zébulon')
    await keep([])
    const broken = await camille.call(aiProtectionRoutes.preview, { body: { text: 'en panne' } })
    expect([broken.status, broken.problem?.code]).toEqual([500, 'ai-protection-failed'])
  })

  test('a call counts what it held, not what its conversation held before', async () => {
    const headers = { 'x-socle-conversation': 'dossier-13' }
    const first = await say('M. Durand, 06 12 34 56 78', { headers })
    expect(first.headers.get('x-socle-protected')).toBe('PERSON=1, PHONE_FR=1')
    const second = await say('que dit M. Durand ?', { headers })
    expect(second.headers.get('x-socle-protected')).toBe('PERSON=1')
    expect((await linesOf(socle, application.id))[0]!.protections).toEqual({ PERSON: 1 })
    const third = await say('merci', { headers })
    expect(third.headers.get('x-socle-protected')).toBeNull()
  })
})
