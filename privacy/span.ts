/** The kinds of personal data and secrets that Socle recognises, named as in the labelling rules. */
export const piiTypes = [
  'PERSON',
  'EMAIL',
  'PHONE_FR',
  'NIR',
  'IBAN',
  'BANK_CARD',
  'SIREN',
  'SIRET',
  'RNA',
  'ADDRESS',
  'PLATE',
  'PASSPORT_FR',
  'ID_CARD_FR',
  'DRIVING_LICENCE_FR',
  'BIRTH_DATE',
  'IP',
  'SECRET',
  'URL_CREDENTIALS',
] as const
export type PiiType = (typeof piiTypes)[number]

/** A stretch of text, in UTF-16 code units, end exclusive. Spans of one text never overlap and are sorted by start. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly type: PiiType
}
