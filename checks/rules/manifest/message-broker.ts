import { failIfAny, finding, manual, notApplicable, rule } from '../../rule.ts'
import { readImage } from './images.ts'
import { called, nothingDeployed, record, selects, workloads } from './workloads.ts'

const brokers =
  /(^|\/)(?!.*(?:exporter|-ui|operator|client|box|console|connect|manager)$)(?:\w+-)?(kafka|cp-server|rabbitmq|activemq|artemis|nats|pulsar|mosquitto|emqx|redpanda|vernemq|rocketmq|hivemq\d?|nanomq|solace-pubsub)(-\w+)*$/
const brokerKinds = /^(Kafka|RabbitmqCluster|ActiveMQArtemis|NatsCluster|PulsarCluster|Redpanda)$/

export const messageBroker = rule({
  id: 'manifest/message-broker',
  source: 'manifest',
  requirements: ['GI:1048'],
  title: {
    fr: 'Les messages entre applications passent par la plateforme d’échange',
    en: 'Messages between applications go through the exchange platform',
  },
  failureTitle: {
    fr: 'Un courtier de messages propre est ouvert à d’autres',
    en: 'A message broker of one’s own is open to others',
  },
  why: {
    fr: 'Un courtier privé ouvert à d’autres applications crée des flux que personne ne voit ni ne gouverne.',
    en: 'A private broker open to other applications makes flows that nobody sees or governs.',
  },
  mend: {
    fr: 'Gardez le courtier dans l’espace de noms (ClusterIP), et publiez sur la plateforme d’échange ce que d’autres consomment.',
    en: 'Keep the broker inside the namespace (ClusterIP), and publish on the exchange platform what others consume.',
  },
  left: {
    fr: 'Les flux asynchrones que le code établit vers un courtier extérieur.',
    en: 'Asynchronous flows that the code opens towards an outside broker.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const { objects } = kubernetes
    if (objects.length === 0) return nothingDeployed(kubernetes)
    const managed = objects.filter(({ kind }) => brokerKinds.test(kind))
    const running = workloads(kubernetes).filter(({ containers }) =>
      containers.some(({ image }) => brokers.test(readImage(image).name)),
    )
    if (managed.length + running.length === 0)
      return notApplicable('Aucun courtier de messages dans les manifestes.', 'No message broker in the manifests.')
    const open = objects.filter(
      (service) =>
        service.kind === 'Service' &&
        ['NodePort', 'LoadBalancer'].includes(String(record(service.content['spec'])['type'])) &&
        (running.some(({ object }) => selects(service, object)) ||
          managed.some(({ name }) => service.name.includes(name))),
    )
    const listening = managed.filter(({ content }) =>
      /"type":"(nodeport|loadbalancer|ingress|route)"|"expose":true|"exposeMode":"\w+"|"external":\{"enabled":true/i.test(
        JSON.stringify(record(content['spec'])),
      ),
    )
    const crossing = objects.filter(
      ({ kind, content }) =>
        kind === 'NetworkPolicy' &&
        /namespaceSelector":\{\}/.test(JSON.stringify(record(content['spec'])['ingress'] ?? '')) &&
        running.some(({ object }) =>
          selects({ kind, content: { spec: { selector: record(content['spec'])['podSelector'] } } }, object),
        ),
    )
    const found = [...open, ...listening, ...crossing]
    if (found.length > 0)
      return failIfAny(
        found.map((one) =>
          finding(
            one,
            `${called(one)} ouvre le courtier hors de l’espace de noms.`,
            `${called(one)} opens the broker beyond the namespace.`,
            called(one),
          ),
        ),
      )
    return manual(
      'Un courtier interne est présent : vérifiez qu’aucune autre application ne s’y abonne.',
      'An internal broker is there: check that no other application subscribes to it.',
    )
  },
})
