import { askedGiven, type FieldValues, type Process, type Role } from '@socle/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { loadGovernance, readGovernance } from './governance.ts'
import { filesBelow, loadFramework } from './load.ts'
import {
  automaticTransition,
  awaitedAct,
  dueOn,
  fieldsAsked,
  fieldsOfFeature,
  isOverdue,
  openTransitions,
  stateOf,
  transitionFrom,
} from './process.ts'

const folder = new URL('../framework', import.meta.url).pathname
const { processes } = loadGovernance(folder)
const shipped = filesBelow(folder, (path) => path.startsWith('governance/'))

test('random sequences of events never leave the states of a process, nor a final one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...processes),
      fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
      (process: Process, choices) => {
        const ids = process.transitions.map(({ id }) => id)
        let state = process.initial
        for (const choice of choices) {
          const next = transitionFrom(process, state, ids[choice % ids.length]!)
          if (next && stateOf(process, state).final) throw new Error(`${process.id} leaves its end ${state}`)
          state = stateOf(process, next?.to ?? state).id
        }
      },
    ),
    { numRuns: 100_000 },
  )
})

test('from every state that is not final, somebody, a feature or the calendar can act', () => {
  for (const process of processes)
    for (const { id, final } of process.states) {
      const ways = process.transitions.filter(({ from }) => from.includes(id))
      expect([process.id, id, ways.length > 0]).toEqual([process.id, id, !final])
      for (const way of openTransitions(process, id))
        expect(way.by.length, `${process.id}/${way.id}`).toBeGreaterThan(0)
    }
})

test('whoever has the turn is told what is expected, wherever a process stands', () => {
  for (const process of processes)
    for (const { id, turn } of process.states)
      expect([process.id, id, turn.length === 0 || awaitedAct(process, id) !== undefined]).toEqual([
        process.id,
        id,
        true,
      ])
})

