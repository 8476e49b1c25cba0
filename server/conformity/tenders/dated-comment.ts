/**
 * Does a comment say by when? A day, a month, a year, a quarter or a delay, in French or in English, whatever its form: a
 * bid is read generously, and what is doubtful is for the evaluators to retain otherwise.
 */
const months = 'janv|f[ée]vr|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|d[ée]c|jan|feb|mar|apr|may|june|july|aug|sep'
const FORMS = [
  /\b(?:19|20)\d\d\b/,
  /\b\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b/,
  new RegExp(String.raw`(?:\b\d{1,2}(?:er|st|nd|rd|th)?\s+(?:${months}))|(?:\b(?:${months})[a-zéû]*\.?\s+\d)`, 'i'),
  /\b\d+\s*(?:j|h|jours?|semaines?|mois|trimestres?|semestres?|ans?|ann[ée]es?|days?|weeks?|months?|quarters?|years?)\b/i,
  /\b(?:un|une|deux|trois|quatre|cinq|six|douze|one|two|three|four|five|twelve)\s+(?:jours?|semaines?|mois|trimestres?|semestres?|ans?|days?|weeks?|months?|quarters?|years?)\b/i,
  /\b[tqsmjd]\s?[+]?\s?\d{1,3}\b/i,
]

export const saysWhen = (comment: string): boolean => FORMS.some((form) => form.test(comment))
