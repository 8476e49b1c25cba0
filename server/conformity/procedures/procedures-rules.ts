import {
  type Actor,
  actorWords,
  askedGiven,
  type Bilingual,
  eurosInWords,
  type Field,
  type FieldValue,
  type FieldValues,
  fullTitle,
  type Process,
  schemaOf,
  type Transition,
} from '@socle/contracts'
import { daysWithin, type Framework, latestDay, openTransitions, stateOf, transitionFrom } from '@socle/rulebook'
import { dayInWords } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'

/** Everyone whom the process names somewhere: they read its procedures. */
export const namedActors = (process: Process): Actor[] => [
  ...new Set([
    ...process.readers,
    ...process.opening.by,
    ...process.states.flatMap(({ turn }) => turn),
    ...process.transitions.flatMap(({ by, notify }) => [...by, ...notify]),
  ]),
]

/** What is stated after a step: what it asks for again and leaves empty is taken back, unless the field says that it stands. */
export function afterStep(data: FieldValues, { fields }: Pick<Transition, 'fields'>, stated: FieldValues): FieldValues {
  const asked = new Set(fields.filter(({ keeps, whileMissing }) => !keeps && !whileMissing).map(({ id }) => id))
  const kept = Object.entries(data).filter(([field]) => !asked.has(field))
  return { ...Object.fromEntries(kept), ...stated }
}

/** What was stated when a procedure last entered this state, by its history; undefined = it never did. */
export function dataWhenLastIn(
  process: Process,
  state: string,
  steps: readonly { transition: string; from_state: string | null; to_state: string; data: FieldValues }[],
): FieldValues | undefined {
  const last = steps.findLastIndex(({ to_state }) => to_state === state)
  if (last === -1) return undefined
  return steps.slice(0, last + 1).reduce<FieldValues>((data, step) => {
    const { transition, from_state: from, data: stated } = step
    const taken = from === null ? process.opening : transitionFrom(process, from, transition)
    return afterStep(data, taken ?? { fields: [] }, stated)
  }, {})
}

/** What completes the title of a procedure, in each language; null = it says all. */
export function precisionOf({ opening }: Process, data: FieldValues): Bilingual | null {
  const field = opening.fields.find(({ id }) => id === opening.precision)
  return field?.options?.find(({ id }) => id === data[field.id])?.label ?? null
}

/** The title as it is told in messages, in each language. */
export function titleOf(process: Process, { title, data }: { title: string; data: FieldValues }): Bilingual {
  const { precisionFirst } = process.opening
  const told = { title, precision: precisionOf(process, data), precisionFirst }
  return { fr: fullTitle(told, 'fr'), en: fullTitle(told, 'en') }
}

/**
 * Who may take a transition now: where a feature has narrowed the turn of the state to some of those whom the process
 * names, the others do not decide in their stead.
 * @param turn of the state, by its process
 * @param narrowed as it is for this procedure
 */
export const actorsNow = (by: readonly Actor[], turn: readonly Actor[], narrowed: readonly Actor[]): Actor[] =>
  by.filter((actor) => !turn.includes(actor) || narrowed.includes(actor))

/**
 * Those whom acts of theirs, or their place in the team, keep from another: each with the transition that they took
 * last, `requester` or `team`.
 * @param steps in their order
 */
export const keptFrom = (
  notBy: Transition['notBy'],
  { requester, team }: { readonly requester: string; readonly team: readonly string[] },
  steps: readonly { readonly transition: string; readonly actor_id: string | null }[],
): { person: string; did: string }[] =>
  notBy.flatMap((act) => {
    if (act === 'team') return team.map((person) => ({ person, did: act }))
    const person = act === 'requester' ? requester : steps.findLast(({ transition }) => transition === act)?.actor_id
    return person ? [{ person, did: act }] : []
  })

/**
 * The transition that is asked for.
 * @param byFeature the operation of a feature may take guarded transitions, a person in general may not
 * @throws Refusal procedure-step-impossible
 */
