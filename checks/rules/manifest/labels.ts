import { failIfAny, finding, rule } from '../../rule.ts'
import { called, nothingDeployed, record, workloads } from './workloads.ts'

const naming = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/part-of',
  'app.kubernetes.io/instance',
  'app',
  'k8s-app',
  'application',
]
/** Words that every application uses for its parts: alone they name none. */
const anybody = /^(?:app|application|main|service)$/i

/** The name of a job is on its pods already: either place will do. */
const isLasting = ({ kind }: { kind: string }): boolean => kind !== 'Job' && kind !== 'CronJob'

export const labels = rule({
  id: 'manifest/labels',
  source: 'manifest',
  requirements: ['GI:1349', 'MIRAI:MIR-3.b'],
  title: {
    fr: 'Chaque charge dit à quelle application elle appartient',
    en: 'Each workload says to which application it belongs',
  },
  failureTitle: {
    fr: 'Des charges ne disent pas à quelle application elles appartiennent',
    en: 'Workloads do not say to which application they belong',
  },
  why: {
    fr: 'Sur un cluster partagé, l’étiquette est le seul lien entre un pod qui gêne et l’équipe à appeler.',
    en: 'On a shared cluster the label is the only link between a pod in the way and the team to call.',
  },
  mend: {
    fr: 'Étiquetez l’objet et ses pods : app.kubernetes.io/name et app.kubernetes.io/part-of, avec le trigramme de l’application.',
    en: 'Label the object and its pods: app.kubernetes.io/name and app.kubernetes.io/part-of, with the trigram of the application.',
  },
  left: {
    fr: 'Que le nom est le trigramme attribué, et que les chemins de montage suivent l’arborescence normalisée.',
    en: 'That the name is the assigned trigram, and that mount paths follow the normalised tree.',
  },
  limits: {
    fr: 'L’étiquette doit être sur les pods ; pour un Job ou un CronJob, l’objet suffit. Une seule étiquette qui nomme l’application suffit : app.kubernetes.io/name, part-of ou instance, ou app.',
    en: 'The label must be on the pods; for a Job or a CronJob the object is enough. One label that names the application is enough: app.kubernetes.io/name, part-of or instance, or app.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const all = workloads(kubernetes)
    if (all.length === 0) return nothingDeployed(kubernetes)
    // Kustomize adds labels to everything it gathers.
    if (kubernetes.objects.some(({ kind }) => kind === 'Kustomization')) return failIfAny([])
    return failIfAny(
      all
        .filter(({ object }) => {
          const own = record(record(object.content['metadata'])['labels'])
          const spec = record(object.content['spec'])
          const template =
            object.kind === 'CronJob' ? record(record(spec['jobTemplate'])['spec'])['template'] : spec['template']
          const pods = record(record(record(template)['metadata'])['labels'])
          // A pod is all that is seen of an application on a node.
          const seen = template === undefined ? own : isLasting(object) ? pods : { ...own, ...pods }
          return !naming.some((name) => seen[name] !== undefined && !anybody.test(String(seen[name])))
        })
        .map(({ object }) =>
          finding(
            object,
            `${called(object)} n’a aucune étiquette d’application.`,
            `${called(object)} has no application label.`,
            called(object),
          ),
        ),
    )
  },
})
