import { failIfAny, finding, rule } from '../../rule.ts'
import { called, nothingDeployed, placeOf, workloads } from './workloads.ts'

export const probes = rule({
  id: 'manifest/probes',
  source: 'manifest',
  requirements: ['MIRAI:MIR-4.n', 'CHAP:CHAP-19', 'GI:1003'],
  title: { fr: 'Chaque conteneur a ses sondes', en: 'Each container has its probes' },
  failureTitle: { fr: 'Des conteneurs n’ont pas de sonde', en: 'Containers have no probes' },
  why: {
    fr: 'Sans sonde, la plateforme envoie des requêtes à un processus bloqué et ne le relance jamais.',
    en: 'Without a probe the platform sends requests to a stuck process and never restarts it.',
  },
  mend: {
    fr: 'Déclarez livenessProbe et readinessProbe sur l’adresse de santé de l’application.',
    en: 'Declare livenessProbe and readinessProbe on the health address of the application.',
  },
  left: {
    fr: 'Que l’adresse sondée dit vraiment l’état de l’application.',
    en: 'That the probed address really tells the state of the application.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const all = workloads(kubernetes).filter((workload) => workload.lasting)
    if (all.length === 0) return nothingDeployed(kubernetes)
    return failIfAny(
      all.flatMap(({ object, containers }) =>
        containers
          .filter(({ init }) => !init)
          .flatMap(({ name, under, content }) =>
            ['livenessProbe', 'readinessProbe']
              .filter((probe) => content[probe] === undefined)
              .map((probe) =>
                finding(
                  placeOf(object, under, name),
                  `${called(object)}, conteneur ${name} : ${probe} absente.`,
                  `${called(object)}, container ${name}: no ${probe}.`,
                  `${called(object)}/${name}/${probe}`,
                ),
              ),
          ),
      ),
    )
  },
})
