/** Kubernetes objects seen as what they run. Shared by the rules on manifests. */
import type { Kubernetes, KubernetesObject } from '../../facts.ts'
import { type Judgement, manual, notApplicable } from '../../rule.ts'

export type Content = Readonly<Record<string, unknown>>
export const record = (value: unknown): Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Content) : {}
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

interface Container {
  readonly name: string
  readonly image: string
  readonly init: boolean
  /** The key of the manifest that it stands under. */
  readonly under: 'containers' | 'initContainers'
  readonly content: Content
}

export interface Workload {
  readonly object: KubernetesObject
  /** Stays up, as opposed to a job that ends. */
  readonly lasting: boolean
  readonly pod: Content
  /** Of its pods. */
  readonly labels: Content
  readonly containers: readonly Container[]
}

const lasting = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod', 'Rollout', 'DeploymentConfig'])

export function workloads({ objects }: Kubernetes): readonly Workload[] {
  return objects.flatMap((object) => {
    const spec = record(object.content['spec'])
    const pod =
      object.kind === 'Pod'
        ? spec
        : object.kind === 'CronJob'
          ? record(record(record(record(spec['jobTemplate'])['spec'])['template'])['spec'])
          : lasting.has(object.kind) || object.kind === 'Job'
            ? record(record(spec['template'])['spec'])
            : undefined
    if (pod === undefined) return []
    const containers = [
      ...list(pod['initContainers']).map((one) => [one, true] as const),
      ...list(pod['containers']).map((one) => [one, false] as const),
    ]
    return [
      {
        object,
        lasting: lasting.has(object.kind),
        pod,
        labels: record(
          record((object.kind === 'Pod' ? object.content : record(spec['template']))['metadata'])['labels'],
        ),
        containers: containers.map(([one, init]) => ({
          name: String(record(one)['name'] ?? ''),
          image: String(record(one)['image'] ?? ''),
          init,
          under: init ? 'initContainers' : 'containers',
          content: record(one),
        })),
      },
    ]
  })
}

/** `Deployment/portal` */
export const called = (object: KubernetesObject): string => `${object.kind}/${object.name}`

/** The place of what the manifest names, or of what it stands in: `containers`, `web`, `image`. */
export function placeOf(
  { path, line, places = {} }: KubernetesObject,
  ...steps: string[]
): { path: string; line: number } {
  for (let depth = steps.length; depth > 0; depth--) {
    const found = places[steps.slice(0, depth).join('/')]
    if (found !== undefined) return { path, line: found }
  }
  return { path, line }
}

/** Does this Service or PodDisruptionBudget choose the pods of that workload? */
export function selects(
  { content }: Pick<KubernetesObject, 'kind' | 'content'>,
  target: Pick<KubernetesObject, 'content'>,
): boolean {
  const labels = record(record(record(record(target.content['spec'])['template'])['metadata'])['labels'])
  const selector = record(record(content['spec'])['selector'])
  // Only labels are compared: an expression may choose them.
  const wanted = Object.entries(
    record(selector['matchLabels'] ?? (selector['matchExpressions'] === undefined ? selector : {})),
  )
  return wanted.length > 0
    ? wanted.every(([key, value]) => labels[key] === value)
    : list(selector['matchExpressions']).length > 0
}

/** What to answer when there is nothing to look at: what is deployed from elsewhere is not here. */
export const nothingDeployed = ({ charts, elsewhere }: Kubernetes): Judgement =>
  charts.length > 0
    ? manual(
        `Les modèles Helm (${charts[0] === '' ? '.' : charts[0]}) n’ont pas pu être rendus ici : vérifiez la sortie de « helm template ».`,
        `Helm templates (${charts[0] === '' ? '.' : charts[0]}) could not be rendered here: check the output of “helm template”.`,
      )
    : elsewhere.length > 0
      ? manual(
          `Ce qui se déploie vient d’ailleurs (${elsewhere[0]}) : vérifiez ses manifestes.`,
          `What is deployed comes from elsewhere (${elsewhere[0]}): check its manifests.`,
        )
      : notApplicable('Aucun manifeste Kubernetes dans le dépôt.', 'No Kubernetes manifest in the repository.')

/** Addresses that probes of the manifests ask. */
export const probePaths = (kubernetes: Kubernetes): readonly string[] =>
  workloads(kubernetes).flatMap(({ containers }) =>
    containers.flatMap(({ content }) =>
      ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) => {
        const path = record(record(content[probe])['httpGet'])['path']
        return typeof path === 'string' ? [path] : []
      }),
    ),
  )

/** Files by which containers run side by side; those of developers' machines and of tests are left out. */
export const isCompose = (path: string): boolean =>
  /(^|\/)(docker-)?compose[\w.-]*\.ya?ml$/.test(path) && !/[._-](dev|local|test|ci|override)[._-]/.test(path)
