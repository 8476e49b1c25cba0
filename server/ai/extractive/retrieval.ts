/**
 * Finds the requirements that a question is about: BM25 over the words of the framework in both languages, with what people
 * say for the same thing. How much of what the question is about a requirement covers says whether it is an answer at all.
 */
import type { Framework } from '@socle/rulebook'
import { synonyms } from './synonyms.ts'
import { type Word, wordsOf } from './words.ts'

type Requirement = Framework['requirements'][number]

interface Scored {
  readonly requirement: Requirement
  readonly score: number
  /** Share of the question's meaning that the requirement speaks of; rare words count for more. */
  readonly coverage: number
}

export interface Found {
  /** How far what was found is what was asked: called by its reference, about it, or only close. */
  readonly certainty: 'named' | 'about' | 'doubtful' | 'nothing'
  /** Best first. */
  readonly requirements: readonly Requirement[]
}

export interface Retrieval {
  find: (question: string, limit: number) => Found
}

/** BM25's usual constants. */
const SATURATION = 1.2
const LENGTH_WEIGHT = 0.75
/** A title says what a requirement is about more than its text does, and the title of its sheet says its area. */
const TITLE_WEIGHT = 3
const SHEET_WEIGHT = 0.5
/** Another word for the same thing is a little less than the word itself. */
const SYNONYM_WEIGHT = 0.85
/** What a word that stands in the text alone says of the subject, against one of the title. */
const TEXT_COVERS = 0.85
/** A word that the framework does not know is as rare as can be: the question is about something else… */
const UNKNOWN_RARITY = 7
/** … unless it also speaks of the domain in words that have a meaning there. */
const UNKNOWN_BESIDE_KNOWN = 4
/** Of the meaning of a question: from here on an answer, and from here on worth showing with a doubt. */
const ABOUT = 0.5
const DOUBTFUL = 0.45
/** A requirement that scores or covers below this share of the best is about something else. */
const RELEVANT_SHARE = 0.5
/** A word of every tenth requirement proves nothing alone, nor does one word of a text that no one gave a meaning to. */
const TELLING_RARITY = 2.2
/** Between two that say as much, what binds comes before what informs. */
const INFORMATIVE = 0.75

/** First stem → ways to say a concept that begin with it. */
const phrases = new Map<string, { concept: string; stems: readonly string[] }[]>()
synonyms.forEach((group, number) => {
  for (const phrase of group) {
    const stems = wordsOf(phrase).map(({ stem }) => stem)
    const known = phrases.get(stems[0]!)
    const entry = { concept: `=${number}`, stems }
    if (known) known.push(entry)
    else phrases.set(stems[0]!, [entry])
  }
})

/** One thing that a text speaks of: its word where it is one, and the concepts that it is a way to say. */
interface Unit {
  readonly word: string | undefined
  readonly concepts: readonly string[]
}

/** A longer way to say something stands for its words. */
function unitsOf(words: readonly Word[]): Unit[] {
  const units: Unit[] = []
  for (let at = 0; at < words.length;) {
    const { stem, small } = words[at]!
    const said = (phrases.get(stem) ?? []).filter(({ stems }) => stems.every((each, n) => words[at + n]?.stem === each))
    const length = Math.max(1, ...said.map(({ stems }) => stems.length))
    const concepts = [...new Set(said.filter(({ stems }) => stems.length === length).map(({ concept }) => concept))]
    if (concepts.length > 0 || !small) units.push({ word: length === 1 && !small ? stem : undefined, concepts })
    at += length
  }
  return units
}

/** Two ways of a question to say the same thing are one. */
function merged(units: readonly Unit[]): { words: string[]; concepts: string[] }[] {
  const groups: { words: string[]; concepts: string[] }[] = []
  for (const { word, concepts } of units) {
    const same = groups.find(
      (group) =>
        (word !== undefined && group.words.includes(word)) || group.concepts.some((each) => concepts.includes(each)),
    )
    const group = same ?? { words: [], concepts: [] }
    if (!same) groups.push(group)
    if (word !== undefined) group.words.push(word)
    group.concepts.push(...concepts)
  }
  return groups
}

interface Weights {
  title: number
  text: number
  sheet: number
}

interface Index {
  /** Word or concept → positions of requirements with its weights there. */
  readonly postings: ReadonlyMap<string, ReadonlyMap<number, Weights>>
  readonly lengths: readonly number[]
  readonly average: number
}

