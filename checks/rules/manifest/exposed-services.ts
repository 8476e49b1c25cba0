import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { called, list, nothingDeployed, record, workloads } from './workloads.ts'

export const exposedServices = rule({
  id: 'manifest/exposed-services',
  source: 'manifest',
  requirements: ['GI:1120', 'GI:1002'],
  title: { fr: 'Tout entre par le contrôleur d’entrée', en: 'Everything enters through the ingress controller' },
  failureTitle: {
    fr: 'Des services sont exposés sans passer par l’entrée',
    en: 'Services are exposed without going through the ingress',
  },
  why: {
    fr: 'Un port ouvert sur les nœuds contourne le répartiteur, le pare-feu applicatif et TLS.',
    en: 'A port open on the nodes goes around the load balancer, the application firewall and TLS.',
  },
  mend: {
    fr: 'Laissez le Service en ClusterIP et déclarez un Ingress (ou une Route) ; retirez hostPort et externalIPs.',
    en: 'Leave the Service as ClusterIP and declare an Ingress (or a Route); remove hostPort and externalIPs.',
  },
  left: {
    fr: 'Les mandataires de la zone démilitarisée, en amont du cluster.',
    en: 'Proxies of the demilitarised zone, upstream of the cluster.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const { objects } = kubernetes
    if (objects.length === 0) return nothingDeployed(kubernetes)
    const services = objects.filter(({ kind }) => kind === 'Service')
    const all = workloads(kubernetes)
    if (services.length + all.length === 0)
      return notApplicable(
        'Ni service ni charge dans les manifestes.',
        'Neither a service nor a workload in the manifests.',
      )
    return failIfAny([
      ...services.flatMap((service) => {
        const spec = record(service.content['spec'])
        const type = String(spec['type'] ?? 'ClusterIP')
        if (/ingress|traefik|gateway|haproxy/.test(service.name)) return []
        return [
          ...(type === 'NodePort' || type === 'LoadBalancer'
            ? [
                finding(
                  service,
                  `${called(service)} est de type ${type}.`,
                  `${called(service)} is of type ${type}.`,
                  `${called(service)}/type`,
                ),
              ]
            : []),
          ...(list(spec['externalIPs']).length > 0
            ? [
                finding(
                  service,
                  `${called(service)} déclare externalIPs.`,
                  `${called(service)} declares externalIPs.`,
                  `${called(service)}/externalIPs`,
                ),
              ]
            : []),
        ]
      }),
      ...all.flatMap(({ object, containers }) =>
        containers
          .filter(({ content }) => list(content['ports']).some((port) => record(port)['hostPort'] !== undefined))
          .map(({ name }) =>
            finding(
              object,
              `${called(object)}, conteneur ${name} : hostPort.`,
              `${called(object)}, container ${name}: hostPort.`,
              `${called(object)}/${name}/hostPort`,
            ),
          ),
      ),
    ])
  },
})
