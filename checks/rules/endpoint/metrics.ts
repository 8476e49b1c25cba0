import { fail, finding, manual, pass, rule } from '../../rule.ts'

export const metrics = rule({
  id: 'endpoint/metrics',
  source: 'endpoint',
  requirements: ['MIRAI:MIR-4.o'],
  title: { fr: 'Des indicateurs Prometheus sont exposés', en: 'Prometheus indicators are exposed' },
  failureTitle: { fr: 'Aucun indicateur Prometheus n’est exposé', en: 'No Prometheus indicator is exposed' },
  why: {
    fr: 'Les indicateurs en temps réel montrent une dégradation avant que les usagers ne la signalent.',
    en: 'Real-time indicators show a degradation before users report it.',
  },
  mend: {
    fr: 'Exposez /metrics au format Prometheus, sur l’adresse publique protégée ou sur un port d’administration.',
    en: 'Expose /metrics in the Prometheus format, protected on the public address or on an administration port.',
  },
  left: {
    fr: 'Que les indicateurs disent quelque chose de la qualité du service.',
    en: 'That the indicators tell something about the quality of service.',
  },
  needs: ['metrics', 'address', 'kubernetes', 'errorAnswers'],
  judge: ({ metrics: probes, address: { url }, kubernetes, errorAnswers }) => {
    if (
      probes.some(
        ({ status, body }) => status === 200 && /^(# (HELP|TYPE|EOF)|[a-z_:][\w:]*(\{[^}]*\})? [-+\d.eE]+)/m.test(body),
      )
    )
      return pass
    // Where an address that does not exist asks for an identity too, asking for one says nothing.
    const closed = errorAnswers.filter(({ status }) => status === 401 || status === 403).map((one) => folderOf(one.url))
    const guarded = probes.find(
      (one) => (one.status === 401 || one.status === 403) && !closed.includes(folderOf(one.url)),
    )
    if (guarded !== undefined)
      return manual(
        `${guarded.url} demande une identité : vérifiez son contenu avec un accès.`,
        `${guarded.url} asks for an identity: check its content with access.`,
      )
    const scraped = kubernetes.objects.find(
      (object) =>
        object.kind === 'ServiceMonitor' ||
        object.kind === 'PodMonitor' ||
        JSON.stringify(object.content).includes('prometheus.io/scrape'),
    )
    if (scraped !== undefined)
      return manual(
        `Les indicateurs se lisent sur le cluster (${scraped.kind}/${scraped.name}) : vérifiez-les dans la supervision.`,
        `Indicators are read on the cluster (${scraped.kind}/${scraped.name}): check them in the monitoring.`,
      )
    return fail([
      finding(
        { url },
        'Ni /metrics ni une adresse voisine ne répond au format Prometheus.',
        'Neither /metrics nor a similar address answers in the Prometheus format.',
      ),
    ])
  },
})

/** First folder of an address: `/api` of `/api/metrics`, nothing for `/metrics`. */
const folderOf = (url: string): string => /^(\/[^/]+)\//.exec(new URL(url).pathname)?.[1] ?? ''
