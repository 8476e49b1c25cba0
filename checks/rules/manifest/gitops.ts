import type { KubernetesObject } from '../../facts.ts'
import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { list, record } from './workloads.ts'

export const isApplication = (object: KubernetesObject): boolean =>
  object.kind === 'Application' && object.apiVersion.startsWith('argoproj.io/')
const isApplicationSet = (object: KubernetesObject): boolean =>
  object.kind === 'ApplicationSet' && object.apiVersion.startsWith('argoproj.io/')

export const gitops = rule({
  id: 'manifest/gitops',
  source: 'manifest',
  requirements: ['MIRAI:EXI-ARCH-8', 'MIRAI:MIR-4.ag', 'CHAP:CHAP-19'],
  title: {
    fr: 'Le déploiement est une application d’applications Argo CD',
    en: 'Deployment is an Argo CD application of applications',
  },
  failureTitle: {
    fr: 'Le déploiement n’est pas décrit en application d’applications',
    en: 'Deployment is not described as an application of applications',
  },
  why: {
    fr: 'Le dépôt décrit l’infrastructure réelle ; une application maîtresse relie des modules indépendants, chacun versionné.',
    en: 'The repository describes the real infrastructure; a master application ties independent modules, each versioned.',
  },
  mend: {
    fr: 'Écrivez une Application Argo CD par module, et une Application maîtresse (ou un ApplicationSet) dont le dossier contient les autres.',
    en: 'Write one Argo CD Application per module, and a master Application (or an ApplicationSet) whose folder holds the others.',
  },
  left: {
    fr: 'Que le cluster suit bien ce dépôt, et le découplage des modules.',
    en: 'That the cluster really follows this repository, and that modules are uncoupled.',
  },
  limits: {
    fr: 'Argo CD est l’outil de la plateforme : un déploiement décrit pour Flux est relevé.',
    en: 'Argo CD is the tool of the platform: a deployment described for Flux is reported.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes: { objects, helm } }) => {
    const applications = objects.filter(isApplication)
    const sets = objects.filter(isApplicationSet)
    if (objects.length === 0 && helm.length === 0)
      return notApplicable('Aucun manifeste Kubernetes dans le dépôt.', 'No Kubernetes manifest in the repository.')
    if (applications.length === 0 && sets.length === 0)
      return failIfAny([
        finding({}, 'Aucune Application Argo CD parmi les manifestes.', 'No Argo CD Application among the manifests.'),
      ])
    const isMaster = (application: KubernetesObject): boolean =>
      sourcesOf(application).some(({ path }) => {
        const folder = path.replace(/^\.\/|\/+$/g, '')
        return applications.some(
          (other) =>
            other !== application &&
            folder !== '' &&
            (other.path.includes(`${folder}/`) || other.path.startsWith(`${folder}/`)),
        )
      })
    const moving = applications.flatMap((application) =>
      sourcesOf(application)
        .filter(({ revision }) => revision === 'HEAD' || revision === '')
        .map(() =>
          finding(
            application,
            `Application/${application.name} suit une révision mouvante : nommez une branche d’environnement ou une version.`,
            `Application/${application.name} follows a moving revision: name an environment branch or a version.`,
            `${application.name}/revision`,
          ),
        ),
    )
    const master = sets.length > 0 || applications.some(isMaster)
    return failIfAny([
      ...(master
        ? []
        : [
            finding(
              { path: applications[0]?.path ?? '' },
              'Aucune Application maîtresse ne désigne les autres.',
              'No master Application refers to the others.',
              'master',
            ),
          ]),
      ...moving,
    ])
  },
})

const sourcesOf = (application: KubernetesObject): readonly { path: string; revision: string }[] => {
  const spec = record(application.content['spec'])
  return [...(spec['source'] === undefined ? [] : [spec['source']]), ...list(spec['sources'])].map((source) => ({
    path: String(record(source)['path'] ?? ''),
    revision: String(record(source)['targetRevision'] ?? ''),
  }))
}
