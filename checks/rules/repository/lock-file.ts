import type { Dependency, Ecosystem } from '../../facts.ts'
import { type RuleFinding, absent, failIfAny, notApplicable, rule } from '../../rule.ts'
import { folderOf, ownManifests } from './subject.ts'

const locked: ReadonlySet<Ecosystem> = new Set(['npm', 'composer', 'pip', 'go', 'cargo', 'bundler', 'nuget'])
const mending: Partial<Record<Ecosystem, string>> = {
  npm: 'package-lock.json',
  composer: 'composer.lock',
  pip: 'uv.lock, poetry.lock',
  go: 'go.sum',
  cargo: 'Cargo.lock',
  bundler: 'Gemfile.lock',
  nuget: 'packages.lock.json',
}

export const lockFile = rule({
  id: 'repository/lock-file',
  source: 'repository',
  requirements: ['GI:1399', 'GI:PF-1.m', 'GI:PF-1.g'],
  title: {
    fr: 'Les dépendances sont figées par un fichier de verrouillage',
    en: 'Dependencies are frozen by a lock file',
  },
  failureTitle: { fr: 'Il manque un fichier de verrouillage des dépendances', en: 'A dependency lock file is missing' },
  why: {
    fr: 'Sans verrou, deux constructions du même commit n’embarquent pas le même code : ni inventaire fiable, ni reconstruction à l’identique.',
    en: 'Without a lock, two builds of one commit do not embed the same code: no reliable inventory, no identical rebuild.',
  },
  mend: {
    fr: 'Générez le fichier de verrouillage avec votre gestionnaire de paquets et enregistrez-le dans le dépôt.',
    en: 'Generate the lock file with your package manager and store it in the repository.',
  },
  left: {
    fr: 'Les versions transitives de Maven et Gradle, qui n’ont pas de verrou par défaut.',
    en: 'Transitive versions of Maven and Gradle, which have no lock by default.',
  },
  limits: {
    fr: 'NuGet prend la version écrite : un verrou n’y est demandé que pour une version flottante. Les verrous de Terraform et de Helm ne sont pas regardés.',
    en: 'NuGet takes the version that is written: a lock is asked for only where a version floats. Locks of Terraform and Helm are not looked at.',
  },
  needs: ['packages'],
  judge: ({ packages }) => {
    const manifests = ownManifests(packages).filter(
      (manifest) => locked.has(manifest.ecosystem) && manifest.dependencies.length > 0,
    )
    if (manifests.length === 0)
      return notApplicable('Aucune dépendance qui se verrouille.', 'No dependency that is locked.')
    const findings: RuleFinding[] = []
    for (const manifest of manifests) {
      const { ecosystem, path, dependencies, settings } = manifest
      const folder = folderOf(path)
      // A part of a larger project is locked, or not, with the whole.
      const whole = manifests.some(
        (other) =>
          other.path !== path &&
          other.ecosystem === ecosystem &&
          folderOf(other.path) !== folder &&
          isAncestor(folderOf(other.path), folder),
      )
      // NuGet takes the version that is written, unless it floats.
      if (ecosystem === 'nuget' && !dependencies.some(({ wanted }) => /\*/.test(wanted))) continue
      // A library, a plugin or a module is installed, and locked, by the application that hosts it: Composer's own type says so.
      if (whole || (ecosystem === 'composer' && (settings?.['type'] ?? 'project') !== 'project')) continue
      const covered = packages.locks.some(
        (lock) => lock.ecosystem === ecosystem && isAncestor(folderOf(lock.path), folder),
      )
      // A requirements file with exact versions is its own lock.
      const exact = ecosystem === 'pip' && /\.txt$/.test(path) && isExact(dependencies)
      // What was compiled from it stands beside it, with exact versions.
      const compiled =
        ecosystem === 'pip' &&
        manifests.some(
          (other) =>
            other !== manifest &&
            other.ecosystem === 'pip' &&
            folderOf(other.path) === folder &&
            other.path.endsWith('.txt') &&
            (!path.endsWith('.in') || other.path === path.replace(/\.in$/, '.txt')) &&
            !/dev|test|doc|lint/.test(other.path) &&
            isExact(other.dependencies) &&
            dependencies.every(
              ({ name, development }) => development || other.dependencies.some((one) => one.name === name),
            ),
        )
      // The members of a workspace of Cargo share the lock of its root.
      const root =
        ecosystem === 'cargo'
          ? ownManifests(packages).find(
              (other) =>
                other.ecosystem === 'cargo' &&
                other.dependencies.length === 0 &&
                folderOf(other.path) !== folder &&
                isAncestor(folderOf(other.path), folder),
            )
          : undefined
      const place = root?.path ?? path
      if (!covered && !exact && !compiled && !findings.some((one) => one.path === place))
        findings.push(
          absent(
            { path: place },
            `Dépendances sans verrou (${mending[ecosystem]}).`,
            `Dependencies without a lock (${mending[ecosystem]}).`,
          ),
        )
    }
    return failIfAny(findings)
  },
})

const isExact = (dependencies: readonly Dependency[]): boolean =>
  dependencies.every(({ wanted }) => wanted.startsWith('=='))

const isAncestor = (folder: string, of: string): boolean =>
  folder === '' || folder === of || of.startsWith(`${folder}/`)