export function createRetrieval(framework: Framework): Retrieval {
  const { requirements } = framework
  const { postings, lengths, average } = build(framework)
  const informative = new Set(
    framework.policies.levels.levels.filter(({ weight }) => weight === 'informative').map(({ level }) => level),
  )
  const weightOf = ({ level }: Requirement): number => (informative.has(level) ? INFORMATIVE : 1)
  const rarity = (key: string): number => {
    const count = postings.get(key)?.size ?? 0
    return count === 0 ? UNKNOWN_RARITY : Math.log(1 + (lengths.length - count + 0.5) / (count + 0.5))
  }
  /** What one unit of the question gives to each requirement, and how much it matters. */
  function judge({ words, concepts }: { words: readonly string[]; concepts: readonly string[] }) {
    const keys = [...new Set([...words, ...concepts])].filter((key) => postings.has(key))
    const importance = keys.length === 0 ? UNKNOWN_RARITY : Math.max(...keys.map(rarity))
    const gains = new Map<number, { gain: number; covers: number }>()
    for (const key of keys) {
      const share = words.includes(key) ? 1 : SYNONYM_WEIGHT
      for (const [position, { title, text, sheet }] of postings.get(key)!) {
        const weight = title * TITLE_WEIGHT + text + sheet * SHEET_WEIGHT
        const norm = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * lengths[position]!) / average
        const gain = (share * rarity(key) * weight * (SATURATION + 1)) / (weight + SATURATION * norm)
        const covers = title > 0 ? 1 : text > 0 ? TEXT_COVERS : 0
        const known = gains.get(position)
        gains.set(position, { gain: Math.max(gain, known?.gain ?? 0), covers: Math.max(covers, known?.covers ?? 0) })
      }
    }
    return { importance, gains, known: concepts.length > 0 }
  }
  function scored(question: string): Scored[] {
    const judged = merged(unitsOf(wordsOf(question))).map(judge)
    const ofTheDomain = judged.some(
      ({ importance, gains, known }) => known && gains.size > 0 && importance >= TELLING_RARITY,
    )
    const all = judged.reduce(
      (sum, { importance, gains }) => sum + (gains.size === 0 && ofTheDomain ? UNKNOWN_BESIDE_KNOWN : importance) ** 2,
      0,
    )
    const scores = new Map<number, { score: number; covered: number; telling: number }>()
    for (const { importance, gains, known } of judged)
      for (const [position, { gain, covers }] of gains) {
        const { score = 0, covered = 0, telling = 0 } = scores.get(position) ?? {}
        scores.set(position, {
          score: score + gain,
          covered: covered + covers * importance ** 2,
          telling: telling + (covers === 0 || importance < TELLING_RARITY ? 0 : known || covers === 1 ? 1 : 0.5),
        })
      }
    return [...scores]
      .filter(([, { telling }]) => telling >= 1)
      .map(([position, { score, covered }]) => ({
        requirement: requirements[position]!,
        score: score * weightOf(requirements[position]!),
        coverage: covered / all,
      }))
      .sort((a, b) => b.score * b.coverage - a.score * a.coverage)
  }
  return {
    find(question, limit) {
      const named = namedRequirements(framework, question)
      if (named.length > 0) return { certainty: 'named', requirements: named.slice(0, limit) }
      const [best, ...others] = scored(question)
      if (best === undefined || best.coverage < DOUBTFUL) return { certainty: 'nothing', requirements: [] }
      const close = others.filter(
        ({ score, coverage }) =>
          score >= best.score * RELEVANT_SHARE && coverage >= Math.max(DOUBTFUL, best.coverage * RELEVANT_SHARE),
      )
      return {
        certainty: best.coverage >= ABOUT ? 'about' : 'doubtful',
        requirements: [best, ...close].slice(0, limit).map(({ requirement }) => requirement),
      }
    },
  }
}

/** Requirements that the question calls by their reference, such as GI:1398, EXI-G-4 or « règle 1398 ». */
function namedRequirements(framework: Framework, question: string): Requirement[] {
  const asked = question.toUpperCase()
  const words = new Set(asked.match(/[A-Z]*:?[A-Z0-9]+(?:[-.][A-Z0-9]+)*/g) ?? [])
  const numbers = new Set(
    [...asked.matchAll(/(?:^|RÈGLES?|REGLES?|RULES?|EXIGENCES?|REQUIREMENTS?|N°|GI)\s*(\d+)/g)].map(
      ([, number]) => number,
    ),
  )
  return framework.requirements.filter(({ id }) => {
    const number = id.split(':')[1]!.toUpperCase()
    return words.has(id.toUpperCase()) || (/^\d+$/.test(number) ? numbers.has(number) : words.has(number))
  })
}

function build({ requirements, sheets }: Framework): Index {
  const postings = new Map<string, Map<number, Weights>>()
  const sheetTitles = new Map(sheets.map(({ id, title }) => [id, title]))
  const lengths = requirements.map(({ title, text, sheet }, position) => {
    let length = 0
    const add = (said: { fr: string; en: string } | undefined, part: keyof Weights, weight: number) => {
      for (const language of ['fr', 'en'] as const) {
        const words = wordsOf(said?.[language] ?? '')
        const stems = words.filter(({ small }) => !small).map(({ stem }) => stem)
        length += stems.length * weight
        for (const key of [...stems, ...unitsOf(words).flatMap(({ concepts }) => concepts)]) {
          const there = postings.get(key) ?? new Map<number, Weights>()
          postings.set(key, there)
          const weights = there.get(position) ?? { title: 0, text: 0, sheet: 0 }
          weights[part]++
          there.set(position, weights)
        }
      }
    }
    add(title, 'title', TITLE_WEIGHT)
    add(text, 'text', 1)
    add(sheetTitles.get(sheet), 'sheet', SHEET_WEIGHT)
    return length
  })
  return { postings, lengths, average: lengths.reduce((sum, length) => sum + length, 0) / lengths.length }
}
