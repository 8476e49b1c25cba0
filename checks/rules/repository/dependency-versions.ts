import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { ownManifests } from './subject.ts'

export const dependencyVersions = rule({
  id: 'repository/dependency-versions',
  source: 'repository',
  requirements: ['GI:1399'],
  title: {
    fr: 'Chaque dépendance a une version et une origine sûres',
    en: 'Each dependency has a safe version and origin',
  },
  failureTitle: {
    fr: 'Des dépendances n’ont pas de version ou viennent d’une origine mouvante',
    en: 'Dependencies have no version or come from a moving origin',
  },
  why: {
    fr: '« N’importe quelle version », une branche git ou une adresse http laissent entrer un code que personne n’a regardé.',
    en: '“Any version”, a git branch or an http address let in code that nobody looked at.',
  },
  mend: {
    fr: 'Indiquez une version du registre ; pour une source git, un commit complet ; jamais d’adresse http.',
    en: 'Name a version of the registry; for a git source, a full commit; never an http address.',
  },
  left: {
    fr: 'L’inventaire lui-même (voir repository/software-inventory).',
    en: 'The inventory itself (see repository/software-inventory).',
  },
  needs: ['packages'],
  judge: ({ packages }) => {
    const manifests = ownManifests(packages)
    const all = manifests.flatMap((manifest) =>
      manifest.dependencies.map((dependency) => ({
        ...dependency,
        path: manifest.path,
        ecosystem: manifest.ecosystem,
      })),
    )
    if (all.length === 0) return notApplicable('Aucune dépendance déclarée.', 'No dependency declared.')
    // Nothing else fixes what a list of requirements leaves open.
    const frozen =
      packages.locks.some(({ ecosystem }) => ecosystem === 'pip') ||
      all.some(({ path, wanted }) => isRequirements(path) && wanted.startsWith('=='))
    const isFree = ({ path, wanted }: { path: string; wanted: string }): boolean =>
      isRequirements(path) && !frozen && wanted === ''
    return failIfAny(
      all
        .filter((dependency) => isLoose(dependency.ecosystem, dependency.wanted) || isFree(dependency))
        .map((dependency) =>
          finding(
            dependency,
            `« ${dependency.name} » : ${dependency.wanted === '' ? 'aucune version' : `« ${dependency.wanted} »`}.`,
            `“${dependency.name}”: ${dependency.wanted === '' ? 'no version' : `“${dependency.wanted}”`}.`,
            dependency.name,
          ),
        ),
    )
  },
})

const isRequirements = (path: string): boolean => /(^|\/)requirements[\w.-]*\.txt$/.test(path)

function isLoose(ecosystem: string, wanted: string): boolean {
  // Versions may come from a parent (Maven), a platform (Gradle), or the lock (Python, Ruby).
  if (wanted === '') return ecosystem === 'npm'
  if (/^(workspace|file|link|portal|catalog|patch|npm:@?[\w./-]+@\d|\$\{)/.test(wanted)) return false
  if (/^(git\+|git:|github:|gitlab:|bitbucket:|[\w-]+\/[\w.-]+(#|$))/.test(wanted))
    return ecosystem === 'npm' && !/#(semver:|[0-9a-f]{40}|v?\d+\.\d+)/.test(wanted)
  return /^(\*|x|latest|next|LATEST|RELEASE|dev-(master|main))$/i.test(wanted) || /^http:/.test(wanted)
}
