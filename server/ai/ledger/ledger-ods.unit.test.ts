import type { Statement } from '@socle/contracts'
import { readSheets } from '@socle/editions'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { ledgerOds } from './ledger-ods.ts'

const figures = {
  calls: 1,
  refused: 0,
  failed: 0,
  tokensIn: 24,
  tokensOut: 60,
  tokensCached: 0,
  tokensCacheWritten: 0,
  cost: 0.1,
  estimated: 0,
}
const of = (model: string, wattHours: number) => ({
  ...figures,
  wattHours,
  applicationId: 'titres',
  applicationName: 'Titres en ligne',
  organisation: 'DGX',
  model,
  provider: 'local',
  priceVersion: 'p1',
})

test('the sheet names the method of its energy in French, and says which models declare none', async () => {
  const statement: Statement = {
    from: '2026-11-01',
    to: '2026-11-30',
    totals: { ...figures, calls: 2, wattHours: 3 },
    lines: [of('measured', 3), of('silent', 0)],
    energyMethod: 'Energy: …',
  }
  const sheets = readSheets(Buffer.from(await ledgerOds(statement, [])), { name: 'releve.ods', csv: false })
  const text = JSON.stringify(sheets)
  expect(text).toContain('Énergie : méthode. Jetons × wattheures')
  expect(text.match(/"non déclarée"/g)).toHaveLength(1)
})

test('on paper a statement keeps its columns on one page and its headings whole, and a name is never a formula', async () => {
  const statement: Statement = {
    from: '2026-11-01',
    to: '2026-11-30',
    totals: { ...figures, wattHours: 3 },
    lines: [{ ...of('measured', 3), applicationName: '=1+1' }],
    energyMethod: 'Energy: …',
  }
  const bytes = await ledgerOds(statement, [])
  const files = unzipSync(bytes)
  expect(strFromU8(files['styles.xml']!)).toMatch(/"landscape"[^>]*scale-to-X="1"/)
  const content = strFromU8(files['content.xml']!)
  expect(content.match(/<table:table-header-rows>/g)).toHaveLength(2)
  expect(content).not.toContain('table:formula')
  const heading = /style-name="(\w+)"[^>]*>\s*<text:p>Code de l’application/.exec(content)![1]
  expect(new RegExp(`<style:style style:name="${heading}".*?</style:style>`, 's').exec(content)![0]).toContain(
    'wrap-option="wrap"',
  )
})
