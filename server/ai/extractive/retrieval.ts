/** Finds the requirements that a question is about: BM25 over the words of the framework, French and English. */
import type { Language } from '@socle/contracts'
import type { Framework } from '@socle/rulebook'

type Requirement = Framework['requirements'][number]

interface Found {
  readonly requirement: Requirement
  readonly score: number
}

export interface Retrieval {
  /** Best first; nothing when no word of the question is known. */
  find: (question: string, language: Language, limit: number) => Found[]
}

/** BM25's usual constants. */
const SATURATION = 1.2
const LENGTH_WEIGHT = 0.75
/** A title says what a requirement is about more than its text does. */
const TITLE_WEIGHT = 3

const stopWords = new Set(
  (
    'le la les un une des du de d l au aux et ou en dans sur pour par avec sans ce cet cette ces son sa ses leur leurs qui que quoi dont ou est sont etre avoir ' +
    'a il elle on nous vous ils elles ne pas plus quel quelle quels quelles comment pourquoi quand faut doit dois peut mon ma mes notre votre ' +
    'the an of to in on for by with without and or is are be must should may can how what which when why who does do it its our my your this that these those not'
  ).split(' '),
)

/** Folded to ASCII, cut to a crude stem: plural and feminine endings do not hide a word. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1 && !stopWords.has(word))
    .map((word) => (word.length > 4 ? word.replace(/(?:ements?|ations?|ees?|es|s|e|x)$/, '') || word : word))
}

interface Index {
  /** Word → positions of requirements with the weight of the word there. */
  readonly postings: ReadonlyMap<string, readonly (readonly [number, number])[]>
  readonly lengths: readonly number[]
  readonly average: number
}

export function createRetrieval(framework: Framework): Retrieval {
  const indexes: Partial<Record<Language, Index>> = {}
  const indexOf = (language: Language): Index => (indexes[language] ??= build(framework.requirements, language))
  return {
    find(question, language, limit) {
      const byId = namedRequirements(framework, question)
      const { postings, lengths, average } = indexOf(language)
      const scores = new Map<number, number>()
      for (const word of new Set(wordsOf(question))) {
        const list = postings.get(word)
        if (!list) continue
        const rarity = Math.log(1 + (lengths.length - list.length + 0.5) / (list.length + 0.5))
        for (const [position, weight] of list) {
          const norm = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * lengths[position]!) / average
          const gain = (rarity * weight * (SATURATION + 1)) / (weight + SATURATION * norm)
          scores.set(position, (scores.get(position) ?? 0) + gain)
        }
      }
      const found = [...scores]
        .map(([position, score]) => ({ requirement: framework.requirements[position]!, score }))
        .filter(({ requirement }) => !byId.includes(requirement))
        .sort((a, b) => b.score - a.score)
      return [...byId.map((requirement) => ({ requirement, score: Infinity })), ...found].slice(0, limit)
    },
  }
}

/** Requirements that the question calls by their reference, such as GI:1398 or EXI-G-4. */
function namedRequirements(framework: Framework, question: string): Requirement[] {
  const words = new Set(question.toUpperCase().match(/[A-Z]*:?[A-Z0-9]+(?:[-.][A-Z0-9]+)*/g) ?? [])
  return framework.requirements.filter(
    ({ id }) => words.has(id.toUpperCase()) || words.has(id.split(':')[1]!.toUpperCase()),
  )
}

function build(requirements: readonly Requirement[], language: Language): Index {
  const postings = new Map<string, [number, number][]>()
  const lengths = requirements.map(({ title, text }, position) => {
    const weights = new Map<string, number>()
    for (const word of wordsOf(title[language])) weights.set(word, (weights.get(word) ?? 0) + TITLE_WEIGHT)
    for (const word of wordsOf(text[language])) weights.set(word, (weights.get(word) ?? 0) + 1)
    let length = 0
    for (const [word, weight] of weights) {
      length += weight
      const list = postings.get(word)
      if (list) list.push([position, weight])
      else postings.set(word, [[position, weight]])
    }
    return length
  })
  return { postings, lengths, average: lengths.reduce((sum, length) => sum + length, 0) / lengths.length }
}
