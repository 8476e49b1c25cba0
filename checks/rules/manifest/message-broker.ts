import type { KubernetesObject } from '../../facts.ts'
import { failIfAny, finding, manual, notApplicable, rule } from '../../rule.ts'
import { readImage } from './images.ts'
import { called, list, nothingDeployed, record, selects, workloads } from './workloads.ts'

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
    const open = objects.filter(
      ({ kind, content }) =>
        kind === 'Service' && ['NodePort', 'LoadBalancer'].includes(String(record(content['spec'])['type'])),
    )
    const managed = objects.filter(({ kind }) => brokerKinds.test(kind))
    const running = workloads(kubernetes).filter(({ containers }) =>
      containers.some(({ image }) => brokers.test(readImage(image).name)),
    )
    const aimed = open.filter(leadsToBroker)
    if (managed.length + running.length + aimed.length === 0)
      return notApplicable('Aucun courtier de messages dans les manifestes.', 'No message broker in the manifests.')
    const reaching = open.filter(
      (service) =>
        aimed.includes(service) ||
        running.some(({ object }) => selects(service, object)) ||
        managed.some(({ name }) => service.name.includes(name)),
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
    const found = [...reaching, ...listening, ...crossing]
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

/** AMQP, Kafka, OpenWire, MQTT, Pulsar: ports that nothing else is usually given. */
const brokerPorts = new Set([5671, 5672, 9092, 61616, 61617, 1883, 8883, 6650, 6651])
/** The broker itself may be deployed from elsewhere: the name, what it selects or the port tell. */
const leadsToBroker = ({ name, content }: KubernetesObject): boolean => {
  const spec = record(content['spec'])
  const ports = list(spec['ports']).map(record)
  return (
    [name, ...Object.values(record(spec['selector']))].some((one) => brokers.test(String(one))) ||
    ports.some(({ port, targetPort }) => brokerPorts.has(Number(port)) || brokerPorts.has(Number(targetPort)))
  )
}
