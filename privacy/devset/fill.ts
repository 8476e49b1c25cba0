import type { PiiType, Span } from '../span.ts'
import type { Random } from './random.ts'
import * as make from './values.ts'

export interface Example {
  readonly text: string
  readonly spans: readonly Span[]
  /** Line of the template, for reading errors. */
  readonly template: string
}
/** Where names come from: those of a set that the tagger never sees, or those of training. */
export interface Names {
  first(random: Random): string
  last(random: Random): string
}

const pii: Readonly<Record<string, readonly [PiiType, (random: Random) => string]>> = {
  NIR: ['NIR', make.nir],
  IBAN: ['IBAN', make.iban],
  CARD: ['BANK_CARD', make.card],
  PHONE: ['PHONE_FR', make.phone],
  SIREN: ['SIREN', make.siren],
  SIRET: ['SIRET', make.siret],
  RNA: ['RNA', make.rna],
  PLATE: ['PLATE', make.plate],
  PASSPORT: ['PASSPORT_FR', make.passport],
  CNI: ['ID_CARD_FR', make.identityCard],
  LICENCE: ['DRIVING_LICENCE_FR', make.licence],
  BIRTH: ['BIRTH_DATE', make.birth],
  BIRTHEN: ['BIRTH_DATE', make.dateEn],
  IP: ['IP', make.ip],
  PASSWORD: ['SECRET', make.password],
  KEY: ['SECRET', make.apiKey],
  HOOK: ['SECRET', make.webhook],
  PEM: ['SECRET', make.pem],
  URL: ['URL_CREDENTIALS', make.urlCredentials],
  ADDR: ['ADDRESS', make.address],
  BADSIRET: ['SIRET', (random) => make.spoiled(random, make.siret(random))],
  BADIBAN: ['IBAN', (random) => make.spoiled(random, make.iban(random).toUpperCase())],
  BADNIR: ['NIR', (random) => make.spoiled(random, make.nir(random))],
  BADCARD: ['BANK_CARD', (random) => make.spoiled(random, make.card(random))],
}
/** Slots that look like personal data and are none. */
const plain: Readonly<Record<string, (random: Random, names: Names) => string>> = {
  DATE: (random) => make.date(random, 2000, 2025),
  DATEEN: (random) => make.dateEn(random, 2000, 2025),
  TIME: (random) => `${random.between(8, 19)}h${String(random.between(10, 59))}`,
  CLOCK: (random) => `${random.between(10, 19)}:${random.between(10, 59)}`,
  N: (random) => String(random.between(2, 30)),
  NN: (random) => String(random.between(100, 99999)),
  AMOUNT: (random) =>
    random.pick([
      `${random.between(10, 999)} ${random.digits(3)} €`,
      `${random.between(10, 999)},50 €`,
      `${random.between(1, 99)} ${random.digits(3)} ${random.digits(3)} euros`,
    ]),
  ORDER: (random) =>
    random.pick([
      `CMD-${random.digits(8)}`,
      random.digits(10),
      `2024-${random.digits(6)}`,
      random.digits(12),
      random.digits(8),
    ]),
  EAN: (random) => `3${random.digits(12)}`,
  UUID: (random) =>
    [8, 4, 4, 4, 12]
      .map((length) => Array.from({ length }, () => random.between(0, 15).toString(16)).join(''))
      .join('-'),
  HASH: (random) => Array.from({ length: 40 }, () => random.between(0, 15).toString(16)).join(''),
  VERSION: (random) =>
    `${random.between(1, 20)}.${random.between(0, 20)}.${random.between(0, 20)}.${random.between(0, 99)}`,
  // Names that denote no person: a street, a school, a law…
  XF: (random, names) => names.first(random),
  XL: (random, names) => names.last(random),
  XN: (random, names) => `${names.first(random)} ${names.last(random)}`,
  XU: (random, names) => names.last(random).toUpperCase(),
  TOWN: (random) => random.pick(make.towns),
  STREET: (random) => `${random.pick(make.streetKinds)} ${random.pick(make.streetNames)}`,
}

const strip = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
const emailPart = (name: string): string =>
  strip(name)
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')

