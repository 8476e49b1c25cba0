/** A procedure as text: where it stands, whose turn it is, what each person stated, and what may be done now. */
import { actorWords } from '@socle/contracts/words/actors'
import type { Field, FieldValue, FieldValues, Process, Transition } from '@socle/contracts/processes/processes'
import { fullTitle, type Procedure, type ProcedureSummary } from '@socle/contracts/processes/procedures'
import { eurosInWords, totalAfter, totalInWords } from '@socle/contracts/processes/totals'
import type { Bilingual, Language } from '@socle/contracts/text'

/** What a file given with --data holds. */
export const statements: Bilingual = {
  fr: 'un objet JSON est attendu, une valeur par renseignement',
  en: 'a JSON object is expected, a value for each statement',
}

const words = {
  fr: { possible: 'Étapes possibles :', heldBack: 'Étapes qui ne sont pas encore possibles :', turn: 'À qui d’agir :', until: 'avant la fin du', optional: 'facultatif', when: 'si', yes: 'oui', no: 'non', awaitsVote: 'Seul le vote d’une séance du comité en décide : à inscrire à un ordre du jour.' },
  en: { possible: 'Possible steps:', heldBack: 'Steps that are not possible yet:', turn: 'Whose turn:', until: 'until the end of', optional: 'optional', when: 'if', yes: 'yes', no: 'no', awaitsVote: 'Only the vote of a session of the committee decides it: to be put on an agenda.' },
} as const // prettier-ignore

const colon = { fr: ' :', en: ':' } as const

export const procedureLine = (each: ProcedureSummary, language: Language): string =>
  [
    each.id,
    each.processName[language],
    each.stateName[language],
    ...(each.dueOn ? [`${each.overdue ? '! ' : ''}${each.dueOn}`] : []),
    ...(each.application ? [each.application.name] : []),
    fullTitle(each, language),
  ].join('  ')

export function procedureText(shown: Procedure, process: Process, language: Language): string {
  const w = words[language]
  const turn = shown.turn.map((actor) => actorWords[actor][language]).join(', ')
  const who = shown.assignee === null ? turn : `${turn} (${shown.assignee.name})`
  const until = shown.dueOn === null ? '' : `, ${w.until} ${shown.dueOn}${shown.overdue ? ' !' : ''}`
  return [
    procedureLine(shown, language),
    `  ${shown.stateMeaning[language]}`,
    ...(shown.awaitsVote ? [`  ${w.awaitsVote}`] : []),
    ...(shown.turn.length === 0 ? [] : [`  ${w.turn} ${who}${until}`]),
    ...shown.steps.flatMap(({ at, actor, transition, from, transitionName, toName, note, data }) => [
      `  ${at.slice(0, 10)}  ${actor?.name ?? 'Socle'}: ${transitionName[language]} → ${toName[language]}${note === '' ? '' : `  ${note}`}`,
      ...stated(process, fieldsOf(process, transition, from), data, language).map((line) => `      ${line}`),
    ]),
    ...(shown.possible.length === 0 ? [] : [`  ${w.possible}`]),
    ...shown.possible.flatMap(({ id, name, fields }) => [
      `    ${id}  ${name[language]}`,
      ...fields.map((field) => `        ${statementAsked(field, language)}`),
    ]),
    ...(shown.heldBack.length === 0 ? [] : [`  ${w.heldBack}`]),
    ...shown.heldBack.map(
      ({ transition, name, why }) => `    ${transition}  ${name[language]}${colon[language]} ${why[language]}`,
    ),
  ].join('\n')
}

/** What is asked for under which name: `until (date, facultatif): Jusqu’au`. */
export const statementAsked = (
  { id, type, required, label, options, askedWhen }: Field,
  language: Language,
): string => {
  const closed = options === undefined ? '' : `: ${options.map((option) => option.id).join('|')}`
  const when = askedWhen === undefined ? '' : `, ${words[language].when} ${askedWhen.field}=${askedWhen.is.join('|')}`
  return `${id} (${type}${closed}${when}${required ? '' : `, ${words[language].optional}`}): ${label[language]}`
}

const fieldsOf = (process: Process, transition: string, from: string | null): readonly Field[] =>
  from === null
    ? process.opening.fields
    : (process.transitions.find((each: Transition) => each.id === transition && each.from.includes(from))?.fields ?? [])

const stated = ({ total }: Process, fields: readonly Field[], data: FieldValues, language: Language): string[] =>
  // In the order in which they are asked; what an earlier edition of the process asked for comes last.
  [...new Set([...fields.map(({ id }) => id), ...Object.keys(data)])].flatMap((id) => {
    const value = data[id]
    const field = fields.find((each) => each.id === id)
    if (value === undefined) return []
    const sum = id === totalAfter(total, fields) && totalInWords(total!, data)
    return [
      `${field?.label[language] ?? id}${colon[language]} ${valueInWords(field, value, language)}`,
      ...(sum ? [`${total!.label[language]}${colon[language]} ${sum[language]}`] : []),
    ]
  })

function valueInWords(field: Field | undefined, value: FieldValue, language: Language): string {
  if (typeof value === 'boolean') return words[language][value ? 'yes' : 'no']
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'number') {
    if (field?.type === 'money') return eurosInWords(value)[language]
    return new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB').format(value)
  }
  const option = field?.options?.find(({ id }) => id === value)
  return (option?.label[language] ?? value).replace(/\n/g, '\n        ')
}
