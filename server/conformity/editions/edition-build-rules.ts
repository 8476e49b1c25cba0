/**
 * An edition of the framework with one volume replaced by an imported list. A requirement that the list continues keeps
 * everything a list does not print (English wording, applicability, verification, guidance); a new one needs them given.
 */
import {
  type Bilingual,
  type Completion,
  CompletionField,
  type EditionChangeKind,
  type Requirement,
  type RequirementId,
  untranslated,
  type VolumeId,
} from '@socle/contracts'
import { identifierKey, onceEach } from '@socle/editions'
import type { Framework, FrameworkFiles } from '@socle/rulebook'
import { parse, stringify } from 'yaml'
import { type VolumeDifference, changesTo, logOf } from './volume-change-rules.ts'
import { type ListRow, idOf, levelOf } from './volume-list-rules.ts'

export interface BuiltRow {
  readonly id: RequirementId
  readonly row: ListRow
  readonly changes: readonly EditionChangeKind[]
  readonly former: RequirementId | undefined
  readonly completion: Completion
  readonly missing: readonly CompletionField[]
}

const neededByNew: readonly CompletionField[] = ['sheet', 'title', 'text', 'applies', 'verification', 'guidance']

/** Each row with what it inherits from and what is still to be given. */
export function rowsOf(
  framework: Framework,
  volume: VolumeId,
  list: readonly ListRow[],
  difference: VolumeDifference,
  completions: Readonly<Record<string, Completion>>,
): BuiltRow[] {
  return list.map((row) => {
    const id = idOf(framework, volume, row.id)
    const { kinds, former } = changesTo(difference.changes, id)
    const origin = former ?? (framework.requirementById.has(id) ? id : undefined)
    const inherits = origin === undefined ? undefined : framework.requirementById.get(origin)
    const completion = completions[id] ?? {}
    const needed: CompletionField[] =
      inherits === undefined
        ? [...neededByNew]
        : // The other language still says the former wording.
          kinds.includes('reworded') || kinds.includes('split') || kinds.includes('merged')
          ? ['text']
          : []
    // It stood in running text, which no list prints: it gets a number, and what numbered ones carry.
    if (inherits !== undefined && inherits.reference === undefined && !row.running) {
      if (!sameWords(inherits.text.fr, row.text) && !needed.includes('text')) needed.push('text')
      if (inherits.guidance === undefined) needed.push('guidance')
    }
    if (levelOf(row.level) === undefined && row.level !== '') needed.push('level')
    if (inherits === undefined && row.level === '') needed.push('level')
    const alike = new Set(untranslated(completion).map((path) => path.split('.')[0]))
    return {
      id,
      row,
      changes: inherits === undefined && kinds.length === 0 ? ['added'] : kinds,
      former: origin === id ? undefined : origin,
      completion,
      missing: CompletionField.options.filter((field) =>
        completion[field] === undefined ? needed.includes(field) : alike.has(field),
      ),
    }
  })
}

const sameWords = (a: string, b: string): boolean => plain(a) === plain(b)
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim()

/** Rows that a person cannot complete: the document itself must be mended. */
export function blockingRows(list: readonly ListRow[]): {
  readonly withoutId: number
  readonly doubles: readonly string[]
} {
  const seen = new Set<string>()
  const doubles = new Set<string>()
  for (const { id } of onceEach(list).rows) {
    const key = identifierKey(id)
    if (seen.has(key)) doubles.add(id)
    seen.add(key)
  }
  return { withoutId: list.filter(({ id }) => id === '').length, doubles: [...doubles].filter((id) => id !== '') }
}

interface RequirementFile {
  sheet: string
  requirements: Requirement[]
}

interface EditionIdentity {
  readonly id: string
  readonly date: string
  /** Of the document, for the list of sources. */
  readonly source: { readonly title: string; readonly edition: string }
}

/** Plain data, so that another thread can do it. */
export interface BuildOrder {
  readonly files: FrameworkFiles
  readonly framework: Pick<Framework, 'edition' | 'requirementById'>
  readonly rows: readonly BuiltRow[]
  readonly difference: VolumeDifference
  readonly identity: EditionIdentity
}

