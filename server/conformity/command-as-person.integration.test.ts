/** Acts of a trade by the command line alone: each person lends a token to a command, which then may what the person may. */
import { applicationRoutes, conformityRoutes, identityRoutes, tokenRoutes } from '@socle/contracts'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childEnvironment } from '../testing/child-environment.ts'
import { permits } from '../testing/descriptions.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../testing/test-socle.ts'
import { dayOf } from '../platform/day.ts'

const main = resolve(import.meta.dirname, '../../cli/main.ts')
const timeout = 300_000

describe.each(databaseKinds)('a person by command (%s)', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'socle-person-'))
  let socle: TestSocle
  let fileId = ''
  const users = new Map<string, string>()

  /** @param who whose token the environment names; undefined = nobody's */
  const run = async (who: string | undefined, words: string[], more: Record<string, string> = {}) => {
    const own = who === undefined ? {} : { SOCLE_URL: socle.url, SOCLE_TOKEN_FILE: join(folder, who) }
    const env = { ...childEnvironment(), HOME: folder, ...own, ...more }
    return (await promisify(execFile)(process.execPath, [main, ...words], { cwd: folder, env })).stdout
  }
  const json = async <T>(who: string, ...words: string[]) => JSON.parse(await run(who, [...words, '--json'])) as T
  const write = (name: string, content: object): string => {
    writeFileSync(join(folder, name), JSON.stringify(content))
    return name
  }

  beforeAll(async () => {
    socle = await startTestSocle(kind)
    const camille = await socle.as('camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1', description: permits } })
    const params = { applicationId: 'titres' }
    fileId = (await camille.call(conformityRoutes.open, { params, body: { version: '1', gate: 'production' } })).body.id
    for (const id of ['camille', 'helene', 'yann', 'nadia', 'sophie', 'luc']) {
      const person = await socle.as(id)
      const { body } = await person.call(tokenRoutes.issue, { body: { label: 'commande', access: 'act' } })
      writeFileSync(join(folder, id), `${body.secret}\n`)
      users.set(id, body.token.owner.id)
    }
  })
  afterAll(async () => {
    await socle.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a reserve is raised, answered and lifted, each step by whom the process names', { timeout }, async () => {
    const data = write('gap.json', { gap: 'Le journal contient des noms.', blocking: true })
    const open = ['procedure', 'open', 'reserve', '--application', 'titres', '--title', 'Journal', '--data', data]
    const { id } = await json<{ id: string }>('nadia', ...open)
    expect(await run('camille', ['home', '--lang', 'en'])).toContain('Journal')
    const proof = write('proof.json', { proof: 'Noms retirés.' })
    await expect(run('nadia', ['procedure', 'step', id, 'submit', '--data', proof])).rejects.toThrow(
      /procedure-not-yours/,
    )
    expect(await json('camille', 'procedure', 'step', id, 'submit', '--data', proof)).toMatchObject({
      state: 'submitted',
    })
    expect(await json('nadia', 'procedure', 'step', id, 'lift')).toMatchObject({ state: 'lifted' })
    const shown = await json<{ steps: { actor: { name: string } }[] }>('nadia', 'procedure', 'show', id)
    expect(shown.steps.map(({ actor }) => actor.name)).toEqual(['Nadia Rousseau', 'Camille Moreau', 'Nadia Rousseau'])
  })

  test('a derogation goes from the team to the committee, which votes and notifies it', { timeout }, async () => {
    const asked = write('limit.json', { requirements: ['GI:1344'], limit: 'Le composant ne le permet pas.' })
    const open = ['procedure', 'open', 'derogation', '--application', 'titres', '--title', 'Journal', '--data', asked]
    const { id } = await json<{ id: string }>('camille', ...open)
    const reasons = write('reasons.json', {
      reasons: 'Le composant est remplacé en mai.',
      alternatives: 'Aucune.',
      'cost-training': 0,
      'cost-homologation': 1000,
      'cost-maintenance': 500,
      'cost-other': 0,
      'until-asked': '2099-06-30',
      commitment: true,
    })
    expect(await json('camille', 'procedure', 'step', id, 'submit', '--data', reasons)).toMatchObject({
      state: 'submitted',
    })
    expect(await json<object[]>('camille', 'procedure', 'commitments', id)).toHaveLength(1)
    await json('helene', 'procedure', 'step', id, 'study')

    const mandates = []
    for (const who of ['helene', 'yann']) {
      const seat = [
        '--body',
        `Siège de ${who}`,
        '--person',
        users.get(who)!,
        '--rank',
        'titular',
        '--from',
        '2026-01-01',
      ]
      mandates.push(await json<{ id: string }>('sophie', 'committee', 'appoint', ...seat))
    }
    const day = dayOf(new Date())
    const session = (await run('helene', ['committee', 'plan', '--title', 'Séance', '--date', day])).trim()
    const put = [
      'put',
      session,
      '--title',
      'Journal',
      '--proposal',
      'Accorder.',
      '--procedure',
      id,
      '--until',
      '2099-06-30',
    ]
    const item = (await run('helene', ['committee', ...put])).trim()
    await run('helene', ['committee', 'open', session, '--chair', mandates[0]!.id])
    for (const mandate of mandates)
      await run('helene', ['committee', 'attend', session, '--mandate', mandate.id, '--presence', 'room'])
    for (const who of ['helene', 'yann'])
      await run(who, ['committee', 'vote', session, '--item', item, '--choice', 'for'])
    await expect(run('luc', ['committee', 'vote', session, '--item', item, '--choice', 'for'])).rejects.toThrow(
      /forbidden/,
    )
    await run('helene', ['committee', 'close', session])
    await run('helene', ['committee', 'notify', session])
    expect(await json('camille', 'procedure', 'show', id)).toMatchObject({ state: 'granted' })
    expect(await json('camille', 'file', 'show', fileId, 'GI:1344')).toMatchObject({
      item: { assessment: { status: 'derogated' } },
    })
  })

  test('a file is assessed, proven, presented at its gate and decided', { timeout }, async () => {
    await json('camille', 'file', 'assess', fileId, 'GI:1166', '--status', 'conforming', '--why', 'Fait.')
    const proof = ['--label', 'Note', '--date', '2026-11-01', '--url', 'https://forge.example.gouv.fr/note']
    await json('camille', 'file', 'prove', fileId, 'GI:1166', ...proof)
    expect(await json('camille', 'file', 'show', fileId, 'GI:1166')).toMatchObject({
      item: { assessment: { status: 'conforming', evidence: 1 } },
    })
    const design = (await run('camille', ['file', 'open', 'titres', '--version', '1', '--gate', 'design'])).trim()
    const { id } = await json<{ id: string }>('camille', 'gate', 'request', design)
    await expect(run('camille', ['gate', 'decide', id, 'refuse', '--grounds', 'x'])).rejects.toThrow(
      /procedure-not-yours/,
    )
    expect(await json('yann', 'gate', 'decide', id, 'refuse', '--grounds', 'Tout reste à évaluer.')).toMatchObject({
      decision: { decision: 'refuse', decidedBy: { name: 'Yann Le Goff' } },
    })
    await run('camille', ['file', 'export', fileId, '--format', 'oscal-assessment-results', '--out', 'oscal.json'])
    expect(readFileSync(join(folder, 'oscal.json'), 'utf8')).toContain('assessment-results')
  })

  test('a buyer prepares a tender; the framework is commented and answered', { timeout }, async () => {
    const tender = (await run('luc', ['tender', 'create', '--reference', 'M-1', '--title', 'Postes'])).trim()
    expect(await json('luc', 'tender', 'list')).toMatchObject([{ id: tender }])
    await expect(run('camille', ['tender', 'list'])).rejects.toThrow(/forbidden/)
    const made = await json<{ id: string }>('camille', 'edition', 'comment', 'Trop vague.', '--requirement', 'GI:1344')
    await run('helene', ['edition', 'answer', made.id, 'Précisé.', '--state', 'accepted'])
    expect(await json('camille', 'edition', 'comments')).toMatchObject([{ state: 'accepted', answer: 'Précisé.' }])
  })

  test(
    'any operation is called by its contract, and what does not fit it is refused before it leaves',
    { timeout },
    async () => {
      const document = (await (await fetch(`${socle.url}/openapi.json`)).json()) as {
        paths: Record<string, Record<string, { operationId: string }>>
      }
      const served = Object.values(document.paths).flatMap((methods) =>
        Object.values(methods).map((o) => o.operationId),
      )
      const listed = await json<{ id: string }[]>('camille', 'api', '--list')
      expect(served.filter((id) => !listed.some((operation) => operation.id === id))).toEqual([])
      expect(await json('camille', 'api', 'getApplication', '--param', 'applicationId=titres')).toMatchObject({
        id: 'titres',
      })
      const body = write('body.json', { text: 'Vu.' })
      const at = ['--param', `fileId=${fileId}`, '--param', 'requirementId=GI:1166']
      expect(JSON.parse(await run('nadia', ['api', 'commentAssessment', ...at, '--body', body]))).toMatchObject({
        text: 'Vu.',
      })
      const wrong = write('wrong.json', { texte: 'Vu.' })
      await expect(run('nadia', ['api', 'commentAssessment', ...at, '--body', wrong])).rejects.toThrow(
        /wrong\.json:text/,
      )
      await expect(run('nadia', ['api', 'commentAssessment', '--param', 'file=1'])).rejects.toThrow(
        /fileId, requirementId/,
      )
      await expect(run('nadia', ['api', 'commentAssessments'])).rejects.toThrow(/« commentAssessment »/)
    },
  )

  test(
    'one signs in with a file, makes a narrower token, and signs out; nothing travels in clear text',
    { timeout },
    async () => {
      await expect(run(undefined, ['login', socle.url])).rejects.toThrow(/--token-file/)
      await expect(run(undefined, ['login', 'http://socle.example.org', '--token-file', 'helene'])).rejects.toThrow(
        /https:/,
      )
      expect(await run(undefined, ['login', socle.url, '--token-file', 'helene'])).toContain('Hélène Garnier')
      const kept = join(folder, '.config/socle/credentials.json')
      expect(statSync(kept).mode & 0o777).toBe(0o600)
      expect(await run(undefined, ['whoami'])).toMatch(/Hélène Garnier {2}architect/)
      await run('camille', ['token', 'create', '--label', 'lecture', '--applications', 'titres', '--out', 'narrow'])
      expect(statSync(join(folder, 'narrow')).mode & 0o777).toBe(0o600)
      expect(await run('narrow', ['application', 'show', 'titres'])).toContain('Titres en ligne')
      await expect(run('narrow', ['application', 'list'])).rejects.toThrow(/token-scope/)
      await expect(run('narrow', ['file', 'open', 'titres', '--version', '1', '--gate', 'launch'])).rejects.toThrow(
        /token-scope/,
      )
      await expect(run(undefined, ['token', 'create', '--label', 'x', '--out', 'narrow'])).rejects.toThrow(/EEXIST/)
      const sophie = await socle.as('sophie')
      const all = (await sophie.call(tokenRoutes.everyone)).body.tokens
      expect(all.filter(({ label }) => label === 'x')).toEqual([])
      const narrow = all.find(({ label }) => label === 'lecture')!
      await run('sophie', ['token', 'revoke', narrow.id, '--of-anybody'])
      await expect(run('narrow', ['application', 'show', 'titres'])).rejects.toThrow(/token-refused/)
      await run(undefined, ['logout'])
      expect(existsSync(kept)).toBe(false)
      await expect(run(undefined, ['whoami'])).rejects.toThrow(/socle login/)
    },
  )

  test('an administrator gives roles and reads the log by command', { timeout }, async () => {
    const people = await json<{ id: string; name: string }[]>('sophie', 'people', 'list')
    const paul = people.find(({ name }) => name.startsWith('Nadia'))!
    expect(await run('sophie', ['people', 'roles', paul.id, '--set', 'security-officer,architect'])).toContain(
      'architect',
    )
    expect(await run('sophie', ['people', 'audit'])).toContain('user.roles-changed')
    expect((await (await socle.as('nadia')).call(identityRoutes.session)).body.user.roles).toContain('architect')
  })
})
