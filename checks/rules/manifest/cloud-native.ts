import { fail, finding, notApplicable, pass, rule } from '../../rule.ts'
import { answering, serverInCode, webServer } from '../repository/subject.ts'

export const cloudNative = rule({
  id: 'manifest/cloud-native',
  source: 'manifest',
  requirements: ['CHAP:CHAP-11', 'GI:PH-1.d', 'PRES:PRES-6.c', 'MIRAI:MIR-4.q'],
  title: { fr: 'Le déploiement est décrit par des fichiers', en: 'Deployment is described by files' },
  failureTitle: { fr: 'Rien ne décrit le déploiement', en: 'Nothing describes the deployment' },
  why: {
    fr: 'Une application sans image ni manifeste se déploie de mémoire : personne d’autre ne peut la remonter ailleurs.',
    en: 'An application without image or manifest is deployed from memory: nobody else can put it up elsewhere.',
  },
  mend: {
    fr: 'Livrez une recette d’image et des manifestes Kubernetes, un chart Helm ou une description d’infrastructure (Terraform).',
    en: 'Deliver an image recipe and Kubernetes manifests, a Helm chart or an infrastructure description (Terraform).',
  },
  left: {
    fr: 'Que l’ensemble est vraiment « cloud native », ou la dérogation.',
    en: 'That the whole is truly cloud native, or the derogation.',
  },
  limits: {
    fr: 'Une image, un manifeste, un chart, Compose, Terraform ou Procfile suffit : ce contrôle demande que le déploiement soit décrit, non qu’il soit bon.',
    en: 'An image, a manifest, a chart, Compose, Terraform or a Procfile is enough: this check asks that deployment be described, not that it be good.',
  },
  needs: ['packages', 'files', 'containers', 'kubernetes', 'matches'],
  looksFor: { answering },
  judge: ({ packages, files, containers, kubernetes, matches }) => {
    const described =
      containers.length > 0 ||
      kubernetes.objects.length > 0 ||
      kubernetes.helm.length > 0 ||
      files.some(
        ({ path, role }) =>
          role !== 'vendored' &&
          role !== 'fixture' &&
          /\.tf$|(^|\/)(docker-)?compose[\w.-]*\.ya?ml$|(^|\/)(heat|cloudformation)[\w.-]*\.ya?ml$|(^|\/)(Pulumi\.yaml|Procfile|project\.toml|serverless\.ya?ml)$/.test(
            path,
          ),
      )
    if (described) return pass
    const server = webServer(packages) ?? serverInCode(matches['answering'])
    return server === undefined
      ? notApplicable('Aucun serveur parmi les dépendances.', 'No server among the dependencies.')
      : fail([
          finding(
            server,
            `« ${server.name} » est un serveur, et rien ne décrit comment il se déploie.`,
            `“${server.name}” is a server, and nothing describes how it is deployed.`,
            'none',
          ),
        ])
  },
})
