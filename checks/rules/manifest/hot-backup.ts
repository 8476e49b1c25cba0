import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { isManagedDatabase } from './database-operator.ts'
import { called, nothingDeployed, record } from './workloads.ts'

export const hotBackup = rule({
  id: 'manifest/hot-backup',
  source: 'manifest',
  requirements: ['GI:1013', 'GI:1010', 'GI:1012'],
  title: { fr: 'Les bases gérées sont sauvegardées à chaud', en: 'Managed databases are backed up hot' },
  failureTitle: { fr: 'Des bases gérées n’ont pas de sauvegarde à chaud', en: 'Managed databases have no hot backup' },
  why: {
    fr: 'Une base ouverte jour et nuit ne s’arrête pas pour être copiée : l’opérateur ou le stockage doit la sauvegarder en marche.',
    en: 'A database open day and night does not stop to be copied: the operator or the storage must back it up while it runs.',
  },
  mend: {
    fr: 'Déclarez la section backup de l’opérateur et sa planification (ScheduledBackup), ou des VolumeSnapshot réguliers.',
    en: 'Declare the backup section of the operator and its schedule (ScheduledBackup), or regular VolumeSnapshots.',
  },
  left: {
    fr: 'Une restauration essayée, et la durée de conservation.',
    en: 'A restore that was tried, and how long backups are kept.',
  },
  limits: {
    fr: 'Pour CloudNativePG, la section backup n’archive que le journal : il faut aussi un ScheduledBackup (ou un Backup), non suspendu.',
    en: 'For CloudNativePG the backup section only archives the journal: a ScheduledBackup (or a Backup) that is not suspended is wanted too.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const { objects } = kubernetes
    if (objects.length === 0) return nothingDeployed(kubernetes)
    const databases = objects
      .filter(isManagedDatabase)
      .filter(({ kind }) => !/User|Database|Role|Grant|Connection|Restore/.test(kind))
    if (databases.length === 0)
      return notApplicable('Aucune base tenue par un opérateur.', 'No database run by an operator.')
    const scheduled = (database: (typeof databases)[number]): boolean =>
      objects.some(
        ({ kind, content }) =>
          record(content['spec'])['suspend'] !== true &&
          /^(ScheduledBackup|Backup|PhysicalBackup|VolumeSnapshot|Schedule|BackupSchedule|MySQLBackup|PerconaXtraDBClusterBackup|PerconaServerMongoDBBackup)$/.test(
            kind,
          ) &&
          (JSON.stringify(content).includes(`"${database.name}"`) || kind === 'Schedule' || kind === 'VolumeSnapshot'),
      )
    return failIfAny(
      databases
        .filter((database) => {
          const spec = record(database.content['spec'])
          const own =
            spec['backup'] ??
            spec['backups'] ??
            spec['backupProfiles'] ??
            spec['plugins'] ??
            spec['enableLogicalBackup']
          // CloudNativePG only archives the journal by this section: without a copy there is nothing to replay it on.
          if (database.apiVersion.startsWith('postgresql.cnpg.io/')) return !scheduled(database)
          return !(own !== undefined && own !== false && record(own)['enabled'] !== false) && !scheduled(database)
        })
        .map((database) =>
          finding(
            database,
            `${called(database)} : ni section de sauvegarde, ni sauvegarde planifiée.`,
            `${called(database)}: neither a backup section nor a scheduled backup.`,
            called(database),
          ),
        ),
    )
  },
})
