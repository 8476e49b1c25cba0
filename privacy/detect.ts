import { FIRST, giveBack } from './scan/columns.ts'
import type { Span } from './span.ts'
import { type Reason, reasonOf } from './why.ts'
import { codeAt, isAlphanumeric } from './scan/characters.ts'
import { decoded } from './scan/encoded.ts'
import { Label } from './scan/labels.ts'
import { resolve } from './scan/resolve.ts'
import { united } from './scan/united.ts'
import { LABEL_REACH, openScan, recallWords, type Candidate, type Scan } from './scan/scan.ts'
import { Gap, Shape, TokenKind } from './scan/tokens.ts'
import { wordSet, WordTable } from './scan/word-table.ts'
import { wayWords } from './addresses/address-words.ts'
import {
  localityOpenings,
  recogniseAlsatianAddress,
  recogniseAnnouncedLocality,
  recogniseBritishAddress,
  recogniseDottedBox,
  recogniseLocalityInField,
  recogniseForeignAddress,
  recogniseLocality,
  recogniseLocalityByArticle,
  recogniseNumberedLocality,
} from './addresses/locality.ts'
import { recogniseFormAddress } from './addresses/form-address.ts'
import { recogniseAddress } from './addresses/recognise-address.ts'
import { accountWords, recogniseAccountPair } from './types/account-pair.ts'
import { recogniseBankCard } from './types/bank-card.ts'
import { recogniseBirthBeside } from './types/birth-beside.ts'
import { recogniseBirthDate, recogniseScannedBirth, recogniseWrittenBirth, writtenMonths } from './types/birth-date.ts'
import { recogniseCompanyNumber, recogniseRna, recogniseVat } from './types/company-number.ts'
import { recogniseIban } from './types/iban.ts'
import { beginsMixedRun, CARD_REACH, DOCUMENT_REACH, recogniseIdentityDocument } from './types/identity-document.ts'
import {
  recogniseEmail,
  recogniseIpv4,
  recogniseIpv6,
  recogniseSpelledEmail,
  recogniseUrlCredentials,
  spelledAt,
} from './types/internet.ts'
import { Word, wordFlags } from './names/name-lexicon.ts'
import { recogniseNir } from './types/nir.ts'
import { recognisePersons } from './persons/recognise-persons.ts'
import { recognisePayrollRubric, RUBRIC_GROUP } from './types/payroll-rubric.ts'
import { recognisePhone } from './types/phone.ts'
import { recogniseGaragePlate, recogniseOldPlate, recognisePlate } from './types/plate.ts'
import {
  directoryWords,
  issuedWords,
  joinsIssuedSecret,
  recogniseAnnouncedSecret,
  recogniseCommandPassword,
  recogniseIdentifiedBy,
  recogniseIssuedSecret,
  recognisePem,
  recogniseSecretInColumn,
  recogniseWebhook,
} from './types/secret.ts'
import { recogniseSecretManifest, STRING_DATA } from './types/secret-manifest.ts'

const months = wordSet(
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec',
)
/** Last words of what announces a secret (`types/secret.ts` reads the whole of it). */
const secretEnds = wordSet(
  'passe community code codes pin secours recuperation deblocage deverrouillage totp otp keystore truststore motdepasse pw cle partagee chiffrement maitre ssh acces secrete basic passphrase password passwd passcode pwd pass mdp jeton jetons token tokens bearer secret secrets securestring key keys apikey apikeys api privee secretes credential credentials psk wifi wpa pgpassword dbpassword smtppassword adminpassword userpassword dbpass smtppass clientsecret accesstoken authtoken secretkey privatekey apisecret apitoken signing salt pepper bearertoken accesskey accountkey sharedaccesskey masterkey signingkey encryptionkey refreshtoken mysqlpassword redispassword authldapbindpassword bindpassword bindpw requirepass rootpw ldappassword',
)

/** What a word makes worth looking at, one bit each. */
const Opens = {
  address: 1,
  locality: 2,
  announcedSecret: 4,
  month: 8,
  spelledEmail: 16,
  vat: 32,
  rna: 64,
  issuedSecret: 128,
  command: 256,
  /** What declares a value: a statement of SQL, a manifest, a declaration of pay. */
  statement: 1024,
  account: 2048,
  writtenMonth: 512,
} as const
const openings = new Map<number, number>()
for (const [words, bit] of [
  [wayWords, Opens.address],
  [localityOpenings, Opens.locality],
  [secretEnds, Opens.announcedSecret],
  [months, Opens.month],
  [writtenMonths, Opens.writtenMonth],
  [spelledAt, Opens.spelledEmail],
  [wordSet('fr'), Opens.vat],
  [wordSet('w'), Opens.rna],
  [issuedWords, Opens.issuedSecret],
  [wordSet('mysql mysqldump mariadb sshpass redis curl'), Opens.command],
  [directoryWords, Opens.command],
  [accountWords, Opens.account],
  [wordSet('identified stringdata g'), Opens.statement],
] as const)
  for (const hash of words.hashes) openings.set(hash, (openings.get(hash) ?? 0) | bit)
