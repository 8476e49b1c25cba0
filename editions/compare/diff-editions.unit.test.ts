import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChangeKind, diffEditions } from './diff-editions.ts'
import type { ReadRequirement } from '../requirement.ts'
import { compare, requirement } from '../testing/edits.ts'

const backups =
  'La sauvegarde est faite chaque nuit, sur un autre site, et sa restauration est essayée deux fois par an.'
const secrets = 'Les mots de passe et les clés ne sont jamais écrits dans le dépôt ni dans une image.'
const traces = 'Chaque accès à une donnée personnelle laisse une trace horodatée, gardée un an.'
const first = [requirement('AP-1', backups), requirement('AP-2', secrets, 'I'), requirement('AP-3', traces)]

describe('the difference between two editions', () => {
  it('is nothing between an edition and itself', () => {
    expect(diffEditions(first, first)).toEqual({ changes: [], unchanged: 3 })
  })
  it('is no other level when the same one is printed otherwise', () => {
    const printed = (level: string) => [requirement('AP-1', backups, level)]
    expect(compare(printed('P'), printed('Primordiale'))).toEqual([])
    expect(compare(printed('RECOMMANDÉ'), printed('Recommandée'))).toEqual([])
    expect(compare(printed('MUST'), printed('DOIT'))).toEqual(['relevelled AP-1>AP-1'])
  })
  it('is no other wording when a printer spaces or ends it otherwise', () => {
    const worded = (text: string) => [requirement('AP-1', text)]
    expect(
      compare(worded(`${traces.slice(0, -1)} : voir « Traces ».`), worded(`${traces.slice(0, -1)}: voir «Traces»`)),
    ).toEqual([])
    expect(
      compare(worded('Garder :\n- les accès ;\n- les refus.'), worded('Garder :\n• les accès ;\n• les refus')),
    ).toEqual([])
    expect(compare(worded('Garder les accès.'), worded('Garder les accès !'))).toEqual(['reworded AP-1>AP-1'])
    expect(compare(worded('Au plus 1,5 s.'), worded('Au plus 15 s.'))).toEqual(['reworded AP-1>AP-1'])
  })
  it('is nothing for a row that is repeated word for word, on whichever side', () => {
    expect(diffEditions(first, [...first, first[0]!])).toEqual({ changes: [], unchanged: 3 })
    expect(diffEditions([...first, first[1]!], first)).toEqual({ changes: [], unchanged: 3 })
    expect(diffEditions([first[0]!, ...first], [...first, first[2]!])).toEqual({ changes: [], unchanged: 3 })
    expect(compare(first, [...first, requirement('AP-1', backups, 'I')])).toEqual(['added >AP-1'])
  })
  it('names what was added and removed', () => {
    expect(compare(first, [...first.slice(1), requirement('AP-4', 'Une page de maintenance est prévue.')])).toEqual([
      'removed AP-1>',
      'added >AP-4',
    ])
  })
  it('names each thing that changed in one requirement', () => {
    const after = [
      requirement('AP-1', backups.replace('chaque nuit', 'chaque semaine'), 'I', 'Continuité'),
      ...first.slice(1),
    ]
    expect(compare(first, after)).toEqual(['reworded AP-1>AP-1', 'relevelled AP-1>AP-1', 'recategorised AP-1>AP-1'])
    const [change] = diffEditions(first, after).changes
    expect(change?.likeness).toBeGreaterThan(0.7)
    expect(change?.likeness).toBeLessThan(1)
  })
  it('follows a text to its new number, through a chain of numbers given again', () => {
    const after = [
      requirement('AP-1', 'Le service dit sa version à qui la demande.'),
      requirement('AP-2', backups),
      requirement('AP-3', secrets, 'I'),
      requirement('AP-4', traces),
    ]
    expect(compare(first, after)).toEqual([
      'renumbered AP-1>AP-2',
      'renumbered AP-2>AP-3',
      'renumbered AP-3>AP-4',
      'added >AP-1',
    ])
  })
  it('sees a requirement written anew under its number', () => {
    const anew = 'Une copie de sauvegarde part toutes les nuits vers un second site et sa restauration est répétée.'
    expect(compare([requirement('AP-9', backups)], [requirement('AP-9', anew)])).toEqual(['reworded AP-9>AP-9'])
  })
  it.each([
    ['Le code source est publié.', backups],
    [
      'Le courrier recommandé est tracé dans un registre tenu par l’accueil.',
      'Les clés des armoires fortes sont recomptées chaque vendredi par l’officier de sécurité.',
    ],
  ])('sees a number that was given to another requirement: « %s »', (before, after) => {
    expect(compare([requirement('AP-9', before)], [requirement('AP-9', after)])).toEqual([
      'removed AP-9>',
      'added >AP-9',
    ])
  })
  it('follows the number of two words, which tell nothing', () => {
    expect(compare([requirement('AP-9', 'Sans objet.')], [requirement('AP-9', backups)])).toEqual([
      'reworded AP-9>AP-9',
    ])
  })
  it('is not misled by case, accents, hyphens or another writing of the identifier', () => {
    expect(
      compare([requirement('EX12', backups)], [requirement('ex-12', backups.toUpperCase().replace('É', 'E'))]),
    ).toEqual([])
  })
  it('finds a requirement split in two, one keeping the number', () => {
    const whole = requirement('AP-1', `${backups} ${secrets}`)
    expect(compare([whole], [requirement('AP-1', backups), requirement('AP-7', secrets)])).toEqual([
      'split AP-1>AP-1+AP-7',
    ])
    expect(compare([whole], [requirement('AP-6', backups), requirement('AP-7', secrets)])).toEqual([
      'split AP-1>AP-6+AP-7',
    ])
  })
  it('finds two requirements merged', () => {
    expect(compare(first, [requirement('AP-1', `${backups} ${secrets}`), requirement('AP-3', traces)])).toEqual([
      'merged AP-1+AP-2>AP-1',
    ])
  })
  it('pairs doubles of one identifier by their text', () => {
    const doubled = [requirement('AP-1', backups), requirement('AP-1', secrets)]
    expect(compare(doubled, doubled.toReversed())).toEqual([])
  })
})