test('of several trades whose turn it is, each is told its own part, and whoever holds two of them both', () => {
  const tender = processes.find(({ id }) => id === 'tender')!
  const told = (...roles: Role[]) => awaitedAct(tender, 'evaluation', roles)?.fr
  expect(told('architect')).toBe('Lire les réponses des soumissionnaires')
  expect(told('buyer')).toBe('Attribuer le marché, une fois les réponses lues')
  expect(told('architect', 'buyer')).toContain('(architecte)')
  expect(told('administrator')).toContain('(architecte)')
  const path = 'governance/processes/tender.yaml'
  const wrong = shipped[path]!.replace(/^ {6}architect: \{ fr: Lire/m, '      finance: { fr: Lire')
  expect(() => readGovernance({ ...shipped, [path]: wrong })).toThrow(/evaluation: .*finance/)
})

test('every word of a process stands in both languages', () => {
  const same = (value: unknown): string[] => {
    if (typeof value !== 'object' || value === null) return []
    const { fr, en } = value as { fr?: string; en?: string }
    return typeof fr === 'string' && fr === en ? [fr] : Object.values(value).flatMap(same)
  }
  expect(processes.flatMap(same).filter((word) => !sameInBoth.includes(word))).toEqual([])
})
/** Names of methods and devices, and words that French and English share. */
const sameInBoth: readonly string[] = [
  'Contribution',
  'Volume',
  'MirAI',
  'Cloud native',
  'Legacy',
  'Version',
  'Nature',
  'Go',
  'No-go',
  'Observation',
  'Abstentions',
  'EBIOS RM',
  'FEROS',
  'Hesperis',
  'CallMI',
  'NEO',
  'Conditions',
  'Candidate',
  'Rectification',
]

test('a deadline is so many days after the state was entered, or the date that was stated', () => {
  const process = simple({ deadline: { days: 30 } })
  expect(dueOn(process, 'asked', '2026-12-15', {})).toBe('2027-01-14')
  const dated = simple({ deadline: { field: 'until' } }, [{ id: 'until', type: 'date' }])
  expect(dueOn(dated, 'asked', '2026-12-15', { until: '2027-03-01' })).toBe('2027-03-01')
  expect(dueOn(dated, 'asked', '2026-12-15', {})).toBeNull()
  const later = simple({ deadline: { field: 'until', months: 6 } }, [{ id: 'until', type: 'date' }])
  expect(dueOn(later, 'asked', '2026-12-15', { until: '2026-08-31' })).toBe('2027-02-28')
  expect(dueOn(later, 'asked', '2026-12-15', {})).toBeNull()
  expect(dueOn(simple({ deadline: { months: 1 } }), 'asked', '2027-01-31', {})).toBe('2027-02-28')
  expect(isOverdue('2027-03-01', '2027-03-01')).toBe(false)
  expect(isOverdue('2027-03-01', '2027-03-02')).toBe(true)
})

test('what happens by itself is no act of a person', () => {
  const process = simple(
    { deadline: { days: 3 } },
    [],
    [{ id: 'lapse', from: ['asked'], to: 'over', automatic: 'deadline' }],
  )
  expect(automaticTransition(process, 'asked')?.id).toBe('lapse')
  expect(openTransitions(process, 'asked').map(({ id }) => id)).toEqual(['answer'])
})

test.each([
  [
    'a state that nothing reaches',
    { states: { lost: {} } },
    /lost: nothing leaves this state[^]*lost: no transition leads/,
  ],
  [
    'a transition to nowhere',
    { transitions: [{ id: 'go', from: ['asked'], to: 'nowhere', by: ['agent'] }] },
    /the state nowhere is not among/,
  ],
  [
    'a way out of an end',
    { transitions: [{ id: 'back', from: ['over'], to: 'asked', by: ['agent'] }] },
    /a final state has no way out/,
  ],
  ['a step that nobody may take', { transitions: [{ id: 'go', from: ['asked'], to: 'over' }] }, /nobody may take it/],
  [
    'the same step twice from one state',
    { transitions: [{ id: 'answer', from: ['asked'], to: 'over', by: ['agent'] }] },
    /two transitions of this name/,
  ],
  [
    'a step at a deadline that is not there',
    { transitions: [{ id: 'go', from: ['asked'], to: 'over', automatic: 'deadline' }] },
    /leaves states that have one/,
  ],
  [
    'a refusal without its reasons',
    {
      states: { refused: { final: true, adverse: true } },
      transitions: [{ id: 'refuse', from: ['asked'], to: 'refused', by: ['architect'] }],
    },
    /refuse: it goes against whoever asked/,
  ],
  [
    'a field that waits for what nobody states',
    {
      transitions: [
        {
          id: 'go',
          from: ['asked'],
          to: 'over',
          by: ['agent'],
          fields: [
            {
              id: 'why',
              type: 'text',
              label: { fr: 'Pourquoi', en: 'Why' },
              required: false,
              requiredWhen: { field: 'opinion', is: ['no'] },
            },
          ],
        },
      ],
    },
    /no earlier choice opinion has the option no/,
  ],
  [
    'a team without an application',
    { transitions: [{ id: 'go', from: ['asked'], to: 'over', by: ['team'] }] },
    /has no team/,
  ],
] as const)('%s is told with its file and line', (_name, change, message) => {
  expect(() =>
    simple(
      {},
      [],
      ('transitions' in change ? change.transitions : []) as never,
      ('states' in change ? change.states : {}) as never,
    ),
  ).toThrow(message)
})

test('what completes a title is a choice of the opening', () => {
  const about = [{ id: 'about', type: 'text' }]
  expect(() => simple({}, about as never, [], {}, { precision: 'about' })).toThrow(/it names a choice of the opening/)
  const chosen = ['a', 'b'].map((id) => ({ id, label: { fr: `${id} fr`, en: `${id} en` } }))
  const choice = [{ id: 'about', type: 'choice', options: chosen }]
  expect(simple({}, choice as never, [], {}, { precision: 'about' }).opening.precision).toBe('about')
})

test('a policy that names a state that no process has is told with its file', () => {
  const committee = shipped['governance/committee.yaml']!.replace('state: under-study', 'state: understudy')
  expect(() => readGovernance({ ...shipped, 'governance/committee.yaml': committee })).toThrow(
    /governance\/committee\.yaml[^]*derogation\/understudy/,
  )
})

/** A process with a question and an answer, and what a test adds to it. */
function simple(
  asked: object,
  fields: { id: string; type: string }[] = [],
  transitions: object[] = [],
  states: Record<string, object> = {},
  opening: object = {},
): Process {
  const name = { fr: 'nom', en: 'name' }
  const process = {
    id: 'question',
    name,
    description: name,
    source: name,
    subject: 'none',
    initial: 'asked',
    opening: { by: ['agent'], fields: fields.map((field) => ({ ...field, label: name })), ...opening },
    states: [
      { id: 'asked', name, meaning: name, turn: ['architect'], ...asked },
      { id: 'over', name, meaning: name, final: true },
      ...Object.entries(states).map(([id, state]) => ({ id, name, meaning: name, ...state })),
    ],
    transitions: [
      { id: 'answer', name, from: ['asked'], to: 'over', by: ['architect'] },
      ...transitions.map((transition) => ({ name, ...transition })),
    ],
  }
  const files = {
    ...shipped,
    'governance/processes/question.yaml': stringify(process, { aliasDuplicateObjects: false }),
  }
  return readGovernance(files).processById.get('question')!
}

test('where a procedure stands is said in French words that agree with what it is', () => {
  const masculine = /^(?:Go|Traitement|Exercice|Marché)/
  // A participle alone says of the procedure itself what it says; a noun before it carries its own.
  const wrong = loadGovernance().processes.flatMap((process) =>
    process.states
      .map(({ name }) => name.fr)
      .filter((name) =>
        (masculine.test(process.name.fr) ? /^\p{L}+ée\b/u : /^(?:\p{L}+(?<!it)é|Mis|Clos)(?!\p{L})/u).test(name),
      )
      .map((name) => `${process.name.fr} : ${name}`),
  )
  expect(wrong).toEqual([])
})

test('whoever is told of a decision against them reads its reasons', () => {
  const adverse = loadGovernance().processes.flatMap((process) =>
    process.transitions
      .filter(({ to }) => process.states.some(({ id, adverse }) => id === to && adverse))
      .map((transition) => `${process.id} ${transition.id}: ${transition.told.map(({ said }) => said.fr).join(' ')}`),
  )
  expect(adverse.length).toBeGreaterThan(8)
  for (const told of adverse) expect(told).toContain('Motifs : {value}')
})

test('where a process and an advice come from is told in the language of whoever reads it', () => {
  const { processes, policies } = loadGovernance()
  const { hosting, signOn, products } = policies
  for (const { source } of [...processes, hosting, signOn, products])
    expect(source.en, source.fr).not.toMatch(/[éèàç«»’]|\b(?:guide d|cadre|socle|et|règle)\b/i)
})

test('the process of editions names every volume as the catalogue does', () => {
  const { options } = loadGovernance()
    .processById.get('edition')!
    .opening.fields.find(({ id }) => id === 'volume')!
  expect(options).toEqual(loadFramework().volumes.map(({ id, name }) => ({ id: id.toLowerCase(), label: name })))
})

test('until which day a derogation holds is asked, and required, of one that is granted until a day only', () => {
  const grant = transitionFrom(loadGovernance().processById.get('derogation')!, 'under-study', 'decide-for')!
  const ofUntil = (stated: FieldValues) =>
    askedGiven(fieldsAsked(grant, { duration: 'temporary', until: '2026-12-31' }), stated)
      .filter(({ id }) => id === 'until')
      .map(({ required }) => required)
  expect(ofUntil({ duration: 'temporary' })).toEqual([true])
  expect(ofUntil({ duration: 'permanent' })).toEqual([])
  expect(ofUntil({})).toEqual([])
})

test('one field may stand in for another in the operation of a feature, and no person is asked for it', () => {
  const process = loadGovernance().processById.get('derogation')!
  const against = transitionFrom(process, 'under-study', 'decide-against')!
  expect(fieldsAsked(against, {}).map(({ id, required }) => [id, required])).toEqual([['grounds', true]])
  const required = (stated: FieldValues) =>
    fieldsOfFeature(against, {}, stated).flatMap(({ id, required: needed }) => (needed ? id : []))
  expect(required({})).toEqual(['grounds'])
  expect(required({ 'committee-on': '2026-05-12' })).toEqual([])
})

test('whoever may open a procedure about an application may see applications, or could never say which', () => {
  const readers = new Set(['architect', 'committee-member', 'security-officer', 'administrator'])
  const blind = loadGovernance(folder).processes.flatMap(({ id, subject, opening }) =>
    subject === 'application' && !opening.guarded
      ? opening.by.filter((actor) => actor !== 'team' && !readers.has(actor)).map((actor) => `${id}: ${actor}`)
      : [],
  )
  expect(blind).toEqual([])
})

test('a state is the turn of somebody who may take its next step: nobody waits in silence for another', () => {
  // What the committee decides, or the review of a gate, is acted on there.
  const { decides } = loadGovernance(folder).policies.committee
  const idle = processes.flatMap((process) =>
    process.states.flatMap(({ id, turn }) => {
      if (decides.some((each) => each.process === process.id && each.state === id)) return []
      const ways = process.transitions.filter(({ from, by }) => from.includes(id) && by.length > 0)
      const acts = ways.some(({ by }) => turn.some((actor) => by.includes(actor)))
      return turn.length === 0 || ways.length === 0 || acts ? [] : [`${process.id}/${id}`]
    }),
  )
  expect(idle).toEqual([])
})

test('what may be opened once a request was refused is there to be opened', () => {
  const named = processes.flatMap(({ states }) => states.flatMap(({ instead }) => instead))
  expect(named).not.toEqual([])
  expect(named.filter((id) => !processes.some((process) => process.id === id && !process.opening.guarded))).toEqual([])
})

test('no step is called as the opening of its process is: history and audit log tell them apart by that name', () => {
  expect(
    processes.filter(({ transitions }) => transitions.some(({ id }) => id === 'open')).map(({ id }) => id),
  ).toEqual([])
  const path = 'governance/processes/reserve.yaml'
  const renamed = shipped[path]!.replace(/^ {2}- id: plan$/m, '  - id: open')
  expect(() => readGovernance({ ...shipped, [path]: renamed })).toThrow(/open: .*opening/)
})