const opened = new WordTable(openings)
const words = recallWords(wordFlags, (hash) => opened.get(hash))

/**
 * Personal data and secrets of a text: spans in UTF-16 code units, sorted, never overlapping.
 * One pass over the tokens; each recogniser looks at its own kind of anchor and no further than the form it knows,
 * so the time is proportional to the length whatever the text.
 */
export const detect = (text: string): Span[] => allClaims(text).map(({ start, end, type }) => ({ start, end, type }))

/** The same spans, each with its reason. */
export const explain = (text: string): (Span & { readonly reason: Reason })[] =>
  allClaims(text).map(({ start, end, type, weight }) => ({
    start,
    end,
    type,
    reason: reasonOf(type, weight, asRead(text.slice(start, end))),
  }))

const asRead = (words: string): string => decoded(words)?.text ?? words

/** As it will be read where signs are written by their number, and, around those, as it is written. */
function allClaims(text: string): readonly Candidate[] {
  const read = decoded(text)
  if (read === undefined) return claims(text)
  const meant = claims(read.text).map((claim) => ({ ...claim, ...read.written(claim.start, claim.end) }))
  const asWritten = read.around.flatMap(({ start, end }) =>
    claims(text.slice(start, end)).map((claim) => ({ ...claim, start: claim.start + start, end: claim.end + start })),
  )
  // Elsewhere the two are the same, and a stretch may be cut at its border.
  return united([...meant, ...asWritten.filter(({ start, end }) => read.isWithin(start, end))])
}

function claims(text: string): Candidate[] {
  const scan = openScan(text, words, Word.personLabel)
  const found = new Claims()
  lookAtTokens(scan, found)
  const first = found.all.length
  recognisePersons(scan, found.all)
  const last = found.all.length
  for (let at = first; at < last; at++) found.add(recogniseBirthBeside(scan, found.all[at]!.end))
  giveBack(scan.columns)
  return resolve(text, found.all)
}

class Claims {
  readonly all: Candidate[] = []
  /** Nothing is looked for inside a secret or an address with a password: it goes as a whole, and is read once. */
  opaqueFrom = 0
  opaqueUntil = 0

  add(candidate: Candidate | undefined): void {
    if (candidate === undefined) return
    this.all.push(candidate)
    if (candidate.type !== 'SECRET' && candidate.type !== 'URL_CREDENTIALS') return
    // Its command may have told of it before the walk comes there: "mysql -h … -p…".
    if (candidate.start > this.opaqueUntil) this.opaqueFrom = candidate.start
    this.opaqueUntil = Math.max(this.opaqueUntil, candidate.end)
  }
}

/** One walk over the tokens: each word, number or sign is shown to the recognisers that it may begin something for. */
function lookAtTokens(scan: Scan, found: Claims): void {
  for (let token = FIRST; token < scan.limit; token++) {
    if (scan.start[token]! < found.opaqueUntil && scan.start[token]! >= found.opaqueFrom) continue
    if (scan.columnLabel[token] === Label.secret) found.add(recogniseSecretInColumn(scan, token))
    const kind = scan.kind[token]
    if (kind === TokenKind.word) lookAtWord(scan, token, found)
    else if (kind === TokenKind.digits) {
      if (!isAlphanumeric(codeAt(scan.text, scan.start[token]! - 1))) lookAtNumber(scan, token, found)
    } else lookAtSign(scan, token, found)
  }
}

function lookAtWord(scan: Scan, token: number, found: Claims): void {
  const label = scan.label[token]!
  if (label !== Label.none) scan.lastLabel[label] = token
  const opens = scan.opens[token]!
  if (opens !== 0) lookAtOpening(scan, token, opens, found)
  if (scan.kind[token + 1] === TokenKind.digits) {
    found.add(recogniseIban(scan, token))
    if (near(scan, token, Label.birth)) found.add(recogniseScannedBirth(scan, token))
  }
  if (scan.end[token]! - scan.start[token]! === 2) found.add(recognisePlate(scan, token))
  if (
    (scan.lastLabel[Label.identityCard]! >= 0 ||
      token - scan.lastLabel[Label.card]! <= CARD_REACH ||
      scan.shape[token] === Shape.initial ||
      scan.shape[token] === Shape.capitals) &&
    beginsMixedRun(scan, token)
  )
    lookAtDocument(scan, token, found)
  if (scan.shape[token] !== Shape.lower && joinsIssuedSecret(scan, token)) found.add(recogniseIssuedSecret(scan, token))
}

