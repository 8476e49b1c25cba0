/** Helm charts of the repository, rendered as they would be deployed: values of production, or of the Argo CD application, over the defaults. */
import type { Bilingual } from '@socle/contracts/text'
import type { FileEntry, HelmChart, KubernetesObject, Problem } from '../../facts.ts'
import { objectsOf } from '../kubernetes-objects.ts'
import { readYaml } from '../yaml.ts'
import { chartRenderer } from './render.ts'
import { NotRendered } from './template-parts.ts'
import { type Values, isRecord, listOf, merged, recordOf, textOf } from './template-values.ts'

/** What an Argo CD application gives to a chart. */
export interface Deployment {
  readonly chart: string
  readonly release: string
  readonly namespace?: string
  /** From the folder of the chart; from the top of the repository when they begin with `/`. */
  readonly valueFiles: readonly string[]
  readonly values: Values
  /** A file of values that is not there is passed over. */
  readonly lenient?: boolean
}

interface Chart {
  readonly path: string
  readonly texts: Map<string, string>
  metadata: Values
  values?: Values
}

export interface Charts {
  readonly helm: readonly HelmChart[]
  readonly objects: readonly KubernetesObject[]
  /** Folders of charts that could not be rendered whole. */
  readonly unrendered: readonly string[]
  readonly problems: readonly Problem[]
}

const production = /(^|\/)(values[-_.]?)?prod(uction)?[\w-]*\.ya?ml$|(^|\/)prod(uction)?[\w-]*\/values[\w.-]*\.ya?ml$/i
const partOf =
  /^(templates\/.+\.(ya?ml|tpl|txt|json)|Chart\.ya?ml|values[\w.-]*\.ya?ml|.*prod[\w.-]*\.ya?ml|.*prod[\w-]*\/values[\w.-]*\.ya?ml)$/i
const kubernetesVersion = 'v1.34.0'
const mostBytes = 5_000_000

export const chartFolders = (files: readonly FileEntry[], aside: ReadonlySet<string>): readonly string[] =>
  files
    .filter((file) => /(^|\/)Chart\.ya?ml$/.test(file.path) && !aside.has(file.role))
    .map((file) => file.path.replace(/\/?Chart\.ya?ml$/, ''))

export function chartsReader(
  folders: readonly string[],
  aliases: number,
): {
  /** The file is a part of a chart; its text is kept until everything was read. */
  owns(path: string): boolean
  take(path: string, text: string): void
  /** `beside`: other YAML files of the repository, by path. */
  result(deployments: readonly Deployment[], beside: ReadonlyMap<string, string>): Charts
} {
  const charts = new Map<string, Chart>(
    folders.map((path) => [path, { path, texts: new Map<string, string>(), metadata: {} }]),
  )
  let kept = 0
  /** The innermost chart whose folder holds the file. */
  const chartOf = (path: string): Chart | undefined => {
    let found: Chart | undefined
    for (const chart of charts.values())
      if (
        (chart.path === '' || path.startsWith(`${chart.path}/`)) &&
        (found === undefined || chart.path.length > found.path.length)
      )
        found = chart
    return found
  }
  const inside = (chart: Chart, path: string): string => (chart.path === '' ? path : path.slice(chart.path.length + 1))

  return {
    owns(path) {
      const chart = charts.size === 0 ? undefined : chartOf(path)
      return chart !== undefined && partOf.test(inside(chart, path))
    },
    take(path, text) {
      const chart = chartOf(path)
      kept += text.length
      if (chart !== undefined && kept <= mostBytes) chart.texts.set(inside(chart, path), text)
    },
    result(deployments, beside) {
      const problems: Problem[] = []
      for (const chart of charts.values()) readData(chart, aliases, problems)
      const objects: KubernetesObject[] = []
      const unrendered: string[] = []
      for (const chart of charts.values()) {
        if (parentOf(chart, charts) !== undefined || chart.metadata['type'] === 'library') continue
        if (isPartOfAnother(chart, charts) && !deployments.some((one) => one.chart === chart.path)) continue
        const rendered = renderChart(chart, charts, deployments, beside, aliases)
        objects.push(...rendered.objects)
        if (rendered.problems.length > 0) unrendered.push(chart.path)
        problems.push(...rendered.problems)
      }
      if (kept > mostBytes)
        problems.push(leftToAPerson('', { fr: `plus de ${mostBytes / 1e6} Mo`, en: `more than ${mostBytes / 1e6} MB` }))
      return { helm: [...charts.values()].map(factOf), objects, unrendered, problems }
    },
  }
}

