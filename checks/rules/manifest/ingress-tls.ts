import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { called, list, nothingDeployed, record } from './workloads.ts'

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
        object.kind === 'Ingress' || (object.kind === 'Route' && object.apiVersion.startsWith('route.openshift.io')),
    )
    if (kubernetes.objects.length === 0) return nothingDeployed(kubernetes)
    if (entries.length === 0)
      return notApplicable(
        'Aucune entrée (Ingress, Route) dans les manifestes.',
        'No entry (Ingress, Route) in the manifests.',
      )
    return failIfAny(
      entries
        .filter(({ kind, content }) => {
          const tls = record(content['spec'])['tls']
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
    )
  },
})
