/** What no single file can show: references that lead nowhere, identifiers used twice, wording left in one language. */
import type { Bilingual, Condition, Requirement, Trait } from '@socle/contracts'
import type { DataFile } from './data-file.ts'
import { nearest } from './nearest.ts'
import { isList, isNot } from './condition.ts'
import type { FrameworkProblem } from './problems.ts'
import type { Draft } from './read.ts'

type Key = readonly PropertyKey[]
/** Tells one problem of a file; `at` finds its line, `name` is what a reader searches for. */
type Report = (source: DataFile<unknown>, at: Key, name: string, message: string) => void

/** Judges whatever could be read; what an unreadable file may explain is left aside until that file is mended. */
export function coherenceProblems(draft: Draft): FrameworkProblem[] {
  const problems: FrameworkProblem[] = []
  const report: Report = ({ file, lineOf }, at, path, message) =>
    problems.push({ file, path, line: lineOf(at), message })
  checkCatalogue(draft, report)
  checkTraits(draft, report)
  checkVolumePolicy(draft, report)
  checkOtherPolicies(draft, report)
  checkRequirements(draft, report)
  return problems
}

function checkCatalogue({ volumes, pillars, sheets }: Draft, report: Report): void {
  for (const [source, key] of [
    [volumes, 'volumes'],
    [pillars, 'pillars'],
    [sheets, 'sheets'],
  ] as const) {
    const entries = (source?.content as Record<string, { id: string }[]> | undefined)?.[key] ?? []
    for (const [index, { id }] of repeated(entries))
      report(source!, [key, index], id, 'the identifier is used twice: keep one')
  }
  sheets?.content.sheets.forEach(({ id, volume, pillar, summary }, index) => {
    const at = ['sheets', index]
    if (volumes && !volumes.content.volumes.some((known) => known.id === volume))
      report(sheets, at, id, `the volume ${volume} is not in catalogue/volumes.yaml: add it there`)
    if (pillars && !pillars.content.pillars.some((known) => known.id === pillar))
      report(sheets, at, id, `the pillar ${pillar} is not in catalogue/pillars.yaml: add it there`)
    checkWording(report, sheets, [...at, 'summary'], `${id}.summary`, summary)
  })
}

function checkTraits(draft: Draft, report: Report): void {
  const places = draft.traits.flatMap((source) =>
    source.content.traits.map((trait, index) => ({ id: trait.id, source, index })),
  )
  for (const [position, { id }] of repeated(places)) {
    const { source, index } = places[position]!
    const first = places.find((place) => place.id === id)!
    report(source, ['traits', index], id, `the trait is already in ${first.source.file}: keep one`)
  }
  for (const [position, { id }] of repeated(draft.traits.map(({ content }) => content.topic)))
    report(draft.traits[position]!, ['topic'], id, 'another file has the same topic: keep one')

  for (const source of draft.traits)
    source.content.traits.forEach((trait, index) => {
      const at = ['traits', index]
      if (['all', 'any', 'not', 'always'].includes(trait.id))
        report(source, at, trait.id, 'the word belongs to conditions: choose another identifier')
      if ((trait.kind === 'matrix') !== (trait.columns !== undefined))
        report(source, at, trait.id, 'a matrix has columns, and only a matrix: add or remove “columns”')
      checkWording(report, source, [...at, 'question'], `${trait.id}.question`, trait.question)
      for (const list of ['options', 'columns'] as const) {
        const options = trait[list] ?? []
        for (const [position, { id }] of repeated(options))
          report(source, [...at, list, position], trait.id, `the option ${id} is used twice: keep one`)
        options.forEach(({ id, fact }, position) => {
          const place = [...at, list, position]
          if (/[@*\s]/.test(id))
            report(source, place, trait.id, `the option “${id}” holds @, * or a space, which conditions use`)
          if (/[.?!:]\s*$/.test(fact.fr) || /[.?!:]\s*$/.test(fact.en))
            report(
              source,
              place,
              `${trait.id}.${id}.fact`,
              'a fact is a clause inside a sentence: remove its full stop',
            )
          checkWording(report, source, [...place, 'fact'], `${trait.id}.${id}.fact`, fact)
        })
      }
    })
}

