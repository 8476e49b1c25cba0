/**
 * Comments as the review sheet that circulates between services: one line each, what was said, what is proposed, what was
 * decided. Which columns it has is `framework/governance/remarks.yaml`.
 */
import type { Language, Remark, RemarkColumn, RemarkPolicy } from '@socle/contracts'
import { sheetCsv } from '../../platform/csv.ts'
import { dayOf } from '../../platform/day.ts'
import { cell, sheetsOds } from '../../platform/sheets-ods.ts'

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

const held: Record<RemarkColumn, (remark: Remark, language: Language) => string | number> = {
  number: ({ number }) => number,
  edition: ({ edition }) => edition,
  reference: ({ requirementId }) => requirementId ?? '',
  passage: ({ passage }) => passage,
  kind: ({ kind }, language) => words[language][kind],
  text: ({ text }) => text,
  proposal: ({ proposal }) => proposal,
  author: ({ author }) => author.name,
  organisation: ({ organisation }) => organisation,
  date: ({ at }) => dayOf(new Date(at)),
  outcome: ({ state }, language) => words[language][state],
  answer: ({ answer }) => answer,
  'answered-by': ({ answeredBy }) => answeredBy?.name ?? '',
  'answered-on': ({ answeredAt }) => (answeredAt === null ? '' : dayOf(new Date(answeredAt))),
}

const headingsOf = ({ columns }: RemarkPolicy, language: Language) => columns.map(({ heading }) => heading[language])
const rowOf = ({ columns }: RemarkPolicy, remark: Remark, language: Language) =>
  columns.map(({ holds }) => held[holds](remark, language))

export const remarksOds = (policy: RemarkPolicy, remarks: readonly Remark[], language: Language): Promise<Uint8Array> =>
  sheetsOds(language === 'fr' ? 'Commentaires sur le cadre' : 'Comments on the framework', [
    {
      name: language === 'fr' ? 'Commentaires' : 'Comments',
      head: headingsOf(policy, language),
      rows: remarks.map((remark) => rowOf(policy, remark, language).map(cell)),
    },
  ])

export const remarksCsv = (policy: RemarkPolicy, remarks: readonly Remark[], language: Language): Buffer =>
  sheetCsv([headingsOf(policy, language), ...remarks.map((remark) => rowOf(policy, remark, language))])
