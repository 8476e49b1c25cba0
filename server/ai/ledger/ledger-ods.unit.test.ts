import type { Statement } from '@socle/contracts'
import { readSheets } from '@socle/editions'
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