function checkVolumePolicy(draft: Draft, report: Report): void {
  const source = draft.volumePolicy
  if (!source) return
  const { scope, volumes, cases } = source.content
  const condition = (at: Key, name: string, when: Condition) => checkCondition(draft, report, source, at, name, when)
  condition(['scope', 'when'], 'scope', scope.when)
  for (const [index, { id }] of repeated(volumes.map(({ volume }) => ({ id: volume }))))
    report(source, ['volumes', index], id, 'the volume has two entries: keep one')
  for (const [index, { id }] of repeated(cases))
    report(source, ['cases', index], id, 'the case is there twice: keep one')
  const known = draft.volumes?.content.volumes.map(({ id }) => id)
  const checkVolume = (at: Key, name: string, volume: (typeof volumes)[number]['volume']) => {
    if (known && !known.includes(volume))
      report(source, at, name, `the volume ${volume} is not in catalogue/volumes.yaml: add it there`)
  }
  volumes.forEach(({ volume, when, outsideScope }, index) => {
    const at = ['volumes', index]
    checkVolume(at, volume, volume)
    condition([...at, 'when'], volume, when)
    if (outsideScope) condition([...at, 'outsideScope'], volume, outsideScope)
  })
  for (const id of known ?? [])
    if (!volumes.some(({ volume }) => volume === id))
      report(source, ['volumes'], id, 'nothing says when this volume applies: add an entry')
  cases.forEach(({ id, when, volumes: ticked = [] }, index) => {
    condition(['cases', index, 'when'], id, when)
    ticked.forEach((volume, position) => checkVolume(['cases', index, 'volumes', position], id, volume))
  })
}

function checkOtherPolicies(draft: Draft, report: Report): void {
  const { levelPolicy, gatePolicy, verdictPolicy } = draft
  if (levelPolicy) {
    const { levels, weights } = levelPolicy.content
    for (const [index, { id }] of repeated(levels.map(({ level }) => ({ id: level }))))
      report(levelPolicy, ['levels', index], id, 'the level has two weights: keep one')
    for (const [index, { id }] of repeated(weights))
      report(levelPolicy, ['weights', index], id, 'the weight is named twice: keep one')
  }
  if (gatePolicy) {
    const gates = gatePolicy.content.gates.map(({ id }) => id)
    for (const [index, { id }] of repeated(gatePolicy.content.gates))
      report(gatePolicy, ['gates', index], id, 'the gate is there twice: keep one')
    for (const [method, gate] of Object.entries(gatePolicy.content.firstGate))
      if (!gates.includes(gate))
        report(gatePolicy, ['firstGate', method], method, `the gate ${gate} is not in the list of gates: add it`)
  }
  if (!verdictPolicy) return
  const { rules } = verdictPolicy.content
  const statements = new Set(draft.requirements.flatMap(({ content }) => content.requirements.map(({ id }) => id)))
  for (const [index, { id }] of repeated(rules)) report(verdictPolicy, ['rules', index], id, 'the rule is there twice')
  rules.forEach(({ id, when, reserves, gates }, index) => {
    const at = ['rules', index]
    const always = when === undefined && reserves === undefined && gates === undefined
    if (index === rules.length - 1 && !always)
      report(verdictPolicy, at, id, 'the last rule must hold always: remove its “when” and “gates”, or add a last one')
    if (when && reserves) report(verdictPolicy, at, id, 'a rule speaks of requirements or of reserves: make two of it')
    if (index < rules.length - 1 && always)
      report(verdictPolicy, at, id, 'the rule holds always, so that the next ones are never reached: move it last')
    if (draft.requirementsComplete)
      for (const requirement of when?.requirements ?? [])
        if (!statements.has(requirement))
          report(verdictPolicy, at, id, `the requirement ${requirement} does not exist${hint(requirement, statements)}`)
  })
}

function checkRequirements(draft: Draft, report: Report): void {
  const places = draft.requirements.flatMap((source) =>
    source.content.requirements.map((requirement, index) => ({ id: requirement.id, requirement, source, index })),
  )
  const files = new Map<string, string>()
  const sheets = draft.sheets?.content.sheets
  const levels = draft.levelPolicy?.content.levels.map(({ level }) => level)
  const gates = draft.gatePolicy?.content.gates.map(({ id }) => id)
  const ids = new Set(places.map(({ id }) => id))

  for (const source of draft.requirements) {
    const { sheet } = source.content
    if (sheets && !sheets.some(({ id }) => id === sheet)) {
      const near = hint(
        sheet,
        sheets.map(({ id }) => id),
      )
      report(source, ['sheet'], sheet, `the sheet is not in catalogue/sheets.yaml${near}`)
    }
  }
  for (const { requirement, source, index } of places) {
    const { id, reference, guidance, related = [] } = requirement
    const at = ['requirements', index]
    const tell = (key: Key, message: string) => report(source, [...at, ...key], id, message)
    const first = files.get(id)
    if (first !== undefined) tell(['id'], `the identifier is already used in ${first}: keep one`)
    files.set(id, first ?? source.file)
    const volume = sheets?.find((sheet) => sheet.id === source.content.sheet)?.volume
    const [namespace, local] = id.split(':')
    if (volume && namespace !== volume)
      tell(['id'], `the sheet ${source.content.sheet} is of the volume ${volume}: start the identifier with ${volume}:`)
    if (reference !== undefined && reference !== local)
      tell(['reference'], `the reference is “${reference}” and the identifier says “${local}”: make them the same`)
    if (reference !== undefined && guidance === undefined)
      tell(['reference'], 'a requirement with a reference needs guidance: write it, or remove the reference')
    if (reference === undefined && guidance !== undefined)
      tell(['guidance'], 'guidance is for requirements with a reference: add the reference, or remove the guidance')
    if (levels && !levels.includes(requirement.level))
      tell(['level'], `policies/levels.yaml gives no weight to the level ${requirement.level}: add it there`)
    for (const gate of requirement.gates ?? [])
      if (gates && !gates.includes(gate)) tell(['gates'], `the gate ${gate} is not in policies/gates.yaml`)
    for (const [position, { id: twice }] of repeated(related.map((other) => ({ id: other }))))
      tell(['related', position], `related ${twice} stands twice: keep one`)
    related.forEach((other, position) => {
      if (other === id) tell(['related', position], 'a requirement is not related to itself: remove it')
      else if (draft.requirementsComplete && !ids.has(other))
        tell(['related', position], `related ${other} does not exist${hint(other, ids)}`)
    })
    checkCondition(draft, report, source, [...at, 'applies'], id, requirement.applies)
    for (const [key, wording] of wordingsOf(requirement))
      checkWording(report, source, [...at, ...key], `${id}.${key.join('.')}`, wording)
  }
}

