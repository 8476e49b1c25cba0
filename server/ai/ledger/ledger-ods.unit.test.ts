import type { Statement, Totals } from '@socle/contracts'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { ledgerOds } from './ledger-ods.ts'
import { line } from './testing.ts'

const totals: Totals = {
  calls: 1,
  refused: 0,
  failed: 0,
  tokensIn: 24,
  tokensOut: 60,
  tokensCached: 0,
  tokensCacheWritten: 0,
  cost: 0.000144,
  wattHours: 0,
  estimated: 0,
}
const statement: Statement = {
  from: '2026-11-01',
  to: '2026-11-30',
  totals,
  lines: [],
  energyMethod: 'Energy: tokens.',
}

test('the sheet says in its language how energy was estimated', async () => {
  const content = strFromU8(unzipSync(await ledgerOds(statement, [line]))['content.xml']!)
  expect(content).toContain('Énergie (Wh)')
  expect(content).toMatch(/Énergie : jetons multipliés par [^<]*un modèle qui n’en déclare pas compte pour zéro/)
  expect(content).not.toContain('Energy')
})
