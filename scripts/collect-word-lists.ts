/**
 * Writes privacy/names/collected-names.ts, collected-places.ts and word-filters.ts from packages that are installed for the occasion,
 * and are no dependency of the project:
 *
 *   npm install --no-save --prefix FOLDER @faker-js/faker@10.6.0 @zxcvbn-ts/language-fr@4.1.2 @zxcvbn-ts/language-en@4.1.1 \
 *     an-array-of-french-words@2.0.0 an-array-of-english-words@2.0.0 dictionary-fr@3.0.0 @etalab/decoupage-administratif@6.0.0
 *   npx node scripts/collect-word-lists.ts FOLDER
 *
 * What each really holds, and its licence, is in privacy/names/NOTICE.md.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { feminineFirstNames, masculineFirstNames } from '../privacy/names/first-names.ts'
import { moreOrdinaryWords } from '../privacy/names/more-ordinary-words.ts'
import { ordinaryWords } from '../privacy/names/ordinary-words.ts'
import { surnames } from '../privacy/names/surnames.ts'
import { fold } from '../privacy/scan/characters.ts'
import { addToFilter, FILTER_PROBES, inFilter } from '../privacy/names/word-filter.ts'
import { hashWord } from '../privacy/scan/word-hash.ts'

const folder = process.argv[2]
if (folder === undefined) throw new Error('where are the packages? see the head of this file')
const root = resolve(import.meta.dirname, '..')
const require = createRequire(pathToFileURL(join(resolve(folder), 'package.json')))
/** Under a name of its own: none of these is a dependency. */
const packaged = (name: string): unknown => require(name)