/** The files of the new edition; `readFramework` says whether they hold together. */
export function buildEdition({ files, framework, rows, difference, identity }: BuildOrder): FrameworkFiles {
  const removed = new Set(difference.changes.flatMap(({ kind, before }) => (kind === 'removed' ? before : [])))
  const continued = new Map(rows.flatMap((row) => (row.former === undefined ? [] : [[row.former, row.id] as const])))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const merged = new Set(
    difference.changes.flatMap(({ kind, before, after }) =>
      kind === 'merged' ? before.filter((id) => !after.includes(id)) : [],
    ),
  )
  const renamed = (id: RequirementId): RequirementId => (byId.has(id) ? id : (continued.get(id) ?? id))
  const leaves = (id: RequirementId): boolean => removed.has(id) || (merged.has(id) && !byId.has(id))

  const built: Record<string, string> = { ...files }
  const bySheet = new Map<string, { path: string; content: RequirementFile }>()
  for (const [path, text] of Object.entries(files)) {
    if (!path.startsWith('requirements/')) continue
    const content = parse(text) as RequirementFile
    bySheet.set(content.sheet, { path, content })
  }
  const placed = new Set<RequirementId>()
  for (const { content } of bySheet.values())
    content.requirements = content.requirements.flatMap((requirement): Requirement[] => {
      if (leaves(requirement.id)) return []
      const own = byId.get(requirement.id)
      const heir = own ?? byId.get(continued.get(requirement.id) as RequirementId)
      // Somebody else now bears this identifier: the requirement goes on under its own new one.
      const row =
        own !== undefined && own.former !== undefined && continued.has(requirement.id)
          ? byId.get(continued.get(requirement.id)!)
          : heir
      if (row === undefined) return [withLinks(requirement, renamed, leaves)]
      placed.add(row.id)
      return [withLinks(revised(requirement, row), renamed, leaves)]
    })
  for (const row of rows) {
    if (placed.has(row.id)) continue
    const origin = row.former === undefined ? undefined : framework.requirementById.get(row.former)
    const sheet = row.completion.sheet ?? origin?.sheet
    if (sheet === undefined) continue
    const target = bySheet.get(sheet) ?? {
      path: `requirements/${sheet.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.yaml`,
      content: { sheet, requirements: [] },
    }
    bySheet.set(sheet, target)
    target.content.requirements.push(origin === undefined ? created(row, identity) : revised(inherited(origin), row))
  }
  moveToSheets(bySheet, byId)
  for (const { path, content } of bySheet.values()) {
    if (content.requirements.length === 0) delete built[path]
    else built[path] = stringify(content, { lineWidth: 0 })
  }
  built['edition.yaml'] = editionFile(files['edition.yaml']!, framework, difference, identity)
  return built
}

/** A data file's requirement from a published one: its place in the framework is not written in it. */
const inherited = ({
  volume: _volume,
  pillar: _pillar,
  sheet: _sheet,
  ...requirement
}: Framework['requirements'][number]): Requirement => structuredClone(requirement) as Requirement

function revised(requirement: Requirement, { id, row, changes, completion }: BuiltRow): Requirement {
  const rewritten = changes.some((kind) => kind === 'reworded' || kind === 'split' || kind === 'merged')
  return {
    ...requirement,
    id,
    ...(!row.running && { reference: row.id }),
    level: completion.level ?? levelOf(row.level) ?? requirement.level,
    title: completion.title ?? requirement.title,
    text: completion.text ?? (rewritten ? { ...requirement.text, fr: row.text } : requirement.text),
    applies: completion.applies ?? requirement.applies,
    verification: completion.verification ?? requirement.verification,
    ...(completion.guidance === undefined || row.running ? {} : { guidance: completion.guidance }),
    concernsSocle: completion.concernsSocle ?? requirement.concernsSocle,
  }
}

const created = ({ id, row, completion }: BuiltRow, { source }: EditionIdentity): Requirement => ({
  id,
  reference: row.id,
  level: completion.level ?? levelOf(row.level) ?? 'none',
  title: completion.title!,
  text: completion.text!,
  applies: completion.applies!,
  verification: completion.verification!,
  guidance: completion.guidance!,
  source: `${source.title} (${source.edition})`,
  concernsSocle: completion.concernsSocle ?? false,
})

function withLinks(
  requirement: Requirement,
  renamed: (id: RequirementId) => RequirementId,
  leaves: (id: RequirementId) => boolean,
): Requirement {
  if (requirement.related === undefined) return requirement
  const { related, ...rest } = requirement
  const kept = [...new Set(related.filter((id) => !leaves(id)).map(renamed))].filter((id) => id !== requirement.id)
  return kept.length === 0 ? rest : { ...rest, related: kept }
}

/** A completion may give another sheet to a requirement that goes on. */
function moveToSheets(
  bySheet: Map<string, { path: string; content: RequirementFile }>,
  byId: ReadonlyMap<RequirementId, BuiltRow>,
): void {
  for (const [sheet, { content }] of bySheet)
    content.requirements = content.requirements.filter((requirement) => {
      const wanted = byId.get(requirement.id)?.completion.sheet
      const target = wanted === undefined || wanted === sheet ? undefined : bySheet.get(wanted)
      if (target === undefined) return true
      target.content.requirements.push(requirement)
      return false
    })
}

/** The name of the framework, then which edition of it this is: what the one before was called is not its title. */
const titleOf = ({ fr, en }: Bilingual, id: string): Bilingual => ({
  fr: `${fr.replace(/,[^,]*$/, '')}, édition ${id}`,
  en: `${en.replace(/,[^,]*$/, '')}, edition ${id}`,
})

function editionFile(
  text: string,
  framework: BuildOrder['framework'],
  difference: VolumeDifference,
  identity: EditionIdentity,
): string {
  const { sources, title } = parse(text) as { sources: { title: string; edition: string }[]; title: Bilingual }
  const others = sources.filter((source) => source.title !== identity.source.title)
  return stringify(
    {
      id: identity.id,
      date: identity.date,
      title: titleOf(title, identity.id),
      sources: [...others, { ...identity.source }],
      previous: framework.edition.digest,
      changes: logOf(difference.changes),
    },
    { lineWidth: 0 },
  )
}
