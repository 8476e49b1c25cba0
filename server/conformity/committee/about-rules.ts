/** What an item of an agenda is about, in words that the minutes keep. Pure. */
import type { AgendaAbout, FieldValues, Person, Process } from '@socle/contracts'
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
  const fields = asking.flatMap((step) => step.fields)
  const version = data[VERSION]
  return {
    process: process.id,
    name: process.name,
    application: application?.name ?? null,
    version: typeof version === 'string' ? version : (application?.version ?? null),
    requester,
    facts: fields.flatMap((field, index) => {
      const value = data[field.id]
      if (value === undefined || field.id === VERSION || REFERENCE.test(String(value))) return []
      if (fields.findIndex(({ id }) => id === field.id) !== index) return []
      return [{ field: field.id, label: field.label, value: statedIn(framework, field, value) }]
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
