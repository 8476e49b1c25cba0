/**
 * Figures of the personal-data detection, printed, never asserted: `npm run bench:privacy`.
 * Two npm packages of the kind stand beside it; they are no dependency of the project, and are fetched into a folder of their own.
 */
import { detect, type PiiType, type Span } from '@socle/privacy'
import type { Example } from '../privacy/devset/fill.ts'
import { developmentSet, score } from '../privacy/devset/score.ts'
import { readBatch } from '../privacy/first-look/read-batch.ts'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const MEGABYTE = 1 << 20
const examples = developmentSet()
const row = (...cells: string[]) =>
  console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(34) : cell.padStart(12))).join(''))
const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!

/** Of processor, so that what else runs on the machine counts for little. */
function milliseconds(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** On the clock: what one caller waits. The engine compiles beside it, which the processor's time would count. Wants a quiet machine. */
function elapsed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** What another package calls its types, in the order in which a word decides. */
const names: readonly (readonly [RegExp, PiiType])[] = [
  [/mail/i, 'EMAIL'],
  [/iban/i, 'IBAN'],
  [/siret/i, 'SIRET'],
  [/siren|vat/i, 'SIREN'],
  [/card/i, 'BANK_CARD'],
  [/passport/i, 'PASSPORT_FR'],
  [/licen/i, 'DRIVING_LICENCE_FR'],
  [/birth|dob/i, 'BIRTH_DATE'],
  [/phone|tel/i, 'PHONE_FR'],
  [/insee|nir|social|ssn/i, 'NIR'],
  [/ip(?:v\d)?(?:_|$)/i, 'IP'],
  [/address|street|postal|zip/i, 'ADDRESS'],
  [/plate|vehicle/i, 'PLATE'],
  [/name|person/i, 'PERSON'],
]
const typeOf = (name: string): PiiType => names.find(([expression]) => expression.test(name))?.[1] ?? 'SECRET'

const peers = { '@redactpii/node': '1.0.17', '@openredaction/core': '1.1.5' } as const

/** Fetches the peers from the registry. @returns how one of them is loaded; undefined where there is no registry */
function fetchPeers(folder: string): ((name: keyof typeof peers) => Promise<Record<string, unknown>>) | undefined {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: peers }))
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder })
  if (status !== 0) return undefined
  const { resolve } = createRequire(join(folder, 'package.json'))
  return async (name) => (await import(pathToFileURL(resolve(name)).href)) as Record<string, unknown>
}

type Detector = (text: string) => readonly Span[] | Promise<readonly Span[]>

/** Spans from what `redact` leaves: the pieces between its own words are looked for in order. */
function spansOfRedaction(text: string, redacted: string): Span[] {
  const words = /(PERSON_NAME|EMAIL_ADDRESS|PHONE_NUMBER|CREDIT_CARD_NUMBER|CREDIT_CARD|US_SOCIAL_SECURITY_NUMBER|SSN)/
  const spans: Span[] = []
  let at = 0
  let pending: string | undefined
  for (const piece of redacted.split(words)) {
    if (words.test(piece)) {
      pending = piece
      continue
    }
    const found = piece === '' ? (pending === undefined ? at : text.length) : text.indexOf(piece, at)
    if (found < 0) return spans
    if (pending !== undefined && found > at) spans.push({ start: at, end: found, type: typeOf(pending) })
    pending = undefined
    at = found + piece.length
  }
  return spans
}

async function others(folder: string): Promise<readonly (readonly [string, Detector])[]> {
  const load = fetchPeers(folder)
  if (load === undefined) {
    console.log('(npm could not fetch the other packages: Socle stands alone)')
    return []
  }
  const { Redactor } = (await load('@redactpii/node')) as { Redactor: new () => { redact(text: string): string } }
  const redactor = new Redactor()
  interface Found {
    readonly detections: readonly { readonly type: string; readonly position: readonly [number, number] }[]
  }
  const { OpenRedaction } = (await load('@openredaction/core')) as {
    OpenRedaction: new () => { detect(text: string): Promise<Found> }
  }
  const shield = new OpenRedaction()
  return [
    [`@redactpii/node ${peers['@redactpii/node']}`, (text) => spansOfRedaction(text, redactor.redact(text))],
    [
      `@openredaction/core ${peers['@openredaction/core']}`,
      async (text) =>
        (await shield.detect(text)).detections
          .map(({ type, position: [start, end] }) => ({ start, end, type: typeOf(type) }))
          .sort((a, b) => a.start - b.start),
    ],
  ]
}

async function scored(detector: Detector): Promise<{ cells: string[]; speed: number }> {
  const answers = new Map<string, readonly Span[]>()
  const start = performance.now()
  for (const { text } of examples) answers.set(text, await detector(text))
  const seconds = (performance.now() - start) / 1000
  const scores = score(examples, (text) => answers.get(text)!)
  const characters = examples.reduce((sum: number, { text }: Example) => sum + text.length, 0)
  return {
    cells: [scores.overlap, scores.exact, scores.leaked, scores.overMasked, scores.negativesFlagged].map((figure) =>
      figure.toFixed(1),
    ),
    speed: characters / MEGABYTE / seconds,
  }
}

