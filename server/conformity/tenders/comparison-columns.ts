import type { Bid, Bilingual, ComparisonRow, TenderPolicy } from '@socle/contracts'
import type { Column } from '../../platform/list-file.ts'
import { keptAnswer } from './bid-rules.ts'
import { effectOf } from './grid-words.ts'
import { tenderWords } from './tender-words.ts'

type Word = 'requirement' | 'title' | 'level' | 'effect' | 'answer' | 'points' | 'eliminated'
type OfBid = 'answer' | 'points' | 'eliminated' | 'comment' | 'evidence' | 'retained'

/** A comparison as a sheet: one line a requirement, and beside one another what each bid says and what it is worth. */
export const comparisonColumns = (policy: TenderPolicy, bids: readonly Bid[]): readonly Column<ComparisonRow>[] => [
  { name: word('requirement'), of: ({ requirement }) => requirement.id },
  { name: word('title'), of: ({ requirement }, lang) => requirement.title[lang] },
  { name: word('level'), of: ({ requirement }) => (requirement.level === 'none' ? '' : requirement.level) },
  { name: word('effect'), of: ({ requirement }, lang) => effectOf(requirement, lang) },
  ...bids.flatMap((bid) => columnsOf(policy, bid)),
]

function columnsOf(policy: TenderPolicy, { id, bidder }: Bid): readonly Column<ComparisonRow>[] {
  const line = ({ answers }: ComparisonRow) => answers.find(({ bidId }) => bidId === id)
  const named = (key: OfBid): Bilingual => ({
    fr: `${bidder} : ${tenderWords.fr[key]}`,
    en: `${bidder}: ${tenderWords.en[key]}`,
  })
  return [
    {
      name: named('answer'),
      of: (row, lang) => {
        const answer = line(row)
        const kept = answer && keptAnswer(answer)
        return policy.answers.find((each) => each.id === kept)?.label[lang] ?? tenderWords[lang].noAnswer
      },
    },
    { name: named('points'), of: (row) => line(row)?.points ?? 0 },
    { name: named('eliminated'), of: (row, lang) => tenderWords[lang][line(row)?.eliminates === true ? 'yes' : 'no'] },
    { name: named('comment'), of: (row) => line(row)?.comment ?? '' },
    { name: named('evidence'), of: (row) => line(row)?.evidence ?? '' },
    { name: named('retained'), of: (row) => line(row)?.retained?.note ?? '' },
  ]
}

const word = (key: Word): Bilingual => ({ fr: tenderWords.fr[key], en: tenderWords.en[key] })
