import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { isApplication } from './gitops.ts'
import { record } from './workloads.ts'

export const drift = rule({
  id: 'manifest/drift',
  source: 'manifest',
  requirements: ['MIRAI:MIR-4.ag', 'MIRAI:EXI-ARCH-9'],
  title: { fr: 'Les écarts de production se corrigent seuls', en: 'Production drift corrects itself' },
  failureTitle: { fr: 'Un changement manuel resterait en production', en: 'A manual change would stay in production' },
  why: {
    fr: 'Les changements manuels en production sont interdits ; la resynchronisation automatique les efface.',
    en: 'Manual changes in production are forbidden; automatic synchronisation wipes them.',
  },
  mend: {
    fr: 'Dans syncPolicy.automated, activez selfHeal et prune.',
    en: 'In syncPolicy.automated, turn on selfHeal and prune.',
  },
  left: {
    fr: 'Que la correction automatique n’est pas suspendue sur le cluster.',
    en: 'That self-healing is not suspended on the cluster.',
  },
  limits: {
    fr: '`automated: {}` ne corrige rien de lui-même : selfHeal et prune sont inactifs tant qu’ils ne sont pas écrits.',
    en: '`automated: {}` mends nothing by itself: selfHeal and prune are off until they are written.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const applications = kubernetes.objects.filter(isApplication)
    if (applications.length === 0)
      return notApplicable('Aucune Application Argo CD dans le dépôt.', 'No Argo CD Application in the repository.')
    return failIfAny(
      applications.flatMap((application) => {
        const automated = record(record(application.content['spec'])['syncPolicy'])['automated']
        const missing = ['selfHeal', 'prune'].filter((key) => record(automated)[key] !== true)
        return missing.length === 0
          ? []
          : [
              finding(
                application,
                `Application/${application.name} : ${missing.join(' et ')} inactif.`,
                `Application/${application.name}: ${missing.join(' and ')} off.`,
                application.name,
              ),
            ]
      }),
    )
  },
})
