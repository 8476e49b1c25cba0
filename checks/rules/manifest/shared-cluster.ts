import { failIfAny, finding, rule } from '../../rule.ts'
import { called, nothingDeployed } from './workloads.ts'

const clusterWide = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'PriorityClass',
  'StorageClass',
  'PersistentVolume',
  'PodSecurityPolicy',
  'APIService',
  'IngressClass',
  'GatewayClass',
  'RuntimeClass',
  'VolumeSnapshotClass',
  'VolumeAttributesClass',
  'DeviceClass',
  'CSIDriver',
  'ClusterIssuer',
  'ClusterSecretStore',
  'ClusterExternalSecret',
  'ClusterPolicy',
  'ClusterCleanupPolicy',
  'ClusterResourceQuota',
  'ClusterWorkflowTemplate',
  'ClusterTask',
  'ClusterTrustBundle',
  'ClusterImageCatalog',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'FlowSchema',
  'PriorityLevelConfiguration',
  'SecurityContextConstraints',
  'CiliumClusterwideNetworkPolicy',
  'GlobalNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
])

export const sharedCluster = rule({
  id: 'manifest/shared-cluster',
  source: 'manifest',
  requirements: ['GI:1008'],
  title: { fr: 'L’application reste dans son espace de noms', en: 'The application stays in its namespace' },
  failureTitle: { fr: 'L’application touche tout le cluster', en: 'The application touches the whole cluster' },
  why: {
    fr: 'Sur un socle partagé, un objet valable pour tout le cluster peut gêner les autres applications.',
    en: 'On a shared platform an object that holds for the whole cluster may disturb other applications.',
  },
  mend: {
    fr: 'Remplacez ClusterRole par Role, et demandez à la plateforme les objets communs (CRD, classes).',
    en: 'Replace ClusterRole with Role, and ask the platform for shared objects (CRDs, classes).',
  },
  left: { fr: 'Les quotas et la consommation réelle.', en: 'Quotas and real consumption.' },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    if (kubernetes.objects.length === 0) return nothingDeployed(kubernetes)
    return failIfAny(
      kubernetes.objects
        .filter((object) => clusterWide.has(object.kind))
        .map((object) =>
          finding(
            object,
            `${called(object)} vaut pour tout le cluster.`,
            `${called(object)} holds for the whole cluster.`,
            called(object),
          ),
        ),
    )
  },
})
