import type { Bid } from '@socle/contracts'
import { loadGovernance } from '@socle/rulebook'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { evaluationSentence } from './tender-documents.ts'

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
