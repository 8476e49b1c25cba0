import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { rawDatabases } from './database-operator.ts'
import { called, list, nothingDeployed, placeOf, record, workloads } from './workloads.ts'

const localClass = /local|hostpath|openebs-hostpath|^standard-local/i
/** Where programs keep what must last. */
const keeps = /^\/(data|srv|var\/(lib|data|opt))(\/|$)|(^|\/)(data|donnees|storage|uploads|pgdata)(\/|$)/i

export const persistentStorage = rule({
  id: 'manifest/persistent-storage',
  source: 'manifest',
  requirements: ['GI:1035'],
  title: { fr: 'Les données sont sur un stockage partagé', en: 'Data is on shared storage' },
  failureTitle: { fr: 'Des données restent sur le disque d’un serveur', en: 'Data stays on the disk of a server' },
  why: {
    fr: 'Une donnée gardée sur le disque d’un nœud disparaît avec lui et n’est pas sauvegardée.',
    en: 'Data kept on a node’s disk disappears with it and is not backed up.',
  },
  mend: {
    fr: 'Utilisez un PersistentVolumeClaim avec une classe de stockage partagée ; ni hostPath, ni volume local.',
    en: 'Use a PersistentVolumeClaim with a shared storage class; neither hostPath nor a local volume.',
  },
  left: {
    fr: 'Que la classe de stockage nommée est bien partagée et sauvegardée.',
    en: 'That the named storage class is really shared and backed up.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const all = workloads(kubernetes)
    const claims = kubernetes.objects.flatMap((object) => {
      if (object.kind === 'PersistentVolumeClaim') return [{ object, spec: record(object.content['spec']) }]
      return list(record(object.content['spec'])['volumeClaimTemplates']).map((template) => ({
        object,
        spec: record(record(template)['spec']),
      }))
    })
    const volumes = kubernetes.objects.filter((object) => object.kind === 'PersistentVolume')
    if (all.length === 0 && claims.length === 0 && volumes.length === 0) return nothingDeployed(kubernetes)
    const mounted = all.flatMap(({ object, pod }) =>
      list(pod['volumes']).map((volume) => ({ object, volume: record(volume) })),
    )
    const onNode = mounted.filter(({ volume }) => volume['hostPath'] !== undefined)
    // What a database keeps is data, whatever the kind of its workload.
    const databases = rawDatabases(kubernetes).map(({ object }) => object)
    const passing = all.flatMap(({ object, pod, containers }) =>
      (object.kind !== 'StatefulSet' && !databases.includes(object)) ||
      list(record(object.content['spec'])['volumeClaimTemplates']).length > 0
        ? []
        : list(pod['volumes'])
            .map(record)
            .filter(
              (volume) =>
                volume['emptyDir'] !== undefined &&
                containers.some(({ content }) =>
                  list(content['volumeMounts'])
                    .map(record)
                    .some((mount) => mount['name'] === volume['name'] && keeps.test(String(mount['mountPath']))),
                ),
            )
            .map((volume) => ({ object, volume })),
    )
    if (claims.length === 0 && volumes.length === 0 && onNode.length === 0 && passing.length === 0)
      return notApplicable('Aucun volume persistant dans les manifestes.', 'No persistent volume in the manifests.')
    return failIfAny([
      ...onNode.map(({ object, volume }) =>
        finding(
          placeOf(object, 'volumes', String(volume['name'])),
          `${called(object)} : le volume « ${volume['name']} » est un dossier du nœud (hostPath).`,
          `${called(object)}: the volume “${volume['name']}” is a folder of the node (hostPath).`,
          `${called(object)}/${volume['name']}`,
        ),
      ),
      ...passing.map(({ object, volume }) =>
        finding(
          placeOf(object, 'volumes', String(volume['name'])),
          `${called(object)} : le volume « ${volume['name']} » disparaît avec le pod (emptyDir).`,
          `${called(object)}: the volume “${volume['name']}” disappears with the pod (emptyDir).`,
          `${called(object)}/${volume['name']}`,
        ),
      ),
      ...volumes
        .filter(
          (object) =>
            record(object.content['spec'])['local'] !== undefined ||
            record(object.content['spec'])['hostPath'] !== undefined,
        )
        .map((object) =>
          finding(
            object,
            `${called(object)} est un volume local au nœud.`,
            `${called(object)} is a volume local to the node.`,
            called(object),
          ),
        ),
      ...claims
        .filter(({ spec }) => localClass.test(String(spec['storageClassName'] ?? '')))
        .map(({ object, spec }) =>
          finding(
            object,
            `${called(object)} : classe de stockage locale « ${spec['storageClassName']} ».`,
            `${called(object)}: local storage class “${spec['storageClassName']}”.`,
            `${called(object)}/class`,
          ),
        ),
    ])
  },
})
