import { fail, finding, notApplicable, pass, rule } from '../../rule.ts'
import { nameOf, ownCode, ownManifests } from './subject.ts'

const builders =
  /^(Makefile(\.(in|am))?|GNUmakefile|configure(\.ac|\.in)?|autogen\.sh|justfile|Taskfile\.ya?ml|build\.xml|CMakeLists\.txt|meson\.build|BUILD(\.bazel)?|build\.sh|mvnw|gradlew|Rakefile|noxfile\.py|[\w-]+\.cabal|stack\.yaml|dune-project|build\.sbt|mix\.exs|rebar\.config|Package\.swift|build\.zig|project\.clj|deps\.edn|shard\.yml|[\w-]+\.nimble|pubspec\.yaml|SConstruct|wscript|Makefile\.PL|Build\.PL|[\w-]+\.gpr|dub\.(?:json|sdl)|[\w.-]+\.gemspec|Earthfile|Dockerfile|Containerfile)$/
/** At the root, or where scripts stand, it builds what is delivered; deeper it may be a page or a class. */
const ownBuilder = /^(?:(?:bin|scripts?|tools?)\/)?build\.(?:php|pl|py|rb|[cm]?[jt]s|ps1|cmd|bat)$/
const builtByTheirTool = new Set(['maven', 'gradle', 'go', 'cargo', 'nuget', 'pip', 'composer', 'bundler'])
const projectOfAnEditor =
  /(^|\/)(\.classpath|\.project|nbproject\/project\.xml|[^/]+\.(iml|ipr|jpr|sln|vcxproj|xcodeproj\/project\.pbxproj))$/

export const buildScripts = rule({
  id: 'repository/build-scripts',
  source: 'repository',
  requirements: ['GI:PF-1.e', 'GI:1246', 'GI:PF-1.a'],
  title: {
    fr: 'L’application se construit en ligne de commande',
    en: 'The application is built from the command line',
  },
  failureTitle: {
    fr: 'Rien ne dit comment construire l’application sans un éditeur',
    en: 'Nothing tells how to build the application without an editor',
  },
  why: {
    fr: 'La chaîne et l’hébergeur reconstruisent sans éditeur ; une construction qui en dépend ne se rejoue pas.',
    en: 'The chain and the host rebuild without an editor; a build that depends on one cannot be replayed.',
  },
  mend: {
    fr: 'Ajoutez un manifeste de construction (scripts npm, Maven, Makefile…) et le script qui fait le paquet.',
    en: 'Add a build manifest (npm scripts, Maven, Makefile…) and the script that makes the package.',
  },
  left: { fr: 'Que la construction réussit depuis un clone neuf.', en: 'That the build succeeds from a fresh clone.' },
  needs: ['files', 'packages'],
  judge: ({ files, packages }) => {
    if (ownCode(files).length === 0)
      return notApplicable('Aucun code source dans le dépôt.', 'No source code in the repository.')
    const manifests = ownManifests(packages)
    if (manifests.some((manifest) => builtByTheirTool.has(manifest.ecosystem))) return pass
    if (
      manifests.some((manifest) =>
        Object.keys(manifest.scripts).some((name) =>
          /^(build|start|compile|prepare|prepack|package|dist|bundle)/.test(name),
        ),
      )
    )
      return pass
    if (
      files.some(
        (file) =>
          (builders.test(nameOf(file.path)) || ownBuilder.test(file.path)) &&
          (file.role === 'source' || file.role === 'configuration'),
      )
    )
      return pass
    // Code that runs as it is needs nothing built, only a way to be started.
    const interpreted = ownCode(files).every((file) =>
      /^(javascript|typescript|php|python|shell|powershell|ruby|sql)$/.test(file.language ?? ''),
    )
    if (
      interpreted &&
      manifests.some(
        (manifest) =>
          typeof manifest.settings?.['main'] === 'string' ||
          manifest.settings?.['exports'] !== undefined ||
          manifest.settings?.['bin'] !== undefined,
      )
    )
      return pass
    const editor = files.find((file) => projectOfAnEditor.test(file.path))
    return fail([
      editor === undefined
        ? finding(
            {},
            'Aucun script de construction (npm, Maven, Makefile…).',
            'No build script (npm, Maven, Makefile…).',
          )
        : finding(
            editor,
            'Projet d’éditeur sans script de construction à côté.',
            'Project of an editor without a build script beside it.',
          ),
    ])
  },
})
