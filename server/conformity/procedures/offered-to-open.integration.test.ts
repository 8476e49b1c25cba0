import { applicationRoutes, procedureRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('what one is offered to open (%s)', (kind) => {
  let socle: TestSocle
  beforeAll(async () => void (socle = await startTestSocle(kind)))
  afterAll(() => socle.close())
  const offeredTo = async (persona: string) => {
    const { processes } = (await (await socle.as(persona)).call(procedureRoutes.processes)).body
    return processes.filter(({ mayOpen }) => mayOpen).map(({ id }) => id)
  }

  test('what only a team opens is offered to nobody who is in none, whatever their trade', async () => {
    const camille = await socle.as('camille')
    expect(await offeredTo('camille')).not.toContain('derogation')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
    expect(await offeredTo('camille')).toContain('derogation')
    for (const persona of ['yann', 'helene', 'nadia', 'paul']) {
      const offered = await offeredTo(persona)
      expect(offered).toContain('need-request')
      for (const process of ['derogation', 'contribution', 'go-no-go', 'hosting-setup'])
        expect(offered, `${process} to ${persona}`).not.toContain(process)
    }
    // What their own trade opens stays theirs.
    expect(await offeredTo('yann')).toContain('reserve')
    expect(await offeredTo('nadia')).toEqual(expect.arrayContaining(['reserve', 'homologation', 'processing-register']))
  })
})
