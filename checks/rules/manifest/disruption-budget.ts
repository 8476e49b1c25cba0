import type { Kubernetes, KubernetesObject } from '../../facts.ts'
import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { called, nothingDeployed, record, selects, workloads } from './workloads.ts'

export const disruptionBudget = rule({
  id: 'manifest/disruption-budget',
  source: 'manifest',
  requirements: ['GI:1003', 'MIRAI:MIR-3.b'],
  title: {
    fr: 'La maintenance d’un nœud n’éteint pas le service',
    en: 'Maintenance of a node does not switch the service off',
  },
  failureTitle: {
    fr: 'La maintenance d’un nœud peut éteindre le service',
    en: 'Maintenance of a node may switch the service off',
  },
  why: {
    fr: 'La plateforme vide ses nœuds pour les mettre à jour ; sans budget, elle peut retirer tous les réplicas à la fois.',
    en: 'The platform drains its nodes to update them; without a budget it may take every replica at once.',
  },
  mend: {
    fr: 'Ajoutez un PodDisruptionBudget (minAvailable: 1 ou maxUnavailable: 1) qui désigne les mêmes étiquettes.',
    en: 'Add a PodDisruptionBudget (minAvailable: 1 or maxUnavailable: 1) that selects the same labels.',
  },
  left: { fr: 'Que le budget laisse la plateforme travailler.', en: 'That the budget lets the platform work.' },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const all = workloads(kubernetes)
    if (all.length === 0) return nothingDeployed(kubernetes)
    const budgets = kubernetes.objects.filter(({ kind }) => kind === 'PodDisruptionBudget')
    const several = all.filter(
      ({ object }) => ['Deployment', 'StatefulSet', 'Rollout'].includes(object.kind) && least(kubernetes, object) >= 2,
    )
    if (several.length === 0)
      return notApplicable('Aucune charge à plusieurs réplicas.', 'No workload with several replicas.')
    return failIfAny([
      ...several
        .filter(({ object }) => !budgets.some((budget) => selects(budget, object)))
        .map(({ object }) =>
          finding(
            object,
            `${called(object)} n’a pas de PodDisruptionBudget.`,
            `${called(object)} has no PodDisruptionBudget.`,
            called(object),
          ),
        ),
      ...budgets
        .filter((budget) => {
          const { minAvailable, maxUnavailable } = record(budget.content['spec'])
          return maxUnavailable === '100%' || minAvailable === 0 || minAvailable === '0%'
        })
        .map((budget) =>
          finding(
            budget,
            `${called(budget)} laisse tout arrêter à la fois.`,
            `${called(budget)} lets everything stop at once.`,
            `${called(budget)}/all`,
          ),
        ),
      ...budgets
        .filter((budget) => {
          const { minAvailable, maxUnavailable } = record(budget.content['spec'])
          return maxUnavailable === 0 || maxUnavailable === '0%' || minAvailable === '100%'
        })
        .map((budget) =>
          finding(
            budget,
            `${called(budget)} n’autorise aucun arrêt : la plateforme ne peut plus vider ses nœuds.`,
            `${called(budget)} allows no disruption: the platform can no longer drain its nodes.`,
            called(budget),
          ),
        ),
    ])
  },
})

/** What a scaler keeps up, where one follows the workload; otherwise what the workload asks for. */
function least({ objects }: Kubernetes, { kind, name, content }: KubernetesObject): number {
  const scaler = objects.find((other) => {
    const target = record(record(other.content['spec'])['scaleTargetRef'])
    return (
      /^(?:HorizontalPodAutoscaler|ScaledObject)$/.test(other.kind) &&
      target['name'] === name &&
      (target['kind'] ?? 'Deployment') === kind
    )
  })
  const spec = record(scaler?.content['spec'])
  return Number(spec['minReplicas'] ?? spec['minReplicaCount'] ?? record(content['spec'])['replicas'] ?? 1)
}
