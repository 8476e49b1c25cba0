import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readLog } from './log-sample.ts'

const folder = mkdtempSync(join(tmpdir(), 'socle-log-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const log = join(folder, 'app.log')

it.each(['utf8', 'latin1'] as const)('reads the start and the stop of a log in French, in %s', async (encoding) => {
  writeFileSync(
    log,
    '2026-12-01T08:00:00.100Z INFO Démarrage terminé, prêt\n2026-12-01T08:00:09.000Z INFO Arrêt du service\n',
    encoding,
  )
  expect(await readLog(log)).toMatchObject({ known: true, value: { starts: 1, stops: 1, notAscii: [1, 2] } })
})
