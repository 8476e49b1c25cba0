/** Edits that are known, made at random to the framework's own wording: the difference names each of them, and nothing else. */
import { loadFramework } from '@socle/rulebook'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffEditions } from './diff-editions.ts'
import type { ReadRequirement } from '../requirement.ts'

const wordsOf = (text: string): string[] => text.split(/\s+/)
const shortest = 25
/** Of one length at least, so that an edit of a few words leaves the same requirement to whoever reads it. */
const printed: readonly ReadRequirement[] = loadFramework()
  .requirements.filter(({ text }) => wordsOf(text.fr).length >= shortest)
  .slice(0, 120)
  .map(({ id, level, sheet, text }) => ({
    id: id.slice(id.indexOf(':') + 1),
    level,
    category: sheet,
    text: text.fr,
    place: { file: 'avant' },
    fields: {},
  }))

type Edit = (row: ReadRequirement, fresh: string) => { after: ReadRequirement[]; told: string[] }
/** Two words in a row, in the middle, said otherwise. */
const reworded = (text: string): string => {
  const words = wordsOf(text)
  const at = Math.floor(words.length / 2)
  return [...words.slice(0, at), 'dorénavant', 'toujours', ...words.slice(at + 2)].join(' ')
}
const edits = {
  removed: ({ id }) => ({ after: [], told: [`removed ${id}>`] }),
  reworded: (row) => ({
    after: [{ ...row, text: reworded(row.text) }],
    told: [`reworded ${row.id}>${row.id}`],
  }),
  relevelled: (row) => ({
    after: [{ ...row, level: row.level === 'P' ? 'I' : 'P' }],
    told: [`relevelled ${row.id}>${row.id}`],
  }),
  moved: (row) => ({ after: [{ ...row, category: 'ailleurs' }], told: [`recategorised ${row.id}>${row.id}`] }),
  renumbered: (row, id) => ({ after: [{ ...row, id }], told: [`renumbered ${row.id}>${id}`] }),
  everything: (row, id) => ({
    after: [{ ...row, id, level: row.level === 'P' ? 'I' : 'P', category: 'ailleurs', text: reworded(row.text) }],
    told: ['renumbered', 'reworded', 'relevelled', 'recategorised'].map((kind) => `${kind} ${row.id}>${id}`),
  }),
  split: (row, id) => {
    const words = wordsOf(row.text)
    const half = Math.floor(words.length / 2)
    return {
      after: [
        { ...row, text: words.slice(0, half).join(' ') },
        { ...row, id, text: words.slice(half).join(' ') },
      ],
      told: [`split ${row.id}>${[row.id, id].join()}`],
    }
  },
  splitAnew: (row, id) => {
    const words = wordsOf(reworded(row.text))
    const cut = Math.floor(words.length / 3)
    return {
      after: [
        { ...row, id: `${id}-a`, text: words.slice(0, cut).join(' ') },
        { ...row, id: `${id}-b`, text: words.slice(cut).join(' ') },
      ],
      told: [`split ${row.id}>${id}-a,${id}-b`],
    }
  },
  typography: (row) => ({
    after: [{ ...row, text: row.text.replaceAll('’', "'").replaceAll(' ', '\u00a0') }],
    told: [],
  }),
} satisfies Record<string, Edit>

const edit = fc.constantFrom(...(Object.keys(edits) as (keyof typeof edits)[]))

test('each edit is named, and nothing else, whatever the order of the new edition', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ at: fc.nat(printed.length - 1), edit }), {
        maxLength: 12,
        selector: ({ at }) => at,
      }),
      // Two neighbours put together under the first of their numbers.
      fc.option(fc.nat(printed.length - 2)),
      fc.nat(3),
      fc.boolean(),
      (chosen, merge, added, reversed) => {
        const byRow = new Map(chosen.map((each) => [each.at, each.edit]))
        const told: string[] = []
        const after = printed.flatMap((row, at): ReadRequirement[] => {
          const [first, second] = [printed[at]!, printed[at + 1]]
          if (merge !== null && at === merge && second !== undefined) {
            told.push(`merged ${first.id},${second.id}>${first.id}`)
            return [{ ...first, text: `${first.text} ${second.text}` }]
          }
          if (merge !== null && at === merge + 1) return []
          const kind = byRow.get(at)
          if (kind === undefined) return [row]
          const made = edits[kind](row, `NEUF-${at}`)
          told.push(...made.told)
          return made.after
        })
        for (let each = 0; each < added; each += 1) {
          told.push(`added >AJOUT-${each}`)
          after.push({
            ...printed[0]!,
            id: `AJOUT-${each}`,
            text: Array.from({ length: 20 }, (_, word) => `inédit${each}x${word}`).join(' '),
          })
        }
        const { changes } = diffEditions(printed, reversed ? after.toReversed() : after)
        const said = changes.map(
          ({ kind, before, after: now }) =>
            `${kind} ${before.map(({ id }) => id).join()}>${(reversed ? now.toReversed() : now).map(({ id }) => id).join()}`,
        )
        expect(said.toSorted()).toEqual(told.toSorted())
      },
    ),
    {
      numRuns: 150,
      examples: [
        // Two requirements that begin alike, both split: each beginning belongs to its own.
        [[17, 22].map((at) => ({ at, edit: 'splitAnew' as const })), null, 0, false],
      ],
    },
  )
})