const parentOf = (chart: Chart, charts: ReadonlyMap<string, Chart>): Chart | undefined => {
  const parent = /^(.*?)\/?charts\/[^/]+$/.exec(chart.path)?.[1]
  return parent === undefined ? undefined : charts.get(parent)
}

/** Another chart of the repository installs it, with its own values: rendered alone besides, everything would be told twice. */
const isPartOfAnother = (chart: Chart, charts: ReadonlyMap<string, Chart>): boolean =>
  [...charts.values()].some(
    (other) =>
      other !== chart &&
      !isNamedBy(chart, other, charts) &&
      listOf(other.metadata['dependencies'])
        .map(recordOf)
        .some((dependency) => localOf(dependency, other, charts) === chart && isOn(dependency, other.values ?? {})),
  )
/** Two charts that name each other are both rendered. */
const isNamedBy = (chart: Chart, other: Chart, charts: ReadonlyMap<string, Chart>): boolean =>
  listOf(chart.metadata['dependencies'])
    .map(recordOf)
    .some((dependency) => localOf(dependency, chart, charts) === other)

const fileOf = (chart: Chart, name: string): string => (chart.path === '' ? name : `${chart.path}/${name}`)

function readData(chart: Chart, aliases: number, problems: Problem[]): void {
  for (const [name, text] of chart.texts) {
    const part = /^(Chart|values)\.ya?ml$/.exec(name)?.[1]
    if (part === undefined) continue
    const { documents, problem } = readYaml(fileOf(chart, name), text, aliases)
    if (problem !== undefined) problems.push(problem)
    const content = documents[0]?.content
    if (part === 'Chart') chart.metadata = recordOf(content)
    else if (isRecord(content)) chart.values = content
  }
}

const factOf = ({ path, metadata, values }: Chart): HelmChart => ({
  path,
  metadata,
  values: values ?? {},
  ...(values === undefined ? {} : { valuesPath: path === '' ? 'values.yaml' : `${path}/values.yaml` }),
})

const leftToAPerson = (path: string, detail: Bilingual): Problem => ({
  path,
  forPerson: true,
  message: {
    fr: `Chart Helm non rendu en entier (${detail.fr}) : regardez la sortie de « helm template ».`,
    en: `Helm chart not rendered whole (${detail.en}): look at the output of “helm template”.`,
  },
})

const firstSentence = ({ fr, en }: Bilingual): Bilingual => ({ fr: fr.split('.')[0] ?? '', en: en.split('.')[0] ?? '' })