const vocabulary =
  'le la service donnée clé trace accès dépôt image nuit site compte agent journal alerte réseau flux version page droit'.split(
    ' ',
  )
const texts = fc.array(fc.constantFrom(...vocabulary), { minLength: 3, maxLength: 25 }).map((all) => all.join(' '))
const editions = fc.array(
  fc
    .record({ number: fc.integer({ min: 1, max: 30 }), text: texts, level: fc.constantFrom('P', 'I', '') })
    .map(({ number, text, level }) => requirement(`AP-${number}`, text, level)),
  { maxLength: 25 },
)

describe('for any two editions', () => {
  it('every requirement is accounted for once on each side', () => {
    fc.assert(
      fc.property(editions, editions, (before, after) => {
        const { changes, unchanged } = diffEditions(before, after)
        const seen = (side: 'before' | 'after'): Set<ReadRequirement> =>
          new Set(changes.flatMap((change) => change[side]))
        expect(seen('before').size + unchanged).toBe(before.length)
        expect(seen('after').size + unchanged).toBe(after.length)
        const whole = changes.filter(
          ({ kind }) => kind === 'added' || kind === 'removed' || kind === 'split' || kind === 'merged',
        )
        const told = whole.flatMap((change) => [...change.before, ...change.after])
        expect(new Set(told).size).toBe(told.length)
      }),
    )
  })
  it('the same two give the same answer', () => {
    fc.assert(
      fc.property(editions, editions, (before, after) => {
        expect(diffEditions(before, after)).toEqual(diffEditions(structuredClone(before), structuredClone(after)))
      }),
    )
  })
  it('an edition differs from itself in nothing, in any order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(texts, { maxLength: 20 }), (all) => {
        const edition = all.map((text, at) => requirement(`AP-${at}`, text))
        expect(diffEditions(edition, edition.toReversed()).changes).toEqual([])
      }),
    )
  })
})

it('follows 1000 requirements to their new numbers', () => {
  const random =
    (seed: number): (() => number) =>
    () =>
      (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
  const next = random(7)
  const words = Array.from({ length: 3000 }, (_, at) => `mot${at}`)
  const sentence = (): string =>
    Array.from({ length: 40 }, () =>
      next() < 0.5 ? vocabulary[Math.floor(next() * vocabulary.length)] : words[Math.floor(next() * words.length)],
    ).join(' ')
  const before = Array.from({ length: 1000 }, (_, at) => requirement(`AP-${at}`, sentence()))
  const after = before.map((row, at) => requirement(`NV-${at}`, at % 3 === 0 ? `${row.text} ajout final` : row.text))
  const { changes } = diffEditions(before, after)
  const count = (kind: ChangeKind): number => changes.filter((change) => change.kind === kind).length
  expect([count('renumbered'), count('reworded'), count('added'), count('removed')]).toEqual([1000, 334, 0, 0])
})