export function requireTransition(process: Process, state: string, id: string, byFeature: boolean): Transition {
  const transition = transitionFrom(process, state, id)
  if (transition && (byFeature || !(transition.automatic || transition.guarded))) return transition
  const named = process.transitions.find((known) => known.id === id)?.name ?? { fr: id, en: id }
  const possible = openTransitions(process, state).map(({ name }) => name)
  const none: Bilingual = { fr: 'aucune', en: 'none' }
  throw refuse('procedure-step-impossible', {
    transition: named,
    state: stateOf(process, state).name,
    possible: possible.length > 0 ? joined(possible) : none,
  })
}

/**
 * What was stated, read by the fields that ask for it; blank text counts as not given.
 * @param at.today the day on which it is stated; null = it was decided on an earlier one, and its days may have passed meanwhile
 * @param at.before what was stated before
 * @throws Refusal procedure-fields-invalid naming each field, and why
 */
export function readFields(
  framework: Framework,
  fields: readonly Field[],
  data: FieldValues,
  act: Bilingual,
  {
    today,
    before,
    besides = [],
  }: {
    today: string | null
    before: FieldValues
    /** What is wrong besides the fields: whoever filled the form learns all of it at once. */
    besides?: readonly { path: string; message: Bilingual }[]
  },
): FieldValues {
  const given = Object.fromEntries(
    Object.entries(data).filter(([, value]) => typeof value !== 'string' || value.trim() !== ''),
  )
  const parsed = schemaOf(fields).safeParse(given)
  const errors = parsed.success
    ? fields.flatMap((field) => [
        ...wrongRequirements(framework, field, parsed.data as FieldValues),
        ...wrongDay(field, parsed.data as FieldValues, today, before),
      ])
    : parsed.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.flatMap((key) =>
              besides.some(({ path }) => path === `data.${key}`)
                ? []
                : [{ path: `data.${key}`, message: words.notAsked }],
            )
          : { path: `data.${issue.path.join('.')}`, message: mistake(fields, String(issue.path[0]), given) },
      )
  if (errors.length + besides.length > 0)
    throw refuse('procedure-fields-invalid', { act }, { errors: [...besides, ...errors] })
  return parsed.data as FieldValues
}

/** What was stated though another choice of the same step asks for nothing of it. */
export const outOfPlace = (
  fields: readonly Field[],
  stated: FieldValues,
): { readonly path: string; readonly message: Bilingual }[] => {
  const asked = askedGiven(fields, stated)
  return fields.flatMap(({ id, label, askedWhen }) => {
    if (stated[id] === undefined || askedWhen === undefined || asked.some((field) => field.id === id)) return []
    const choice = fields.find((field) => field.id === askedWhen.field)!
    const named = choice.options!.filter((option) => askedWhen.is.includes(option.id))
    const message = words.onlyFor(label, joined(named.map((option) => option.label)), choice.label)
    return [{ path: `data.${id}`, message }]
  })
}

function wrongRequirements({ requirementById }: Framework, { id, type }: Field, data: FieldValues) {
  if (type !== 'requirements') return []
  const given = (data[id] ?? []) as string[]
  return given.flatMap((requirement, index) => {
    const wrong = !requirementById.has(requirement as never)
      ? words.unknown
      : given.indexOf(requirement) < index
        ? words.twice
        : undefined
    return wrong ? [{ path: `data.${id}.${index}`, message: wrong(requirement) }] : []
  })
}

