import { isIban } from '../checks/iban-check.ts'
import { passesLuhn } from '../checks/luhn.ts'
import { feminineFirstNames, masculineFirstNames } from '../names/first-names.ts'
import { fold } from '../scan/characters.ts'
import type { PiiType, Span } from '../span.ts'

const firstNames = new Set([...feminineFirstNames, ...masculineFirstNames].map(fold))
const bare = (written: string): string => written.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
const luhn = (written: string): boolean => passesLuhn(bare(written))

/** In the order in which they claim a stretch. */
const expressions: readonly (readonly [PiiType, RegExp, ((written: string) => boolean)?])[] = [
  ['SECRET', /-----BEGIN [A-Z ]+-----[\s\S]+?-----END [A-Z ]+-----/g],
  ['SECRET', /\beyJ[\w-]+\.[\w-]+\.[\w-]+|\b(?:sk-[\w-]{16,}|ghp_\w{20,}|glpat-[\w-]{15,}|AKIA[A-Z0-9]{16})/g],
  ['SECRET', /(?<=(?:password|passwd|mot de passe|mdp|secret|token|api[_-]?key)["']?\s*[:=]\s*["']?)[^\s"',;]{6,}/gi],
  ['URL_CREDENTIALS', /\b[a-z][a-z+]*:\/\/[^\s:@/]+:[^\s@/]+@[^\s"'<>]+/gi],
  ['EMAIL', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['IBAN', /\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{1,4}){3,9}\b/gi, (written) => isIban(bare(written))],
  ['NIR', /\b[12378] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3}(?: ?\d{2})?\b/g],
  ['BANK_CARD', /\b[3-6](?:[ -]?\d){14,15}\b/g, luhn],
  ['SIRET', /\b\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{5}\b/g, luhn],
  ['PHONE_FR', /(?:(?:\+|00)33[ .-]?(?:\(0\))?[ .-]?|\b0)[1-9](?:[ .-]?\d{2}){4}\b/g],
  ['SIREN', /\b\d{3}[ .]?\d{3}[ .]?\d{3}\b/g, luhn],
  ['RNA', /\bW\d{9}\b/g],
  ['PLATE', /\b[A-Z]{2}[- ]\d{3}[- ][A-Z]{2}\b|\b\d{2,4} [A-Z]{2,3} \d{2}\b/g],
  ['IP', /\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{1,4}\b/gi],
  ['PASSPORT_FR', /\b\d{2}[A-Z]{2}\d{5}\b/g],
  ['ID_CARD_FR', /(?<=(?:CNI|carte d'identité|carte nationale)[^\n]{0,30})\b[A-Z0-9]{9,12}\b/gi],
  ['DRIVING_LICENCE_FR', /(?<=permis[^\n]{0,30})\b\d{12}\b/gi],
  [
    'BIRTH_DATE',
    /(?<=(?:n[ée]e?(?:\(e\))? le|naissance)[^\n\d]{0,12})(?:\d{1,2}[/. -]\d{1,2}[/. -]\d{4}|\d{1,2}(?:er)? \p{L}+ \d{4})/giu,
  ],
  [
    'ADDRESS',
    /\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|bd|boulevard|place|chemin|impasse|all[ée]e|quai|route|cours|square)[^\n;:()]{3,60}?\d{5} \p{Lu}[\p{L}' -]+/giu,
  ],
  ['PERSON', /(?<=\b(?:M\.|Mme|Mlle|Monsieur|Madame|Me|Dr) )\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)*/gu],
  [
    'PERSON',
    /\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)*/gu,
    (written) => written.split(' ').some((word) => firstNames.has(fold(word))),
  ],
]

/**
 * The detector that one writes in an afternoon: expressions, checksums and one list of first names. No part of the product: how much of a
 * batch of texts it finds says how hard they are, so that scores on different batches can be compared.
 */
export function referenceDetector(text: string): Span[] {
  const found: Span[] = []
  for (const [type, expression, holds] of expressions)
    for (const { 0: written, index: start } of text.matchAll(expression)) {
      const end = start + written.length
      if (holds?.(written) === false || found.some((other) => other.start < end && start < other.end)) continue
      found.push({ start, end, type })
    }
  return found.sort((one, other) => one.start - other.start)
}
