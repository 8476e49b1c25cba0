import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, rule } from '../../rule.ts'

export const selfContained = rule({
  id: 'repository/self-contained',
  source: 'repository',
  requirements: ['GI:PF-1.a', 'GI:PF-1.m'],
  title: { fr: 'Le dépôt contient tout ce qu’il désigne', en: 'The repository holds everything that it refers to' },
  failureTitle: {
    fr: 'Le dépôt désigne des fichiers qui lui sont extérieurs',
    en: 'The repository refers to files outside itself',
  },
  why: {
    fr: 'Une application se reconstruit depuis son dépôt seul ; un lien vers la machine d’une personne casse cette promesse.',
    en: 'An application is rebuilt from its repository alone; a link to somebody’s machine breaks that promise.',
  },
  mend: {
    fr: 'Remplacez chaque lien symbolique qui sort du dossier par le fichier lui-même ou par une dépendance déclarée.',
    en: 'Replace each symbolic link that leaves the folder with the file itself or with a declared dependency.',
  },
  left: {
    fr: 'Une reconstruction complète depuis un clone neuf, dépendances et licences comprises.',
    en: 'A complete rebuild from a fresh clone, dependencies and licences included.',
  },
  needs: ['links', 'matches'],
  looksFor: {
    place: {
      hints: ['/home/', '/users/', ':\\users\\', '<systempath>', '../'],
      expression:
        /(?<machine>\/home\/(?!node\b|app\b|user\b|runner\b|vsts\b|jenkins\b|git\b)[a-z][\w.-]+\/|\/Users\/(?!Shared\b)[\w.-]+\/|[A-Z]:\\Users\\[\w.-]+)|<systemPath>\s*(?!\$\{(?:(?:project\.)?basedir|java\.home|env\.JAVA_HOME))(?<system>[^<]+)|=>\s*(?<go>(?:\.\.\/)+)|["'](?:file|link|portal):(?<npm>(?:\.\.\/)+)/,
      kinds: ['code', 'data'],
    },
  },
  judge: ({ links, matches }) =>
    failIfAny([
      ...(matches['place'] ?? [])
        .filter(leaves)
        .map((match) =>
          finding(
            match,
            `Désigne un fichier hors du dépôt : ${match.text.slice(0, 80)}`,
            `Refers to a file outside the repository: ${match.text.slice(0, 80)}`,
            match.text,
          ),
        ),
      ...links.leaving.map((path) =>
        finding(
          { path },
          'Ce lien symbolique mène hors du dossier ; il n’a pas été suivi.',
          'This symbolic link leads outside the folder; it was not followed.',
        ),
      ),
    ]),
})

/** Files by which the application is built; elsewhere a path is an example or a default of the operator. */
const builds =
  /(^|\/)(Makefile|GNUmakefile|CMakeLists\.txt|pom\.xml|build\.gradle(\.kts)?|settings\.gradle(\.kts)?|go\.(mod|work)|package\.json|[\w.-]+\.(csproj|vbproj|props|targets|mk)|composer\.json|Cargo\.toml|pyproject\.toml|tsconfig[\w.]*\.json)$/
const leaves = ({ path, comment, groups }: SourceMatch): boolean => {
  if (comment || !builds.test(path)) return false
  const way = groups['go'] ?? groups['npm']
  return way === undefined || way.length / 3 > path.split('/').length - 1
}