function wrongDay(field: Field, data: FieldValues, today: string | null, before: FieldValues) {
  const { id, label, when, notBefore } = field
  const day = data[id]
  if (today === null || typeof day !== 'string') return []
  // A bound is what was stated before, or what the same form says beside.
  const stated = { ...before, ...data, [id]: before[id] ?? '' }
  const latest = latestDay(field, stated, today)
  const earliest = notBefore === undefined ? undefined : stated[notBefore]
  const span = daysWithin(field, today)
  const wrong =
    (when === 'coming' && day < today) || (when === 'past' && day > today)
      ? words.wrongDay[when]
      : latest !== null && day > latest
        ? words.tooLate(latest)
        : typeof earliest === 'string' && day < earliest
          ? words.tooEarly(earliest)
          : span !== null && day < span.from
            ? words.tooOld(span.from)
            : span !== null && day > span.to
              ? words.tooFar(span.to)
              : undefined
  if (!wrong) return []
  return [{ path: `data.${id}`, message: { fr: `${label.fr} : ${wrong.fr}`, en: `${label.en}: ${wrong.en}` } }]
}

function mistake(fields: readonly Field[], id: string, given: FieldValues): Bilingual {
  const { label, type, options = [], counts } = fields.find((field) => field.id === id)!
  const expected =
    given[id] === undefined
      ? words.missing
      : type === 'choice'
        ? {
            fr: `à choisir parmi ${options.map((option) => `« ${option.label.fr} » (${option.id})`).join(', ')}`,
            en: `to be chosen among ${options.map((option) => `“${option.label.en}” (${option.id})`).join(', ')}`,
          }
        : counts
          ? words.counted
          : words.expected[type]
  return { fr: `${label.fr} : ${expected.fr}.`, en: `${label.en}: ${expected.en}.` }
}

const words = {
  quoted: { fr: (title: string) => `« ${title} »`, en: (title: string) => `“${title}”` },
  missing: { fr: 'à renseigner', en: 'to be given' },
  yesNo: { yes: { fr: 'oui', en: 'yes' }, no: { fr: 'non', en: 'no' } },
  unknown: (id: string) => ({
    fr: `Le cadre n’a pas d’exigence ${id}.`,
    en: `The framework has no requirement ${id}.`,
  }),
  twice: (id: string) => ({ fr: `${id} est nommée deux fois.`, en: `${id} is named twice.` }),
  notAsked: { fr: 'Ce renseignement n’est pas demandé ici.', en: 'This is not asked for here.' },
  wrongDay: {
    coming: { fr: 'ce jour est passé, donnez une date à venir.', en: 'this day has passed, give a date to come.' },
    past: {
      fr: 'ce jour est à venir, consignez-le une fois venu.',
      en: 'this day is still to come, record it once it has come.',
    },
  },
  onlyFor: (label: Bilingual, options: Bilingual, choice: Bilingual) => ({
    fr: `${label.fr} : ne se dit que pour « ${options.fr} » (${choice.fr}) ; retirez-le.`,
    en: `${label.en}: is said for “${options.en}” only (${choice.en}); take it out.`,
  }),
  tooLate: (latest: string) => ({
    fr: `au plus tard le ${dayInWords(latest, 'fr')}, d’après ce qui a été dit avant.`,
    en: `${dayInWords(latest, 'en')} at the latest, by what was said before.`,
  }),
  tooEarly: (earliest: string) => ({
    fr: `pas avant le ${dayInWords(earliest, 'fr')}, d’après ce qui a été dit avant.`,
    en: `not before ${dayInWords(earliest, 'en')}, by what was said before.`,
  }),
  tooOld: (from: string) => ({
    fr: `pas avant le ${dayInWords(from, 'fr')} ; vérifiez l’année.`,
    en: `not before ${dayInWords(from, 'en')}; check the year.`,
  }),
  tooFar: (to: string) => ({
    fr: `au plus tard le ${dayInWords(to, 'fr')} ; vérifiez l’année.`,
    en: `${dayInWords(to, 'en')} at the latest; check the year.`,
  }),
  counted: { fr: 'un nombre entier, à partir de 1', en: 'a whole number, from 1 on' },
  expected: {
    text: { fr: 'un texte de 300 caractères au plus', en: 'a text of at most 300 characters' },
    'long-text': { fr: 'un texte de 20 000 caractères au plus', en: 'a text of at most 20,000 characters' },
    number: { fr: 'un nombre positif', en: 'a positive number' },
    money: { fr: 'une somme positive, en euros et en centimes', en: 'a positive sum, in euros and cents' },
    date: { fr: 'une date AAAA-MM-JJ', en: 'a date YYYY-MM-DD' },
    'yes-no': { fr: 'vrai ou faux', en: 'true or false' },
    choice: { fr: 'un des choix', en: 'one of the choices' },
    link: { fr: 'une adresse http ou https', en: 'an http or https address' },
    requirements: { fr: 'au moins une exigence', en: 'at least one requirement' },
    product: { fr: 'un produit du référentiel', en: 'a product of the reference' },
    tender: { fr: 'un marché', en: 'a tender' },
    procedures: { fr: 'des procédures, par leur identifiant', en: 'procedures, by their identifiers' },
  } satisfies Record<Field['type'], Bilingual>,
} as const

