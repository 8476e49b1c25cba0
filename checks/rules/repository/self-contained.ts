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
    fr: 'Une application se reconstruit depuis son dépôt seul ; un lien, un chemin ou une dépendance qui mène ailleurs casse cette promesse.',
    en: 'An application is rebuilt from its repository alone; a link, a path or a dependency that leads elsewhere breaks that promise.',
  },
  mend: {
    fr: 'Remplacez chaque lien ou chemin qui sort du dépôt par le fichier lui-même ou par une dépendance publiée et versionnée.',
    en: 'Replace each link or path that leaves the repository with the file itself or with a dependency that is published and versioned.',
  },
  left: {
    fr: 'Une reconstruction complète depuis un clone neuf, dépendances et licences comprises.',
    en: 'A complete rebuild from a fresh clone, dependencies and licences included.',
  },
  limits: {
    fr: 'Lit les liens, les fichiers de construction et ce que le code inclut ; un sous-module git et une adresse de registre sont des dépendances déclarées.',
    en: 'Reads links, build files and what code takes in; a git submodule and an address of a registry are declared dependencies.',
  },
  needs: ['links', 'matches'],
  looksFor: {
    place: {
      hints: ['/home/', '/users/', ':\\users\\', '<systempath>', '<hintpath>', '../', '..\\', '/root/', 'file://'],
      expression:
        /(?<machine>\/home\/(?!node\b|app\b|user\b|runner\b|vsts\b|jenkins\b|git\b)[a-z][\w.-]+\/|\/Users\/(?!Shared\b)[\w.-]+\/|[A-Z]:\\Users\\[\w.-]+|["'=:\s]file:\/{2,3}(?:root|opt|srv|mnt|media|tmp|data)\/[\w./-]+)|<systemPath>\s*(?!\$\{(?:(?:project\.)?basedir|java\.home|env\.JAVA_HOME|[\w.-]+\}\s*<))(?<system>[^<]+)|<HintPath>\s*(?<library>[A-Z]:\\|\/(?!\/)|\\\\)|["'](?:file|link|portal):(?<package>(?:\.\.\/)+)|(?<=["'\s=(:>]|file:\/\/|file:|Directory\)|dir\}\/?)(?<!\w[./-]*\/)(?<way>(?:\.\.[\\/])+)[\w@.]/,
      kinds: ['code', 'data'],
      // A line of a recipe goes on for as long.
      reach: 8,
    },
    /** A parent of Maven speaks for its modules, a step further down. */
    modules: { hints: ['<module>'], expression: /<module>/, kinds: ['data'], once: true },
    /** Code of somebody's machine that a file takes in. */
    taken: {
      hints: ['/home/', '/users/', ':/', ':\\', '../'],
      expression:
        /(?:\b(?:require(?:_once|_relative)?|include(?:_once)?|load|dofile|import(?:lib\.\w+)?|sys\.path\.(?:append|insert)|LoadFrom|LoadFile|System\.load)\b|#include|(?<![.\w])from\b|^\s*(?:source|\.)(?=\s)|@import|\breference\s+path=)[^\n]{0,80}?["'(\s](?:(?<machine>\/home\/(?!node\b|app\b|user\b|runner\b|vsts\b|jenkins\b|git\b)[a-z][\w.-]+\/|\/Users\/(?!Shared\b)[\w.-]+\/|[A-Z]:[\\/]{1,2}(?!Windows|Program)[\w.-]+)|(?<way>(?:\.\.\/)+)[\w@])/,
      first: /\/home\/|\/Users\/|[A-Z]:[\\/]|\.\.\//,
      kinds: ['code'],
      roles: ['source'],
    },
  },
  judge: ({ links, matches }) =>
    failIfAny([
      ...[
        ...(matches['place'] ?? []).filter((match) => leaves(match, matches['modules'])),
        ...(matches['taken'] ?? []).filter(isElsewhere),
      ]
        .filter(
          (match, index, all) =>
            all.findIndex(({ path, line }) => path === match.path && line === match.line) === index,
        )
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
  /(^|\/)(Makefile|GNUmakefile|CMakeLists\.txt|pom\.xml|(?:settings|build)\.gradle(\.kts)?|build\.sbt|go\.(mod|work)|package\.json|[\w.-]+\.(csproj|vbproj|fsproj|sln|props|targets|mk)|composer\.json|Cargo\.toml|pyproject\.toml|Pipfile|(?:requirements|constraints)[\w.-]*\.(?:txt|in)|pubspec\.yaml|[\w.-]+\.tf|terragrunt\.hcl|Package\.swift|Gemfile|mix\.exs|tsconfig[\w.]*\.json|pnpm-workspace\.yaml|Chart\.yaml|kustomization\.ya?ml|(?:docker-)?compose[\w.-]*\.ya?ml|Dockerfile[\w.-]*|Containerfile)$/
/** Beside a dependency a script of npm may call what the machine has: only where packages come from counts. */
const onlyPackages = /(^|\/)package\.json$/
/** Ruby reckons from the file itself: one step up is its own folder. */
const ofItself = /\b__FILE__\b/
/** What make takes in when it is there, and does without. */
const optional = /(?:^|["'])\s*(?:-include|sinclude)\s/
/** In the recipe of an image only what is copied from outside is a place of whoever builds. */
const ofAnImage = /(^|\/)(?:Dockerfile|Containerfile)[\w.-]*$/
const isInside = ({ path, around, text }: SourceMatch): boolean =>
  ofAnImage.test(path) &&
  !/^\s*(?:COPY|ADD)\s(?!.*--from=)/im.test(/(?:[^\n]*\\\r?\n)*[^\n]*$/.exec(upTo(around, text))?.[0] ?? text)
/** A shell line that first goes down into a folder reckons from there. */
const depthOfFolder = (around: string, text: string, match: string): number => {
  const before = /(?:[^\n]*\\\r?\n)*[^\n]*$/.exec(upTo(around, text).slice(0, -text.length))?.[0] ?? ''
  const line = before + text.slice(0, Math.max(0, text.indexOf(match)))
  const folder =
    /(?:^|[\s;&|(@])cd\s+"?(?!\.\.)(?:\.\/)?(?<folder>[\w-](?:[\w./-]|\$[*@<]|\$\(\w+\))*?)\/?"?[\s\\]*(?:&&|;)(?!.*\bcd\s)/s.exec(
      line,
    )?.groups?.['folder']
  // Into a folder that a variable names: how deep it lies is unknown.
  if (/(?:^|[\s;&|(@])cd\s+"?\$[({]?\w+[)}]?"?\s*(?:&&|;)/.test(line)) return Infinity
  return folder === undefined || folder.includes('..') ? 0 : folder.split('/').length
}
const upTo = (around: string, text: string): string => around.slice(0, around.indexOf(text) + text.length)
/** What a link leads to is reckoned from the folder in which the link is laid, the last word of the command. */
const depthOfLink = (text: string): number => {
  const laid = /\bln\s+(?:-\w+\s+)*-?\w*s\w*\s.*\s(?<place>[\w./-]+)\s*$/.exec(text)?.groups?.['place']
  // Under a folder that only the installation knows, or named on the next line.
  if (laid === undefined) return /\bln\s+(?:-\w+\s+)*-?\w*s\w*\s.*(?:\$\S*|\\)\s*$/.test(text) ? Infinity : 0
  return laid.startsWith('/') ? 0 : laid.split('/').length - 1
}
/** Inside a text that the program writes, for another folder. */
const isWritten = (text: string, match: string): boolean => {
  const before = text.slice(0, text.indexOf(match))
  return ['`', "'", '"'].some((quote) => before.split(quote).length % 2 === 0)
}
const leaves = (match: SourceMatch, parents: readonly SourceMatch[] = []): boolean => {
  const { path, comment, groups, text, around } = match
  if (comment || !builds.test(path) || ofItself.test(text) || optional.test(text) || isInside(match)) return false
  if (/\b(?:echo|printf|sed)\b/.test(text) && isWritten(text, groups['match'] ?? '')) return false
  if ([groups['machine'], groups['system'], groups['library']].some((one) => one !== undefined)) return true
  const way = groups['package'] ?? (onlyPackages.test(path) ? undefined : groups['way'])
  const further = /\$\{(?:project\.)?basedir\}\/\.\./.test(text) && parents.some((one) => one.path === path) ? 1 : 0
  // Maven reckons this one from the classes that it makes.
  const made = /<targetPath>/.test(text) ? 2 : 0
  const depth =
    path.split('/').length - 1 + made + depthOfLink(text) + depthOfFolder(around, text, groups['match'] ?? '')
  return way !== undefined && way.length / 3 > depth + further
}
const isElsewhere = ({ path, comment, groups, text }: SourceMatch): boolean =>
  !comment &&
  !ofItself.test(text) &&
  !optional.test(text) &&
  // The key of a table, which a shell would not read so.
  !/^\s*source\s*=>/.test(text) &&
  !isWritten(text, groups['match'] ?? '') &&
  (groups['machine'] !== undefined ||
    (groups['way'] !== undefined && groups['way'].length / 3 > path.split('/').length - 1))
