/** Other names of models: each leads to a model that is served, and none hides one. */
import { aiLedgerRoutes, aiProviderRoutes } from '@socle/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aiApplication, type AiApplication, ask, linesOf, provider } from '../../testing/ai-calls.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../testing/upstream-process.ts'

let upstream: UpstreamProcess
let socle: TestSocle
let application: AiApplication
let sophie: TestClient

const priced = (name: string) => ({ name, price: { version: 'p1', inputPerMillion: 1, outputPerMillion: 2 } })

beforeAll(async () => {
  upstream = await startUpstream()
  socle = await startTestSocle('embedded', {
    aliases: { lost: 'nobody' },
    providers: [provider('local', upstream.baseUrl, { models: [priced('good'), priced('echo')] })],
  })
  application = await aiApplication(socle, 'titres')
  sophie = await socle.as('sophie')
})
afterAll(async () => {
  await socle.close()
  await upstream.kill()
})

const name = (alias: string, model: string | null) =>
  sophie.call(aiProviderRoutes.setAlias, { body: { alias, model }, headers: { 'accept-language': 'fr' } })

test('an alias leads to a model; it is refused where it would lead nowhere, or hide a model', async () => {
  expect((await name('usual', 'good')).body.aliases).toEqual({ lost: 'nobody', usual: 'good' })
  expect((await ask(socle.url, application.secret, 'usual')).status).toBe(200)
  for (const [alias, model, reason, at] of [
    ['other', 'goof', /aucun fournisseur ne sert « goof »\. Vouliez-vous dire « good » ?/, 'body.model'],
    ['other', 'usual', /« usual » est lui-même un alias, de « good »/, 'body.model'],
    ['echo', 'good', /un fournisseur sert déjà un modèle nommé « echo »/, 'body.alias'],
  ] as const) {
    const { status, problem } = await name(alias, model)
    expect([status, problem?.code]).toEqual([422, 'ai-alias-unfit'])
    expect(problem?.detail).toMatch(reason)
    expect(problem?.errors?.map(({ path }) => path)).toEqual([at])
  }
  expect((await name('usual', null)).body.aliases).toEqual({ lost: 'nobody' })
})

test('who calls by an alias that leads nowhere is told where it led', async () => {
  const answer = await ask(socle.url, application.secret, 'lost')
  const { error } = (await answer.json()) as { error: { code: string; message: string } }
  expect([answer.status, error.code]).toEqual([404, 'ai-alias-leads-nowhere'])
  expect(error.message).toMatch(/^« lost » est un alias de « nobody », qu’aucun fournisseur ne sert\. .*\(echo, good, /)
})

// A provider declared later may bring a model of that name; what was called by it before is billed as it was.
test('a model is stronger than an alias that came to bear its name, in calls and in statements', async () => {
  await name('late', 'good')
  expect((await ask(socle.url, application.secret, 'late')).headers.get('x-socle-model')).toBe('local/good')
  const { models: _, approved: __, ...declared } = provider('newcomer', upstream.baseUrl)
  const added = await sophie.call(aiProviderRoutes.create, {
    body: { ...declared, models: [{ ...priced('late'), upstream: 'echo' }] } as never,
  })
  expect(added.status).toBe(201)
  const nadia = await socle.as('nadia')
  await nadia.call(aiProviderRoutes.approve, { params: { providerId: 'newcomer' }, body: { approved: true } })
  expect((await ask(socle.url, application.secret, 'late')).headers.get('x-socle-model')).toBe('newcomer/echo')
  const [line] = await linesOf(socle, application.id)
  const day = line!.at.slice(0, 10)
  const { body } = await sophie.call(aiLedgerRoutes.statement, { query: { from: day, to: day } })
  expect(body.lines.find(({ provider: of }) => of === 'newcomer')?.model).toBe('late')
})