function lookAtOpening(scan: Scan, token: number, opens: number, found: Claims): void {
  if ((opens & Opens.address) !== 0)
    found.add(
      recogniseAddress(scan, token) ?? recogniseBritishAddress(scan, token) ?? recogniseFormAddress(scan, token),
    )
  if ((opens & Opens.locality) !== 0) found.add(recogniseLocality(scan, token))
  if ((opens & Opens.announcedSecret) !== 0) found.add(recogniseAnnouncedSecret(scan, token))
  if ((opens & Opens.month) !== 0) found.add(recogniseBirthDate(scan, token))
  if ((opens & Opens.writtenMonth) !== 0) found.add(recogniseWrittenBirth(scan, token))
  if ((opens & Opens.spelledEmail) !== 0) found.add(recogniseSpelledEmail(scan, token))
  if ((opens & Opens.vat) !== 0) found.add(recogniseVat(scan, token))
  if ((opens & Opens.rna) !== 0) {
    found.add(recogniseRna(scan, token))
    found.add(recogniseGaragePlate(scan, token))
  }
  if ((opens & Opens.command) !== 0) found.add(recogniseCommandPassword(scan, token))
  if ((opens & Opens.account) !== 0) found.add(recogniseAccountPair(scan, token))
  if ((opens & Opens.statement) !== 0)
    if (scan.hash[token] === STRING_DATA) for (const value of recogniseSecretManifest(scan, token)) found.add(value)
    else if (scan.hash[token] === RUBRIC_GROUP) found.add(recognisePayrollRubric(scan, token))
    else found.add(recogniseIdentifiedBy(scan, token))
  if ((opens & Opens.issuedSecret) !== 0) found.add(recogniseIssuedSecret(scan, token))
}

const near = (scan: Scan, token: number, label: number): boolean =>
  scan.columnLabel[token] === label || (scan.lastLabel[label]! >= 0 && token - scan.lastLabel[label]! <= LABEL_REACH)

const COMMA = 0x2c

function lookAtNumber(scan: Scan, token: number, found: Claims): void {
  // The length of the first group tells most forms apart before any expression is tried.
  const length = scan.end[token]! - scan.start[token]!
  const nextIsWord = scan.kind[token + 1] === TokenKind.word
  const first = codeAt(scan.text, scan.start[token]!) - 0x30
  found.add(recognisePhone(scan, token))
  if (first !== 0 && first !== 5 && first !== 6 && first !== 9) lookAtNir(scan, token, found)
  if (length === 4 || length > 14 || near(scan, token, Label.card)) found.add(recogniseBankCard(scan, token))
  if (
    length === 3 ||
    (length >= 9 && length <= 11) ||
    length === 14 ||
    near(scan, token, Label.siret) ||
    near(scan, token, Label.siren)
  )
    found.add(recogniseCompanyNumber(scan, token))
  if (
    nextIsWord ||
    length > 8 ||
    near(scan, token, Label.passport) ||
    near(scan, token, Label.identityCard) ||
    token - scan.lastLabel[Label.drivingLicence]! <= DOCUMENT_REACH
  )
    lookAtDocument(scan, token, found)
  if (length <= 4 && (nextIsWord || scan.hash[token + 1] === 0x2d)) found.add(recogniseOldPlate(scan, token))
  if (length <= 4 && scan.hash[token + 1] === COMMA) found.add(recogniseForeignAddress(scan, token))
  if (length <= 4 && nextIsWord && scan.hash[token + 2] === COMMA) found.add(recogniseAlsatianAddress(scan, token))
  if (length === 5)
    found.add(
      recogniseAnnouncedLocality(scan, token) ??
        recogniseLocalityInField(scan, token) ??
        recogniseLocalityByArticle(scan, token) ??
        recogniseNumberedLocality(scan, token) ??
        recogniseDottedBox(scan, token),
    )
  found.add(recogniseIpv4(scan, token))
  found.add(recogniseBirthDate(scan, token))
  // "1O/03/1987", "04/O3/1949": a letter where a figure should stand.
  const next = nextIsWord ? token + 1 : token + 2
  if (
    length <= 2 &&
    scan.kind[next] === TokenKind.word &&
    scan.gap[next] === Gap.none &&
    near(scan, token, Label.birth)
  )
    found.add(recogniseScannedBirth(scan, token))
}

/** One card of a list says what the next lines hold. */
function lookAtDocument(scan: Scan, token: number, found: Claims): void {
  const document = recogniseIdentityDocument(scan, token)
  if (document === undefined) return
  found.add(document)
  // In a column of papers of several kinds, one says nothing of the next.
  const inColumn = scan.columnHead[token] !== 0 && scan.columnLabel[token] !== Label.identityCard
  if (document.type === 'ID_CARD_FR' && scan.kind[token - 1] === TokenKind.sign && !inColumn)
    scan.lastLabel[Label.identityCard] = token
}

/** One number found says what the next ones are: "…, conjoint : …". */
function lookAtNir(scan: Scan, token: number, found: Claims): void {
  const nir = recogniseNir(scan, token)
  if (nir === undefined) return
  found.add(nir)
  scan.lastLabel[Label.nir] = token
}

function lookAtSign(scan: Scan, token: number, found: Claims): void {
  switch (scan.hash[token]) {
    case 0x40:
      return found.add(recogniseEmail(scan, token))
    case 0x3a:
      found.add(recogniseUrlCredentials(scan, token))
      found.add(recogniseWebhook(scan, token))
      return found.add(recogniseIpv6(scan, token))
    case 0x2d:
      return found.add(recognisePem(scan, token))
  }
}
