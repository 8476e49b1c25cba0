import { readFileSync } from 'node:fs'
import type { Example } from '../devset/fill.ts'
import { isIban } from '../checks/iban-check.ts'
import { passesLuhn } from '../checks/luhn.ts'
import { isNir } from '../checks/nir-key.ts'
import type { PiiType, Span } from '../span.ts'

const types: Readonly<Record<string, PiiType>> = {
  P: 'PERSON',
  E: 'EMAIL',
  T: 'PHONE_FR',
  NIR: 'NIR',
  IBAN: 'IBAN',
  CARD: 'BANK_CARD',
  SIREN: 'SIREN',
  SIRET: 'SIRET',
  RNA: 'RNA',
  A: 'ADDRESS',
  PLATE: 'PLATE',
  PASS: 'PASSPORT_FR',
  CNI: 'ID_CARD_FR',
  DL: 'DRIVING_LICENCE_FR',
  B: 'BIRTH_DATE',
  IP: 'IP',
  S: 'SECRET',
  U: 'URL_CREDENTIALS',
}
const checks: Readonly<Record<string, (characters: string) => boolean>> = {
  NIR: isNir,
  IBAN: isIban,
  CARD: passesLuhn,
  SIREN: passesLuhn,
  SIRET: passesLuhn,
}

/** Puts the digits that make a number right where `#` holds their place; a number without `#` is left as it was written. */
function checked(code: string, value: string): string {
  const places = value.split('#').length - 1
  if (places === 0 || checks[code] === undefined) return value
  for (let key = 0; key < 10 ** places; key++) {
    const digits = String(key).padStart(places, '0')
    let next = 0
    const tried = value.replace(/#/g, () => digits[next++]!)
    if (checks[code](tried.replace(/[^0-9A-Za-z]/g, '').toUpperCase())) return tried
  }
  throw new Error(`no check digit makes "${value}" right`)
}

/** The labelled texts of one batch: texts apart by a line "---", each value to find as ⟦TYPE:value⟧. */
export function readBatch(path: string): Example[] {
  return readFileSync(path, 'utf8')
    .replace(/\n$/, '')
    .split('\n---\n')
    .map((source) => {
      let text = ''
      const spans: Span[] = []
      for (const part of source.split(/(⟦[^⟧]*⟧)/)) {
        const slot = /^⟦([A-Z]+):([^⟧]*)⟧$/.exec(part)
        if (!slot) {
          if (/[⟦⟧]/.test(part)) throw new Error(`${path}: mark that is not closed in "${source.slice(0, 60)}"`)
          text += part
          continue
        }
        const type = types[slot[1]!]
        if (type === undefined) throw new Error(`${path}: unknown type ${slot[1]} in "${source.slice(0, 60)}"`)
        const value = checked(slot[1]!, slot[2]!)
        spans.push({ start: text.length, end: text.length + value.length, type })
        text += value
      }
      return { text, spans, template: source }
    })
}

const foldLetters = (text: string): string =>
  [...text]
    .map((letter) => {
      const base = letter.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
      return base.length === letter.length ? base : letter
    })
    .join('')
/** A whole batch typed otherwise; what machines wrote (secrets, addresses of machines, accounts) stays as it is. */
export const retypings: Readonly<Record<string, (text: string) => string>> = {
  capitals: (text) =>
    [...foldLetters(text)].map((c) => (c.toUpperCase().length === c.length ? c.toUpperCase() : c)).join(''),
  unaccented: foldLetters,
  lower: (text) => [...text].map((c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c)).join(''),
  'no-break': (text) => text.replace(/ (?=[:;!?»])/g, '\u00a0').replace(/(?<=\b(?:M\.|Mme|Me|Dr|n°|N°)) /g, '\u00a0'),
}
export function retyped(examples: readonly Example[], typing: (text: string) => string): Example[] {
  return examples
    .filter(({ spans }) => !spans.some(({ type }) => type === 'SECRET' || type === 'URL_CREDENTIALS'))
    .map((example) => ({ ...example, text: typing(example.text) }))
}
