/** Everything that the folder says, in one reading of its files. */
import type { Collected, Fact, Facts, FileEntry, Problem } from '../facts.ts'
import type { Rule } from '../rule.ts'
import { containersReader } from './containers.ts'
import { documentsReader, formTypesReader, licencesReader, settingsReader, xmlReader } from './documents.ts'
import { dataModelReader, signOfModel } from './data-model.ts'
import { type AllHistory, collectHistory } from './history.ts'
import { type Inventory, takeInventory } from './inventory.ts'
import type { Limits } from './limits.ts'
import { structuredReader } from './manifests.ts'
import { packagesReader } from './packages.ts'
import { pipelinesReader } from './pipelines/pipelines.ts'
import { type Reader, readOnce } from './reading.ts'
import { collectReviews } from './reviews.ts'
import { startSecondReader } from './second-reader.ts'
import { ofSigns, type Scanned, scannedTogether, type Sought, sourceScan } from './source-scan.ts'

export interface RepositoryFacts {
  readonly facts: Collected
  /** Matches by rule, then by pattern; each rule is given its own. */
  readonly matches: Fact<Readonly<Record<string, Facts['matches']>>>
  /** Rules with a pattern for at least one of the files. */
  readonly lookedInto: ReadonlySet<string>
  /** Files that a rule would have looked into and that are too long, by rule. */
  readonly missed: ReadonlyMap<string, readonly Problem[]>
  /** Only when a rule asks for it: past versions may be many times the files. */
  readonly history?: Fact<AllHistory>
}

/** The matches of one rule; empty when no file is of a kind that it looks into. */
export const matchesFor = (
  rule: string,
  { matches, lookedInto, missed }: Pick<RepositoryFacts, 'matches' | 'lookedInto' | 'missed'>,
): Fact<Facts['matches']> => {
  if (!matches.known) return matches
  const problems = [...(matches.problems ?? []), ...(missed.get(rule) ?? [])]
  return {
    known: true,
    value: matches.value[rule] ?? {},
    ...(problems.length === 0 ? {} : { problems }),
    ...(lookedInto.has(rule) ? {} : { empty: true }),
  }
}

export async function collectRepository(
  path: string,
  rules: readonly Rule[],
  limits: Limits,
): Promise<RepositoryFacts> {
  const inventory = await takeInventory(path, limits)
  const desk = readingDesk(inventory.files, rules, limits)
  const unread = await readAll(inventory, desk, limits)
  const read = desk.result(inventory, [...inventory.problems, ...unread])
  const repository = rules.some((rule) => rule.needs.includes('reviews'))
    ? { ...read, facts: { ...read.facts, reviews: await collectReviews(inventory.root, inventory.versionControl) } }
    : read
  if (!rules.some((rule) => rule.needs.includes('history'))) return repository
  return { ...repository, history: await collectHistory(inventory.root, inventory.versionControl, rules, limits) }
}

/** By one thread, or by two where there is much to read; what comes out does not tell which. */
async function readAll({ root, files }: Inventory, desk: ReadingDesk, limits: Limits): Promise<readonly Problem[]> {
  const second = startSecondReader(root, files, desk, limits)
  const misses: Missed[] = []
  const here = await readOnce(root, second?.left() ?? files, desk.readers, limits, (...missed) => misses.push(missed))
  const apart = await second?.result
  if (apart !== undefined) {
    desk.join(apart.scanned)
    misses.push(...apart.missed.map(([file, why]): Missed => [desk.scan, file, why]))
  }
  const placeOf = placesOf(files)
  const place = (path = ''): number => placeOf.get(path) ?? 0
  for (const missed of misses.toSorted(([, a], [, b]) => place(a.path) - place(b.path))) desk.miss(...missed)
  for (const [reader, again] of desk.readAgain()) await readOnce(root, again, [reader], limits, () => {})
  return [...here, ...(apart?.unread ?? [])].toSorted((a, b) => place(a.path) - place(b.path))
}

type Missed = Parameters<ReadingDesk['miss']>

const placesOf = (files: readonly FileEntry[]): ReadonlyMap<string, number> =>
  new Map(files.map(({ path }, place) => [path, place]))

export interface ReadingDesk {
  readonly readers: readonly Reader[]
  /** The one of them that looks for patterns, and what it looks for. */
  readonly scan: Reader
  readonly sought: Sought
  miss(reader: Reader, file: FileEntry, why: number | 'binary'): void
  /** What was scanned elsewhere of the same files. */
  join(part: Scanned): void
  /** Once all files went by: who reads some of them again, for a sign that they hold. */
  readAgain(): readonly (readonly [Reader, readonly FileEntry[]])[]
  result(
    inventory: Pick<Inventory, 'leaving' | 'versionControl' | 'historyProblems'>,
    unread: readonly Problem[],
  ): RepositoryFacts
}

