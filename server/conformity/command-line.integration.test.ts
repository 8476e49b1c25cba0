/** What people decide together, by the command line alone, against a running Socle. */
import { applicationRoutes, conformityRoutes, gateReviewRoutes } from '@socle/contracts'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { childEnvironment } from '../testing/child-environment.ts'
import { permits } from '../testing/descriptions.ts'
import { type SocleProcess, startSocleProcess } from '../testing/socle-process.ts'
import { signedIn } from '../testing/test-client.ts'
import { newDatabase } from '../testing/real-postgresql.ts'
import { databaseKinds } from '../testing/test-socle.ts'

const main = resolve(import.meta.dirname, '../../cli/main.ts')
/** Each command is a process of its own: slow on a slow machine. */
const timeout = 300_000

describe.each(databaseKinds)('decisions by command (%s)', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'socle-decisions-'))
  const parameters = join(folder, 'socle.config.yaml')
  let socle: SocleProcess
  let fileId = ''
  let reviewId = ''

  const says = async (...words: string[]): Promise<string> => {
    const env = { ...childEnvironment(), SOCLE_CONFIG: parameters }
    const { stdout } = await promisify(execFile)(process.execPath, [main, ...words], { cwd: folder, env })
    return stdout
  }
  const json = async <T>(...words: string[]) => JSON.parse(await says(...words, '--json')) as T
  const write = (name: string, content: object): string => {
    writeFileSync(join(folder, name), JSON.stringify(content))
    return name
  }

  beforeAll(async () => {
    writeFileSync(parameters, JSON.stringify({ dataFolder: join(folder, 'data') }))
    socle = await startSocleProcess('', {
      SOCLE_CONFIG: parameters,
      ...(kind === 'postgresql' && { DATABASE_URL: await newDatabase(inject('postgresqlUrl')) }),
    })
    const camille = await signedIn(socle.url, 'camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1', description: permits } })
    const opened = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'titres' },
      body: { version: '1', gate: 'production' },
    })
    fileId = opened.body.id
    reviewId = (await camille.call(gateReviewRoutes.request, { params: { fileId }, body: {} })).body.id
  }, timeout)
  afterAll(async () => {
    await socle.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a procedure is opened, listed, shown and moved on; a gate is read', { timeout }, async () => {
    const data = write('need.json', {
      service: 'Titres',
      use: 'Dessiner des plans.',
      why: 'Rien ne le fait.',
      users: 12,
    })
    const { id } = await json<{ id: string }>('procedure', 'open', 'need-request', '--title', 'Plans', '--data', data)
    const listed = await json<{ id: string; title: string; mine: boolean }[]>('procedure', 'list', '--mine')
    expect(listed).toContainEqual(expect.objectContaining({ id, title: 'Plans', mine: true }))
    expect(await says('procedure', 'show', id, '--lang', 'en')).toMatch(/Draft.*Plans[^]*submit {2}Submit/)
    expect(await json('procedure', 'step', id, 'submit', '--note', 'Merci')).toMatchObject({ state: 'complete' })
    await expect(says('procedure', 'step', id, 'submit')).rejects.toThrow(/submit|Envoyer|étape/)

    expect(await json('gate', 'standing', fileId)).toMatchObject({ underWay: reviewId, decision: null })
    // The operator runs the service and reads no review: it does not exist for them.
    await expect(says('gate', 'show', reviewId)).rejects.toThrow(/procedure-unknown/)
    await expect(says('gate', 'decide', reviewId, 'pass', '--grounds', 'x')).rejects.toThrow(/procedure-unknown/)
    // What the server refuses is told in the language of the command.
    await expect(says('gate', 'show', reviewId)).rejects.toThrow(/procédure/i)
    await expect(says('gate', 'show', reviewId, '--lang', 'en')).rejects.toThrow(/procedure-unknown/)
    await expect(says('gate', 'show', reviewId, '--lang', 'en')).rejects.not.toThrow(/procédure/i)
  })

  test('a session is planned, a tender prepared, and both are listed', { timeout }, async () => {
    const session = (await says('committee', 'plan', '--title', 'Mai', '--date', '2027-05-12')).trim()
    const { sessions } = await json<{ sessions: { id: string; state: string }[] }>('committee', 'sessions')
    expect(sessions).toContainEqual(expect.objectContaining({ id: session, state: 'planned' }))
    const put = ['committee', 'put', session, '--title', 'Jalon', '--proposal', 'Passer.', '--procedure', reviewId]
    const item = (await says(...put)).trim()
    expect(await json('committee', 'session', session)).toMatchObject({
      agenda: [{ id: item, subject: { kind: 'procedure', procedureId: reviewId } }],
    })
    const tender = (await says('tender', 'create', '--reference', 'M-1', '--title', 'Postes')).trim()
    expect(await json('tender', 'list')).toMatchObject([{ id: tender, reference: 'M-1' }])
    expect(await says('notifications', 'list')).toBeTypeOf('string')
  })

  test('the framework is commented and answered, its editions listed', { timeout }, async () => {
    expect(await json('edition', 'list')).toMatchObject({ editions: [{ inForce: true }], drafts: [] })
    const made = ['edition', 'comment', 'Trop vague.', '--requirement', 'GI:1344', '--kind', 'wording']
    expect(await json(...made)).toMatchObject({ number: 1, state: 'received' })
    await says('edition', 'answer', '1', 'Précisé.', '--state', 'accepted')
    expect(await json('edition', 'comments')).toMatchObject([{ number: 1, state: 'accepted', answer: 'Précisé.' }])
    await says('edition', 'comments', '--out', 'comments.csv')
    expect(readFileSync(join(folder, 'comments.csv'), 'utf8')).toContain('Trop vague.')
  })

  test('products are created, changed, shown and listed', { timeout }, async () => {
    const facts = { name: 'Encre', status: 'A', uses: ['text-editor'] }
    await says('products', 'create', 'T-1', '--file', write('facts.json', facts))
    await says('products', 'save', 'T-1', '--file', write('facts.json', { ...facts, version: '2' }))
    expect(await json('products', 'show', 'T-1')).toMatchObject({ reference: 'T-1', version: '2' })
    expect(await says('products', 'list', '--search', 'encre')).toMatch(/^T-1 .*Encre 2/)
    await says('products', 'export', '--out', 'products.csv')
    expect(readFileSync(join(folder, 'products.csv'), 'utf8')).toContain('Encre')
    // Nothing is filled in: there is no gap yet to keep it despite.
    await expect(says('products', 'retain', 'T-1', '--reason', 'Seul outil de ce service.')).rejects.toThrow()
    await expect(says('products', 'create', 'T-2', '--file', write('facts.json', { nom: 'x' }))).rejects.toThrow(/name/)
  })

  test(
    'advice is read as it stands; the operator does not decide against it; the register is handed out',
    { timeout },
    async () => {
      expect(await json('advise', 'hosting', '--application', 'titres')).toMatchObject({
        advice: { topic: 'hosting' },
        override: null,
      })
      const choose = ['advise', 'hosting', '--application', 'titres', '--choose', 'trusted']
      await expect(says(...choose)).rejects.toThrow(/--reason/)
      await expect(says(...choose, '--reason', 'Le calendrier l’impose.')).rejects.toThrow(/403|droit|autoris/i)
      await says('register', 'export', '--out', 'register.json')
      expect(JSON.parse(readFileSync(join(folder, 'register.json'), 'utf8'))).toMatchObject({ redacted: true })
      await expect(says('register', 'export', '--out', 'register.doc')).rejects.toThrow(/ods, pdf, json/)
    },
  )

  test('one act on several rows, and every list as rows or as a sheet', { timeout }, async () => {
    const data = write('other-need.json', {
      service: 'Titres',
      use: 'Autre besoin.',
      why: 'Rien ne le couvre.',
      users: 3,
    })
    const ask = async (title: string) =>
      (await says('procedure', 'open', 'need-request', '--title', title, '--data', data)).trim()
    const ids = [await ask('Un besoin'), await ask('Un autre')]
    const gone = '00000000-0000-4000-8000-000000000000'
    expect(await says('several', 'step', 'withdraw', ...ids)).toContain('2')
    // What does not exist, or was withdrawn already, is told row by row: the command says that it failed.
    expect(await says('several', 'step', 'withdraw', gone).catch(({ code }: { code: number }) => code)).toBe(1)
    expect(await says('several', 'step', 'withdraw', ids[0]!).catch(({ code }: { code: number }) => code)).toBe(1)
    expect(
      await says('several', 'step', 'withdraw', ids[0]!).catch(({ stdout }: { stdout: string }) => stdout),
    ).toContain(ids[0]!)
    expect(await says('several', 'status', 'A', 'T-1')).toContain('1')
    expect(
      await says('several', 'assess', fileId, 'conforming', 'GI:1166', '--note', 'Vu.').catch(() => 'refused'),
    ).toBe('refused')
    expect(JSON.parse(await says('list', 'people', '--filter', 'sort=name&limit=1'))).toMatchObject({ users: [{}] })
    await says('list', 'procedures', '--out', 'procedures.csv')
    expect(readFileSync(join(folder, 'procedures.csv'), 'utf8')).toContain('Un autre')
  })
})
