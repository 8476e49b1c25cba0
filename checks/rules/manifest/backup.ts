import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { isManagedDatabase, rawDatabases } from './database-operator.ts'
import { called, list, nothingDeployed, record, workloads } from './workloads.ts'

const backupKinds = new Set([
  'ScheduledBackup',
  'Schedule',
  'BackupConfiguration',
  'BackupSchedule',
  'VolumeSnapshot',
  'ReplicationSource',
  'Backup',
  'PerconaXtraDBClusterBackup',
])

export const backup = rule({
  id: 'manifest/backup',
  source: 'manifest',
  requirements: ['GI:PF-1.j', 'GI:1012', 'MIRAI:EXI-ARCH-9'],
  title: { fr: 'Les données déployées sont sauvegardées', en: 'Deployed data is backed up' },
  failureTitle: { fr: 'Rien ne sauvegarde les données déployées', en: 'Nothing backs up the deployed data' },
  why: {
    fr: 'Un volume perdu sans sauvegarde est une application perdue ; l’environnement se recrée, les données non.',
    en: 'A volume lost without a backup is an application lost; the environment is rebuilt, the data is not.',
  },
  mend: {
    fr: 'Déclarez la sauvegarde à côté de la donnée : ScheduledBackup de l’opérateur, Schedule Velero, ou VolumeSnapshot.',
    en: 'Declare the backup beside the data: the operator’s ScheduledBackup, a Velero Schedule, or a VolumeSnapshot.',
  },
  left: {
    fr: 'Que la sauvegarde utilise la solution commune, et qu’une restauration a été répétée.',
    en: 'That the backup uses the shared solution, and that a restore was rehearsed.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const { objects } = kubernetes
    if (objects.length === 0) return nothingDeployed(kubernetes)
    const holders = objects.filter(
      (object) =>
        object.kind === 'PersistentVolumeClaim' ||
        list(record(object.content['spec'])['volumeClaimTemplates']).length > 0 ||
        isManagedDatabase(object),
    )
    const holding = holders[0] ?? rawDatabases(kubernetes)[0]?.object
    if (holding === undefined)
      return notApplicable('Aucune donnée persistante dans les manifestes.', 'No persistent data in the manifests.')
    const backedUp =
      objects.some(
        (object) => backupKinds.has(object.kind) || record(object.content['spec'])['backup'] !== undefined,
      ) ||
      workloads(kubernetes).some(
        ({ object }) =>
          object.kind === 'CronJob' &&
          /backup|dump|sauvegarde|snapshot|restic|velero/i.test(JSON.stringify(object.content)),
      ) ||
      objects.some((object) =>
        Object.keys(record(record(object.content['metadata'])['annotations'])).some((name) => /backup/i.test(name)),
      )
    return failIfAny(
      backedUp
        ? []
        : [
            finding(
              holding,
              `${called(holding)} garde des données et rien ne les sauvegarde.`,
              `${called(holding)} keeps data and nothing backs it up.`,
              called(holding),
            ),
          ],
    )
  },
})
