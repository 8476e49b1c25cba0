import { describe, expect, test } from 'vitest'
import { isIban } from './iban-check.ts'
import { isSiren, isSiret, passesLuhn } from './luhn.ts'
import { hasNirForm, isNir, nirKey } from './nir-key.ts'

describe('Luhn', () => {
  test('accepts the test number of ISO/IEC 7812 and refuses its neighbour', () => {
    expect(passesLuhn('4111111111111111')).toBe(true)
    expect(passesLuhn('4111111111111112')).toBe(false)
  })
  test('a SIRET of La Poste passes by the plain sum of its digits', () => {
    expect(passesLuhn('35600000049837')).toBe(false)
    expect(isSiret('35600000049837')).toBe(true)
    expect(isSiret('35600000049838')).toBe(false)
  })
  test('zeros are no company', () => {
    expect(isSiren('000000000')).toBe(false)
    expect(isSiret('00000000000000')).toBe(false)
  })
})

describe('NIR', () => {
  test('the key counts Corsica as 19 and 18', () => {
    expect(nirKey('2850178006084')).toBe(97 - Number(2850178006084n % 97n))
    const north = '185052B033041'
    expect(nirKey(north)).toBe(97 - Number(1850518033041n % 97n))
    expect(isNir(north + String(nirKey(north)).padStart(2, '0'))).toBe(true)
  })
  test('month 13 and sex 9 are no NIR', () => {
    expect(hasNirForm('1851378006084')).toBe(false)
    expect(hasNirForm('9850178006084')).toBe(false)
  })
})

describe('IBAN', () => {
  test.each([
    'FR1420041010050500013M02606',
    'DE89370400440532013000',
    'GB29NWBK60161331926819',
    'NO9386011117947',
    'MT84MALT011000012345MTLCAST001S',
  ])('accepts the registry’s example %s', (iban) => expect(isIban(iban)).toBe(true))
  test('refuses a changed digit, a wrong length and an unknown country', () => {
    expect(isIban('FR1420041010050500013M02607')).toBe(false)
    expect(isIban('DE8937040044053201300')).toBe(false)
    expect(isIban('ZZ89370400440532013000')).toBe(false)
  })
})
