/** What decisions on security and personal data prove, and until when. Days are `YYYY-MM-DD`. */
import type { Bilingual, FieldValues, HomologationPolicy, PrivacyPolicy } from '@socle/contracts'
import { monthsAfter } from '@socle/rulebook'
import { dayInWords } from '../../platform/day.ts'

/** What is wrong with the dates of a decision; undefined = nothing. */
export function datesMistake(
  { decidedOn, until, maximumMonths }: { decidedOn: string; until: string; maximumMonths: number },
  today: string,
): Bilingual | undefined {
  if (decidedOn > today)
    return {
      fr: `La date du ${dayInWords(decidedOn, 'fr')} est dans l’avenir : consignez la décision une fois prise.`,
      en: `The day ${dayInWords(decidedOn, 'en')} is in the future: record the decision once it is taken.`,
    }
  if (until <= decidedOn)
    return {
      fr: `La fin (${dayInWords(until, 'fr')}) doit suivre la décision (${dayInWords(decidedOn, 'fr')}).`,
      en: `The end (${dayInWords(until, 'en')}) must come after the decision (${dayInWords(decidedOn, 'en')}).`,
    }
  const longest = monthsAfter(decidedOn, maximumMonths)
  if (until > longest)
    return {
      fr: `La politique permet ${maximumMonths} mois au plus, soit jusqu’au ${dayInWords(longest, 'fr')}.`,
      en: `The policy allows ${maximumMonths} months at most, that is until ${dayInWords(longest, 'en')}.`,
    }
  return undefined
}

/** The authority decides on the commission's opinion, never before it. */
export const beforeCommission = (decidedOn: string, heldOn: string): Bilingual | undefined =>
  decidedOn >= heldOn
    ? undefined
    : {
        fr: `La décision du ${dayInWords(decidedOn, 'fr')} précède la commission du ${dayInWords(heldOn, 'fr')}, sur l’avis de laquelle elle se prend : corrigez la date de la décision, ou celle de la commission (« Changer la date de la commission »).`,
        en: `The decision of ${dayInWords(decidedOn, 'en')} comes before the commission of ${dayInWords(heldOn, 'en')}, on whose opinion it is taken: mend the date of the decision, or that of the commission (“Change the day of the commission”).`,
      }

/** A decision on security as evidence. */
export const homologationEvidence = (data: FieldValues, refused: boolean, { maximumMonths }: HomologationPolicy) => {
  const decidedOn = String(data['decided-on'])
  return {
    label: refused
      ? {
          fr: `Homologation refusée, ${String(data['authority'])}`,
          en: `Accreditation refused, ${String(data['authority'])}`,
        }
      : {
          fr: `Décision d’homologation, ${String(data['authority'])}`,
          en: `Accreditation decision, ${String(data['authority'])}`,
        },
    outcome: refused ? ('fail' as const) : null,
    date: decidedOn,
    expiresOn: refused ? monthsAfter(decidedOn, maximumMonths) : String(data['valid-until']),
  }
}

/** What the rules need of a procedure. */
export interface PrivacyProcedure {
  readonly state: string
  readonly data: FieldValues
}

const holds = ({ state, data }: PrivacyProcedure, standing: string, today: string): boolean =>
  state === standing && String(data['review-by'] ?? '') >= today

export const validAssessments = (assessments: readonly PrivacyProcedure[], today: string): PrivacyProcedure[] =>
  assessments.filter((assessment) => holds(assessment, 'validated', today))

/**
 * Is the application in order with data protection? Every entry that is not closed is in force, one at least, and those
 * of high risk rest on an impact assessment that still holds. It stays so until the first review that is due.
 */
export function privacyEvidence(
  entries: readonly PrivacyProcedure[],
  assessments: readonly PrivacyProcedure[],
  today: string,
): { label: Bilingual; date: string; expiresOn: string } | undefined {
  const open = entries.filter(({ state }) => state !== 'closed')
  if (open.length === 0 || !open.every((entry) => holds(entry, 'in-force', today))) return undefined
  const needed = open.some(({ data }) => data['high-risk'] === true) ? validAssessments(assessments, today) : []
  if (open.some(({ data }) => data['high-risk'] === true) && needed.length === 0) return undefined
  // Several assessments: the one that holds longest decides.
  const assessed = needed
    .map(({ data }) => String(data['review-by']))
    .toSorted()
    .slice(-1)
  const ends = [...open.map(({ data }) => String(data['review-by'])), ...assessed].toSorted()
  return {
    label: {
      fr: `Registre des traitements : ${open.length} en vigueur${needed.length > 0 ? ', analyse d’impact validée' : ''}`,
      en: `Register of processing: ${open.length} in force${needed.length > 0 ? ', impact assessment validated' : ''}`,
    },
    date: open
      .map(({ data }) => String(data['validated-on']))
      .toSorted()
      .at(-1)!,
    expiresOn: ends[0]!,
  }
}

/** An entry as it is handed out: nothing of what speaks of security. */
export const redact = ({ redacted }: PrivacyPolicy, data: FieldValues): FieldValues =>
  Object.fromEntries(Object.entries(data).filter(([field]) => !redacted.includes(field)))