function renderChart(
  chart: Chart,
  charts: ReadonlyMap<string, Chart>,
  deployments: readonly Deployment[],
  beside: ReadonlyMap<string, string>,
  aliases: number,
): { objects: readonly KubernetesObject[]; problems: readonly Problem[] } {
  const problems: Problem[] = []
  const objects: KubernetesObject[] = []
  const deployment = chosenAmong(deployments.filter((one) => one.chart === chart.path))
  const family = familyOf(chart, charts)
  const values = valuesOf(chart, deployment, beside, aliases, problems)
  for (const dependency of missing(chart, family, values))
    problems.push(
      leftToAPerson(fileOf(chart, 'Chart.yaml'), {
        fr: `la dépendance « ${dependency} » n’est pas dans le dépôt`,
        en: `dependency “${dependency}” is not in the repository`,
      }),
    )
  const sources = new Map<string, string>()
  for (const member of family)
    for (const [name, text] of member.texts)
      if (name.startsWith('templates/') && !/NOTES\.txt$|(^|\/)tests\//.test(name))
        sources.set(fileOf(member, name), text)
  const renderer = chartRenderer(sources)
  const release = {
    Name: deployment?.release ?? textOf(chart.metadata['name']),
    Namespace: deployment?.namespace ?? 'default',
    Service: 'Helm',
    IsInstall: true,
    IsUpgrade: false,
    Revision: 1,
  }
  for (const { member, called, values: own } of installed(chart, family, values)) {
    for (const [name] of member.texts) {
      const path = fileOf(member, name)
      if (
        !sources.has(path) ||
        !/\.(ya?ml|json)$/.test(name) ||
        /(^|\/)_[^/]*$/.test(name) ||
        member.metadata['type'] === 'library'
      )
        continue
      try {
        const { text, lineOf } = renderer.render(path, {
          Values: structuredClone(own),
          Chart: { ...capitalised(member.metadata), Name: called },
          Release: release,
          Capabilities: capabilities,
          Template: { Name: path, BasePath: fileOf(member, 'templates') },
          Files: files,
          Subcharts: {},
        })
        const { documents, problem } = readYaml(path, text, aliases)
        for (const { content, line, places } of documents) {
          const written = Object.entries(places ?? {}).map(([name, at]) => [name, lineOf(at)] as const)
          objects.push(...objectsOf(path, lineOf(line), content, Object.fromEntries(written)))
        }
        if (problem !== undefined) problems.push(leftToAPerson(path, firstSentence(problem.message)))
      } catch (cause) {
        if (!(cause instanceof NotRendered) && !(cause instanceof RangeError)) throw cause
        const stack = { fr: 'des gabarits s’appellent trop profondément', en: 'templates call each other too deep' }
        problems.push(leftToAPerson(path, cause instanceof NotRendered ? cause.reason : stack))
      }
    }
  }
  return { objects, problems }
}

/** The chart, those in its `charts/`, and those that it names by a path. */
function familyOf(chart: Chart, charts: ReadonlyMap<string, Chart>): readonly Chart[] {
  const family = new Set([chart])
  for (const member of family) {
    for (const other of charts.values()) if (parentOf(other, charts) === member) family.add(other)
    for (const dependency of listOf(member.metadata['dependencies']).map(recordOf)) {
      const local = localOf(dependency, member, charts)
      if (local !== undefined) family.add(local)
    }
    if (family.size > 50) break
  }
  return [...family]
}

function localOf(dependency: Values, of: Chart, charts: ReadonlyMap<string, Chart>): Chart | undefined {
  const repository = textOf(dependency['repository'])
  return repository.startsWith('file://')
    ? charts.get(resolved(of.path, repository.slice('file://'.length)))
    : undefined
}

function resolved(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of path.split('/'))
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  return parts.join('/')
}

const nameOf = (chart: Chart): string => textOf(chart.metadata['name']) || (chart.path.split('/').at(-1) ?? '')

const missing = (chart: Chart, family: readonly Chart[], values: Values): readonly string[] =>
  listOf(chart.metadata['dependencies'])
    .map(recordOf)
    .filter((dependency) => !family.some((member) => nameOf(member) === dependency['name']))
    .filter((dependency) => isOn(dependency, values))
    .map((dependency) => textOf(dependency['name']))

/** By the first condition that the values settle, then by the tags; on when nothing is said. */
function isOn(dependency: Values, values: Values): boolean {
  for (const condition of textOf(dependency['condition']).split(',')) {
    const found = condition
      .trim()
      .split('.')
      .reduce<unknown>((at, key) => recordOf(at)[key], values)
    if (typeof found === 'boolean') return found
  }
  const tags = listOf(dependency['tags'])
    .map((tag) => recordOf(values['tags'])[textOf(tag)])
    .filter((tag) => typeof tag === 'boolean')
  return tags.length === 0 || tags.includes(true)
}

