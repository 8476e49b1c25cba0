/**
 * Comments as the review sheet that circulates between services: one line each, what was said, what is proposed, what was
 * decided. The columns follow the review form that the MirAI volume points its readers to, in our own words.
 */
import type { Language, Remark } from '@socle/contracts'
import { OdsDocument } from 'odf-kit'

const headings = {
  fr: [
    'N°',
    'Édition',
    'Référence',
    'Passage',
    'Type',
    'Commentaire',
    'Proposition de rédaction',
    'Auteur',
    'Organisme',
    'Date',
    'Suite donnée',
    'Réponse',
    'Répondu par',
    'Répondu le',
  ],
  en: [
    'No.',
    'Edition',
    'Reference',
    'Passage',
    'Kind',
    'Comment',
    'Proposed wording',
    'Author',
    'Organisation',
    'Date',
    'Outcome',
    'Answer',
    'Answered by',
    'Answered on',
  ],
} as const

const words = {
  fr: {
    substance: 'Fond',
    wording: 'Forme',
    question: 'Question',
    received: 'Reçu',
    'under-study': 'À l’étude',
    accepted: 'Retenu',
    'partly-accepted': 'Retenu en partie',
    declined: 'Non retenu',
  },
  en: {
    substance: 'Substance',
    wording: 'Wording',
    question: 'Question',
    received: 'Received',
    'under-study': 'Under study',
    accepted: 'Accepted',
    'partly-accepted': 'Partly accepted',
    declined: 'Declined',
  },
} as const

function rowOf(remark: Remark, language: Language): (string | number)[] {
  const say = words[language]
  return [
    remark.number,
    remark.edition,
    remark.requirementId ?? '',
    remark.passage,
    say[remark.kind],
    remark.text,
    remark.proposal,
    remark.author.name,
    remark.organisation,
    remark.at.slice(0, 10),
    say[remark.state],
    remark.answer,
    remark.answeredBy?.name ?? '',
    remark.answeredAt?.slice(0, 10) ?? '',
  ]
}

export async function remarksOds(remarks: readonly Remark[], language: Language): Promise<Uint8Array> {
  const document = new OdsDocument()
  document.setMetadata({ title: language === 'fr' ? 'Commentaires sur le cadre' : 'Comments on the framework' })
  const sheet = document.addSheet(language === 'fr' ? 'Commentaires' : 'Comments')
  sheet.addRow([...headings[language]], { bold: true })
  for (const remark of remarks)
    sheet.addRow(
      rowOf(remark, language).map((value) => (typeof value === 'string' ? { value, type: 'string' as const } : value)),
    )
  return document.save()
}

/** CSV with semicolons and a mark of UTF-8, as French office programs open it without a question. */
export const remarksCsv = (remarks: readonly Remark[], language: Language): string =>
  `\uFEFF${[headings[language], ...remarks.map((remark) => rowOf(remark, language))]
    .map((row) => row.map(field).join(';'))
    .join('\r\n')}\r\n`

/** A cell that a sheet would take for a formula is made text. */
function field(value: string | number): string {
  const text = String(value)
  const safe = /^[=+@\t]/.test(text) || /^-[^\d]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
