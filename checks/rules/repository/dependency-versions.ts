import type { SourceMatch } from '../../facts.ts'
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
  limits: {
    fr: 'Une plage bornée (`^1`, `~1.2`, `4.*`) est admise : le fichier de verrouillage la fige (voir repository/lock-file). `*`, `latest` et une plage Maven sans fin (`[1.0,)`) ne le sont pas. Les peerDependencies disent ce que l’application hôte apporte : elles ne sont pas regardées.',
    en: 'A bounded range (`^1`, `~1.2`, `4.*`) is accepted: the lock file freezes it (see repository/lock-file). `*`, `latest` and a range of Maven without an end (`[1.0,)`) are not. Peer dependencies tell what the hosting application brings: they are not looked at.',
  },
  needs: ['packages', 'matches'],
  looksFor: {
    origin: {
      hints: [
        'http://',
        'git+',
        'git::',
        'git =',
        'git=',
        'git:',
        'github:',
        'gitlab:',
        'branch',
        'allowinsecureprotocol',
        '--trusted-host',
        'secure-http',
      ],
      expression:
        /"type"\s*:\s*"(?:composer|vcs|git)"\s*,\s*"url"\s*:\s*"http:\/\/|^\s*source\s+['"]http:\/\/|--(?:extra-)?index-url[= ]http:\/\/|^\s*--trusted-host\b|uri\(\s*["']http:\/\/|\burl\s*(?:=\s*)?["']http:\/\/(?!localhost)|allowInsecureProtocol\s*=\s*true|isAllowInsecureProtocol\s*=\s*true|^\s*["']?(?:-e\s+)?(?:[\w.-]+(?:\[[\w,. -]*\])?\s*@\s*)?git\+\w+:\/\/[^\s#"']+["']?,?\s*(?:#.*)?$|"secure-http"\s*:\s*false|source\s*=\s*"git::[^"]*(?<!\?ref=[^"]*)"|^\s*gem\b[^#\n]*\bsource:\s*['"]http:\/\/|^\s*gem\b[^#\n]*\bbranch:\s*['"]|\bgit\s*=\s*"[^"]*"(?![^}\n]*\b(?:rev|tag)\s*=)|^\s*gem\b(?![^#\n]*\b(?:ref|tag):)[^#\n]*\b(?:git|github|gitlab):\s*['"]|^\s*\{:\w+,(?![^}\n]*\b(?:ref|tag):)[^}\n]*\b(?:git|github):\s*"|\.package\s*\([^)\n]*\bbranch:|^\s*(?:@[\w-]+:)?registry\s*=\s*http:\/\/|<url>\s*http:\/\/(?=[^<]*(?:repo|maven|nexus|depot|artifactory|archiva|libs-release))|[rR]epository>.{0,200}<url>\s*http:\/\/(?!localhost)/,
      kinds: ['code', 'data', 'document'],
      roles: ['source', 'configuration', 'documentation'],
    },
  },
  everywhere: true,
  judge: ({ packages, matches }) => {
    const manifests = ownManifests(packages)
    const all = manifests.flatMap((manifest) =>
      manifest.dependencies.map((dependency) => ({
        ...dependency,
        path: manifest.path,
        ecosystem: manifest.ecosystem,
      })),
    )
    const origins = (matches['origin'] ?? []).filter(
      (match) =>
        !match.comment &&
        declares.test(match.path) &&
        !/[@=][0-9a-f]{40}|@v?\d+\.\d|\?ref=/.test(match.text) &&
        !isForPeople(match),
    )
    if (all.length === 0 && origins.length === 0)
      return notApplicable('Aucune dépendance déclarée.', 'No dependency declared.')
    // Nothing else fixes what a list of requirements leaves open.
    const frozen =
      packages.locks.some(({ ecosystem }) => ecosystem === 'pip') ||
      all.some(({ path, wanted }) => isRequirements(path) && wanted.startsWith('=='))
    const isFree = ({ path, wanted }: { path: string; wanted: string }): boolean =>
      isRequirements(path) && !frozen && wanted === ''
    return failIfAny([
      ...origins.map((match) =>
        finding(
          match,
          `Origine sans TLS ou mouvante : ${match.text.slice(0, 80)}`,
          `Origin without TLS or moving: ${match.text.slice(0, 80)}`,
          match.text,
        ),
      ),
      ...all
        .filter((dependency) => isLoose(dependency.ecosystem, dependency.wanted) || isFree(dependency))
        .map((dependency) =>
          finding(
            dependency,
            `« ${dependency.name} » : ${dependency.wanted === '' ? 'aucune version' : `« ${dependency.wanted} »`}.`,
            `“${dependency.name}”: ${dependency.wanted === '' ? 'no version' : `“${dependency.wanted}”`}.`,
            dependency.name,
          ),
        ),
    ])
  },
})

/** Where dependencies and their origins are declared. */
const declares =
  /(^|\/)(requirements(?:\/[\w-]+|[\w.-]*)\.(txt|in)|constraints[\w.-]*\.txt|Gemfile|build\.gradle(\.kts)?|settings\.gradle(\.kts)?|pom\.xml|Cargo\.toml|pyproject\.toml|composer\.json|Pipfile|mix\.exs|Package\.swift|\.npmrc|pip\.conf|[\w.-]+\.tf)$/

/** A page where people look at the code, the faults or the licence: nothing is fetched from it. */
const isForPeople = ({ path, around, text }: SourceMatch): boolean => {
  const above = around.slice(0, around.indexOf(text))
  // What the archetype of Maven writes in every model.
  if (/<url>\s*http:\/\/maven\.apache\.org\/?\s*</.test(text)) return true
  return (
    (path.endsWith('pyproject.toml') && /^\[(?:project|tool\.poetry)\.urls\]\s*(?:\n[^[\n]*)*$/m.test(above)) ||
    (path.endsWith('pom.xml') &&
      /<(?:scm|connection|developerConnection|issueManagement|ciManagement|organization|licenses?|developers?|mailingLists?)>/.test(
        above,
      ) &&
      !/[rR]epository>/.test(above))
  )
}
const isRequirements = (path: string): boolean => /(^|\/)requirements(?:\/[\w-]+|[\w.-]*)\.txt$/.test(path)

function isLoose(ecosystem: string, wanted: string): boolean {
  if (ecosystem === 'gradle' && /\+$|^latest\./.test(wanted)) return true
  // An open range of Maven: `[2.0,)`.
  if (ecosystem === 'maven' && /^[[(].*,\s*\)$/.test(wanted)) return true
  // Versions may come from a parent (Maven), a platform (Gradle), or the lock (Python, Ruby).
  if (wanted === '') return ecosystem === 'npm'
  if (/^(workspace|file|link|portal|catalog|patch|npm:@?[\w./-]+@\d|\$\{)/.test(wanted)) return false
  if (/^(git\+|git:|github:|gitlab:|bitbucket:|[\w-]+\/[\w.-]+(#|$))/.test(wanted))
    return ecosystem === 'npm' && !/#(semver:|[0-9a-f]{7,40}$|v?\d+\.\d+)/.test(wanted)
  return /^(\*|x|latest|next|LATEST|RELEASE|dev-(master|main))$/i.test(wanted) || /^http:/.test(wanted)
}
