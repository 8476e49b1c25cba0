import { describe, expect, test } from 'vitest'
import { Total, totalInWords } from './totals.ts'

const total = Total.parse({
  label: { fr: 'Surcoût total', en: 'Total extra cost' },
  once: ['training', 'homologation'],
  yearly: ['maintenance'],
})
/** As it reads, whatever spaces stand in the figures. */
const said = (values: Record<string, number | string>) => {
  const words = totalInWords(total, values)
  return words && { fr: words.fr.replace(/\s/g, ' '), en: words.en.replace(/\s/g, ' ') }
}

describe('the total of what is paid', () => {
  test('what is paid once and what is paid each year are never one sum', () => {
    expect(said({ training: 6000, homologation: 250.5, maintenance: 12_000 })).toEqual({
      fr: '6 250,50 € en une fois, et 12 000 € par an',
      en: '€6,250.50 once, and €12,000 a year',
    })
  })

  test('what is nothing is left out, and nothing at all is said as such', () => {
    expect(said({ training: 10, homologation: 0, maintenance: 0 })?.fr).toBe('10 € en une fois')
    expect(said({ training: 0, maintenance: 5 })?.fr).toBe('5 € par an')
    expect(said({ training: 0, homologation: 0, maintenance: 0 })).toEqual({ fr: '0 €', en: '€0' })
  })

  test('cents add up to cents', () => {
    expect(said({ training: 0.1, homologation: 0.2 })?.fr).toBe('0,30 € en une fois')
  })

  test('of nothing stated, and of what cannot be read as a number, there is no total', () => {
    expect(said({})).toBeNull()
    expect(said({ training: '12 euros' })).toBeNull()
  })
})
