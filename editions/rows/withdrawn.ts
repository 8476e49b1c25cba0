/** Requirements that their author withdrew and left in the list, with their number: told, and kept for people to judge. */
import { type Anomaly, quoted } from '../anomaly.ts'
import { fold, words } from '../plain-words.ts'
import type { ReadRequirement } from '../requirement.ts'

const gone = 'supprimee?|abrogee?|retiree?|annulee?|caduque?|withdrawn|deleted|removed|repealed|superseded|deprecated'
/** Nothing but the word, after what it is said of, and perhaps with what takes its place. */
const whole = new RegExp(
  String.raw`^[\[(]*(?:(?:cette |l')?(?:exigence|regle|mesure|recommandation|requirement|rule) )?(?:est )?(?:${gone})s?(?:[,;:( ]+(?:voir|cf|see|par|by|le|en|on|in|depuis|since|et|and|remplacee?|replaced)\b.{0,100})?[\])., ]*$`,
)

/** In a column of states, words that a sentence says of other things too. */
const goneAsState = new RegExp(
  String.raw`^(?:${gone}|abandonnee?|obsoletes?|archivee?|archived|rejetee?|rejected|retired|cancell?ed|expiree?|expired|inactives?|inactifs?|plus en vigueur|hors vigueur)s?$`,
)
const running =
  /^(?:(?:non |re)?valid(?:ee?s?)?|en vigueur|in force|active?s?|actifs?|publiee?s?|published|approuvee?s?|approved|acceptee?s?|accepted|adoptee?s?|adopted|proposee?s?|proposed|brouillons?|drafts?|en (?:cours|attente|projet)(?: .{1,30})?|a (?:valider|revoir|etudier|confirmer)|nouve(?:au|lle)s?|new|modifiee?s?|changed|updated|inchangee?s?|unchanged|maintenue?s?|kept)$/

/** Where a requirement stands in its life, and not how much it weighs or what it is about. */
export const saysState = (said: string): boolean =>
  said.length <= longestState && (running.test(fold(said)) || goneAsState.test(fold(said)))
const longestState = 40

const wordOf = ({ text, suffix = '', level, fields }: ReadRequirement): string | undefined =>
  [text, suffix, level].find((said) => said.length <= 140 && whole.test(fold(said))) ??
  Object.entries(fields).find(([name, said]) => namesState(name) && goneAsState.test(fold(said)))?.[1]
const namesState = (heading: string): boolean => words(heading).some((word) => wordsOfStates.has(word))
const wordsOfStates = new Set(['statut', 'status', 'etat', 'state', 'situation', 'vie', 'vigueur'])

/** What a withdrawn row lacks needs no mending. */
const lacks = new Set<Anomaly['kind']>(['level-missing', 'level-unknown', 'category-empty', 'text-missing'])

export function tellWithdrawn(rows: readonly ReadRequirement[], anomalies: readonly Anomaly[]): readonly Anomaly[] {
  const withdrawn = rows.flatMap((row) => {
    const word = wordOf(row)
    return word === undefined ? [] : [{ row, word }]
  })
  if (withdrawn.length === 0) return anomalies
  const places = new Set(withdrawn.map(({ row }) => row.place))
  return [
    ...anomalies.filter(({ kind, place }) => !lacks.has(kind) || !places.has(place)),
    ...withdrawn.map(({ row: { id, place }, word }): Anomaly => ({
      kind: 'row-withdrawn',
      id,
      place,
      detail: quoted({ fr: 'le document la dit', en: 'the document calls it' }, word, {
        fr: ' ; elle est gardée dans la liste, retirez-la si elle ne s’applique plus.',
        en: '; it is kept in the list, take it out if it no longer applies.',
      }),
    })),
  ]
}
