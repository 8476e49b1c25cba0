/** From the text of the data files to an edition, checked file by file and then as a whole. */
import {
  Bilingual,
  EditionChange,
  EvidencePolicy,
  GatePolicy,
  IsoDate,
  LevelPolicy,
  Pillar,
  RequirementFile,
  Sheet,
  TraitFile,
  VerdictPolicy,
  Volume,
  VolumePolicy,
} from '@socle/contracts'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { coherenceProblems } from './coherence.ts'
import { type DataFile, parseDataFile } from './data-file.ts'
import type { Framework } from './framework.ts'
import { FrameworkError, type FrameworkProblem } from './problems.ts'

/** Text of each data file by its path below the framework's folder. */
export type FrameworkFiles = Readonly<Record<string, string>>

const EditionFile = z.strictObject({
  id: z.string().min(1),
  date: IsoDate,
  title: Bilingual,
  sources: z.array(z.strictObject({ title: z.string(), edition: z.string(), date: IsoDate.optional() })).min(1),
  previous: z.string().optional(),
  changes: z.array(EditionChange).optional(),
})

/** The files that every edition has, each with its schema. */
const single = {
  edition: ['edition.yaml', EditionFile],
  volumes: ['catalogue/volumes.yaml', z.strictObject({ volumes: z.array(Volume).min(1) })],
  pillars: ['catalogue/pillars.yaml', z.strictObject({ pillars: z.array(Pillar).min(1) })],
  sheets: ['catalogue/sheets.yaml', z.strictObject({ sheets: z.array(Sheet).min(1) })],
  volumePolicy: ['policies/volumes.yaml', VolumePolicy],
  levelPolicy: ['policies/levels.yaml', LevelPolicy],
  gatePolicy: ['policies/gates.yaml', GatePolicy],
  evidencePolicy: ['policies/evidence.yaml', EvidencePolicy],
  verdictPolicy: ['policies/verdict.yaml', VerdictPolicy],
} as const
type Single = { [K in keyof typeof single]: DataFile<z.output<(typeof single)[K][1]>> }

/** What could be read. Absent = missing or malformed, and already told. */
export interface Draft extends Partial<Single> {
  readonly traits: readonly DataFile<TraitFile>[]
  readonly requirements: readonly DataFile<RequirementFile>[]
  /** False when one of the files could not be read: then an unknown reference may be its fault. */
  readonly traitsComplete: boolean
  readonly requirementsComplete: boolean
}
type TraitFile = z.output<typeof TraitFile>
type RequirementFile = z.output<typeof RequirementFile>

/**
 * Builds an edition from its files; nothing of it can be modified afterwards.
 * @throws FrameworkError with every problem found, each with its file, place and mend
 */
export function readFramework(files: FrameworkFiles): Framework {
  const problems: FrameworkProblem[] = []
  const draft = draftOf(files, problems)
  problems.push(...coherenceProblems(draft))
  if (problems.length > 0 || !isWhole(draft)) throw new FrameworkError(problems)

  const sheets = draft.sheets.content.sheets
  const sheetById = new Map(sheets.map((sheet) => [sheet.id, sheet]))
  const traitFiles = [...draft.traits].sort((a, b) => placeOf(a) - placeOf(b))
  const traits = traitFiles.flatMap(({ content }) =>
    content.traits.map((trait) => ({ ...trait, topic: content.topic.id })),
  )
  const requirements = draft.requirements.flatMap(({ content }) => {
    const { id: sheet, volume, pillar } = sheetById.get(content.sheet)!
    return content.requirements.map((requirement) => ({ ...requirement, sheet, volume, pillar }))
  })
  const framework: Framework = {
    edition: { ...draft.edition.content, digest: digestOf(files) },
    volumes: draft.volumes.content.volumes,
    pillars: draft.pillars.content.pillars,
    sheets,
    topics: traitFiles.map(({ content }) => content.topic),
    traits,
    requirements,
    policies: {
      volumes: draft.volumePolicy.content,
      levels: draft.levelPolicy.content,
      gates: draft.gatePolicy.content,
      evidence: draft.evidencePolicy.content,
      verdict: draft.verdictPolicy.content,
    },
    requirementById: new Map(requirements.map((requirement) => [requirement.id, requirement])),
    traitById: new Map(traits.map((trait) => [trait.id, trait])),
  }
  return deepFreeze(framework)
}

function draftOf(files: FrameworkFiles, problems: FrameworkProblem[]): Draft {
  const known = new Set<string>()
  const read = <S extends z.ZodType>(file: string, schema: S): DataFile<z.output<S>> | undefined => {
    known.add(file)
    const text = files[file]
    if (text !== undefined) return parseDataFile(file, text, schema, problems)
    problems.push({ file, path: '', message: 'the file is missing: every edition has one' })
    return undefined
  }
  const folder = <S extends z.ZodType>(name: string, schema: S) => {
    const paths = Object.keys(files)
      .filter((file) => file.startsWith(`${name}/`) && file.endsWith('.yaml'))
      .sort()
    if (paths.length === 0) problems.push({ file: name, path: '', message: 'the folder holds no .yaml file' })
    const read_ = paths.flatMap((file) => read(file, schema) ?? [])
    return { files: read_, complete: paths.length > 0 && read_.length === paths.length }
  }
  const singles = Object.fromEntries(
    Object.entries(single).map(([name, [file, schema]]) => [name, read(file, schema as z.ZodType)]),
  ) as unknown as Partial<Single>
  const traits = folder('traits', TraitFile)
  const requirements = folder('requirements', RequirementFile)
  for (const file of Object.keys(files))
    if (!known.has(file))
      problems.push({ file, path: '', message: 'no part of an edition reads this file: mend its folder or its name' })
  return {
    ...singles,
    traits: traits.files,
    requirements: requirements.files,
    traitsComplete: traits.complete,
    requirementsComplete: requirements.complete,
  }
}

const placeOf = ({ content }: DataFile<TraitFile>): number => content.topic.order ?? Number.MAX_SAFE_INTEGER

const isWhole = (draft: Draft): draft is Draft & Single =>
  (Object.keys(single) as (keyof Single)[]).every((name) => draft[name] !== undefined)

/** SHA-256 over every file and its name. */
export function digestOf(files: FrameworkFiles): string {
  const hash = createHash('sha256')
  for (const file of Object.keys(files).sort()) hash.update(file).update('\0').update(files[file]!).update('\0')
  return hash.digest('hex')
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const inner of value instanceof Map ? value.values() : Object.values(value)) deepFreeze(inner)
  return value
}
