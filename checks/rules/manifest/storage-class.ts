import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { called, list, nothingDeployed, record } from './workloads.ts'

export const storageClass = rule({
  id: 'manifest/storage-class',
  source: 'manifest',
  requirements: ['GI:1035', 'MIRAI:MIR-3.b'],
  title: { fr: 'Chaque volume nomme sa classe de stockage', en: 'Each volume names its storage class' },
  failureTitle: {
    fr: 'Des volumes ne nomment pas leur classe de stockage',
    en: 'Volumes do not name their storage class',
  },
  why: {
    fr: 'La classe par défaut change d’un cluster à l’autre : la même demande donne un disque local ici et un SAN là.',
    en: 'The default class changes from one cluster to the next: one claim gives a local disk here and a SAN there.',
  },
  mend: {
    fr: 'Écrivez storageClassName avec une classe partagée de la plateforme.',
    en: 'Write storageClassName with a shared class of the platform.',
  },
  left: {
    fr: 'Que la classe nommée est bien sur un stockage partagé.',
    en: 'That the named class really is on shared storage.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    if (kubernetes.objects.length === 0) return nothingDeployed(kubernetes)
    const claims = kubernetes.objects.flatMap((object) =>
      object.kind === 'PersistentVolumeClaim'
        ? [{ object, name: called(object), spec: record(object.content['spec']) }]
        : list(record(object.content['spec'])['volumeClaimTemplates']).map((template) => ({
            object,
            name: `${called(object)}/${String(record(record(template)['metadata'])['name'] ?? '')}`,
            spec: record(record(template)['spec']),
          })),
    )
    const storages = kubernetes.objects.flatMap((object) => {
      const storage = record(record(object.content['spec'])['storage'])
      return /cnpg\.io|percona|mariadb|zalan/.test(object.apiVersion) && storage['size'] !== undefined
        ? [
            {
              object,
              name: called(object),
              spec: {
                storageClassName: storage['storageClass'] ?? record(storage['pvcTemplate'])['storageClassName'],
                accessModes: undefined,
              },
            },
          ]
        : []
    })
    const all = [...claims, ...storages]
    if (all.length === 0)
      return notApplicable('Aucune demande de volume dans les manifestes.', 'No claim of a volume in the manifests.')
    return failIfAny(
      all
        // An empty class is a choice: a volume bound by name.
        .filter(({ spec }) => spec['storageClassName'] === undefined || spec['storageClassName'] === null)
        .map(({ object, name }) =>
          finding(object, `${name} : storageClassName absent.`, `${name}: no storageClassName.`, name),
        ),
    )
  },
})