row(`${examples.length} texts, %`, 'overlap F1', 'exact F1', 'leaked', 'over-masked', 'negatives', 'MB/s')
const ownFolder = mkdtempSync(join(tmpdir(), 'privacy-bench-'))
process.on('exit', () => rmSync(ownFolder, { recursive: true, force: true }))
const contenders: (readonly [string, Detector])[] = [['Socle', detect], ...(await others(ownFolder))]
await scored(detect)
for (const [name, detector] of contenders) {
  const { cells, speed } = await scored(detector)
  row(name, ...cells, speed.toFixed(1))
}
const folder = join(import.meta.dirname, '../privacy/first-look')
const batches = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => readBatch(join(folder, name)))
const { overlap, exact, leaked, overMasked, negativesFlagged } = score(batches)
row(
  `Socle, ${batches.length} texts of first-look, mended since`,
  ...[overlap, exact, leaked, overMasked, negativesFlagged].map((figure) => figure.toFixed(1)),
)

const filled = (text: string): string => text.repeat(Math.ceil(MEGABYTE / text.length)).slice(0, MEGABYTE)
const ordinary = filled(examples.map(({ text }) => text).join('\n\n'))
/** What names hardly anybody, as most of what offices write: the framework's own words. */
const requirements = join(import.meta.dirname, '../framework/requirements')
const prose = filled(
  readdirSync(requirements)
    .map((name) => readFileSync(join(requirements, name), 'utf8'))
    .join('\n'),
)
const WARM_UP = 6
for (let run = 0; run < WARM_UP; run++) for (const text of [ordinary, prose]) detect(text)
const timeOf = (text: string): number => median(Array.from({ length: 9 }, () => milliseconds(() => detect(text))))
const [ordinaryTime, proseTime] = [timeOf(ordinary), timeOf(prose)]
console.log()
for (const [name, time] of [
  ['1 MB of development texts', ordinaryTime],
  ['1 MB of the framework’s own texts', proseTime],
] as const)
  row(name, `${time.toFixed(0)} ms`, `${(1000 / time).toFixed(1)} MB/s`, 'aim ≥ 10')
const slices = Array.from({ length: 1000 }, (_, at) => ordinary.slice((at * 977) % (MEGABYTE - 8192)).slice(0, 8192))
const times = slices.map((text) => elapsed(() => detect(text))).sort((a, b) => a - b)
row('8 kB, median and p99', `${times[500]!.toFixed(2)} ms`, `${times[990]!.toFixed(2)} ms`, 'aim ≤ 2 ms')

/** Texts that make careless expressions explode, repeated to 1 MB. */
const hostile: readonly string[] = [
  '1',
  '1 ',
  '06 ',
  '1.',
  '1-',
  '@',
  'a@',
  'a@a.',
  '::',
  'a:',
  '-',
  '-----BEGIN PRIVATE KEY-----\n',
  'a://',
  'http://a:b@',
  '12 rue ',
  '1 rue A ',
  'fr76 3000 ',
  'FR76',
  'password ',
  'password=',
  'password : (',
  'M. ',
  'Jean ',
  'Jean de ',
  'né le ',
  'né ',
  'NIR 1 85 ',
  'AB-123-',
  'eyJ',
  'eyJa.eyJ',
  'A. ',
  'J.-',
  'aB',
  "d'",
  'nom;prénom\n',
  'nom;prénom\na;b\n',
  '|',
  ',',
  ' ',
  '\n',
  '\t',
  '\u00a0',
  '😀',
  '\u0301',
  'Lieu-dit ',
  'BP 1 ',
  'bis 12 ',
  '1/',
  'http://a/hooks/',
  'siret 123 ',
  'api key 12a ',
  'Nom : ',
  'Saint-',
  'X Y ',
  '(at) ',
  '%',
  '\ud83d',
  "INSERT INTO a (nom, prenom) VALUES ('a','b'); ",
  ') VALUES (',
  'adresse : Ker ',
  'sa fille ',
  'la sœur de ',
  "d'A",
  'M. de la ',
  'Le Le ',
  'Jean de la de la ',
  'logiciel A et ',
  'A & ',
  'Résidence A, ',
  'Résidence A\n',
  '12 rue a b c d e f g ',
  '1.2.3 ',
  '1.2.3.4 ',
  'DDN : 1',
  'Jean (12/03/1980) ',
  '[jean] ',
  'jean-jean-',
  'J.-J. ',
  "Prud'homme ",
  'A_',
  'épouse ',
  'adresse 75001 ',
  'Jean;',
  'Jean, ',
  'J. ',
  'M. A',
  'a%40b.fr ',
  '&#64;',
  'nom,prenom\nJean,Paul\n',
  '::1 ',
  'a.b.c.',
  'du X et ',
  'le gendarme ',
  'a 1.2.3.4 ',
  'mme le ',
  'enfants : Jean, 01/02/2003 ',
  'W-123-',
  '00 33 ',
  'p. a ',
  'jean\n',
  'nom de ',
  'Jean et ',
  'jean et ',
  'X c/ ',
  'nom=a&',
  '- de la ',
  'DE LA ',
  'chez jean, ',
  'ZI A, rue ',
]
const worst = hostile
  .map((unit) => {
    const text = filled(unit)
    return { unit, time: median([0, 1, 2].map(() => milliseconds(() => detect(text)))) }
  })
  .sort((a, b) => b.time - a.time)
// Development texts hold a person in every sentence; plain prose is what a hostile text is farthest from.
row('', '', 'first', 'second', 'aim ≤ × 3')
for (const { unit, time } of worst.slice(0, 5))
  row(
    `1 MB of ${JSON.stringify(unit)}`,
    `${time.toFixed(0)} ms`,
    `× ${(time / ordinaryTime).toFixed(1)}`,
    `× ${(time / proseTime).toFixed(1)}`,
  )