/** One name in one of the orders that French writing uses. */
function fullName(random: Random, names: Names): string {
  const first = names.first(random)
  const last = names.last(random)
  const upper = last.toUpperCase()
  return random.pick([
    `${first} ${last}`,
    `${first} ${last}`,
    `${first} ${last}`,
    `${first} ${upper}`,
    `${first} ${upper}`,
    `${upper} ${first}`,
    `${upper} ${first}`,
    `${last} ${first}`,
    `${first[0]}. ${last}`,
    `${first}-${names.first(random)} ${last}`,
    `${first} ${last}-${names.last(random)}`,
  ])
}

/** A way of typing a whole text, slot values included. Each keeps the number of code units. */
type Typing = (text: string) => string
const sameLength =
  (typing: Typing): Typing =>
  (text) => {
    const typed = typing(text)
    return typed.length === text.length ? typed : text
  }
const unaccented: Typing = sameLength((text) =>
  [...text].map((c) => (strip(c).length === c.length ? strip(c) : c)).join(''),
)
export const typings: Readonly<Record<string, Typing>> = {
  asIs: (text) => text,
  capitals: sameLength((text) => unaccented(text).toUpperCase()),
  unaccented,
  lower: sameLength((text) => text.toLowerCase()),
  noBreak: (text) => text.replaceAll(' :', '\u00a0:').replace(/(?<=\p{Lu}\.|Mme|Me) /gu, '\u00a0'),
}

/** Slots: ⟦P:…⟧ a person written out, {P} full name, {PN} first and last, {PF} first, {PL} last, {PU} last in capitals, {EMAIL}; `pii` and `plain` for the others. */
export function fill(template: string, random: Random, names: Names, typing: Typing = typings.asIs!): Example {
  let text = ''
  const spans: Span[] = []
  for (const part of template.split(/(\{[A-Z]+\}|⟦P:[^⟧]*⟧)/)) {
    const writtenOut = /^⟦P:(.*)⟧$/su.exec(part)?.[1]
    const slot = writtenOut === undefined ? /^\{([A-Z]+)\}$/.exec(part)?.[1] : 'P'
    if (slot === undefined) {
      text += typing(part.replaceAll('\\n', '\n').replaceAll('\\t', '\t'))
      continue
    }
    let type: PiiType | undefined
    let value: string
    if (writtenOut !== undefined) {
      type = 'PERSON'
      value = writtenOut
    } else if (slot === 'P' || slot === 'PN' || slot === 'PF' || slot === 'PL' || slot === 'PU') {
      type = 'PERSON'
      const last = names.last(random)
      value =
        slot === 'P'
          ? fullName(random, names)
          : slot === 'PN'
            ? `${names.first(random)} ${last}`
            : slot === 'PF'
              ? names.first(random)
              : slot === 'PL'
                ? last
                : last.toUpperCase()
    } else if (slot === 'EMAIL') {
      type = 'EMAIL'
      value = `${emailPart(names.first(random))}${random.pick(['.', '-', '_', ''])}${emailPart(names.last(random))}${random.pick(['', '', random.digits(2)])}@${random.pick(['interieur.gouv.fr', 'gmail.com', 'orange.fr', 'mairie-exemple.fr', 'laposte.net', 'ac-lyon.fr', 'sous.domaine.example.org'])}`
    } else if (slot in pii) {
      const [kind, maker] = pii[slot]!
      type = kind
      value = maker(random)
    } else if (slot in plain) value = plain[slot]!(random, names)
    else throw new Error(`unknown slot {${slot}} in template "${template.slice(0, 60)}": see fill.ts for the list`)
    // Secrets and addresses of machines are pasted, never retyped.
    const typed = type === 'SECRET' || type === 'URL_CREDENTIALS' || type === 'IBAN' ? value : typing(value)
    const previous = spans.at(-1)
    // "{PU} {PF}" is one name (labelling rules): first and last together when only a space stands between.
    const joined = type === 'PERSON' && previous?.type === 'PERSON' && text.slice(previous.end) === ' '
    if (type && joined) spans[spans.length - 1] = { ...previous, end: text.length + typed.length }
    else if (type) spans.push({ start: text.length, end: text.length + typed.length, type })
    text += typed
  }
  return { text, spans, template }
}
