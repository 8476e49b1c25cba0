import { type Bilingual, fold } from '@socle/contracts'
import { nearest } from '@socle/rulebook'

interface Named {
  readonly reference: string
  readonly name: string
}
type Found =
  { readonly reference: string } | { readonly several: readonly Named[] } | { readonly near: readonly Named[] }

/** Names that a refusal says at most. */
const SAID = 5

/** The product that is meant by a reference or a name, whatever its capitals and accents; else those that may be. */
export function namedProduct(given: string, products: readonly Named[]): Found {
  const wanted = plain(given)
  // As a refusal and a list write it: the name, then the reference.
  const byReference = products.find(({ reference, name }) =>
    [reference, `${name} (${reference})`].some((called) => plain(called) === wanted),
  )
  if (byReference) return { reference: byReference.reference }
  const byName = products.filter(({ name }) => plain(name) === wanted)
  if (byName.length > 1) return { several: byName.slice(0, SAID) }
  if (byName[0]) return { reference: byName[0].reference }
  const words = wanted.split(' ')
  const holding = products.filter(({ name, reference }) => {
    const all = plain(`${name} ${reference}`)
    return words.every((word) => all.includes(word))
  })
  return { near: [...holding, ...misspelt(wanted, products, holding)].slice(0, SAID) }
}

/** The names that are a few letters away, the nearest first. */
function misspelt(wanted: string, products: readonly Named[], known: readonly Named[]): Named[] {
  const left = products.filter((product) => !known.includes(product))
  const found = nearest(
    wanted,
    left.map(({ name }) => plain(name)),
  )
  return found === undefined ? [] : left.filter(({ name }) => plain(name) === found)
}

const plain = (text: string): string => fold(text).replace(/\s+/g, ' ').trim()

/** Why what was given names no product, and which may be meant. */
export function notNamed(given: string, found: Exclude<Found, { reference: string }>): Bilingual {
  const said = (products: readonly Named[]) =>
    products.map(({ name, reference }) => `${name} (${reference})`).join(', ')
  if ('several' in found)
    return {
      fr: `Plusieurs produits s’appellent « ${given} » : ${said(found.several)}. Donnez la référence de celui que vous voulez dire.`,
      en: `Several products are called “${given}”: ${said(found.several)}. Give the reference of the one you mean.`,
    }
  return found.near.length > 0
    ? {
        fr: `« ${given} » n’est pas au référentiel. Vouliez-vous dire : ${said(found.near)} ?`,
        en: `“${given}” is not in the reference. Did you mean: ${said(found.near)}?`,
      }
    : {
        fr: `« ${given} » n’est pas au référentiel, et aucun produit n’a un nom proche. Cherchez-le par son usage, ou ajoutez-le d’abord.`,
        en: `“${given}” is not in the reference, and no product has a name near it. Look for it by its use, or add it first.`,
      }
}
