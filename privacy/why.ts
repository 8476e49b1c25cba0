/** Why a stretch of text was found, in terms that a person can check. */
import { isIban } from './checks/iban-check.ts'
import { isSiren, isSiret, passesLuhn } from './checks/luhn.ts'
import { isNir } from './checks/nir-key.ts'
import { Weight } from './scan/scan.ts'
import type { Span } from './span.ts'

/**
 * Its form leaves no doubt; its check digits are right; they are wrong, and its label or its form says all the same what it is; words
 * around it announce it; it has the form; words around it or a list of names say that it is somebody.
 */
export type Reason = 'certain' | 'verified' | 'wrong-key' | 'announced' | 'form' | 'name'

/** Types whose claim weighs as much by their form as others do beside their label. */
const byForm: ReadonlySet<Span['type']> = new Set(['PHONE_FR', 'ADDRESS'])
/** Types that any date or number might be, but for the words around it. */
const byLabel: ReadonlySet<Span['type']> = new Set(['BIRTH_DATE', 'PASSPORT_FR', 'ID_CARD_FR', 'DRIVING_LICENCE_FR'])
const ANNOUNCED_SECRET = Weight.certain - 2

export function reasonOf(type: Span['type'], weight: number, words: string): Reason {
  if (type === 'PERSON') return 'name'
  const right = keyIsRight(type, words)
  if (right !== undefined) return right ? 'verified' : 'wrong-key'
  if (type === 'SECRET' && weight <= ANNOUNCED_SECRET) return 'announced'
  if (byLabel.has(type)) return 'announced'
  if (type === 'NIR') return weight >= Weight.checked ? 'announced' : 'form'
  if (weight >= Weight.checked) return 'certain'
  return weight >= Weight.labelled && !byForm.has(type) ? 'announced' : 'form'
}

const VAT_LETTERS_AND_KEY = 4

/** undefined = such a value has no check digits, or not here: a NIR may stand without its key. */
function keyIsRight(type: Span['type'], words: string): boolean | undefined {
  const compact = words.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()
  switch (type) {
    case 'NIR':
      return compact.length === 15 ? isNir(compact) : undefined
    case 'IBAN':
      return isIban(compact)
    case 'BANK_CARD':
      return /^\d{12,19}$/.test(compact) ? passesLuhn(compact) : undefined
    case 'SIREN':
      return isSiren(compact.startsWith('FR') ? compact.slice(VAT_LETTERS_AND_KEY) : compact)
    case 'SIRET':
      return isSiret(compact)
  }
  return undefined
}
