import type { KubernetesObject } from '../../facts.ts'
import { type RuleFinding, failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { type Content, called, list, nothingDeployed, record } from './workloads.ts'

export const ingressTls = rule({
  id: 'manifest/ingress-tls',
  source: 'manifest',
  requirements: ['GI:1166'],
  title: { fr: 'Chaque entrée du cluster est en TLS', en: 'Each entry of the cluster is over TLS' },
  failureTitle: { fr: 'Des entrées du cluster ne sont pas en TLS', en: 'Entries of the cluster are not over TLS' },
  why: {
    fr: 'Une entrée sans TLS laisse lire et modifier les échanges sur le chemin.',
    en: 'An entry without TLS lets exchanges be read and changed on the way.',
  },
  mend: {
    fr: 'Ajoutez spec.tls à l’Ingress (ou spec.tls à la Route), avec un certificat pour chaque hôte.',
    en: 'Add spec.tls to the Ingress (or spec.tls to the Route), with a certificate for each host.',
  },
  left: {
    fr: 'Un TLS terminé avant le cluster, et l’adresse réelle (voir endpoint/plain-http).',
    en: 'TLS ended before the cluster, and the real address (see endpoint/plain-http).',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const entries = kubernetes.objects.filter(
      (object) =>
        object.kind === 'Ingress' ||
        object.kind === 'IngressRoute' ||
        (object.kind === 'Route' && object.apiVersion.startsWith('route.openshift.io')) ||
        isGateway(object),
    )
    if (kubernetes.objects.length === 0) return nothingDeployed(kubernetes)
    if (entries.length === 0)
      return notApplicable(
        'Aucune entrée (Ingress, Route, Gateway) dans les manifestes.',
        'No entry (Ingress, Route, Gateway) in the manifests.',
      )
    return failIfAny([
      ...entries.flatMap(uncovered),
      ...entries
        .filter((object) => {
          const { kind, content } = object
          if (isGateway(object)) return !listensOverTls(content)
          const tls = record(content['spec'])['tls']
          if (
            kind === 'IngressRoute' &&
            list(record(content['spec'])['entryPoints']).some((name) => /secure|https/i.test(String(name)))
          )
            return false
          return kind === 'Ingress' ? list(tls).length === 0 : tls === undefined
        })
        .map((object) =>
          finding(
            object,
            `${called(object)} n’a pas de section tls.`,
            `${called(object)} has no tls section.`,
            called(object),
          ),
        ),
    ])
  },
})

/** Hosts of an entry that its certificates leave out, and entries that keep plain HTTP open beside TLS. */
function uncovered(object: KubernetesObject): readonly RuleFinding[] {
  const { kind, content } = object
  const spec = record(content['spec'])
  const annotations = record(record(content['metadata'])['annotations'])
  const tls = kind === 'Ingress' ? list(spec['tls']).map(record) : []
  const named = tls.flatMap((one) => list(one['hosts']).map(String))
  const bare =
    named.length === 0 || tls.some((one) => list(one['hosts']).length === 0)
      ? []
      : list(spec['rules'])
          .map((rule) => record(rule)['host'])
          .filter((host): host is string => typeof host === 'string')
          .filter((host) => !named.some((name) => name === host || name === host.replace(/^[^.]+/, '*')))
  const open =
    (tls.length > 0 &&
      String(annotations['nginx.ingress.kubernetes.io/ssl-redirect']) === 'false' &&
      String(annotations['nginx.ingress.kubernetes.io/force-ssl-redirect']) !== 'true') ||
    (kind === 'Route' && record(spec['tls'])['insecureEdgeTerminationPolicy'] === 'Allow')
  return [
    ...bare.map((host) =>
      finding(
        object,
        `${called(object)} : aucun certificat pour ${host}.`,
        `${called(object)}: no certificate for ${host}.`,
        `${called(object)}/${host}`,
      ),
    ),
    ...(open
      ? [
          finding(
            object,
            `${called(object)} répond aussi en HTTP, sans renvoyer vers TLS.`,
            `${called(object)} also answers in plain HTTP, without redirecting to TLS.`,
            `${called(object)}/open`,
          ),
        ]
      : []),
  ]
}

const isGateway = ({ kind, apiVersion }: KubernetesObject): boolean =>
  kind === 'Gateway' && /^(gateway\.networking\.k8s\.io|networking\.istio\.io)\//.test(apiVersion)

/** Of the Gateway API or of Istio: a plain listener beside one over TLS is there to redirect. */
function listensOverTls(content: Content): boolean {
  const spec = record(content['spec'])
  const protocols = [
    ...list(spec['listeners']).map((listener) => record(listener)['protocol']),
    ...list(spec['servers']).map((server) => record(record(server)['port'])['protocol']),
  ].map((protocol) => String(protocol).toUpperCase())
  return (
    protocols.length === 0 || protocols.some((protocol) => !['HTTP', 'HTTP2', 'GRPC', 'TCP', 'UDP'].includes(protocol))
  )
}
