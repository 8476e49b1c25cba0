import type { Kubernetes } from '../../facts.ts'
import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { readImage } from './images.ts'
import { called, list, nothingDeployed, record, workloads } from './workloads.ts'

const engines =
  /(^|\/)(postgres|postgresql|pgvector|postgis|mysql|mariadb|mongo|mongodb|mssql-server|mssql\/server|mssql\/rhel\/server|oracle|oracle-xe|oracle-free|database\/(?:free|express|enterprise)|elasticsearch|opensearch|cassandra|timescaledb|percona(?:-server)?|couchdb|couchbase|neo4j|clickhouse-server|clickhouse|cockroach|scylla|influxdb|db2|arangodb|mysql-server|mariadb-galera|postgresql-(?:ha|repmgr|\d+(?:-\w+)?)|mysql-\d+(?:-\w+)?|mariadb-\d+(?:-\w+)?|mongodb-(?:community-server|sharded)|firebird)$/

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

const engineCharts =
  /^(?:postgres|postgresql(?:-ha)?|mysql|mariadb(?:-galera)?|mongodb(?:-sharded)?|elasticsearch|opensearch|cassandra|couchdb|neo4j|clickhouse|influxdb2?|timescaledb(?:-single)?|cockroachdb)$/
/** Databases that a chart takes along as a part of itself, when its values leave them on. */
function subcharts({ helm }: Kubernetes): readonly { path: string; name: string }[] {
  return helm.flatMap(({ path, metadata, values }) =>
    list(metadata['dependencies'])
      .map(record)
      .filter(({ name, condition }) => engineCharts.test(String(name)) && isOn(String(condition ?? ''), values))
      .map(({ name }) => ({ path: path === '' ? 'Chart.yaml' : `${path}/Chart.yaml`, name: String(name) })),
  )
}

/** Databases that an Argo application, a release of Flux or k3s, or an overlay takes from a registry of charts. */
function releasedCharts({ objects }: Kubernetes): readonly { path: string; line: number; name: string }[] {
  return objects.flatMap(({ path, line, kind, content }) => {
    const spec = record(content['spec'])
    const charts =
      kind === 'Application'
        ? [spec['source'], ...list(spec['sources'])].map(record).map((source) => source['chart'] ?? ofRegistry(source))
        : kind === 'HelmRelease'
          ? [record(record(spec['chart'])['spec'])['chart']]
          : kind === 'HelmChart'
            ? [spec['chart']]
            : kind === 'Kustomization'
              ? list(content['helmCharts']).map((one) => record(one)['name'])
              : []
    return charts
      .map((chart) => String(chart ?? '').replace(/^.*\//, ''))
      .filter((name) => engineCharts.test(name))
      .map((name) => ({ path, line, name }))
  })
}
/** A registry of images holds charts too: there the address names the chart. */
const ofRegistry = ({ repoURL, path }: ReturnType<typeof record>): unknown =>
  path === undefined && /^oci:\/\/|charts/.test(String(repoURL ?? '')) ? repoURL : undefined
const isOn = (condition: string, values: Readonly<Record<string, unknown>>): boolean =>
  condition === '' ||
  !condition.split(',').some(
    (path) =>
      path
        .trim()
        .split('.')
        .reduce<unknown>((at, key) => record(at)[key], values) === false,
  )

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
  limits: {
    fr: 'Un sous-chart de base de données (Bitnami…) actif par défaut est une base empaquetée ; éteint par sa condition dans les valeurs, il ne compte pas.',
    en: 'A subchart of a database (Bitnami…) that is on by default is a packaged database; switched off by its condition in the values, it does not count.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const brought = [...subcharts(kubernetes), ...releasedCharts(kubernetes)]
    if (kubernetes.objects.length === 0 && brought.length === 0) return nothingDeployed(kubernetes)
    const raw = rawDatabases(kubernetes)
    if (raw.length === 0 && brought.length === 0 && !kubernetes.objects.some(isManagedDatabase))
      return notApplicable('Aucune base de données dans les manifestes.', 'No database in the manifests.')
    return failIfAny([
      ...brought.map((chart) =>
        finding(
          chart,
          `Le chart amène « ${chart.name} » : une base de données sans opérateur.`,
          `The chart brings “${chart.name}”: a database without an operator.`,
          chart.name,
        ),
      ),
      ...raw.map(({ object }) =>
        finding(
          object,
          `${called(object)} fait tourner une base de données sans opérateur.`,
          `${called(object)} runs a database without an operator.`,
          called(object),
        ),
      ),
    ])
  },
})
