/** Levels of a document that gives them no column: the chapters that sort by them, or the verbs of the sentences in capitals. */
import type { Anomaly } from '../anomaly.ts'
import { sayRequirements } from './heading-words.ts'
import { levelKey, readLevel } from '../level.ts'
import { fold, withoutChapterNumber, words } from '../plain-words.ts'
import type { ReadRequirement } from '../requirement.ts'

/** Levels in a table; names of chapters like others. */
const namesOfChapters = new Set([
  'regle',
  'rule',
  'exigence',
  'requirement',
  'reference',
  'information',
  'recommande',
  'recommended',
  'referenced',
])
const ranked =
  /^(?:(?:exigences?|regles?|mesures?|requirements?|rules?|controls?) (?:de |of )?)?(?:niveau|level|priorite|priority) ?:? ?(\p{L}{0,2}\d{0,2}|\p{L}+)(?: (?:requirements?|rules?|controls?))?$/u
const smallWords = new Set(['a', 'de', 'des', 'les', 'the', 'caractere'])

/** `Exigences obligatoires`, `Mandatory requirements`, `Niveau 2`: the level that a chapter gives what it holds. */
export function levelOfChapter(heading: string): string | undefined {
  const title = withoutChapterNumber(heading)
  const rank = ranked.exec(fold(title))?.[1]
  if (rank !== undefined && rank !== '') return title.split(/[\s:]+/u).find((word) => fold(word) === rank)
  const said = words(title).filter((word) => !smallWords.has(word))
  if (said.length === 0 || said.length > 2) return undefined
  const levels = said.filter((word) => word.length > 3 && isLevelOfChapter(word))
  if (levels.length !== 1 || (said.length === 2 && !sayRequirements(said))) return undefined
  return title.match(/\p{L}+/gu)?.find((word) => fold(word) === levels[0])
}

/** `recommandées` sorts requirements, `Recommandations` is what many chapters are called. */
const isLevelOfChapter = (word: string): boolean =>
  readLevel(word).known && !(namesOfChapters.has(levelKey(word)) && !/^recommandee?s?$|^recommended$/.test(word))

/** The innermost of these headings that gives a level. */
export const levelOfChapters = (headings: readonly string[]): string =>
  headings.map(levelOfChapter).findLast((level) => level !== undefined) ?? ''

/** One level for a whole document parts nothing: a title like others. */
export const partLevels = (levels: readonly string[]): boolean =>
  new Set(levels.filter((level) => level !== '').map(levelKey)).size > 1

/** RFC 2119 and 8174: in capitals, these verbs weigh. */
const verbs =
  /(?<![\p{L}-])(?:(?:MUST|SHALL|SHOULD|MAY)(?: NOT)?|NE (?:DOIT|DOIVENT|DEVRAIT|DEVRAIENT|PEUT|PEUVENT) PAS|DOIT|DOIVENT|DEVRAIT|DEVRAIENT|PEUT|PEUVENT|DARF NICHT|DÜRFEN NICHT|(?:SOLLTE|SOLLTEN) NICHT|MUSS|MÜSSEN|SOLLTE|SOLLTEN|SOLL|SOLLEN|KANN|KÖNNEN|REQUIRED|RECOMMENDED|OPTIONAL)(?![\p{L}-])/gu
/** A document that weighs by its verbs does so in most of its sentences. */
const shareOfSentences = 0.7

/** Undefined where the sentences do not weigh. Two verbs in one sentence leave its level open. */
export function levelsOfSentences(rows: readonly ReadRequirement[]): readonly ReadRequirement[] | undefined {
  if (rows.length < 2 || rows.some(({ level }) => level !== '')) return undefined
  const said = rows.map(({ text }) => (/\p{Ll}/u.test(text) ? [...new Set(text.match(verbs) ?? [])] : []))
  if (said.filter((found) => found.length > 0).length < rows.length * shareOfSentences) return undefined
  return rows.map((row, at) => (said[at]!.length === 1 ? { ...row, level: said[at]![0]! } : row))
}

export const tellElsewhere = (rows: readonly ReadRequirement[], where: 'chapters' | 'sentences'): Anomaly[] => {
  const weighed = rows.filter(({ level }) => level !== '')
  const [first] = weighed
  if (first === undefined) return []
  const detail = {
    chapters: {
      fr: `aucune colonne de niveaux : ceux de ${weighed.length} ligne(s) sont lus dans les titres des chapitres. Vérifiez-les.`,
      en: `no column of levels: those of ${weighed.length} row(s) are read in the headings of chapters. Check them.`,
    },
    sentences: {
      fr: `aucun niveau écrit à part : ceux de ${weighed.length} ligne(s) sont les verbes en capitales de leur texte. Vérifiez-les.`,
      en: `no level is written apart: those of ${weighed.length} row(s) are the verbs in capitals of their texts. Check them.`,
    },
  }[where]
  return [{ kind: 'level-elsewhere', id: '', place: first.place, detail }]
}
