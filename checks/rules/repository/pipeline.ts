import type { PipelineCommand } from '../../facts.ts'
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
    fr: 'Une chaîne Jenkins, Azure, CircleCI, Tekton ou d’une autre forge compte autant que GitLab ou GitHub, pourvu que son fichier soit dans le dépôt et lance une commande ; ranger la forge (étiquettes, demandes dormantes) n’en est pas une.',
    en: 'A chain of Jenkins, Azure, CircleCI, Tekton or another forge counts as much as GitLab or GitHub, provided that its file is in the repository and runs a command; tidying the forge (labels, dormant requests) is none.',
  },
  needs: ['pipelines'],
  everywhere: true,
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
    if (pipelines.commands.every(keepsHouse))
      return fail([
        finding(
          { path: first },
          'La chaîne range la forge (étiquettes, demandes dormantes) : elle ne construit ni ne vérifie rien.',
          'The chain tidies the forge (labels, dormant requests): it builds and verifies nothing.',
        ),
      ])
    return pass
  },
})

/** Fetching the sources, keeping requests in order and talking to people: no step of a delivery. */
const keepsHouse = ({ path, text }: PipelineCommand): boolean =>
  /^(?:actions\/(?:checkout|cache|stale|labeler|first-interaction|add-to-project|github-script)|dessant\/lock-threads|release-drafter\/release-drafter|peter-evans\/(?:create-or-update-comment|close-issue)|dependabot\/fetch-metadata|amannn\/action-semantic-pull-request)@/.test(
    text,
  ) ||
  /^(?:echo|printf|true|exit 0|:)(?:\s|$)/.test(text) ||
  // The image in which nothing runs.
  (path.startsWith('.gitlab-ci') && /^[\w.-]+(?:[/:][\w.-]+)*:[\w.-]+$/.test(text))
