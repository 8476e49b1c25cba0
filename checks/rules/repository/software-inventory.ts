import { failIfAny, finding, notApplicable, pass, rule } from '../../rule.ts'
import { commandMatching, ownManifests } from './subject.ts'

const producing =
  /cyclonedx|cdxgen|\bsyft\b|anchore\/sbom-action|npm sbom|pnpm sbom|trivy[^\n]*(cyclonedx|spdx)|spdx-sbom|sbom-tool|actions\/attest-sbom|\bko\s+(?:build|publish|apply|resolve)\b(?!.*--sbom[= ]none)|\bbom\s+generate\b|\breuse\s+spdx\b|(?<!no-)\bsbom\b(?!\s*[=:]\s*["']?(?:false|0|no|none)\b)|Dependency-Scanning/i

/** What publishes with GoReleaser makes the inventories that its file asks for. */
const isPublishedWith = ([path, text]: readonly [string, string]): boolean =>
  /(^|\/)\.?goreleaser\.ya?ml$/.test(path) && /^sboms:(?!\s*\[\s*\])/m.test(text)

export const softwareInventory = rule({
  id: 'repository/software-inventory',
  source: 'repository',
  requirements: ['GI:1399'],
  title: { fr: 'L’inventaire des composants est produit', en: 'The inventory of components is produced' },
  failureTitle: {
    fr: 'Aucun inventaire des composants, ou un inventaire périmé',
    en: 'No inventory of components, or an outdated one',
  },
  why: {
    fr: 'Quand une faille est publiée, l’inventaire dit en une minute quelles applications elle touche.',
    en: 'When a flaw is published, the inventory says in a minute which applications it touches.',
  },
  mend: {
    fr: 'Produisez un inventaire CycloneDX ou SPDX dans la chaîne (par exemple `npm sbom --sbom-format cyclonedx`) et publiez-le avec la version.',
    en: 'Produce a CycloneDX or SPDX inventory in the chain (for example `npm sbom --sbom-format cyclonedx`) and publish it with the version.',
  },
  left: {
    fr: 'Les composants qui ne viennent d’aucun gestionnaire de paquets.',
    en: 'Components that come from no package manager.',
  },
  needs: ['packages', 'pipelines', 'settings'],
  judge: ({ packages, pipelines, settings }) => {
    if (!ownManifests(packages).some((manifest) => manifest.dependencies.length > 0))
      return notApplicable('Aucune dépendance déclarée.', 'No dependency declared.')
    if (commandMatching(pipelines, producing) || Object.entries(settings).some(isPublishedWith)) return pass
    const [inventory] = packages.inventories
    if (inventory === undefined)
      return failIfAny([
        finding(
          {},
          'Ni inventaire CycloneDX ou SPDX dans le dépôt, ni étape de la chaîne qui en produise un.',
          'Neither a CycloneDX or SPDX inventory in the repository, nor a step of the chain that produces one.',
        ),
      ])
    const listed = new Set(packages.inventories.flatMap(({ components }) => components))
    const missing = [...new Set(packages.locks.flatMap((lock) => lock.packages ?? []).map(({ name }) => name))].filter(
      (name) => !listed.has(name),
    )
    return failIfAny(
      missing.length === 0
        ? []
        : [
            finding(
              inventory,
              `${missing.length} paquets verrouillés n’y figurent pas (${missing.slice(0, 3).join(', ')}…).`,
              `${missing.length} locked packages are not in it (${missing.slice(0, 3).join(', ')}…).`,
              'outdated',
            ),
          ],
    )
  },
})
