import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { type Content, called, list, nothingDeployed, record, selects, workloads } from './workloads.ts'

export const monitoring = rule({
  id: 'manifest/monitoring',
  source: 'manifest',
  requirements: ['MIRAI:MIR-4.o', 'MIRAI:MIR-3.b'],
  title: { fr: 'Les indicateurs sont relevés par la supervision', en: 'Indicators are scraped by monitoring' },
  failureTitle: { fr: 'Rien ne relève les indicateurs', en: 'Nothing scrapes the indicators' },
  why: {
    fr: 'Une application exposant ses indicateurs sans que la supervision le sache est aveugle le jour de la panne.',
    en: 'An application that exposes indicators unknown to monitoring is blind on the day of the failure.',
  },
  mend: {
    fr: 'Ajoutez un ServiceMonitor ou un PodMonitor, ou l’annotation prometheus.io/scrape sur le Service ou les pods.',
    en: 'Add a ServiceMonitor or a PodMonitor, or the annotation prometheus.io/scrape on the Service or the pods.',
  },
  left: {
    fr: 'Que les indicateurs disent l’état du service, et que des alertes en dépendent.',
    en: 'That indicators tell the state of the service, and that alerts depend on them.',
  },
  limits: {
    fr: 'Demande, pour chaque charge qui sert, une annotation prometheus.io/scrape, un ServiceMonitor ou un PodMonitor dont le sélecteur l’atteint ; un agent posé hors du dépôt ne se voit pas. Un consommateur de file, sans port ni Service, ne sert personne.',
    en: 'Wants, for each workload that serves, a prometheus.io/scrape annotation, a ServiceMonitor or a PodMonitor whose selector reaches it; an agent placed outside the repository is not seen. What consumes a queue, without port or Service, serves nobody.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const served = workloads(kubernetes).filter(({ object }) =>
      ['Deployment', 'StatefulSet', 'Rollout'].includes(object.kind),
    )
    if (served.length === 0)
      return workloads(kubernetes).length === 0
        ? nothingDeployed(kubernetes)
        : notApplicable('Aucune charge qui serve.', 'No workload that serves.')
    const { objects } = kubernetes
    const services = objects.filter(({ kind }) => kind === 'Service')
    const monitored = (target: (typeof served)[number]): boolean => {
      const labels = record(record(record(target.object.content['spec'])['template'])['metadata'])
      if (annotated(labels['annotations'])) return true
      const own = services.filter((service) => selects(service, target.object))
      return (
        objects.some(
          ({ kind, content }) =>
            kind === 'PodMonitor' &&
            matches(record(record(content['spec'])['selector'])['matchLabels'], record(labels['labels'])),
        ) ||
        own.some(
          (service) =>
            annotated(record(service.content['metadata'])['annotations']) ||
            objects.some(
              ({ kind, content }) =>
                kind === 'ServiceMonitor' &&
                matches(
                  record(record(content['spec'])['selector'])['matchLabels'],
                  record(record(service.content['metadata'])['labels']),
                ),
            ),
        )
      )
    }
    const waits = ({ object, containers }: (typeof served)[number]): boolean =>
      !services.some((service) => selects(service, object)) &&
      containers
        .filter(({ init }) => !init)
        .every(
          ({ name, content }) =>
            list(content['ports']).length === 0 &&
            (takesFromQueue.test(
              [called(object), name, ...list(content['command']), ...list(content['args'])].join(' '),
            ) ||
              isAskedInside(content)),
        )
    // Databases and caches from others have their own exporters.
    const own = served.filter(
      ({ containers }) =>
        !containers.some(({ image }) =>
          /(^|\/)(postgres|mysql|mariadb|redis|valkey|mongo|rabbitmq|elasticsearch|opensearch|memcached|minio|nginx|haproxy)([:@]|$)/.test(
            image,
          ),
        ),
    )
    return failIfAny(
      own
        .filter((target) => !waits(target) && !monitored(target))
        .map(({ object }) =>
          finding(
            object,
            `${called(object)} n’est relevé par rien.`,
            `${called(object)} is scraped by nothing.`,
            called(object),
          ),
        ),
    )
  },
})

/** Its probes run a command in it: nothing asks it over the network. */
const isAskedInside = (content: Content): boolean => {
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((name) =>
    content[name] === undefined ? [] : [record(content[name])],
  )
  return probes.length > 0 && probes.every((probe) => probe['exec'] !== undefined)
}

/** How a program is named or started that takes its work from a queue and answers nobody. */
const takesFromQueue =
  /\b(?:workers?|celery|sidekiq|horizon|queue:work|messenger:consume|resque|dramatiq|rq|bull|consum\w*|consomm\w*|depil\w*|traitements?|scheduler|planificateur|beat)\b/i

const annotated = (annotations: unknown): boolean =>
  String(record(annotations)['prometheus.io/scrape']) === 'true' ||
  Object.keys(record(annotations)).some(
    (name) => /scrape|metrics-path|ad\.datadoghq/.test(name) && record(annotations)[name] !== 'false',
  )
const matches = (selector: unknown, labels: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(record(selector)).every(([key, value]) => labels[key] === value)
