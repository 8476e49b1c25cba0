import { detect } from '../detect.ts'
import { piiTypes, type PiiType, type Span } from '../span.ts'
import { fill, typings, type Example } from './fill.ts'
import { developmentNames } from './held-out-names.ts'
import { seeded } from './random.ts'
import { developmentNegatives, developmentTemplates } from './templates.ts'

const SEED = 7
const SAMPLES = 12

/** The development set: each template several times, in several ways of typing. Always the same. */
export function developmentSet(samples = SAMPLES, seed = SEED): Example[] {
  const random = seeded(seed)
  const examples: Example[] = []
  for (const template of [...developmentTemplates, ...developmentNegatives])
    for (let sample = 0; sample < samples; sample++) {
      const draw = random.next()
      const typing =
        draw < 0.06 ? 'capitals' : draw < 0.12 ? 'unaccented' : draw < 0.16 ? 'lower' : draw < 0.22 ? 'noBreak' : 'asIs'
      examples.push(fill(template, random, developmentNames, typings[typing]))
    }
  return examples
}

export interface Scores {
  /** F1 in percent, same type and at least one character in common. */
  readonly overlap: number
  /** F1 in percent, same type and same bounds. */
  readonly exact: number
  /** Percent of the characters to protect that no span of any type covers. */
  readonly leaked: number
  /** Percent of the covered characters that nothing asked to cover. */
  readonly overMasked: number
  /** Percent of the texts without personal data in which something was found. */
  readonly negativesFlagged: number
  readonly byType: Readonly<
    Partial<Record<PiiType, { readonly gold: number; readonly overlap: number; readonly exact: number }>>
  >
}

interface Tally {
  gold: number
  predicted: number
  goldHit: number
  predictedHit: number
  exact: number
}
const f1 = (precision: number, recall: number): number =>
  precision + recall === 0 ? 0 : (200 * precision * recall) / (precision + recall)
const overlapF1 = (tally: Tally): number =>
  f1(tally.predictedHit / (tally.predicted || 1), tally.goldHit / (tally.gold || 1))
const exactF1 = (tally: Tally): number => f1(tally.exact / (tally.predicted || 1), tally.exact / (tally.gold || 1))

/** Measures of the labelling rules over examples, for any detector. */
export function score(examples: readonly Example[], detector: (text: string) => readonly Span[] = detect): Scores {
  const tallies = new Map<PiiType, Tally>(
    piiTypes.map((type) => [type, { gold: 0, predicted: 0, goldHit: 0, predictedHit: 0, exact: 0 }]),
  )
  let goldCharacters = 0
  let leaked = 0
  let predictedCharacters = 0
  let over = 0
  let negatives = 0
  let flagged = 0
  for (const { text, spans } of examples) {
    const found = detector(text)
    if (spans.length === 0) {
      negatives++
      if (found.length > 0) flagged++
    }
    const covered = new Uint8Array(text.length)
    const asked = new Uint8Array(text.length)
    for (const { start, end } of found) covered.fill(1, start, end)
    for (const { start, end } of spans) asked.fill(1, start, end)
    for (let at = 0; at < text.length; at++) {
      goldCharacters += asked[at]!
      predictedCharacters += covered[at]!
      if (asked[at] === 1 && covered[at] === 0) leaked++
      if (asked[at] === 0 && covered[at] === 1) over++
    }
    const meets = (a: Span, b: Span) => a.type === b.type && a.start < b.end && b.start < a.end
    for (const span of spans) {
      const tally = tallies.get(span.type)!
      tally.gold++
      if (found.some((other) => meets(span, other))) tally.goldHit++
      if (found.some((other) => other.type === span.type && other.start === span.start && other.end === span.end))
        tally.exact++
    }
    for (const span of found) {
      const tally = tallies.get(span.type)!
      tally.predicted++
      if (spans.some((other) => meets(span, other))) tally.predictedHit++
    }
  }
  const all = [...tallies.values()].reduce((sum, tally) => ({
    gold: sum.gold + tally.gold,
    predicted: sum.predicted + tally.predicted,
    goldHit: sum.goldHit + tally.goldHit,
    predictedHit: sum.predictedHit + tally.predictedHit,
    exact: sum.exact + tally.exact,
  }))
  return {
    overlap: overlapF1(all),
    exact: exactF1(all),
    leaked: (100 * leaked) / (goldCharacters || 1),
    overMasked: (100 * over) / (predictedCharacters || 1),
    negativesFlagged: (100 * flagged) / (negatives || 1),
    byType: Object.fromEntries(
      [...tallies].map(([type, tally]) => [
        type,
        { gold: tally.gold, overlap: overlapF1(tally), exact: exactF1(tally) },
      ]),
    ),
  }
}

/** Text with its spans marked, for reading errors. */
export function marked(text: string, spans: readonly Span[]): string {
  let result = ''
  let at = 0
  for (const { start, end, type } of spans) {
    result += `${text.slice(at, start)}⟦${type}:${text.slice(start, end)}⟧`
    at = end
  }
  return (result + text.slice(at)).replaceAll('\n', '⏎')
}