interface Installed {
  readonly member: Chart
  /** Under the name that the dependency gives it, where it gives one: a chart may come several times. */
  readonly called: string
  readonly values: Values
}
function installed(chart: Chart, family: readonly Chart[], values: Values): readonly Installed[] {
  const dependencies = listOf(chart.metadata['dependencies']).map(recordOf)
  return family.flatMap((member): Installed[] => {
    if (member === chart) return [{ member, called: nameOf(chart), values }]
    const same = dependencies.filter((one) => one['name'] === nameOf(member))
    return (same.length === 0 ? [{ name: nameOf(member) }] : same.filter((one) => isOn(one, values))).map(
      (dependency: Values) => {
        const called = textOf(dependency['alias']) || nameOf(member)
        return { member, called, values: valuesOfSubchart(member, called, values) }
      },
    )
  })
}

function valuesOfSubchart(member: Chart, called: string, values: Values): Values {
  const given = recordOf(values[called])
  return merged(merged(member.values ?? {}, given), isRecord(values['global']) ? { global: values['global'] } : {})
}

/** Of several environments the one of production is looked at: the same faults are not told once for each. */
const chosenAmong = (deployments: readonly Deployment[]): Deployment | undefined =>
  deployments.find(({ release, namespace = '', valueFiles }) =>
    [release, namespace, ...valueFiles].some((name) => /(^|[^a-z])prod(uction)?([^a-z]|$)/i.test(name)),
  ) ?? deployments[0]

function valuesOf(
  chart: Chart,
  deployment: Deployment | undefined,
  beside: ReadonlyMap<string, string>,
  aliases: number,
  problems: Problem[],
): Values {
  const layers =
    deployment === undefined
      ? [...chart.texts.keys()].filter((name) => production.test(name)).slice(0, 1)
      : deployment.valueFiles.filter((name) => resolved('', name) !== 'values.yaml')
  let values: Values = chart.values ?? {}
  for (const name of layers) {
    const path = name.startsWith('/') ? resolved('', name) : resolved(chart.path, name)
    const text = chart.texts.get(chart.path === '' ? path : path.slice(chart.path.length + 1)) ?? beside.get(path)
    if (text === undefined) {
      if (deployment?.lenient !== true)
        problems.push(
          leftToAPerson(path, {
            fr: 'les valeurs que nomme l’application Argo CD sont introuvables',
            en: 'the values that the Argo CD application names were not found',
          }),
        )
      continue
    }
    const { documents, problem } = readYaml(path, text, aliases)
    if (problem !== undefined) problems.push(problem)
    values = merged(values, recordOf(documents[0]?.content))
  }
  return deployment === undefined ? values : merged(values, deployment.values)
}

const capitalised = (metadata: Values): Values => ({
  ...Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value]),
  ),
  IsRoot: true,
})

const [, major, minor] = /v(\d+)\.(\d+)/.exec(kubernetesVersion) ?? []
const capabilities = {
  KubeVersion: { Version: kubernetesVersion, GitVersion: kubernetesVersion, Major: major, Minor: minor },
  HelmVersion: { Version: 'v3.18.0' },
  /** What every cluster has; additions of a cluster are not known. */
  APIVersions: {
    Has: (version: unknown) =>
      !/\/v\d+(?:alpha|beta)\d+/.test(textOf(version)) &&
      (!textOf(version).split('/')[0]?.includes('.') || /\.k8s\.io\//.test(textOf(version))),
  },
}
/** Files of a chart go into objects as they are: no rule looks at their content. */
const files = {
  Get: () => '',
  Glob: () => ({ AsConfig: '', AsSecrets: '' }),
  Lines: () => [],
  AsConfig: '',
  AsSecrets: '',
}
