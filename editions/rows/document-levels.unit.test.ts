/** A level is the word of the document: no translation, no word of ours, and what strays from the others is told. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { drawnTable, pdfOf, utf8 } from '../testing/files.ts'

const read = (text: string): Promise<ReadEdition> => readEdition(utf8(text), { name: 'cadre' })
const listOf = (levels: readonly string[], heading = 'Niveau'): string =>
  `| ID | ${heading} | Exigence |\n|---|---|---|\n${levels.map((level, at) => `| N-${at + 1} | ${level} | Le service tient la règle numéro ${at + 1}. |\n`).join('')}`
const levels = ({ requirements }: ReadEdition): string[] => requirements.map(({ level }) => level)
const told = ({ anomalies }: ReadEdition): string[] => anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())
const details = ({ anomalies }: ReadEdition): string => anomalies.map(({ detail }) => detail.fr).join('\n')

describe('the word printed', () => {
  it.each([
    ['RECOMMANDÉ', 'OBLIGATOIRE'],
    ['MUST', 'MAY', 'MUST NOT'],
    ['Doit', 'Peut', 'Ne doit pas'],
    ['MUSS', 'SOLLTE', 'DARF NICHT'],
    ['P', 'I'],
    ['p', 'i'],
    ['Must have', 'Should have', 'Could have', 'Won’t have'],
  ])('is kept, %s, and nothing is told', async (...scale) => {
    const edition = await read(listOf([...scale, ...scale]))
    expect(levels(edition)).toEqual([...scale, ...scale])
    expect(told(edition)).toEqual([])
  })
  it('is the same in OSCAL', async () => {
    const control = (id: string, value: string) => ({
      id,
      title: id,
      props: [{ name: 'level', value }],
      parts: [{ name: 'statement', prose: `Text of ${id}.` }],
    })
    const edition = await read(
      JSON.stringify({
        catalog: { controls: [control('x-1', 'MUST'), control('x-2', 'Must'), control('x-3', 'MUST')] },
      }),
    )
    expect(levels(edition)).toEqual(['MUST', 'MUST', 'MUST'])
    expect(told(edition)).toEqual(['level-spelling x-2'])
  })
  it('keeps both words of the framework when the document never prints its letters', async () => {
    const edition = await read(
      listOf(['Prioritaire', 'Importante', 'Importante', 'Prioritaire', 'Importante', 'Prioritaire']),
    )
    expect(new Set(levels(edition))).toEqual(new Set(['Prioritaire', 'Importante']))
    expect(told(edition)).toEqual(['level-vocabulary'])
    expect(details(edition)).toContain('« Prioritaire » (3 lignes), « Importante » (3 lignes)')
  })
  it('is the letter of the framework when the document prints it elsewhere', async () => {
    const edition = await read(listOf(['P', 'I', 'Prioritaire', 'Importants', 'Primordiale', 'P']))
    expect(levels(edition)).toEqual(['P', 'I', 'P', 'I', 'P', 'P'])
    expect(told(edition)).toEqual(['level-spelling N-3', 'level-spelling N-4', 'level-spelling N-5'])
  })
  it('is the commonest of its spellings, whichever that is', async () => {
    const edition = await read(
      listOf(['Obligatoire', 'obligatoire', 'Recommande', 'Recommandé', 'Recommandé', 'Obligatoire']),
    )
    expect(levels(edition)).toEqual([
      'Obligatoire',
      'Obligatoire',
      'Recommandé',
      'Recommandé',
      'Recommandé',
      'Obligatoire',
    ])
    expect(told(edition)).toEqual(['level-spelling N-2', 'level-spelling N-3'])
    expect(details(edition)).toContain('« Recommande » est lu « Recommandé »')
  })
})

describe('what stands beside it', () => {
  it.each([
    ['P (sauf outre-mer)', 'P', 'sauf outre-mer'],
    ['P – 2027', 'P', '2027'],
    ['I : à revoir', 'I', 'à revoir'],
    ['P<sup>(1)</sup>', 'P', '⁽¹⁾'],
    ['P (3)', 'P', '(3)'],
  ])('is told, %s', async (cell, level, mention) => {
    const edition = await read(listOf(['P', 'I', cell]))
    expect(levels(edition)).toEqual(['P', 'I', level])
    expect(told(edition)).toEqual(['level-mention N-3'])
    expect(details(edition)).toContain(`« ${mention} »`)
  })
  it('is told in a scale of the document’s own, too', async () => {
    const edition = await read(listOf(['N1', 'N1', 'N1', 'N2', 'N2', 'N2 (sauf outre-mer)', 'N2']))
    expect(levels(edition).at(5)).toBe('N2')
    expect(told(edition)).toContain('level-mention N-6')
  })
  it.each(['P - Primordiale', 'Primordiale (P)', 'P (Prioritaire)'])(
    'is no mention when it says the same, %s',
    async (cell) => {
      const edition = await read(listOf(['P', 'I', cell, 'P']))
      expect(levels(edition)[2]).toBe('P')
      expect(told(edition)).not.toContain('level-mention N-3')
    },
  )
  it('is a number of the scale when no letter stands alone', async () => {
    const edition = await read(listOf(['P1', 'P2', 'P3', 'P1']))
    expect(levels(edition)).toEqual(['P1', 'P2', 'P3', 'P1'])
    expect(told(edition)).toEqual([])
  })
  it('is told in a scale that counts', async () => {
    const edition = await read(listOf(['P1', 'P2', 'P2', 'P2', 'P2 (2027)', 'P3']))
    expect(levels(edition)).toEqual(['P1', 'P2', 'P2', 'P2', 'P2', 'P3'])
    expect(told(edition)).toEqual(['level-mention N-5'])
  })
  it('is a note mark that lost its height when letters stand alone', async () => {
    const edition = await read(listOf(['P', 'P1', 'P', 'I']))
    expect(levels(edition)).toEqual(['P', 'P', 'P', 'I'])
    expect(told(edition)).toEqual(['level-mention N-2'])
  })
})

describe('a column of levels', () => {
  it('is recognised by what it holds, though a word of it is unusual', async () => {
    const edition = await read(
      listOf(['DOIT', 'DEVRAIT', 'DOIT', 'À négocier', 'DOIT', 'DOIT', 'PEUT', 'DOIT (dès 2027)'], 'Vocabulaire'),
    )
    expect(levels(edition)).toEqual(['DOIT', 'DEVRAIT', 'DOIT', 'À négocier', 'DOIT', 'DOIT', 'PEUT', 'DOIT'])
    expect(told(edition)).toEqual(['level-unknown N-4', 'level-mention N-8'])
  })
  it('that is not there is told row by row, beside a table that has one', async () => {
    const edition = await read(
      `${listOf(['P', 'I'])}\n| ID | Exigence |\n|---|---|\n| N-3 | Le service tient la règle numéro 3. |\n`,
    )
    expect(told(edition)).toEqual(['level-missing N-3'])
  })
  it('that no table has is told once', async () => {
    const edition = await read(
      '| ID | Exigence |\n|---|---|\n| N-1 | Le service tient la règle 1. |\n| N-2 | Le service tient la règle 2. |\n',
    )
    expect(told(edition)).toEqual(['level-missing'])
  })
})

describe('a narrow cell that cuts the word', () => {
  it.each(['Recommandé\nE', 'Obliga\ntoire'])('gives it back whole, %s', async (cell) => {
    const edition = await readEdition(
      pdfOf([
        drawnTable(
          60,
          [60, 50, 300],
          [
            ['ID', 'Niveau', 'Exigence'],
            ['N-1', 'Obligatoire', 'Le service tient la règle 1.'],
            ['N-2', 'Recommandé', 'Le service tient la règle 2.'],
            ['N-3', cell.toLowerCase(), 'Le service tient la règle 3.'],
          ],
        ),
      ]),
      { name: 'cadre' },
    )
    expect(levels(edition)[2]).toMatch(/^(Recommandé|Obligatoire)$/)
    expect(told(edition)).toEqual(['level-spelling N-3'])
  })
})

describe('a row that says that it has no level', () => {
  it.each(['Sans niveau', 'sans niveau', 'Aucun niveau', 'No level'])(
    'lacks nothing, %s; an empty cell does',
    async (said) => {
      const edition = await read(listOf(['P', said, '', 'I']))
      expect(levels(edition)).toEqual(['P', '', '', 'I'])
      expect(told(edition)).toEqual(['level-missing N-3'])
    },
  )
  it('is no anomaly where every row says it', async () => {
    const edition = await read(listOf(['Sans niveau', 'Sans niveau']))
    expect(levels(edition)).toEqual(['', ''])
    expect(told(edition)).toEqual([])
  })
})
