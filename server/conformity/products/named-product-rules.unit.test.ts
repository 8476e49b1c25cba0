import { expect, test } from 'vitest'
import { namedProduct, notNamed } from './named-product-rules.ts'

const products = [
  { reference: 'B-1', name: 'Bureau libre' },
  { reference: 'B-2', name: 'Éditeur d’images' },
  { reference: 'B-3', name: 'Plume' },
  { reference: 'B-4', name: 'Plume' },
]

test('a product is named by its reference or its name, whatever capitals, accents and spaces', () => {
  expect(namedProduct('b-1', products)).toEqual({ reference: 'B-1' })
  expect(namedProduct('  bureau  LIBRE ', products)).toEqual({ reference: 'B-1' })
  expect(namedProduct('Plume (B-4)', products)).toEqual({ reference: 'B-4' })
  expect(namedProduct('editeur d’images', products)).toEqual({ reference: 'B-2' })
})

test('a name that two products bear is not guessed', () => {
  const found = namedProduct('plume', products)
  if ('reference' in found) throw new Error('guessed')
  expect(notNamed('plume', found).fr).toBe(
    'Plusieurs produits s’appellent « plume » : Plume (B-3), Plume (B-4). Donnez la référence de celui que vous voulez dire.',
  )
})

test.each([
  ['bureau', 'Vouliez-vous dire : Bureau libre (B-1) ?'],
  ['Burau libre', 'Vouliez-vous dire : Bureau libre (B-1) ?'],
  ['Tableur', 'aucun produit n’a un nom proche'],
])('%s names none, and the refusal says which may be meant', (given, said) => {
  const found = namedProduct(given, products)
  if ('reference' in found) throw new Error('guessed')
  expect(notNamed(given, found).fr).toContain(said)
})
