import { describe, expect, it } from 'vitest'
import { identifierKey, numberOf, readIdentifier } from './identifier.ts'
import { readLevel } from './level.ts'

describe('an identifier', () => {
  it.each([
    ['EX12', 'EX12', '', ''],
    ['EXI-ARCH-8', 'EXI-ARCH-8', '', ''],
    ['1398', '1398', '', ''],
    ['GEN.3.2.A1', 'GEN.3.2.A1', '', ''],
    ['EXI-ORG-1(Pi-\nnative)', 'EXI-ORG-1', 'Pi-native', ''],
    ['EXI-ARCH-10 - (Pi Native)', 'EXI-ARCH-10', 'Pi Native', ''],
    ['EXI-ARCH-\n8', 'EXI-ARCH-8', '', ''],
    ['[SEC-4]', 'SEC-4', '', ''],
    ['SEC\u20114', 'SEC-4', '', ''],
    ['R12*', 'R12', '*', ''],
    ['R12 bis', 'R12 bis', '', ''],
    ['R12 nouveau', 'R12', 'nouveau', ''],
    ['R12 – Sauvegarder les données', 'R12', '', 'Sauvegarder les données'],
    ['EX 12', 'EX 12', '', ''],
    ['Règle n° 7', 'Règle n° 7', '', ''],
    ['APPEXT', 'APPEXT', '', ''],
  ])('%j is %j', (cell, id, suffix, title) => {
    expect(readIdentifier(cell)).toEqual({ id, suffix, title })
  })

  it.each(['', 'Version', '12/03/2025', '2025-12-21', '---', '99,9 %', 'Le service répond', 'Total des exigences'])(
    'is not in %j',
    (cell) => expect(readIdentifier(cell)).toBeUndefined(),
  )

  it('is the same whatever its case and separators, but not its numbers', () => {
    expect(new Set(['EX12', 'ex-12', 'EX 12'].map(identifierKey)).size).toBe(1)
    expect(identifierKey('EXI-1-11')).not.toBe(identifierKey('EXI-11-1'))
    expect(identifierKey('GEN.1.11')).not.toBe(identifierKey('GEN.11.1'))
  })

  it('has a series and a number', () => {
    expect(numberOf('EXI-ARCH-8')).toEqual({ series: 'EXI-ARCH-', number: 8 })
    expect(numberOf('GEN.3.2.A1')).toEqual({ series: 'GEN.3.2.A', number: 1 })
    expect(numberOf('1398')).toEqual({ series: '', number: 1398 })
    expect(numberOf('APPEXT')).toBeUndefined()
  })
})

describe('a level', () => {
  it.each([
    ['**P**', 'P', true],
    [' p. ', 'p', true],
    ['Primordiale', 'Primordiale', true],
    ['P - Primordiale', 'P', true],
    ['IMPÉRATIF', 'IMPÉRATIF', true],
    ['Préconisée', 'Préconisée', true],
    ['RG', 'RG', true],
    ['Z4', 'Z4', false],
    ['—', '', false],
    ['', '', false],
  ])('%j reads as %j', (cell, level, known) => expect(readLevel(cell)).toMatchObject({ level, known }))
})
