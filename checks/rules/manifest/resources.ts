import { failIfAny, finding, rule } from '../../rule.ts'
import { called, nothingDeployed, placeOf, record, workloads } from './workloads.ts'

export const resources = rule({
  id: 'manifest/resources',
  source: 'manifest',
  requirements: ['MIRAI:MIR-4.b', 'GI:1008', 'MIRAI:MIR-3.b'],
  title: { fr: 'Chaque conteneur annonce ses ressources', en: 'Each container states its resources' },
  failureTitle: {
    fr: 'Des conteneurs n’annoncent pas leurs ressources',
    en: 'Containers do not state their resources',
  },
  why: {
    fr: 'Sur un socle partagé, un conteneur sans limite de mémoire peut priver toutes les autres applications.',
    en: 'On a shared platform a container without a memory limit can starve every other application.',
  },
  mend: {
    fr: 'Déclarez requests (cpu, memory) et limits.memory, d’après ce que mesure la supervision.',
    en: 'Declare requests (cpu, memory) and limits.memory, from what monitoring measures.',
  },
  left: { fr: 'Que les valeurs correspondent à la charge.', en: 'That the values fit the load.' },
  limits: {
    fr: 'Un LimitRange de l’espace de noms ne compte pas : il donne la même valeur à tous, et c’est la charge qui doit annoncer la sienne.',
    en: 'A LimitRange of the namespace does not count: it gives all the same value, and the workload must announce its own.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const all = workloads(kubernetes)
    if (all.length === 0) return nothingDeployed(kubernetes)
    return failIfAny(
      all.flatMap(({ object, containers }) =>
        containers
          .filter(({ init }) => !init)
          .flatMap(({ name, under, content }) => {
            const stated = record(content['resources'])
            const requests = record(stated['requests'])
            const limits = record(stated['limits'])
            // A limit without a request counts as both.
            const missing = [
              ...(requests['cpu'] === undefined && limits['cpu'] === undefined ? ['requests.cpu'] : []),
              ...(requests['memory'] === undefined && limits['memory'] === undefined ? ['requests.memory'] : []),
              ...(limits['memory'] === undefined ? ['limits.memory'] : []),
            ]
            if (missing.length === 0) return []
            return [
              finding(
                placeOf(object, under, name, 'resources'),
                `${called(object)}, conteneur ${name} : ${missing.join(', ')} absent.`,
                `${called(object)}, container ${name}: no ${missing.join(', ')}.`,
                `${called(object)}/${name}`,
              ),
            ]
          }),
      ),
    )
  },
})
