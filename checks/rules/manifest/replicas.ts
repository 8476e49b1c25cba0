import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { called, nothingDeployed, record, selects, workloads } from './workloads.ts'

export const replicas = rule({
  id: 'manifest/replicas',
  source: 'manifest',
  requirements: ['GI:1003', 'GI:1002'],
  title: { fr: 'Ce qui répond aux usagers a plusieurs exemplaires', en: 'What answers users has several replicas' },
  failureTitle: { fr: 'Ce qui répond aux usagers n’a qu’un exemplaire', en: 'What answers users has a single replica' },
  why: {
    fr: 'Avec un seul exemplaire, chaque mise à jour et chaque panne de nœud interrompt le service.',
    en: 'With a single replica every update and every node failure interrupts the service.',
  },
  mend: {
    fr: 'Fixez replicas à 2 au moins, ou un HorizontalPodAutoscaler avec minReplicas: 2.',
    en: 'Set replicas to at least 2, or a HorizontalPodAutoscaler with minReplicas: 2.',
  },
  left: { fr: 'La répartition sur plusieurs nœuds ou zones.', en: 'Spreading over several nodes or zones.' },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    if (workloads(kubernetes).length === 0) return nothingDeployed(kubernetes)
    const targets = workloads(kubernetes).filter(
      ({ object }) =>
        (object.kind === 'Deployment' || object.kind === 'Rollout') &&
        kubernetes.objects.some((other) => other.kind === 'Service' && selects(other, object)),
    )
    if (targets.length === 0)
      return notApplicable('Aucun déploiement derrière un service.', 'No deployment behind a service.')
    return failIfAny(
      targets.flatMap(({ object }) => {
        const scaler = kubernetes.objects.find(
          (other) =>
            (other.kind === 'HorizontalPodAutoscaler' || other.kind === 'ScaledObject') &&
            record(record(other.content['spec'])['scaleTargetRef'])['name'] === object.name,
        )
        const least =
          scaler === undefined
            ? Number(record(object.content['spec'])['replicas'] ?? 1)
            : Number(
                record(scaler.content['spec'])['minReplicas'] ?? record(scaler.content['spec'])['minReplicaCount'] ?? 1,
              )
        return least >= 2
          ? []
          : [
              finding(
                scaler ?? object,
                `${called(object)} : ${least} exemplaire.`,
                `${called(object)}: ${least} replica.`,
                called(object),
              ),
            ]
      }),
    )
  },
})
