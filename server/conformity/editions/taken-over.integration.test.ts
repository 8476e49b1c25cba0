import { editionRoutes, procedureRoutes, type RequirementId } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { bilingual, listForm } from './testing.ts'

describe.each(databaseKinds)('a list that is given up leaves its completions to the next one (%s)', (kind) => {
  let socle: TestSocle
  let helene: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    helene = await socle.as('helene')
  })
  afterAll(() => socle.close())

  const imported = async (label: string, ...rows: readonly (readonly [string, string])[]) => {
    const list = ['ID;Niveau;Exigence', ...rows.map(([id, text]) => `${id};P;${text}`), ''].join('\n')
    const made = await helene.call(editionRoutes.import, { query: { volume: 'MIRAI', label }, form: listForm(list) })
    expect(made.problem?.detail).toBeUndefined()
    return (await helene.call(editionRoutes.get, { params: { draftId: made.body.id } })).body
  }

  test('for the requirements that say the same, and says so; what is worded otherwise is completed anew', async () => {
    const first = await imported(
      '02/2027',
      ['EXI-ARCH-91', 'Chaque modèle est nommé avec sa version.'],
      ['EXI-ARCH-92', 'Les jeux d’essai sont rejoués chaque mois.'],
    )
    expect(first.takenOver).toBeNull()
    let { revision } = first
    for (const requirementId of ['MIRAI:EXI-ARCH-91', 'MIRAI:EXI-ARCH-92'] as RequirementId[]) {
      const put = await helene.call(editionRoutes.complete, {
        params: { draftId: first.id, requirementId },
        body: { revision, completion: { title: bilingual('Un titre'), applies: 'always' } },
      })
      expect(put.problem?.detail).toBeUndefined()
      revision = put.body.revision
    }
    const params = { procedureId: first.id }
    const { body } = await helene.call(procedureRoutes.get, { params })
    const abandoned = await helene.call(procedureRoutes.step, {
      params,
      body: { transition: 'abandon', revision: body.revision, data: { why: 'Une liste corrigée arrive.' } },
    })
    expect(abandoned.problem?.detail).toBeUndefined()

    const next = await imported(
      '02/2027',
      ['EXI-ARCH-91', 'Chaque modèle est nommé avec sa version.'],
      ['EXI-ARCH-92', 'Les jeux d’essai sont rejoués chaque semaine, et leurs écarts expliqués.'],
    )
    expect(next.takenOver).toEqual({ id: first.id, requirements: 1 })
    const missing = new Map(next.rows.map((row) => [row.id as string, row.missing]))
    expect(missing.get('MIRAI:EXI-ARCH-91')).not.toContain('title')
    expect(missing.get('MIRAI:EXI-ARCH-92')).toContain('title')
  })
})
