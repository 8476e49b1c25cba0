import { fail, finding, pass, rule } from '../../rule.ts'

export const pipeline = rule({
  id: 'repository/pipeline',
  source: 'repository',
  requirements: ['MIRAI:MIR-4.e', 'MIRAI:MIR-4.ak', 'MIRAI:MIR-3.b', 'CHAP:CHAP-19'],
  title: {
    fr: 'Une chaîne de livraison est décrite dans le dépôt',
    en: 'A delivery chain is described in the repository',
  },
  failureTitle: { fr: 'Aucune chaîne de livraison n’est décrite', en: 'No delivery chain is described' },
  why: {
    fr: 'La qualité se démontre par une chaîne qui rejoue les mêmes étapes à chaque changement, sans geste manuel.',
    en: 'Quality is shown by a chain that replays the same steps at each change, without manual work.',
  },
  mend: {
    fr: 'Décrivez la chaîne dans .gitlab-ci.yml ou .github/workflows : construction, tests, qualité, vulnérabilités.',
    en: 'Describe the chain in .gitlab-ci.yml or .github/workflows: build, tests, quality, vulnerabilities.',
  },
  left: {
    fr: 'Que la chaîne tourne et que ses seuils bloquent.',
    en: 'That the chain runs and that its thresholds block.',
  },
  limits: {
    fr: 'Une chaîne Jenkins, Azure, CircleCI, Tekton ou d’une autre forge compte autant que GitLab ou GitHub, pourvu que son fichier soit dans le dépôt et lance une commande.',
    en: 'A chain of Jenkins, Azure, CircleCI, Tekton or another forge counts as much as GitLab or GitHub, provided that its file is in the repository and runs a command.',
  },
  needs: ['pipelines'],
  judge: ({ pipelines }) => {
    const [first] = pipelines.files
    if (first === undefined)
      return fail([
        finding(
          {},
          'Aucun fichier de chaîne (GitLab, GitHub, Jenkins…) n’a été trouvé.',
          'No chain file (GitLab, GitHub, Jenkins…) was found.',
        ),
      ])
    if (pipelines.commands.length === 0)
      return fail([finding({ path: first }, 'La chaîne ne lance aucune commande.', 'The chain runs no command.')])
    return pass
  },
})
