/** Everything that the folder says, in one reading of its files. */
import type { Collected, Fact, Facts, Problem } from '../facts.ts'
import type { Rule } from '../rule.ts'
import { documentsReader, formTypesReader, licencesReader, settingsReader, xmlReader } from './documents.ts'
import { takeInventory } from './inventory.ts'
import type { Limits } from './limits.ts'
import { containersReader, structuredReader } from './manifests.ts'
import { packagesReader } from './packages.ts'
import { pipelinesReader } from './pipelines.ts'
import { readOnce } from './reading.ts'
import { sourceScan } from './source-scan.ts'

export interface RepositoryFacts {
  readonly root: string
  readonly facts: Collected
  /** Matches by rule, then by pattern; each rule is given its own. */
  readonly matches: Fact<Readonly<Record<string, Facts['matches']>>>
}

export async function collectRepository(
  path: string,
  rules: readonly Rule[],
  limits: Limits,
): Promise<RepositoryFacts> {
  const inventory = await takeInventory(path, limits)
  const { files } = inventory
  const scan = sourceScan(rules, limits)
  const packages = packagesReader(files)
  const pipelines = pipelinesReader(limits.yamlAliases)
  const containers = containersReader()
  const structured = structuredReader(files, limits.yamlAliases)
  const documents = documentsReader()
  const licences = licencesReader()
  const xml = xmlReader()
  const settings = settingsReader()
  const forms = formTypesReader()
  const readers = [scan, packages, pipelines, containers, structured, documents, licences, xml, settings, forms]
  const unread = [...inventory.problems, ...(await readOnce(inventory.root, files, readers, limits))]

  const fact = <T>(value: T, problems: readonly Problem[] = []): Fact<T> => {
    const all = [...unread, ...problems]
    return { known: true, value, ...(all.length === 0 ? {} : { problems: all }) }
  }
  const read = structured.result()
  const chain = pipelines.result(packages.result().manifests)
  return {
    root: inventory.root,
    matches: fact(scan.result()),
    facts: {
      files: fact(files),
      links: fact({ leaving: inventory.leaving }),
      versionControl: { known: true, value: inventory.versionControl },
      packages: fact(packages.result(), packages.problems),
      pipelines: fact(chain, pipelines.problems),
      containers: fact(containers.result()),
      kubernetes: fact(read.kubernetes, read.kubernetesProblems),
      apis: fact(read.apis, read.apiProblems),
      exchangedTypes: fact([...read.types, ...forms.result()], read.apiProblems),
      documents: fact(documents.result()),
      licences: fact(licences.result()),
      xml: fact(xml.result()),
      settings: fact(settings.result()),
    },
  }
}
