/** What a call reads that its budget does not allow: whose it is, what stands, and when or how it may come again. */
import { type Bilingual, measureWordsFor, periodWords, scopeWords } from '@socle/contracts'
import { momentInWords } from '../../../platform/day.ts'
import { refuse } from '../../../platform/errors.ts'
import { type ActiveLimit, NANO_PER_EURO } from '../../policy/policy.ts'
import type { Need } from './needs-rules.ts'

/** When a caller may come again who was refused for what calls under way hold. */
const HELD_RETRY_MS = 5_000

/** To a millionth of a euro: calls cost less than a cent. Ungrouped, so that a program still finds the figure it gave. */
const writing: Intl.NumberFormatOptions = { maximumFractionDigits: 6, useGrouping: false }
const inFrench = new Intl.NumberFormat('fr-FR', writing)
const inEnglish = new Intl.NumberFormat('en-GB', writing)

interface Standing {
  readonly spent: number
  /** By calls under way, on all replicas. */
  readonly held: number
  /** End of the period, in milliseconds. */
  readonly endsAt: number
}

export function budgetSpent(limit: ActiveLimit, need: Need, { spent, held, endsAt }: Standing) {
  const counted = (amount: number): number => (limit.measure === 'money' ? amount / NANO_PER_EURO : amount)
  const figure = (amount: number): Bilingual => ({
    fr: inFrench.format(counted(amount)),
    en: inEnglish.format(counted(amount)),
  })
  const measured = (amount: number): Bilingual => {
    const [written, unit] = [figure(amount), measureWordsFor(limit.measure, counted(amount))]
    return { fr: `${written.fr} ${unit.fr}`, en: `${written.en} ${unit.en}` }
  }
  // Counts are told once, by the budget; an amount of money is none without its unit.
  const told = limit.measure === 'money' ? measured : figure
  // A call that ends gives back what it did not use; that it was a call, it does not.
  const comesBack = limit.measure !== 'requests' && spent + need.least <= limit.amount
  const toEnd = Math.max(0, endsAt - Date.now())
  return refuse(
    'ai-budget-spent',
    {
      scope: scopeWords[limit.scope],
      of: limit.of,
      amount: measured(limit.amount),
      period: periodWords[limit.period],
      spent: told(spent),
      held: told(held),
      needed: told(need.asked ?? need.most),
      frees: comesBack
        ? asCallsEnd(endsAt)
        : atTheEnd(limit, need, endsAt, { amount: limit.amount - spent, words: measured(limit.amount - spent) }),
    },
    { current: { retryAfterMs: comesBack ? Math.min(HELD_RETRY_MS, toEnd) : toEnd } },
  )
}

const inBoth = (endsAt: number): Bilingual => ({
  fr: momentInWords(new Date(endsAt), 'fr'),
  en: momentInWords(new Date(endsAt), 'en'),
})

function asCallsEnd(endsAt: number): Bilingual {
  const end = inBoth(endsAt)
  return {
    fr: `dès que ces appels finissent, au plus tard le ${end.fr}`,
    en: `as these calls end, at the latest on ${end.en}`,
  }
}

/** Tokens and money: a shorter answer may fit where this one does not. */
function atTheEnd(
  limit: ActiveLimit,
  need: Need,
  endsAt: number,
  left: { amount: number; words: Bilingual },
): Bilingual {
  const end = inBoth(endsAt)
  if (limit.measure !== 'requests' && need.least > limit.amount)
    return {
      fr: `le ${end.fr} et n’y suffirait pas même entier : permettez une réponse plus courte`,
      en: `on ${end.en} and even whole would not suffice: allow a shorter answer`,
    }
  if (limit.measure !== 'requests' && need.least > 1 && left.amount > 0)
    return {
      fr: `le ${end.fr} ; d’ici là, une réponse plus courte peut tenir dans ce qui reste (${left.words.fr})`,
      en: `on ${end.en}; until then, a shorter answer may fit in what is left (${left.words.en})`,
    }
  return { fr: `le ${end.fr}`, en: `on ${end.en}` }
}
