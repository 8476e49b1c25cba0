/** What an item of an agenda is about, in words that the minutes keep. Pure. */
import {
  type AgendaAbout,
  type FieldValues,
  type Person,
  type Process,
  totalAfter,
  totalInWords,
} from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import { valueInWords } from '../procedures/index.ts'

interface SubjectFile {
  readonly data: FieldValues
  readonly requester: Person
  /** With the version that it is at. */
  readonly application: { readonly name: string; readonly version: string } | null
}

/** References that only machines follow say nothing to a reader. */
const REFERENCE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** The file itself says which version it is about. */
const VERSION = 'version'

export function aboutOf(
  framework: Framework,
  process: Process,
  { data, requester, application }: SubjectFile,
): AgendaAbout {
  const { opening, transitions } = process
  // What whoever decides stated at an earlier decision is not what is asked now.
  const asking = [opening, ...transitions.filter(({ by }) => by.includes('team') || by.includes('requester'))]
  const asked = asking.flatMap((step) => step.fields)
  const fields = asked.filter(({ id }, index) => asked.findIndex((field) => field.id === id) === index)
  const version = data[VERSION]
  return {
    process: process.id,
    name: process.name,
    application: application?.name ?? null,
    version: typeof version === 'string' ? version : (application?.version ?? null),
    requester,
    facts: fields.flatMap((field) => {
      const value = data[field.id]
      const sum = field.id === totalAfter(process.total, fields) && totalInWords(process.total!, data)
      const total = sum ? [{ field: 'total', label: process.total!.label, value: sum }] : []
      if (value === undefined || field.id === VERSION || REFERENCE.test(String(value))) return total
      return [{ field: field.id, label: field.label, value: statedIn(framework, field, value) }, ...total]
    }),
  }
}

function statedIn(
  { requirementById }: Framework,
  field: Process['opening']['fields'][number],
  value: FieldValues[string],
) {
  if (field.type !== 'requirements' || !Array.isArray(value)) return valueInWords(field, value)
  const named = (language: 'fr' | 'en', separator: string) =>
    value
      .map((id) => {
        const title = requirementById.get(id as never)?.title[language]
        return title === undefined ? id : `${id}, ${title}`
      })
      .join(separator)
  return { fr: named('fr', ' ; '), en: named('en', '; ') }
}
