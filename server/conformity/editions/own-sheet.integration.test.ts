/** The list that Socle gives out, edited and imported: its draft and the page of differences tell the same. */
import { editionRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { listForm } from './testing.ts'

describe.each(databaseKinds)('the list of a volume, taken along and edited (%s)', (kind) => {
  let socle: TestSocle
  let helene: TestClient

  beforeAll(async () => {
    socle = await startTestSocle(kind)
    helene = await socle.as('helene')
  })
  afterAll(() => socle.close())

  test('is compared word for word wherever it is compared', async () => {
    const taken = await helene.call(editionRoutes.sheet, {
      params: { edition: 'in-force' },
      query: { volume: 'GI', format: 'csv' },
    })
    const edited = new TextDecoder()
      .decode(taken.bytes)
      .split('\r\n')
      .filter((line) => !line.startsWith('PD-0.a;'))
      .map((line) => (line.startsWith('1019;') ? line.replace(/;([^;]*)$/, ' Chaque trimestre.;$1') : line))
      .join('\r\n')
    const { body: draft } = await helene.call(editionRoutes.import, {
      query: { volume: 'GI', label: 'Retouchée' },
      form: listForm(edited),
    })
    const kinds = (changes: readonly { kind: string; before: readonly string[] }[]) =>
      changes.map((change) => `${change.kind} ${change.before[0]}`).toSorted()
    const { difference } = (await helene.call(editionRoutes.get, { params: { draftId: draft.id } })).body
    expect(kinds(difference.changes)).toEqual(['removed GI:PD-0.a', 'reworded GI:1019'])
    const { body } = await helene.call(editionRoutes.difference, { query: { before: 'in-force', after: draft.id } })
    expect(body).toMatchObject({ wordingCompared: true, unchanged: difference.unchanged })
    expect(kinds(body.changes)).toEqual(kinds(difference.changes))
  })

  test('a scale that has other names is told once, wherever it is compared, and not row by row', async () => {
    const taken = await helene.call(editionRoutes.sheet, {
      params: { edition: 'in-force' },
      query: { volume: 'MIRAI', format: 'csv' },
    })
    const sheet = new TextDecoder().decode(taken.bytes)
    const renamed = sheet.replace(/^([^;]*);P;/gm, '$1;Exigé;').replace(/^([^;]*);I;/gm, '$1;Souhaité;')
    const query = { volume: 'MIRAI' as const }
    const { difference } = (await helene.call(editionRoutes.preview, { query, form: listForm(renamed) })).body
    const rows = (level: string) => sheet.split('\r\n').filter((line) => line.includes(`;${level};`)).length
    expect(difference.renamed.toSorted((a, b) => b.rows - a.rows)).toEqual(
      [
        { from: 'P', to: 'Exigé', rows: rows('P') },
        { from: 'I', to: 'Souhaité', rows: rows('I') },
      ].toSorted((a, b) => b.rows - a.rows),
    )
    expect(difference.changes).toEqual([])
    const same = (await helene.call(editionRoutes.preview, { query, form: listForm(sheet) })).body.difference
    expect(difference.unchanged).toBe(same.unchanged)
    const form = listForm(renamed)
    const { body } = await helene.call(editionRoutes.import, { query: { ...query, label: 'Autres noms' }, form })
    const compared = await helene.call(editionRoutes.difference, { query: { before: 'in-force', after: body.id } })
    expect(compared.body).toMatchObject({ changes: [], renamed: difference.renamed })
    // One level that is changed on one row is a change of that row.
    const one = sheet.replace(/^([^;]*);P;/m, '$1;I;')
    const single = (await helene.call(editionRoutes.preview, { query, form: listForm(one) })).body.difference
    expect(single.renamed).toEqual([])
    expect(single.changes.map(({ kind }) => kind)).toEqual(['relevelled'])
  })

  test.each(['GI', 'PRES', 'ENT'] as const)(
    '%s: a statement that has no level by nature is no anomaly; one that had a level and lost it is',
    async (volume) => {
      const taken = await helene.call(editionRoutes.sheet, {
        params: { edition: 'in-force' },
        query: { volume, format: 'csv' },
      })
      const sheet = new TextDecoder().decode(taken.bytes)
      const missing = async (text: string) => {
        const read = await helene.call(editionRoutes.preview, { query: { volume }, form: listForm(text) })
        return read.body.list.anomalies.filter(({ kind }) => kind === 'level-missing').map(({ id }) => id)
      }
      expect(await missing(sheet)).toEqual([])
      if (volume !== 'GI') return
      expect(sheet).toContain('1019;RG;')
      expect(await missing(sheet.replace('1019;RG;', '1019;;'))).toEqual(['1019'])
      const imported = await helene.call(editionRoutes.import, {
        query: { volume, label: 'Telle quelle' },
        form: listForm(sheet),
      })
      const draft = (await helene.call(editionRoutes.get, { params: { draftId: imported.body.id } })).body
      expect(draft.list.anomalies.filter(({ kind }) => kind === 'level-missing')).toEqual([])
    },
  )
})
