/** What a schema cannot see in a process: names that lead nowhere, states that nothing reaches, ways out of an end. */
import type { Process } from '@socle/contracts'
import type { DataFile } from './data-file.ts'
import { isStep, targetsOf } from './process.ts'
import type { FrameworkProblem } from './problems.ts'

export function processProblems({ file, content: process, lineOf }: DataFile<Process>): FrameworkProblem[] {
  const problems: FrameworkProblem[] = []
  const tell = (at: readonly PropertyKey[], path: string, message: string) =>
    problems.push({ file, path, line: lineOf(at), message })
  const states = new Set(process.states.map(({ id }) => id))

  if (file !== `governance/processes/${process.id}.yaml`)
    tell(['id'], process.id, `the file of this process is governance/processes/${process.id}.yaml: rename one of them`)
  if (!states.has(process.initial)) tell(['initial'], process.initial, 'the initial state is not among the states')
  process.states.forEach(({ id, final, turn, awaitedFrom, deadline, warned }, index) => {
    const at = ['states', index]
    if (process.states.findIndex((state) => state.id === id) !== index) tell(at, id, 'the state is there twice')
    const leaves = process.transitions.some(({ from }) => from.includes(id))
    if (final && leaves) tell(at, id, 'a final state has no way out: remove the transition, or “final”')
    if (!final && !leaves) tell(at, id, 'nothing leaves this state: add a transition, or say “final: true”')
    if (final && (turn.length > 0 || deadline)) tell(at, id, 'a final state is nobody’s turn and has no deadline')
    if (process.subject === 'none' && turn.includes('team'))
      tell(at, id, 'a process about no application has no team: name a trade, or the requester')
    if (warned.length > 0 && (turn.length > 0 || !deadline))
      tell(at, id, '“warned” is for a state that ends on a day and is nobody’s turn: others are reminded')
    for (const actor of Object.keys(awaitedFrom))
      if (!turn.some((other) => other === actor))
        tell(at, id, `it is not the turn of ${actor}, of whom “awaitedFrom” says something`)
    if (deadline && 'field' in deadline && !fieldsOf(process).has(deadline.field))
      tell(at, id, `no opening and no transition asks for the field ${deadline.field}`)
  })
  process.transitions.forEach((transition, index) => {
    const at = ['transitions', index]
    const { id, from, to, by, automatic, guarded, whileComing, oncePassed } = transition
    if (id === 'open') tell(at, id, 'the opening of every procedure has this name: give the step another')
    for (const state of [...from, ...targetsOf(transition)])
      if (!states.has(state)) tell(at, id, `the state ${state} is not among the states`)
    for (const state of from) {
      const same = process.transitions.filter((other) => other.id === id && other.from.includes(state))
      if (same[0] !== transition) tell(at, id, `two transitions of this name leave ${state}: rename one`)
    }
    for (const dated of [whileComing, oncePassed])
      if (dated && !fieldsOf(process).has(dated.field))
        tell(at, id, `no opening and no transition asks for the field ${dated.field}`)
    if (automatic && (by.length > 0 || transition.fields.some((field) => !field.guarded) || guarded))
      tell(at, id, 'what happens by itself is nobody’s act and asks for nothing')
    if (automatic && !from.every((state) => process.states.find(({ id: known }) => known === state)?.deadline))
      tell(at, id, 'what happens at a deadline leaves states that have one')
    if (!automatic && !guarded && by.length === 0)
      tell(at, id, 'nobody may take it: say “by”, “guarded” or “automatic”')
    if (process.subject === 'none' && by.includes('team')) tell(at, id, 'a process about no application has no team')
    if (process.states.some((state) => state.id === to && state.adverse) && !isReasoned(process, transition))
      tell(at, id, 'it goes against whoever asked: ask for required reasons, as a long text')
    if (process.subject === 'none' && transition.notBy.includes('team'))
      tell(at, id, 'a process about no application has no team to keep from it')
    for (const act of transition.notBy)
      if (isStep(act) && !process.transitions.some((other) => other.id === act && other.by.length > 0))
        tell(at, id, `nobody takes a transition ${act}: “notBy” names one that people take, the requester or the team`)
    for (const field of transition.fields)
      for (const earlier of [field.notAfter?.field, field.notBefore, field.startsAs])
        if (earlier !== undefined && !fieldsOf(process).has(earlier))
          tell(at, id, `no opening and no transition asks for the field ${earlier}`)
    fieldProblems(transition.fields).forEach((message) => tell(at, id, message))
    conditionProblems(process, transition).forEach((message) => tell(at, id, message))
    for (const field of transition.told.flatMap(fieldsTold))
      if (!fieldsOf(process).has(field)) tell(at, id, `no opening and no transition asks for the field ${field}`)
    if (process.states.some((state) => state.id === to && state.adverse) && !tellsReasons(process, transition))
      tell(at, id, 'it goes against whoever asked: “told” carries the reasons that it asks for')
    for (const { id: field, whileMissing } of transition.fields)
      if (whileMissing && !otherSteps(process, transition).some(({ fields }) => fields.some((one) => one.id === field)))
        tell(at, id, `the field ${field}: “whileMissing” is for what another step asks for`)
  })
  const { once = [], yearly = [] } = process.total ?? {}
  for (const id of [...once, ...yearly])
    if (!asksMoney(process, id)) tell(['total'], id, 'no opening and no transition asks for this sum, of type money')
  fieldProblems(process.opening.fields).forEach((message) => tell(['opening'], process.id, message))
  for (const { id, notBefore, notAfter } of process.opening.fields)
    for (const other of [notBefore, notAfter?.field])
      if (other !== undefined && !process.opening.fields.some((field) => field.id === other))
        tell(['opening'], process.id, `the field ${id}: no field ${other} is asked for with it`)
  const { precision, fields } = process.opening
  if (precision !== undefined && !fields.some(({ id, type }) => id === precision && type === 'choice'))
    tell(['opening', 'precision'], precision, 'it names a choice of the opening')
  if (fields.some(({ requiredWhen }) => requiredWhen))
    tell(['opening'], process.id, 'nothing was stated before the opening: “requiredWhen” is for a transition')
  if (!process.opening.guarded && process.opening.by.length === 0)
    tell(['opening'], process.id, 'nobody may open it: say “by” or “guarded”')

  const reached = reachable(process)
  process.states.forEach(({ id }, index) => {
    if (!reached.has(id)) tell(['states', index], id, 'no transition leads to this state')
  })
  return problems
}

