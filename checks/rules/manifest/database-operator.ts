import type { Kubernetes } from '../../facts.ts'
import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { readImage } from './images.ts'
import { called, nothingDeployed, workloads } from './workloads.ts'

const engines =
  /(^|\/)(postgres|postgresql|pgvector|postgis|mysql|mariadb|mongo|mongodb|mssql-server|oracle|elasticsearch|opensearch|cassandra|timescaledb)$/

/** Workloads that run a database engine straight from an image. */
export const rawDatabases = (kubernetes: Kubernetes): ReturnType<typeof workloads> =>
  workloads(kubernetes).filter(
    ({ lasting, containers }) =>
      lasting && containers.some(({ init, image }) => !init && engines.test(readImage(image).name)),
  )

/** Resources by which an operator is asked for a database. */
export const isManagedDatabase = ({ apiVersion, kind }: { apiVersion: string; kind: string }): boolean =>
  /^(postgresql\.cnpg\.io|acid\.zalan\.do|postgres-operator\.crunchydata\.com|mariadb\.mmontes\.io|k8s\.mariadb\.com|mysql\.oracle\.com|pxc\.percona\.com|psmdb\.percona\.com|mongodbcommunity\.mongodb\.com|elasticsearch\.k8s\.elastic\.co|opensearch\.opster\.io)\//.test(
    apiVersion,
  ) && !/Backup|Pooler|ImageCatalog/.test(kind)

export const databaseOperator = rule({
  id: 'manifest/database-operator',
  source: 'manifest',
  requirements: ['MIRAI:MIR-4.c', 'GI:1004'],
  title: {
    fr: 'La base de données est un service géré ou un opérateur',
    en: 'The database is a managed service or an operator',
  },
  failureTitle: {
    fr: 'Une base de données est empaquetée par l’application',
    en: 'A database is packaged by the application',
  },
  why: {
    fr: 'Un opérateur apporte réplication, bascule et sauvegarde ; une base empaquetée à la main laisse tout cela à l’équipe.',
    en: 'An operator brings replication, switch-over and backup; a database packaged by hand leaves all that to the team.',
  },
  mend: {
    fr: 'Remplacez le StatefulSet par la ressource d’un opérateur (CloudNativePG…) ou par le service géré de la plateforme.',
    en: 'Replace the StatefulSet with the resource of an operator (CloudNativePG…) or with the platform’s managed service.',
  },
  left: { fr: 'La haute disponibilité réelle de la base.', en: 'The real availability of the database.' },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    if (kubernetes.objects.length === 0) return nothingDeployed(kubernetes)
    const raw = rawDatabases(kubernetes)
    if (raw.length === 0 && !kubernetes.objects.some(isManagedDatabase))
      return notApplicable('Aucune base de données dans les manifestes.', 'No database in the manifests.')
    return failIfAny(
      raw.map(({ object }) =>
        finding(
          object,
          `${called(object)} fait tourner une base de données sans opérateur.`,
          `${called(object)} runs a database without an operator.`,
          called(object),
        ),
      ),
    )
  },
})
