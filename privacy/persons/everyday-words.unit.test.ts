import fc from 'fast-check'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { developmentSet } from '../devset/score.ts'
import { readBatch } from '../first-look/read-batch.ts'
import type { NameView } from '../names/features.ts'
import { Word, wordFlags } from '../names/name-lexicon.ts'
import { FIRST, giveBack } from '../scan/columns.ts'
import { openScan, recallWords, textOf } from '../scan/scan.ts'
import { isNamed, tag } from './decide.ts'
import { isEverydayOpening } from './everyday-words.ts'
import { openNameView } from './name-view.ts'
import { forgetAcronyms } from './spelt-acronyms.ts'

const words = recallWords(wordFlags)
const folder = join(import.meta.dirname, '../first-look')
const written = [
  ...developmentSet().map(({ text }) => text),
  ...readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readBatch(join(folder, name)).map(({ text }) => text)),
]

/** What was decided of each token, as bytes that compare fast. */
function decided(text: string, decide: (view: NameView) => void): Buffer {
  const view = openNameView(openScan(text, words, Word.personLabel))
  forgetAcronyms()
  decide(view)
  const { tagged, barred, scan } = view
  const told = Buffer.concat([tagged.subarray(FIRST, scan.limit), barred.subarray(FIRST, scan.limit)])
  giveBack(scan.columns)
  return told
}

/** Every word is asked of every rule, and the answers must be those of the quick way. @returns the words that the quick way told apart */
function toldApart(text: string): string[] {
  const apart: string[] = []
  const inFull = decided(text, (view) => {
    for (let token = FIRST; token < view.scan.limit; token++) {
      if (isEverydayOpening(view, token)) apart.push(textOf(view.scan, token))
      if (isNamed(view, token)) view.tagged[token] = 1
    }
  })
  if (!decided(text, tag).equals(inFull)) expect.fail(`the rules say another thing of: ${text}`)
  return apart
}

describe('words of every day that open a sentence', () => {
  it('are told apart', () => {
    expect(toldApart('Bonjour à tous. Dispo mardi.\nMerci de répondre\nRéunion : jeudi')).toEqual([
      'Bonjour',
      'Dispo',
      'Merci',
      'Réunion',
    ])
  })

  it.each([
    ['a name', 'Martin viendra.'],
    ['an article, which a surname may begin with', 'Le Bihan viendra.'],
    ['a day of birth behind it', 'Dispo, née le 12/03/2004'],
    ['what somebody is, in brackets', 'Réunion (fils)'],
    ['an initial before it', 'Le bailleur, X. Dispo'],
    ['a sign that opens a field', ': Dispo'],
  ])('are not, where there is %s', (_, text) => {
    expect(toldApart(text)).toEqual([])
  })

  it('would be nobody by all the rules, in every text that we have', () => {
    const apart = written.flatMap(toldApart)
    expect(apart.length).toBeGreaterThan(10_000)
  })

  it('would be nobody by all the rules, beside every word of these texts', () => {
    const vocabulary = [...new Set(written.flatMap((text) => text.match(/\p{Ll}+/gu) ?? []))]
    expect(vocabulary.length).toBeGreaterThan(10_000)
    for (let from = 0; from < vocabulary.length; from += 500) {
      const some = vocabulary.slice(from, from + 500)
      toldApart(
        some
          .map((word) => `vu ${word}\nDispo ${word} demain\n\ndit ${word}. Dispo, ${word} le 3\n\nDispo (${word})`)
          .join('\n\n'),
      )
    }
  })

  it('would be nobody by all the rules, in words put together at random', () => {
    const pieces = written.join(' ').split(/(?<=\s)/)
    const piece = fc.nat(pieces.length - 1).map((at) => pieces[at]!)
    fc.assert(
      fc.property(fc.array(piece, { minLength: 10, maxLength: 120 }), (some) => {
        toldApart(some.join(''))
      }),
      { numRuns: 400 },
    )
  })
})
