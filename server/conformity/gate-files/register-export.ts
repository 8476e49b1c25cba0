/** The register as a file: every field that its process asks for, in the words of the process. */
import type { Field, FieldValue, Language, PrivacyPolicy, Process } from '@socle/contracts'
import { stateOf } from '@socle/rulebook'
import { dayInWords } from '../../platform/day.ts'
import type { FileAnswer } from '../../platform/http.ts'
import { odsType, sheetsOds, text } from '../../platform/sheets-ods.ts'
import { typeset } from '../exports/index.ts'
import { redact } from './gate-files-rules.ts'
import type { RegisterEntry } from './register-store.ts'

const words = {
  fr: {
    title: 'Registre des traitements de données personnelles',
    redacted: 'Communicable : les mentions relatives à la sécurité sont occultées.',
    whole: 'Usage interne : mentions de sécurité comprises.',
    application: 'Application',
    organisation: 'Organisme',
    state: 'État',
    none: 'Aucun traitement.',
    yes: 'Oui',
    no: 'Non',
    asOf: 'État au',
    page: 'Page',
    entries: 'Traitements',
    file: 'registre-des-traitements',
  },
  en: {
    title: 'Register of personal data processing',
    redacted: 'May be handed out: what speaks of security is redacted.',
    whole: 'For internal use: security parts included.',
    application: 'Application',
    organisation: 'Organisation',
    state: 'State',
    none: 'No processing.',
    yes: 'Yes',
    no: 'No',
    asOf: 'As of',
    page: 'Page',
    entries: 'Processing',
    file: 'processing-register',
  },
} as const

export async function exportRegister(
  process: Process,
  policy: PrivacyPolicy,
  entries: readonly RegisterEntry[],
  { format, parts }: { format: 'ods' | 'pdf' | 'json'; parts: 'public' | 'whole' },
  language: Language,
  today: string,
): Promise<FileAnswer> {
  const w = words[language]
  const fields = fieldsOf(process).filter(({ id }) => parts === 'whole' || !policy.redacted.includes(id))
  const rows = entries.map((entry) => {
    const data = parts === 'public' ? redact(policy, entry.data) : entry.data
    return {
      title: entry.title,
      application: entry.application_name,
      applicationId: entry.application_id,
      organisation: entry.organisation,
      state: stateOf(process, entry.state).name[language],
      facts: fields.map((field) => ({
        id: field.id,
        label: field.label[language],
        // Read by people; the other two formats are read by sheets and machines, which sort days as they are kept.
        value:
          format === 'pdf' && field.type === 'date' && data[field.id] !== undefined
            ? dayInWords(String(data[field.id]), language)
            : inWords(field, data[field.id], language),
      })),
    }
  })
  const notice = parts === 'public' ? w.redacted : w.whole
  const fileName = `${w.file}${parts === 'whole' ? '-complet' : ''}.${format}`
  if (format === 'json') {
    const content = {
      title: w.title,
      asOf: today,
      redacted: parts === 'public',
      entries: rows.map(({ facts, ...row }) => ({
        ...row,
        ...Object.fromEntries(facts.map(({ id, value }) => [id, value])),
      })),
    }
    return { fileName, contentType: 'application/json', bytes: Buffer.from(JSON.stringify(content, null, 2)) }
  }
  if (format === 'pdf') {
    const data = { title: w.title, notice, words: w, language, today: dayInWords(today, language), rows }
    const bytes = await typeset(new URL('./register.typ', import.meta.url), data, language)
    return { fileName, contentType: 'application/pdf', bytes }
  }
  const bytes = await sheetsOds(w.title, [
    {
      name: w.entries,
      head: [w.entries, w.application, w.organisation, w.state, ...fields.map(({ label }) => label[language])],
      widths: [6, 5, 5, 3, ...fields.map(() => 6)],
      rows: rows.map(({ title, application, organisation, state, facts }) =>
        [title, application, organisation, state, ...facts.map(({ value }) => value)].map(text),
      ),
    },
    { name: w.asOf, head: [w.title, ''], widths: [12, 6], rows: [[text(notice), text(`${w.asOf} ${today}`)]] },
  ])
  return { fileName, contentType: odsType, bytes }
}

/** What the opening asks for, and the dates of its validation. */
const fieldsOf = ({ opening, transitions }: Process): Field[] => [
  ...opening.fields,
  ...(transitions.find(({ id }) => id === 'validate')?.fields ?? []),
]

function inWords({ type, options = [] }: Field, value: FieldValue | undefined, language: Language): string {
  if (value === undefined) return ''
  if (type === 'yes-no') return value === true ? words[language].yes : words[language].no
  if (type === 'choice') return options.find(({ id }) => id === value)?.label[language] ?? String(value)
  return Array.isArray(value) ? value.join(', ') : String(value)
}