/** Reasons are required by the step itself, or by every step that leads to where it starts: a decision, then its notification. */
const isReasoned = (process: Process, { fields, from }: Process['transitions'][number]): boolean =>
  asksReasons(fields) ||
  from.every((state) => {
    const ways = process.transitions.filter(({ to }) => to === state)
    return ways.length > 0 && ways.every((way) => asksReasons(way.fields))
  })

/** Whoever is told of it reads the reasons. */
const tellsReasons = ({ opening, transitions }: Process, { told }: Process['transitions'][number]): boolean =>
  [opening, ...transitions].some(({ fields }) =>
    fields.some(({ id, type }) => type === 'long-text' && told.some(({ field }) => field === id)),
  )

/** The field that a sentence is about, and those that it names besides. */
const fieldsTold = ({ field, said }: Process['transitions'][number]['told'][number]): string[] => [
  field,
  ...[said.fr, said.en]
    .flatMap((sentence) => [...sentence.matchAll(/\{([a-z-]+)\}/g)].map(([, name]) => name!))
    .filter((name) => name !== 'value'),
]

const asksReasons = (fields: Process['opening']['fields']): boolean =>
  fields.some(({ type, required }) => type === 'long-text' && required)

const fieldsOf = (process: Process): Set<string> =>
  new Set([process.opening, ...process.transitions].flatMap(({ fields }) => fields.map(({ id }) => id)))

const asksMoney = ({ opening, transitions }: Process, id: string): boolean =>
  [opening, ...transitions].some(({ fields }) => fields.some((field) => field.id === id && field.type === 'money'))

const fieldProblems = (fields: Process['opening']['fields']): string[] =>
  fields.flatMap(
    ({ id, type, required, options, when, notAfter, notBefore, within, counts, unless, guarded, askedWhen }, index) => [
      ...(askedWhen?.is.filter((option) => !optionsOf(fields, askedWhen.field).includes(option)) ?? []).map(
        (option) => `the field ${id}: no choice ${askedWhen!.field} of the same step has the option ${option}`,
      ),
      ...(unless === undefined || fields.some((other) => other.id === unless)
        ? []
        : [`the field ${id}: “unless” names a field of the same step`]),
      ...(guarded && required ? [`the field ${id}: nobody is asked for it, so it is not required`] : []),
      ...(fields.findIndex((other) => other.id === id) === index ? [] : [`the field ${id} is asked twice`]),
      ...((type === 'choice') === (options !== undefined)
        ? []
        : [`the field ${id}: a choice has options, and only a choice`]),
      ...(when === undefined || type === 'date' ? [] : [`the field ${id}: “when” is for a date`]),
      ...(notAfter === undefined || type === 'date' ? [] : [`the field ${id}: “notAfter” is for a date`]),
      ...(notBefore === undefined || type === 'date' ? [] : [`the field ${id}: “notBefore” is for a date`]),
      ...(within === undefined || type === 'date' ? [] : [`the field ${id}: “within” is for a date`]),
      ...(!counts || type === 'number' ? [] : [`the field ${id}: “counts” is for a number`]),
    ],
  )

const optionsOf = (fields: Process['opening']['fields'], choice: string): string[] =>
  fields.find(({ id }) => id === choice)?.options?.map(({ id }) => id) ?? []

const otherSteps = ({ opening, transitions }: Process, transition: Process['transitions'][number]) =>
  [opening, ...transitions].filter((step) => step !== transition)

/** What a field waits for is a choice that was stated earlier, with that option. */
const conditionProblems = (process: Process, transition: Process['transitions'][number]): string[] =>
  transition.fields.flatMap(({ id, required, requiredWhen }) => {
    if (!requiredWhen) return []
    const options = new Set(
      otherSteps(process, transition)
        .flatMap(({ fields }) => fields.filter((field) => field.id === requiredWhen.field))
        .flatMap((field) => field.options?.map((option) => option.id) ?? []),
    )
    return [
      ...(required ? [`the field ${id}: “requiredWhen” is for one that is not required otherwise`] : []),
      ...requiredWhen.is
        .filter((option) => !options.has(option))
        .map((option) => `the field ${id}: no earlier choice ${requiredWhen.field} has the option ${option}`),
    ]
  })

/** States that some sequence of transitions reaches from the initial one. */
function reachable(process: Process): Set<string> {
  const reached = new Set([process.initial])
  for (let grown = true; grown;) {
    grown = false
    for (const transition of process.transitions)
      for (const target of targetsOf(transition))
        if (!reached.has(target) && transition.from.some((state) => reached.has(state)))
          grown = Boolean(reached.add(target))
  }
  return reached
}