const wordingsOf = ({ title, text, guidance, caveat, verification }: Requirement): [Key, Bilingual][] => [
  [['title'], title],
  [['text'], text],
  ...verification.map(({ how }, index): [Key, Bilingual] => [['verification', index, 'how'], how]),
  ...(guidance
    ? ([
        [['guidance', 'why'], guidance.why],
        [['guidance', 'how'], guidance.how],
        [['guidance', 'proof'], guidance.proof],
        [['guidance', 'effort', 'note'], guidance.effort.note],
      ] satisfies [Key, Bilingual][])
    : []),
  ...(caveat ? ([[['caveat'], caveat]] satisfies [Key, Bilingual][]) : []),
]

function checkWording(report: Report, source: DataFile<unknown>, at: Key, name: string, wording: Bilingual): void {
  if (wording.fr === wording.en) report(source, at, name, 'the same words in both languages: translate one')
}

/** Traits and options that the vocabulary does not have. */
function checkCondition(
  draft: Draft,
  report: Report,
  source: DataFile<unknown>,
  at: Key,
  name: string,
  condition: Condition,
): void {
  if (condition === 'always' || !draft.traitsComplete) return
  const inner = (key: Key, part: Condition) => checkCondition(draft, report, source, [...at, ...key], name, part)
  if (isList(condition, 'all')) return condition.all.forEach((part, index) => inner(['all', index], part))
  if (isList(condition, 'any')) return condition.any.forEach((part, index) => inner(['any', index], part))
  if (isNot(condition)) return inner(['not'], condition.not)
  const traits = draft.traits.flatMap(({ content }) => content.traits)
  for (const [id, options] of Object.entries(condition as Record<string, string[]>)) {
    const trait = traits.find((known) => known.id === id)
    if (!trait) {
      const near = hint(
        id,
        traits.map((known) => known.id),
      )
      report(source, [...at, id], name, `unknown trait ${id}${near}`)
      continue
    }
    options.forEach((option, index) => {
      if (!isPattern(trait, option))
        report(source, [...at, id, index], name, `the trait ${id} has no option ${option}${optionHint(trait, option)}`)
    })
  }
}

function isPattern(trait: Pick<Trait, 'kind' | 'options' | 'columns'>, pattern: string): boolean {
  const has = (list: readonly { id: string }[] | undefined, wanted: string | undefined) =>
    (list ?? []).some((option) => option.id === wanted)
  if (trait.kind !== 'matrix' || pattern === 'none') return has(trait.options, pattern)
  const [row, column, ...rest] = pattern.split('@')
  return (
    rest.length === 0 &&
    row !== 'none' &&
    (row === '*' || has(trait.options, row)) &&
    (column === '*' || has(trait.columns, column))
  )
}

const optionHint = (trait: Pick<Trait, 'kind' | 'options'>, option: string): string =>
  trait.kind === 'matrix'
    ? ': write row@column, with * for any'
    : hint(
        option,
        trait.options.map(({ id }) => id),
      )

const hint = (word: string, candidates: Iterable<string>): string => {
  const near = nearest(word, [...candidates])
  return near ? `: did you mean ${near}?` : ': mend or remove it'
}

/** Position and value of each entry whose identifier came before. */
function repeated<T extends { readonly id: string }>(entries: readonly T[]): [number, T][] {
  const seen = new Set<string>()
  return entries.flatMap((entry, index): [number, T][] => {
    if (seen.has(entry.id)) return [[index, entry]]
    seen.add(entry.id)
    return []
  })
}
