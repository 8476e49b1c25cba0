/** What tables say otherwise than by words: classes of cells such as `maj_open` and `statut_R`, and yes or no. */
import type { Cell } from '../document.ts'
import { fold } from '../plain-words.ts'
import type { ProductAnomalyKind, ReadProduct } from './product.ts'

type Say = (kind: ProductAnomalyKind, fr: string, en: string) => void

interface Marking {
  readonly change?: NonNullable<ReadProduct['change']>
  readonly openness?: NonNullable<ReadProduct['openness']>
  readonly status?: string
}

const changes = {
  new: 'new',
  nouveau: 'new',
  maj: 'updated',
  upd: 'updated',
  inc: 'unchanged',
  inchange: 'unchanged',
} as const
const opennesses = {
  open: 'open',
  libre: 'open',
  nonopen: 'proprietary',
  closed: 'proprietary',
  nonlibre: 'proprietary',
} as const
/** Classes that only dress the text. */
const dress = /^(comm|italic|bold|center|left|right|col|cell|td|text|fr-)/

export function markingOf(cells: readonly Cell[], say: Say): Marking {
  let found: { -readonly [K in keyof Marking]: Marking[K] } = {}
  for (const name of new Set(cells.flatMap(({ marking = '' }) => marking.split(/\s+/).filter((each) => each !== '')))) {
    const read = readClass(name)
    if (read === undefined) {
      if (!dress.test(name))
        say('marking-unknown', `classe « ${name} » : rien n’en est tiré.`, `class “${name}”: nothing is drawn from it.`)
      continue
    }
    const clash = (Object.keys(read) as (keyof Marking)[]).find(
      (key) => found[key] !== undefined && found[key] !== read[key],
    )
    if (clash)
      say(
        'marking-disagrees',
        `la classe « ${name} » contredit une autre case de la ligne ; la première est retenue.`,
        `the class “${name}” contradicts another cell of the row; the first one is kept.`,
      )
    found = { ...read, ...found }
  }
  return found
}

function readClass(name: string): Marking | undefined {
  const parts = name.toLowerCase().split('_')
  if (/^statut?s?$/.test(parts[0] ?? '') && parts[1] !== undefined) return { status: parts[1].toUpperCase() }
  const change = parts.map((part) => changes[part as keyof typeof changes]).find((each) => each !== undefined)
  const openness = parts.map((part) => opennesses[part as keyof typeof opennesses]).find((each) => each !== undefined)
  if (change === undefined && openness === undefined) return undefined
  return { ...(change && { change }), ...(openness && { openness }) }
}

export function yesOrNo(text: string, say: Say): boolean | undefined {
  const said = fold(text)
  if (said === '' || said === '-') return undefined
  if (/^(oui|yes|o|x|y|vrai|true|1)$/.test(said)) return true
  if (/^(non|no|n|faux|false|0)$/.test(said)) return false
  say('answer-unknown', `« ${text} » dans la colonne du support.`, `“${text}” in the column of support.`)
  return undefined
}

export function opennessOfWord(text: string): ReadProduct['openness'] {
  const said = fold(text)
  if (said === '') return undefined
  if (/^(oui|yes|o|x|libre|open)/.test(said)) return 'open'
  return /^(non|no|n|payant|gratuiciel|propri|freeware|closed|commercial)/.test(said) ? 'proprietary' : undefined
}