/** Every reader of files, and what they say once all texts went by; no access to files here. */
export function readingDesk(files: readonly FileEntry[], rules: readonly Rule[], limits: Limits): ReadingDesk {
  const packages = packagesReader(files)
  const pipelines = pipelinesReader(files, limits.yamlValues)
  const containers = containersReader()
  const structured = structuredReader(files, limits.yamlValues)
  const documents = documentsReader()
  const licences = licencesReader()
  const xml = xmlReader()
  const settings = settingsReader()
  const forms = formTypesReader()
  const dataModel = dataModelReader()
  const sought: Sought = {
    seekers: rules.map(({ id, looksFor: patterns }) => ({ id, patterns })),
    signs: { model: signOfModel },
  }
  const scan = sourceScan(sought, limits)
  const parts: Scanned[] = []
  const scanned = (): Scanned => scannedTogether([scan.result(), ...parts], placesOf(files), limits.matches)
  const missedBy = new Map<Reader, Problem[]>()
  const missed = new Map<string, Problem[]>()
  const add = <K>(list: Map<K, Problem[]>, key: K, problem: Problem): void =>
    void list.set(key, [...(list.get(key) ?? []), problem])
  return {
    scan,
    sought,
    join: (part) => void parts.push(part),
    readAgain() {
      const signed = new Set(scanned().signed.model)
      return [[dataModel, files.filter((file) => signed.has(file.path) && dataModel.wants(file) !== false)]]
    },
    miss(reader, file, why) {
      const problem = why === 'binary' ? noText(file) : tooLong(file, why, reader === structured || reader === packages)
      if (reader === scan) for (const rule of scan.seekersOf(file)) add(missed, rule, problem)
      else add(missedBy, reader, problem)
    },
    readers: [scan, packages, pipelines, containers, structured, documents, licences, xml, settings, forms],
    result({ leaving, versionControl, historyProblems }, unread) {
      const fact = <T>(value: T, problems: readonly Problem[] = [], empty = false): Fact<T> => {
        const all = [...unread, ...problems]
        return { known: true, value, ...(all.length === 0 ? {} : { problems: all }), ...(empty ? { empty } : {}) }
      }
      const { matches, lookedInto, unreadable } = scanned()
      const hidden = new Set(unreadable)
      for (const file of files)
        if (hidden.has(file.path)) for (const rule of scan.seekersOf(file)) add(missed, rule, madeByTool(file.path))
      const found = packages.result()
      const read = structured.result()
      const types = [...read.types, ...forms.result()]
      const written = documents.result()
      const model = dataModel.result()
      const chain = pipelines.result(found.manifests)
      const recipes = containers.result()
      const of = (...readers: readonly Reader[]): readonly Problem[] =>
        readers.flatMap((reader) => missedBy.get(reader) ?? [])
      return {
        matches: fact(matches),
        lookedInto,
        missed,
        facts: {
          files: fact(files, [], files.length === 0),
          links: fact({ leaving }, [], files.length + leaving.length === 0),
          versionControl: {
            known: true,
            value: versionControl,
            ...(historyProblems.length === 0 ? {} : { problems: historyProblems }),
          },
          packages: fact(
            found,
            [...packages.problems, ...of(packages)],
            Object.values(found).every((list) => list.length === 0),
          ),
          pipelines: fact(chain, [...pipelines.problems, ...of(pipelines)]),
          containers: fact(recipes, [...containers.problems, ...of(containers)], recipes.length === 0),
          kubernetes: fact(read.kubernetes, [...read.kubernetesProblems, ...of(structured)]),
          apis: fact(read.apis, [...read.apiProblems, ...of(structured)]),
          exchangedTypes: fact(types, [...read.apiProblems, ...of(structured, forms)], types.length === 0),
          documents: fact(written, of(documents), written.length === 0),
          licences: fact(licences.result(), of(licences)),
          xml: fact(xml.result(), of(xml)),
          settings: fact(settings.result(), of(settings)),
          dataModel: fact(model, missed.get(ofSigns) ?? [], model.length === 0),
        },
      }
    },
  }
}

/** Code and what describes the project keep what looks into them from passing; data, dumps of a database included, are told beside. */
const tooLong = ({ path, kind, language }: FileEntry, bytes: number, isSettled: boolean): Problem => {
  const megabytes = Math.round(bytes / 1e6)
  return {
    path,
    ...(isSettled || (kind === 'code' && language !== 'sql') || kind === 'markup' ? {} : { aside: true as const }),
    message: {
      fr: `fichier de ${megabytes} Mo, trop long : il n’est pas lu. Sortez-le du dépôt s’il n’y a pas sa place.`,
      en: `file of ${megabytes} MB, too long: it is not read. Take it out of the repository if it does not belong there.`,
    },
  }
}

const noText = ({ path }: FileEntry): Problem => ({
  path,
  mayHide: true,
  message: {
    fr: 'fichier binaire sous un nom de texte : il n’est pas lu. Réécrivez-le en UTF-8 ou changez son nom.',
    en: 'binary file under the name of a text: it is not read. Write it in UTF-8 or rename it.',
  },
})

const madeByTool = (path: string): Problem => ({
  path,
  forPerson: true,
  message: {
    fr: 'code fait par un outil, seul présent et illisible : vérifiez les sources dont il vient.',
    en: 'code made by a tool, all that there is and not readable: check the sources that it comes from.',
  },
})
