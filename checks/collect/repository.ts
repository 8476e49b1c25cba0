/** Everything that the folder says, in one reading of its files. */
import type { Collected, Fact, Facts, FileEntry, Problem } from '../facts.ts'
import type { Rule } from '../rule.ts'
import { containersReader } from './containers.ts'
import { documentsReader, formTypesReader, licencesReader, settingsReader, xmlReader } from './documents.ts'
import { dataModelReader } from './data-model.ts'
import { type AllHistory, collectHistory } from './history.ts'
import { type Inventory, takeInventory } from './inventory.ts'
import type { Limits } from './limits.ts'
import { structuredReader } from './manifests.ts'
import { packagesReader } from './packages.ts'
import { pipelinesReader } from './pipelines.ts'
import { type Reader, readOnce } from './reading.ts'
import { collectReviews } from './reviews.ts'
import { sourceScan } from './source-scan.ts'

export interface RepositoryFacts {
  readonly facts: Collected
  /** Matches by rule, then by pattern; each rule is given its own. */
  readonly matches: Fact<Readonly<Record<string, Facts['matches']>>>
  /** Rules with a pattern for at least one of the files. */
  readonly lookedInto: ReadonlySet<string>
  /** Only when a rule asks for it: past versions may be many times the files. */
  readonly history?: Fact<AllHistory>
}

/** The matches of one rule; empty when no file is of a kind that it looks into. */
export const matchesFor = (
  rule: string,
  { matches, lookedInto }: Pick<RepositoryFacts, 'matches' | 'lookedInto'>,
): Fact<Facts['matches']> =>
  matches.known
    ? { ...matches, value: matches.value[rule] ?? {}, ...(lookedInto.has(rule) ? {} : { empty: true }) }
    : matches

export async function collectRepository(
  path: string,
  rules: readonly Rule[],
  limits: Limits,
): Promise<RepositoryFacts> {
  const inventory = await takeInventory(path, limits)
  const desk = readingDesk(inventory.files, rules, limits)
  const unread = await readOnce(inventory.root, inventory.files, desk.readers, limits)
  const read = desk.result(inventory, [...inventory.problems, ...unread])
  const repository = rules.some((rule) => rule.needs.includes('reviews'))
    ? { ...read, facts: { ...read.facts, reviews: await collectReviews(inventory.root, inventory.versionControl) } }
    : read
  if (!rules.some((rule) => rule.needs.includes('history'))) return repository
  return { ...repository, history: await collectHistory(inventory.root, inventory.versionControl, rules, limits) }
}

/** Every reader of files, and what they say once all texts went by; no access to files here. */
export function readingDesk(
  files: readonly FileEntry[],
  rules: readonly Rule[],
  limits: Limits,
): {
  readers: readonly Reader[]
  result(inventory: Pick<Inventory, 'leaving' | 'versionControl'>, unread: readonly Problem[]): RepositoryFacts
} {
  const packages = packagesReader(files)
  const pipelines = pipelinesReader(limits.yamlAliases)
  const containers = containersReader()
  const structured = structuredReader(files, limits.yamlAliases)
  const documents = documentsReader()
  const licences = licencesReader()
  const xml = xmlReader()
  const settings = settingsReader()
  const forms = formTypesReader()
  const dataModel = dataModelReader()
  const scan = sourceScan(rules, limits, dataModel)
  return {
    readers: [scan, packages, pipelines, containers, structured, documents, licences, xml, settings, forms],
    result({ leaving, versionControl }, unread) {
      const fact = <T>(value: T, problems: readonly Problem[] = [], empty = false): Fact<T> => {
        const all = [...unread, ...problems]
        return { known: true, value, ...(all.length === 0 ? {} : { problems: all }), ...(empty ? { empty } : {}) }
      }
      const found = packages.result()
      const read = structured.result()
      const types = [...read.types, ...forms.result()]
      const written = documents.result()
      const model = dataModel.result()
      const chain = pipelines.result(found.manifests)
      const recipes = containers.result()
      return {
        matches: fact(scan.result()),
        lookedInto: scan.lookedInto(),
        facts: {
          files: fact(files, [], files.length === 0),
          links: fact({ leaving }, [], files.length + leaving.length === 0),
          versionControl: { known: true, value: versionControl },
          packages: fact(
            found,
            packages.problems,
            Object.values(found).every((list) => list.length === 0),
          ),
          pipelines: fact(chain, pipelines.problems),
          containers: fact(recipes, [], recipes.length === 0),
          kubernetes: fact(read.kubernetes, read.kubernetesProblems),
          apis: fact(read.apis, read.apiProblems),
          exchangedTypes: fact(types, read.apiProblems, types.length === 0),
          documents: fact(written, [], written.length === 0),
          licences: fact(licences.result()),
          xml: fact(xml.result()),
          settings: fact(settings.result()),
          dataModel: fact(model, [], model.length === 0),
        },
      }
    },
  }
}
