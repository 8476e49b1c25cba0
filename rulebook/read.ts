import {
  EvidencePolicy,
  GatePolicy,
  IsoDate,
  Bilingual,
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
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { coherenceProblems } from './coherence.ts'
import type { Framework, Policies } from './framework.ts'

export type FrameworkFiles = Readonly<Record<string, string>>

export interface FrameworkProblem {
  readonly file: string
  /** Key path inside the file, or the id of the requirement or trait. */
  readonly path: string
  readonly message: string
}

/** The framework's data is not usable: every problem at once, so that one edit mends them all. */
export class FrameworkError extends Error {
  override readonly name = 'FrameworkError'
  readonly problems: readonly FrameworkProblem[]
  constructor(problems: readonly FrameworkProblem[]) {
    const lines = problems.map(({ file, path, message }) => `  ${file}${path ? ` · ${path}` : ''}: ${message}`)
    super(`The framework has ${problems.length} problem(s):\n${lines.join('\n')}`)
    this.problems = problems
  }
}

const EditionFile = z.strictObject({
  id: z.string().min(1),
  date: IsoDate,
  title: Bilingual,
  sources: z.array(z.strictObject({ title: z.string(), edition: z.string(), date: IsoDate.optional() })).min(1),
})

/** Builds an edition from its files. @throws FrameworkError */
export function readFramework(files: FrameworkFiles): Framework {
  const problems: FrameworkProblem[] = []
  const one = <S extends z.ZodType>(file: string, schema: S): z.output<S> | undefined => {
    const text = files[file]
    if (text !== undefined) return parseFile(file, text, schema, problems)
    problems.push({ file, path: '', message: 'the file is missing' })
    return undefined
  }
  const below = <S extends z.ZodType>(folder: string, schema: S) =>
    Object.keys(files)
      .filter((file) => file.startsWith(`${folder}/`))
      .sort()
      .flatMap((file) => {
        const content = parseFile(file, files[file]!, schema, problems)
        return content === undefined ? [] : [{ file, content }]
      })

  const edition = one('edition.yaml', EditionFile)
  const volumes = one('catalogue/volumes.yaml', z.strictObject({ volumes: z.array(Volume).min(1) }))?.volumes ?? []
  const pillars = one('catalogue/pillars.yaml', z.strictObject({ pillars: z.array(Pillar).min(1) }))?.pillars ?? []
  const sheets = one('catalogue/sheets.yaml', z.strictObject({ sheets: z.array(Sheet).min(1) }))?.sheets ?? []
  const policies: Partial<Policies> = {
    volumes: one('policies/volumes.yaml', VolumePolicy),
    levels: one('policies/levels.yaml', LevelPolicy),
    gates: one('policies/gates.yaml', GatePolicy),
    evidence: one('policies/evidence.yaml', EvidencePolicy),
    verdict: one('policies/verdict.yaml', VerdictPolicy),
  } as Partial<Policies>
  const traitFiles = below('traits', TraitFile)
  const requirementFiles = below('requirements', RequirementFile)
  if (problems.length > 0 || !edition) throw new FrameworkError(problems)

  const topics = traitFiles.map(({ content }) => content.topic)
  const traits = traitFiles.flatMap(({ content }) =>
    content.traits.map((trait) => ({ ...trait, topic: content.topic.id })),
  )
  const sheetById = new Map(sheets.map((sheet) => [sheet.id, sheet]))
  const requirements = requirementFiles.flatMap(({ file, content }) =>
    content.requirements.map((requirement) => {
      const sheet = sheetById.get(content.sheet)
      if (!sheet)
        problems.push({
          file,
          path: requirement.id,
          message: `the sheet ${content.sheet} is not in catalogue/sheets.yaml`,
        })
      return { ...requirement, sheet: content.sheet, volume: sheet?.volume ?? 'GI', pillar: sheet?.pillar ?? '' }
    }),
  )
  const framework: Framework = {
    edition: { ...edition, digest: digestOf(files) },
    volumes,
    pillars,
    sheets,
    topics,
    traits,
    requirements,
    policies: policies as Policies,
    requirementById: new Map(requirements.map((requirement) => [requirement.id, requirement])),
    traitById: new Map(traits.map((trait) => [trait.id, trait])),
  }
  problems.push(...coherenceProblems(framework))
  if (problems.length > 0) throw new FrameworkError(problems)
  return Object.freeze(framework)
}

/** SHA-256 over every file and its name. */
export function digestOf(files: FrameworkFiles): string {
  const hash = createHash('sha256')
  for (const file of Object.keys(files).sort()) hash.update(file).update('\0').update(files[file]!).update('\0')
  return hash.digest('hex')
}

function parseFile<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  problems: FrameworkProblem[],
): z.output<S> | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length > 0) {
    problems.push(...document.errors.map((error) => ({ file, path: '', message: error.message.split('\n')[0]! })))
    return undefined
  }
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }))
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    const node = document.getIn(issue.path, true) as { range?: [number, number, number] } | undefined
    const line = node?.range ? ` (line ${lines.linePos(node.range[0]).line})` : ''
    problems.push({ file, path: issue.path.join('.'), message: `${issue.message}${line}` })
  }
  return undefined
}