/** Of a text that was stated, as much as a notification or minutes carry: the rest is read on the page. */
const LONGEST_TOLD = 600

const numbers = { fr: new Intl.NumberFormat('fr-FR'), en: new Intl.NumberFormat('en-GB') } as const

/**
 * What was stated in a field, for whoever reads it outside of its page.
 * @param titles of the procedures that it may name
 */
export function valueInWords(
  field: Field | undefined,
  value: FieldValue,
  titles: ReadonlyMap<string, string> = new Map(),
): Bilingual {
  const inWords = (language: 'fr' | 'en'): string => {
    if (typeof value === 'boolean') return words.yesNo[value ? 'yes' : 'no'][language]
    if (field?.type === 'procedures' && Array.isArray(value))
      return value.map((id) => words.quoted[language](titles.get(id) ?? id)).join(', ')
    if (Array.isArray(value)) return value.join(', ')
    if (field?.type === 'money') return eurosInWords(Number(value))[language]
    if (field?.type === 'number') return numbers[language].format(Number(value))
    if (field?.type === 'date') return dayInWords(String(value), language)
    const text = field?.options?.find(({ id }) => id === value)?.label[language] ?? String(value).trim()
    return text.length <= LONGEST_TOLD ? text : `${text.slice(0, LONGEST_TOLD - 1).trimEnd()}…`
  }
  return { fr: inWords('fr'), en: inWords('en') }
}

/** What is told of a step besides where it leads, one sentence a line; undefined = nothing. */
export function detailTold(
  process: Process,
  { told }: Pick<Transition, 'told'>,
  data: FieldValues,
  titles: ReadonlyMap<string, string>,
): Bilingual | undefined {
  const fields = [process.opening, ...process.transitions].flatMap((step) => step.fields)
  const stated = (id: string, language: keyof Bilingual): string => {
    const value = data[id]
    if (value === undefined) return ''
    return valueInWords(
      fields.find((field) => field.id === id),
      value,
      titles,
    )[language]
  }
  const sentences = told.flatMap(({ field, said, unsaid }) => {
    if (data[field] === undefined) return unsaid ? [unsaid] : []
    const filled = (language: keyof Bilingual) =>
      said[language].replace(/\{([a-z-]+)\}/g, (_, name: string) => stated(name === 'value' ? field : name, language))
    return [{ fr: filled('fr'), en: filled('en') }]
  })
  if (sentences.length === 0) return undefined
  return { fr: sentences.map(({ fr }) => fr).join('\n'), en: sentences.map(({ en }) => en).join('\n') }
}

export const actorsInWords = (actors: readonly Actor[]): Bilingual => joined(actors.map((actor) => actorWords[actor]))

const joined = (names: readonly Bilingual[]): Bilingual => ({
  fr: names.map(({ fr }) => fr).join(', '),
  en: names.map(({ en }) => en).join(', '),
})

/** `open` is the opening. */
export const nameOfStep = (process: Process, transition: string): Bilingual =>
  transition === 'open'
    ? { fr: 'Ouverture', en: 'Opening' }
    : process.transitions.find(({ id }) => id === transition)!.name
