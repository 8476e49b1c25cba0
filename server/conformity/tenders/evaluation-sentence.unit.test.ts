import type { Bid } from '@socle/contracts'
import { loadGovernance } from '@socle/rulebook'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readOds } from '../../testing/read-ods.ts'
import { evaluationSentence, reportOds } from './tender-documents.ts'

const policy = loadGovernance(resolve(import.meta.dirname, '../../../framework')).policies.tenders
const bid = (bidder: string, rank: number, score: number) =>
  ({ bidder, evaluation: { rank, score, eliminated: false } }) as unknown as Bid

test('bids that share the first rank are named together', () => {
  const bids = [bid('Alpha', 1, 20), bid('Bêta', 1, 20), bid('Gamma', 3, 12)]
  expect(evaluationSentence({ bids, policy }, 'fr')).toBe(
    '3 offres restent en lice sur 3 ; sont premières à égalité Alpha, Bêta, note 20 sur 20.',
  )
  expect(evaluationSentence({ bids: bids.slice(1), policy }, 'fr')).toContain('la première est Bêta')
})

test('the sheet of the report says what is worth knowing of each bid, as the printed one does', async () => {
  const told = (bidder: string, rank: number | null, unanswered: string[], unexplained: string[] = []) =>
    ({
      id: bidder,
      bidder,
      receivedAt: '2026-05-12T10:00:00Z',
      evaluation: {
        rank,
        score: 10,
        points: { got: 1, of: 2 },
        eliminated: rank === null,
        eliminations: [],
        notices:
          unexplained.length > 0
            ? [{ text: { fr: 'Le socle est fermé.', en: 'The base is closed.' }, requirements: ['MIRAI:EXI-ARCH-9'] }]
            : [],
        unanswered,
        unexplained,
      },
    }) as unknown as Bid
  const evaluation = {
    head: { reference: '2026-01', title: 'Essai', edition: '2026.1', code: '' },
    policy,
    bids: [
      told('Alpha', 1, ['MIRAI:MIR-4.a', 'MIRAI:MIR-4.b'], ['MIRAI:EXI-G-1']),
      told('Bêta', null, ['MIRAI:EXI-G-2']),
    ],
    rows: [],
    award: { bidder: 'Alpha', reason: 'Meilleure note.', at: new Date('2026-06-01T09:00:00Z') },
    asOf: new Date('2026-06-02T08:30:00Z'),
  }
  const sheets = readOds(await reportOds(evaluation as never, 'fr')).sheets
  // What was put aside is neither scored nor ranked: a score beside it would read as one that counts.
  const lines = sheets[0]!.rows.map((row) => row.cells.map(({ value }) => value))
  expect(lines.find(([who]) => who === 'Bêta')).toEqual(['Bêta', 'Écartée', 'Non notée', '', '2026-05-12'])
  expect(lines.find(([who]) => who === 'Alpha')).toEqual(['Alpha', 1, 10, 1, '2026-05-12'])
  // Bids are still judged after it was printed: a report without its day cannot be told from the next.
  expect(lines).toContainEqual(['État au 2 juin 2026 à 10:30'])
  expect(lines).toContainEqual(['Marché attribué à Alpha le 1er juin 2026 : Meilleure note.'])
  const sheet = sheets.find(({ name }) => name === 'À savoir')
  expect(sheet?.rows.map(({ cells }) => cells.map(({ value }) => value))).toEqual([
    ['Soumissionnaire', 'À savoir', 'Exigence'],
    ['Alpha', 'Le socle est fermé.', 'MIRAI:EXI-ARCH-9'],
    ['Alpha', 'Lignes sans réponse', 'MIRAI:MIR-4.a, MIRAI:MIR-4.b'],
    ['Alpha', 'Réponses sans l’explication attendue', 'MIRAI:EXI-G-1'],
    ['Bêta', 'Lignes sans réponse', 'MIRAI:EXI-G-2'],
  ])
})
