import type { KubernetesObject } from '../../facts.ts'
import { failIfAny, finding, rule } from '../../rule.ts'
import { type Workload, called, list, nothingDeployed, record, workloads } from './workloads.ts'

const policies = new Set([
  'NetworkPolicy',
  'CiliumNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'GlobalNetworkPolicy',
  'AuthorizationPolicy',
])

export const networkPolicy = rule({
  id: 'manifest/network-policy',
  source: 'manifest',
  requirements: ['GI:1167', 'GI:1120'],
  title: { fr: 'Les flux réseau sont limités', en: 'Network flows are limited' },
  failureTitle: { fr: 'Aucune règle ne limite les flux réseau', en: 'No rule limits network flows' },
  why: {
    fr: 'Sans règle, tout conteneur du cluster atteint la base de données, et un conteneur compromis sort où il veut.',
    en: 'Without a rule any container of the cluster reaches the database, and a compromised one goes out anywhere.',
  },
  mend: {
    fr: 'Ajoutez une NetworkPolicy qui refuse par défaut, puis ouvrez les flux nécessaires, un par un.',
    en: 'Add a NetworkPolicy that denies by default, then open the needed flows one by one.',
  },
  left: {
    fr: 'Que les flux ouverts sont les seuls nécessaires, et que les sorties passent par le mandataire.',
    en: 'That the open flows are the only ones needed, and that outgoing ones go through the proxy.',
  },
  limits: {
    fr: 'Les règles de Cilium et de Calico comptent ; qu’elles n’ouvrent pas tout n’est vérifié que pour une NetworkPolicy de Kubernetes. Une règle compte pour les conteneurs dont elle nomme les étiquettes.',
    en: 'Rules of Cilium and Calico count; that they do not open everything is checked for a NetworkPolicy of Kubernetes only. A rule counts for the pods whose labels it names.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const all = workloads(kubernetes)
    if (all.length === 0) return nothingDeployed(kubernetes)
    const rules = kubernetes.objects.filter((object) => policies.has(object.kind))
    const limiting = rules.filter((object) => !allowsAll(object))
    if (limiting.length > 0)
      return failIfAny(
        all
          .filter((workload) => workload.lasting && !limiting.some((policy) => holdsFor(policy, workload)))
          .map(({ object }) =>
            finding(
              object,
              `${called(object)} : aucune règle de réseau ne choisit ses conteneurs.`,
              `${called(object)}: no network rule selects its containers.`,
              called(object),
            ),
          ),
      )
    if (rules.length > 0)
      return failIfAny(
        rules.map((object) =>
          finding(
            object,
            `${called(object)} laisse tout entrer et tout sortir.`,
            `${called(object)} lets everything in and out.`,
            called(object),
          ),
        ),
      )
    const first = all[0]?.object
    return failIfAny([
      finding(
        first === undefined ? {} : { path: first.path },
        'Aucune NetworkPolicy parmi les manifestes.',
        'No NetworkPolicy among the manifests.',
      ),
    ])
  },
})

/** Where the selector of each kind stands; without one, or with an empty one, it holds for every pod of its namespace. */
const selectorOf = ({ kind, content }: KubernetesObject): unknown => {
  const spec = record(content['spec'])
  return kind === 'NetworkPolicy' ? spec['podSelector'] : (spec['endpointSelector'] ?? spec['selector'])
}

/** Only labels are compared: an expression, or the language of Calico, may choose them. */
function holdsFor(policy: KubernetesObject, { object, labels }: Workload): boolean {
  if (policy.namespace !== undefined && object.namespace !== undefined && policy.namespace !== object.namespace)
    return /^(?:CiliumClusterwide|Global)NetworkPolicy$/.test(policy.kind)
  return Object.entries(record(record(selectorOf(policy))['matchLabels'])).every(
    ([key, value]) => labels[key.replace(/^k8s:/, '')] === value,
  )
}

/** Each direction that it rules holds a rule without any condition. */
function allowsAll({ kind, content }: KubernetesObject): boolean {
  if (kind !== 'NetworkPolicy') return false
  const spec = record(content['spec'])
  const open = (direction: string): boolean =>
    list(spec[direction]).some((rule) => Object.keys(record(rule)).length === 0)
  const ruled = ['ingress', 'egress'].filter(
    (direction) =>
      list(spec['policyTypes']).some((type) => String(type).toLowerCase() === direction) ||
      spec[direction] !== undefined ||
      (direction === 'ingress' && spec['policyTypes'] === undefined),
  )
  return ruled.length > 0 && ruled.every(open)
}
