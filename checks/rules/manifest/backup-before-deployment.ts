import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { isManagedDatabase, rawDatabases } from './database-operator.ts'
import { isApplication } from './gitops.ts'
import { type Content, called, list, nothingDeployed, record, workloads } from './workloads.ts'

/** What Argo CD or Helm runs around a deployment that changes what is there. */
const isHook = ({ content }: { content: Content }): boolean =>
  Object.entries(record(record(content['metadata'])['annotations'])).some(
    ([name, value]) =>
      name === 'argocd.argoproj.io/hook' || (name === 'helm.sh/hook' && /\bpre-upgrade\b/.test(String(value))),
  )

export const backupBeforeDeployment = rule({
  id: 'manifest/backup-before-deployment',
  source: 'manifest',
  requirements: ['MIRAI:EXI-ARCH-9'],
  title: {
    fr: 'Les données sont sauvegardées juste avant de déployer',
    en: 'Data is backed up just before deployment',
  },
  failureTitle: {
    fr: 'Rien ne sauvegarde les données juste avant de déployer',
    en: 'Nothing backs data up just before deployment',
  },
  why: {
    fr: 'Un déploiement recrée l’environnement et peut migrer la base : la copie à prendre est celle d’avant, pas celle de la nuit.',
    en: 'A deployment recreates the environment and may migrate the database: the copy to have is the one from just before, not last night’s.',
  },
  mend: {
    fr: 'Ajoutez un Job de sauvegarde annoté argocd.argoproj.io/hook: PreSync (ou helm.sh/hook: pre-upgrade).',
    en: 'Add a backup Job annotated argocd.argoproj.io/hook: PreSync (or helm.sh/hook: pre-upgrade).',
  },
  left: { fr: 'Que la restauration de cette copie a été essayée.', en: 'That restoring this copy was tried.' },
  limits: {
    fr: 'Ne s’applique que si le dépôt dit comment il se déploie : une Application Argo CD ou un crochet (argocd.argoproj.io/hook, ou helm.sh/hook: pre-upgrade). Un chart seul est déployé par ce qui l’appelle, qui peut sauvegarder avant.',
    en: 'Applies only where the repository says how it is deployed: an Argo CD Application or a hook (argocd.argoproj.io/hook, or helm.sh/hook: pre-upgrade). A chart alone is deployed by whatever calls it, which may back up first.',
  },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const { objects } = kubernetes
    if (objects.length === 0) return nothingDeployed(kubernetes)
    // What runs around a deployment says how it is deployed.
    const [application] = objects.filter((object) => isApplication(object) || isHook(object))
    const data = objects.some(
      (object) =>
        object.kind === 'PersistentVolumeClaim' ||
        list(record(object.content['spec'])['volumeClaimTemplates']).length > 0 ||
        isManagedDatabase(object),
    )
    if (application === undefined || (!data && rawDatabases(kubernetes).length === 0))
      return notApplicable(
        'Ni Application Argo CD ni crochet, ou aucune donnée persistante.',
        'Neither an Argo CD Application nor a hook, or no persistent data.',
      )
    const hooks = objects.filter(({ content }) => {
      const annotations = record(record(content['metadata'])['annotations'])
      return (
        /PreSync/.test(String(annotations['argocd.argoproj.io/hook'] ?? '')) ||
        /pre-upgrade/.test(String(annotations['helm.sh/hook'] ?? ''))
      )
    })
    const saves = hooks.some(
      (hook) =>
        /Backup|Snapshot/.test(hook.kind) ||
        (workloads({ ...kubernetes, objects: [hook] }).length > 0 &&
          /backup|dump|sauvegarde|snapshot|restic|velero|barman|pgbackrest/i.test(JSON.stringify(hook.content))),
    )
    return failIfAny(
      saves
        ? []
        : [
            finding(
              hooks[0] ?? application,
              `${called(hooks[0] ?? application)} : aucune sauvegarde avant le déploiement.`,
              `${called(hooks[0] ?? application)}: no backup before the deployment.`,
              'presync',
            ),
          ],
    )
  },
})
