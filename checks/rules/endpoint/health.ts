import { fail, finding, pass, rule } from '../../rule.ts'

export const health = rule({
  id: 'endpoint/health',
  source: 'endpoint',
  requirements: ['MIRAI:MIR-4.n', 'GI:PF-1.d', 'GI:PF-1.k', 'CHAP:CHAP-19'],
  title: { fr: 'Une adresse dit l’état de l’application', en: 'An address tells the state of the application' },
  failureTitle: {
    fr: 'Aucune adresse ne dit l’état de l’application',
    en: 'No address tells the state of the application',
  },
  why: {
    fr: 'La plateforme, la supervision et l’astreinte demandent à l’application si elle va bien, et ce qui ne va pas.',
    en: 'The platform, the monitoring and the person on call ask the application whether it is well, and what is not.',
  },
  mend: {
    fr: 'Répondez sur /health en JSON (application/health+json), avec un état et le détail par dépendance.',
    en: 'Answer on /health with JSON (application/health+json), with a status and the detail per dependency.',
  },
  left: {
    fr: 'Que la réponse reflète l’état réel des dépendances.',
    en: 'That the answer reflects the real state of the dependencies.',
  },
  needs: ['health', 'address'],
  judge: ({ health: probes, address: { url } }) => {
    const answering = probes.filter(({ status, body }) => status === 200 && body.trim() !== '')
    if (answering.length > 0) return pass
    const failing = probes.find(({ status }) => status >= 500)
    if (failing !== undefined)
      return fail([
        finding(failing, `L’adresse d’état répond ${failing.status}.`, `The health address answers ${failing.status}.`),
      ])
    return fail([
      finding(
        { url },
        'Ni /health, ni /healthz, ni /readyz, ni adresse de sonde déclarée ne répond.',
        'Neither /health, nor /healthz, nor /readyz, nor a declared probe address answers.',
      ),
    ])
  },
})
