/** Requirements that fall into parts of any length, or are put together, under numbers that stay, change or are exchanged. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffEditions } from './diff-editions.ts'
import { compare, type Draw, editedEdition, requirement } from '../testing/edits.ts'

const short = 'Les accès sont tracés.'
const long = 'Les sauvegardes sont restaurées à blanc deux fois par an, et le compte rendu est conservé.'
const third = 'Les secrets sont tirés d’un coffre au démarrage, jamais du dépôt de code.'

describe('a part of a few words', () => {
  const whole = [requirement('Z-1', `${short} ${long}`)]
  it.each([
    ['keeps the number', [requirement('Z-1', short), requirement('Z-5', long)]],
    ['has another number', [requirement('Z-1', long), requirement('Z-5', short)]],
    ['and the long one both have new numbers', [requirement('Z-4', short), requirement('Z-5', long)]],
  ])('%s: split, and merged the other way round', (_, parts) => {
    const names = parts.map(({ id }) => id).join('+')
    expect(compare(whole, parts)).toEqual([`split Z-1>${names}`])
    expect(compare(parts, whole)).toEqual([`merged ${names}>Z-1`])
  })
  it('begins like the other part', () => {
    const begins = 'Les sauvegardes sont chiffrées.'
    expect(
      compare([requirement('Z-1', `${begins} ${long}`)], [requirement('Z-3', begins), requirement('Z-10', long)]),
    ).toEqual(['split Z-1>Z-3+Z-10'])
  })
  it('takes the number of a requirement that is gone', () => {
    expect(
      compare([...whole, requirement('Z-2', third)], [requirement('Z-1', long), requirement('Z-2', short)]),
    ).toEqual(['split Z-1>Z-1+Z-2', 'removed Z-2>'])
  })
})

describe('a part said otherwise', () => {
  it.each([
    [short, 'Les accès sont journalisés.'],
    [long, long.replace('deux fois par an', 'chaque trimestre')],
    [third, third.replace('tirés d’un coffre', 'fournis par un service référencé')],
  ])('is still one of three: « %s »', (from, to) => {
    const parts = [short, long, third].map((text, at) => requirement(`Z-3${at + 1}`, text === from ? to : text))
    expect(compare([requirement('Z-3', `${short} ${long} ${third}`)], parts)).toEqual(['split Z-3>Z-31+Z-32+Z-33'])
    expect(compare(parts, [requirement('Z-3', `${short} ${long} ${third}`)])).toEqual(['merged Z-31+Z-32+Z-33>Z-3'])
  })
})

describe('a part whose number goes on from that of the whole', () => {
  const whole = 'Les sauvegardes sont restaurées à titre d’essai deux fois par an et le résultat est consigné.'
  it.each([
    ['Z-4.1', 'Z-4.2'],
    ['Z-4a', 'Z-4b'],
    ['Z-4-1', 'Z-4-2'],
  ])('is found though it is said anew: %s and %s', (one, two) => {
    const parts = [
      requirement(one, 'Les sauvegardes sont restaurées à titre d’essai deux fois par an.'),
      requirement(two, 'Le résultat des essais de restauration est consigné.'),
    ]
    expect(compare([requirement('Z-4', whole)], parts)).toEqual([`split Z-4>${one}+${two}`])
    expect(compare(parts, [requirement('Z-4', whole)])).toEqual([`merged ${one}+${two}>Z-4`])
  })
  it('is none where it speaks of something else', () => {
    const parts = [requirement('Z-4.1', whole), requirement('Z-4.2', third)]
    expect(compare([requirement('Z-4', whole)], parts)).toEqual(['renumbered Z-4>Z-4.1', 'added >Z-4.2'])
  })
})

describe('a part that says again what it is about', () => {
  it.each([
    [
      'the first keeps the number',
      ['Un exercice d’hameçonnage est mené chaque semestre et ses résultats sont présentés au comité de direction.'],
      [
        'Un exercice d’hameçonnage est mené chaque semestre.',
        'Les résultats des exercices d’hameçonnage sont présentés au comité de direction.',
      ],
    ],
    [
      'all have the same subject',
      [
        'Le réseau sans fil des invités est séparé du réseau de travail ; sa bande passante est bornée à dix mégabits et ses connexions sont gardées un an.',
      ],
      [
        'Le réseau sans fil des invités est séparé du réseau de travail.',
        'La bande passante du réseau sans fil des invités est bornée à dix mégabits.',
        'Les connexions au réseau sans fil des invités sont gardées un an.',
      ],
    ],
    [
      'and what it goes with',
      ['Le fournisseur livre le code source, sa documentation d’installation et les jeux d’essai qui l’accompagnent.'],
      [
        'Le fournisseur livre le code source et sa documentation d’installation.',
        'Le fournisseur livre les jeux d’essai qui accompagnent le code source.',
      ],
    ],
  ])('%s: split, and merged the other way round', (_, [whole], parts) => {
    const before = [requirement('Z-1', whole!)]
    const after = parts.map((text, at) => requirement(`Z-${at === 0 ? 1 : at + 8}`, text))
    const names = after.map(({ id }) => id).join('+')
    expect(compare(before, after)).toEqual([`split Z-1>${names}`])
    expect(compare(after, before)).toEqual([`merged ${names}>Z-1`])
  })
})

describe('a sentence that many requirements end with', () => {
  const proof = 'Le titulaire en apporte la preuve à la demande de l’administration.'
  it('makes no parts of two requirements that have only it in common', () => {
    expect(
      compare(
        [requirement('Z-1', `${long} ${proof}`)],
        [requirement('Z-1', long), requirement('Z-2', `${third} ${proof}`)],
      ),
    ).toEqual(['reworded Z-1>Z-1', 'added >Z-2'])
  })
  it('makes no requirement another', () => {
    const many = Array.from({ length: 6 }, (_, at) =>
      requirement(`Z-${at}`, `Le point ${at} est décrit au dossier. ${proof}`),
    )
    expect(
      compare(
        [...many, requirement('Z-8', `${short} ${proof}`)],
        [...many, requirement('Z-9', `La convention nomme un référent. ${proof}`)],
      ),
    ).toEqual(['removed Z-8>', 'added >Z-9'])
  })
})

it('numbers exchanged between requirements that are nearly the same are told as such', () => {
  const [one, other] = ['Les journaux sont revus deux fois par an.', 'Les comptes sont revus deux fois par an.']
  expect(
    compare([requirement('Z-1', one), requirement('Z-2', other)], [requirement('Z-1', other), requirement('Z-2', one)]),
  ).toEqual(['renumbered Z-1>Z-2', 'renumbered Z-2>Z-1'])
})

/** A sequence that one number decides: a list that is not told rightly can be made again from it. */
const drawsFrom = (seed: number): Draw => {
  let state = seed
  return (n) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n
  }
}

it('edits at random of random lists are told exactly', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 5, max: 60 }),
      (seed, size, touched) => {
        const { before, after, told: made } = editedEdition(drawsFrom(seed), size, touched)
        expect(compare(before, after).toSorted()).toEqual(made)
      },
    ),
    // Of 20 000 lists a few have two readings: the same ones every day.
    { numRuns: 400, seed: 5 },
  )
})

it('1 500 requirements that all fall into parts are told in a few seconds of one processor', () => {
  const words = (draw: Draw, count: number): string => Array.from({ length: count }, () => `mot${draw(4000)}`).join(' ')
  const draw = drawsFrom(7)
  const texts = Array.from({ length: 1500 }, () => [words(draw, 5), words(draw, 30)] as const)
  const before = texts.map((parts, at) => requirement(`A-${at}`, parts.join(' ')))
  const after = texts.flatMap(([a, b], at) => [requirement(`A-${at}`, a), requirement(`B-${at}`, b)])
  const start = process.cpuUsage()
  const { changes } = diffEditions(before, after)
  const { user, system } = process.cpuUsage(start)
  expect((user + system) / 1000).toBeLessThan(4_000)
  expect(changes.filter(({ kind }) => kind === 'split')).toHaveLength(1500)
})