const folded = (word: string): string => fold(word.normalize('NFC')).replaceAll('œ', 'oe').replaceAll('æ', 'ae')
const LATIN = /^[a-zøłđŧþðıß]+$/
/** The words of a name, one by one: "Jean-Marc", "van der Berg". */
const wordsOf = (name: string): string[] =>
  folded(name)
    .split(/[\s'’.-]+/)
    .filter((word) => word.length > 2 && LATIN.test(word))

// ---- ordinary words -------------------------------------------------------------------------------------------------
/** Tenses that nobody writes in an administration, and that fill half of the list. */
const RARE_TENSE =
  /(?:âmes|âtes|îmes|îtes|ûmes|ûtes|[ai]ssions|[ai]ssiez|asses?|assent|èrent|usse[sn]?t?|ussions|ussiez)$/
const french = (packaged('an-array-of-french-words') as string[]).filter((word) => !RARE_TENSE.test(word))
const infinitives = new Set(french.filter((word) => word.endsWith('er')))
/** "dalla": the past simple of the first group looks like a surname, and nobody writes it. */
const pastSimple = (word: string): boolean =>
  /(?:a|ai|as)$/.test(word) && infinitives.has(word.replace(/(?:a|ai|as)$/, 'er'))
const dictionary = new Set(french.filter((word) => !pastSimple(word)).flatMap(wordsOf))
interface Zxcvbn {
  readonly dictionary: Readonly<Record<string, readonly string[]>>
}
const load = async (name: string): Promise<Zxcvbn> =>
  (await import(pathToFileURL(require.resolve(name)).href)) as Zxcvbn
const inFrench = (await load('@zxcvbn-ts/language-fr')).dictionary
const inEnglish = (await load('@zxcvbn-ts/language-en')).dictionary
const english = new Set(packaged('an-array-of-english-words') as string[])
/** English words that encyclopedias use, of those that the list of English words knows. */
for (const word of inEnglish['wikipedia-en']!) if (english.has(word) && word.length > 2) dictionary.add(folded(word))
const ordinary = new Set([...ordinaryWords, ...moreOrdinaryWords])

// ---- names ----------------------------------------------------------------------------------------------------------
const hand = { first: new Set([...feminineFirstNames, ...masculineFirstNames]), last: new Set(surnames) }
type Listed = string | { readonly value: string }
interface Locale {
  readonly person?: Readonly<Record<string, Readonly<Record<string, readonly Listed[]>>>>
}
const { allLocales } = packaged('@faker-js/faker') as { allLocales: Readonly<Record<string, Locale>> }
const listed = (lists: Readonly<Record<string, readonly Listed[]>> | undefined): string[] =>
  Object.values(lists ?? {}).flatMap((list) =>
    Array.isArray(list) ? list.map((entry: Listed) => (typeof entry === 'string' ? entry : entry.value)) : [],
  )
const first = new Set<string>()
const last = new Set<string>()
const feminine = new Set<string>()
const masculine = new Set<string>()
/** A name of elsewhere that is a French or English word says nothing; one of here is kept, and the context decides. */
function take(into: Set<string>, names: readonly string[], fromHere: boolean): void {
  for (const word of names.flatMap(wordsOf))
    if (fromHere || (!dictionary.has(word) && !ordinary.has(word))) into.add(word)
}
for (const [locale, { person }] of Object.entries(allLocales)) {
  if (/ocker|BORK|^eo$/.test(locale)) continue
  const fromHere = locale.startsWith('fr')
  take(first, listed(person?.first_name), fromHere)
  take(last, listed(person?.last_name), fromHere)
  take(feminine, listed({ f: person?.first_name?.female ?? [] }), fromHere)
  take(masculine, listed({ m: person?.first_name?.male ?? [] }), fromHere)
}
// This package's list of "first names" holds surnames and the other way round (looked at on 2026-11-29, version 4.1.2).
take(last, inFrench['firstnames-fr']!, true)
take(first, inFrench['lastnames-fr']!, true)
take(first, inEnglish['firstnames-en']!, false)
const notNames = new Set(
  'the and for van von der den ter ten del dos das mac ben bin ibn abd bou ait les des saint sainte monsieur madame san santa'.split(
    ' ',
  ),
)
for (const names of [first, last]) for (const word of notNames) names.delete(word)
/**
 * Words of sciences, trades and medicine that the great list lacks, singular and plural: those that no list has as a name, so that a
 * surname stays one.
 */
const speller = readFileSync(join(folder, 'node_modules/dictionary-fr/index.dic'), 'utf8')
for (const line of speller.split('\n')) {
  const word = folded(/^\p{Ll}{4,}(?=[/\s]|$)/u.exec(line)?.[0] ?? '')
  if (word === '' || !LATIN.test(word) || first.has(word) || last.has(word)) continue
  if (hand.first.has(word) || hand.last.has(word)) continue
  dictionary.add(word)
  if (!/[sxz]$/.test(word)) dictionary.add(`${word}s`)
}
for (const word of hand.first) first.delete(word)
for (const word of hand.last) last.delete(word)

// ---- places ---------------------------------------------------------------------------------------------------------
interface Commune {
  readonly nom: string
  readonly type: string
  readonly population?: number
}
const INHABITED = 2_500
const places = new Set<string>()
/** A small town that bears a surname is left out; a great one, or a country, is a place first. */
const GREAT = 10_000
const isOurName = (word: string) => hand.first.has(word) || hand.last.has(word)
const isName = (word: string) => first.has(word) || last.has(word) || isOurName(word)
for (const { nom, population } of packaged('@etalab/decoupage-administratif/data/communes.json') as Commune[])
  if ((population ?? 0) >= INHABITED && !/[\s'-]/.test(nom))
    for (const word of wordsOf(nom))
      if (!((population ?? 0) >= GREAT ? isOurName(word) : isName(word))) places.add(word)
for (const language of ['fr', 'en']) {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  for (let a = 65; a <= 90; a++)
    for (let b = 65; b <= 90; b++) {
      const name = names.of(String.fromCharCode(a, b))
      if (name !== undefined && !/[\s-]/.test(name))
        for (const word of wordsOf(name)) if (!isOurName(word) && word.length > 3) places.add(word)
    }
}
for (const zone of Intl.supportedValuesOf('timeZone')) {
  const city = zone.split('/').at(-1)!
  if (zone.includes('/') && !city.includes('_'))
    for (const word of wordsOf(city)) if (!isOurName(word) && !dictionary.has(word)) places.add(word)
}

// ---- things ---------------------------------------------------------------------------------------------------------
const knownThings = join(root, 'privacy/names/known-things')
/** The lists of one kind: single words, names of several words, or pairs that hold as they are. */
const readKnown = (kind: 'words' | 'phrases' | 'pairs'): string[] =>
  readdirSync(knownThings)
    .filter((file) => file.endsWith(`-${kind}.txt`))
    .sort()
    .flatMap((file) => readFileSync(join(knownThings, file), 'utf8').trimEnd().split('\n'))
const frenchSurnames = new Set(inFrench['firstnames-fr']!.flatMap(wordsOf))
/** What everybody knows by its name and that is nobody: a first name, or a surname of here, stays somebody's. */
const things = new Set(
  readKnown('words')
    .flatMap(wordsOf)
    .filter(
      (word) =>
        !dictionary.has(word) &&
        !ordinary.has(word) &&
        !first.has(word) &&
        !isOurName(word) &&
        !frenchSurnames.has(word),
    ),
)

/** "Louis Vuitton", "Marie-Galante": two words that follow each other in the name of a thing and in which somebody's is heard. */
function pairsOf(phrase: string): string[] {
  const words = folded(phrase)
    .split(/[\s&'’.-]+|(?<=\s)et\s/)
    .filter((word) => word !== '')
  return words.slice(1).flatMap((second, at) => {
    const first = words[at]!
    const pair = [first, second]
    const tells = pair.every(
      (word) => word.length > 2 && LATIN.test(word) && !ordinary.has(word) && !notNames.has(word),
    )
    // Two names that many people bear may well be somebody.
    const current = hand.first.has(first) && (hand.last.has(second) || hand.first.has(second))
    return tells && !current && pair.some((word) => isName(word) || !dictionary.has(word)) ? [pair.join(' ')] : []
  })
}
const thingPairs = new Set([...readKnown('phrases').flatMap(pairsOf), ...readKnown('pairs')])

// ---- what is written ------------------------------------------------------------------------------------------------
const rare = new Set(
  inEnglish['lastnames-en']!.flatMap(wordsOf).filter(
    (word) => !dictionary.has(word) && !ordinary.has(word) && !places.has(word),
  ),
)
function lines(words: Iterable<string>): string {
  let text = ''
  let line = ''
  for (const word of [...words].sort()) {
    if (line.length + word.length > 150) {
      text += `${line}\n`
      line = ''
    }
    line += line === '' ? word : ` ${word}`
  }
  return text + line
}
function filter(words: Iterable<string>, bits: number): Uint8Array {
  const list = [...words]
  const bytes = new Uint8Array(bits / 8)
  for (const word of list) addToFilter(bytes, hashWord(word))
  process.stderr.write(
    `filter of ${list.length} words, ${((FILTER_PROBES * list.length) / bits).toFixed(2)} of its bits asked for\n`,
  )
  return bytes
}
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const dictionaryBytes = filter(dictionary, 5632 * 512)
/** The filter takes one name in a hundred for a word that it is not. */
const mistaken = new Set(
  [...first, ...last, ...hand.first, ...hand.last].filter(
    (name) => !dictionary.has(name) && inFilter(dictionaryBytes, hashWord(name)),
  ),
)
const head = '/** Generated by scripts/collect-word-lists.ts: do not edit. Sources and licences: NOTICE.md. */\n'
const list = (name: string, comment: string, words: Iterable<string>) =>
  `/** ${comment} */\nexport const ${name}: readonly string[] = \`\n${lines(words)}\`.trim().split(/\\s+/)\n`
writeFileSync(
  join(root, 'privacy/names/collected-names.ts'),
  head +
    list(
      'collectedFeminine',
      'First names given to women; lower case, no accents.',
      [...feminine].filter((name) => first.has(name) && !masculine.has(name)),
    ) +
    list(
      'collectedMasculine',
      'First names given to men.',
      [...masculine].filter((name) => first.has(name) && !feminine.has(name)),
    ) +
    list(
      'collectedFirstNames',
      'First names given to both, or whose list does not say.',
      [...first].filter((name) => feminine.has(name) === masculine.has(name)),
    ) +
    list('collectedSurnames', 'Surnames.', last) +
    list('takenForWords', 'Names that the filter of the dictionary holds by chance, and no dictionary does.', mistaken),
)
writeFileSync(
  join(root, 'privacy/names/collected-places.ts'),
  head +
    list(
      'collectedPlaces',
      'Towns of France, countries, cities of the world: those that are no name of a person.',
      places,
    ),
)
writeFileSync(
  join(root, 'privacy/names/thing-pairs.ts'),
  `${head}/** Two words that name a thing together: "louis vuitton". */\nexport const thingPairs: readonly string[] = \`\n${[...thingPairs].sort().join('\n')}\n\`.trim().split('\\n')\n`,
)
writeFileSync(
  join(root, 'privacy/names/word-filters.ts'),
  `${head}/** French and English words. */\nexport const dictionaryFilter =\n  '${base64(dictionaryBytes)}'\n/** Surnames of the United States, of every origin, that are no word. */\nexport const surnameFilter =\n  '${base64(filter(rare, 1 << 20))}'\n/** Words of the names of things that everybody knows. */\nexport const thingFilter =\n  '${base64(filter(things, 1 << 18))}'\n`,
)
process.stderr.write(
  `${first.size} first names, ${last.size} surnames, ${places.size} places, ${rare.size} rare surnames\n`,
)
