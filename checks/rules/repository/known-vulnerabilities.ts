import type { Advisory, AffectedPackage } from '../../facts.ts'
import { fail, finding, manual, notApplicable, pass, rule } from '../../rule.ts'
import { compareVersions } from './versions.ts'

export const knownVulnerabilities = rule({
  id: 'repository/known-vulnerabilities',
  source: 'repository',
  requirements: ['GI:1110', 'MIRAI:MIR-4.k', 'MIRAI:MIR-4.ad', 'MIRAI:EXI-ORG-1'],
  title: { fr: 'Aucune version verrouillée n’est vulnérable', en: 'No locked version is vulnerable' },
  failureTitle: { fr: 'Des versions verrouillées sont vulnérables', en: 'Locked versions are vulnerable' },
  why: {
    fr: 'Une faille publiée s’exploite en quelques jours ; la version livrée est celle du fichier de verrouillage.',
    en: 'A published flaw is exploited within days; the delivered version is that of the lock file.',
  },
  mend: {
    fr: 'Montez à la version corrigée, ou remplacez le paquet ; notez la raison si la faille n’est pas exploitable.',
    en: 'Move to the fixed version, or replace the package; write down the reason if the flaw cannot be exploited.',
  },
  left: {
    fr: 'Ce que le fichier OSV ne contient pas, et si la faille est exploitable ici.',
    en: 'What the OSV file does not hold, and whether the flaw can be exploited here.',
  },
  limits: {
    fr: 'Le fichier est donné par --osv : rien n’est demandé à un service. Les formats de verrouillage sans versions lisibles (bun.lockb) laissent la décision à une personne. Ce que seuls les essais et les outils demandent est dit à côté du verdict, sauf si la politique en fait un échec (vulnerabilities.ofDevelopment) ; NuGet et Go ne le distinguent pas.',
    en: 'The file is given with --osv: no service is asked. Lock formats without readable versions (bun.lockb) leave the decision to a person. What only tests and tools ask for is told beside the verdict, unless the policy makes it a failure (vulnerabilities.ofDevelopment); NuGet and Go do not tell it apart.',
  },
  needs: ['packages', 'advisories', 'policy'],
  everywhere: true,
  judge: ({ packages: { locks, manifests }, advisories, policy }) => {
    const locked = locks.flatMap(({ ecosystem, path, packages = [] }) =>
      packages.map(({ name, version, development = false }) => ({ ecosystem, path, name, version, development })),
    )
    // Maven and Gradle deliver the versions of their manifests when nothing locks them.
    const written = manifests
      .filter(({ ecosystem }) => !locked.some((one) => one.ecosystem === ecosystem))
      .flatMap(({ ecosystem, path, dependencies }) =>
        dependencies.flatMap(({ name, wanted, line, development }) => {
          const version = /^[=v]*(\d[\w.+-]*)$/.exec(wanted.trim().replace(/^==\s*/, ''))?.[1]
          return version === undefined
            ? []
            : [{ ecosystem, path, name, version, development, ...(line === undefined ? {} : { line }) }]
        }),
      )
    const known = [...locked, ...written]
    if (known.length === 0)
      return locks.length > 0
        ? manual('Les versions verrouillées ne se lisent pas ici.', 'The locked versions cannot be read here.')
        : notApplicable('Aucune version de dépendance n’est écrite.', 'No version of a dependency is written.')
    const byName = Map.groupBy(
      advisories.flatMap((advisory) => advisory.affected.map((affected) => ({ advisory, affected }))),
      ({ affected }) => keyOf(affected.ecosystem, affected.name),
    )
    const isTold = ({ development }: { development: boolean }): boolean =>
      development && policy.vulnerabilities.ofDevelopment === 'told'
    const about = (one: (typeof known)[number]) => byName.get(keyOf(one.ecosystem, one.name)) ?? []
    const findings = known.flatMap((one) =>
      eachFlawOnce(about(one).filter(({ affected }) => isAffected(one.version, affected))).map(
        ({ advisory, affected }) => {
          const { id, summary } = advisory
          const fixed = affected.ranges.find((range) => range.fixed !== undefined)?.fixed
          const about = finding(
            one,
            `${one.name} ${one.version} : ${nameOf(advisory)}${summary === '' ? '' : ` (${summary})`}${fixed === undefined ? '' : `, corrigé en ${fixed}`}${one.development ? ' ; développement seulement' : ''}.`,
            `${one.name} ${one.version}: ${nameOf(advisory)}${summary === '' ? '' : ` (${summary})`}${fixed === undefined ? '' : `, fixed in ${fixed}`}${one.development ? '; development only' : ''}.`,
            `${id}:${one.name}`,
          )
          return isTold(one) ? { ...about, aside: true as const } : about
        },
      ),
    )
    const told = findings.filter(({ aside }) => aside === true)
    if (told.length < findings.length) return fail([...findings.filter(({ aside }) => aside === undefined), ...told])
    const [unclear] = known
      .filter((one) => !isTold(one))
      .flatMap((one) =>
        about(one)
          .filter(({ affected }) => affected.byCommit === true)
          .map(({ advisory }) => ({ one, advisory })),
      )
    if (unclear === undefined) return told.length === 0 ? pass : { ...pass, told }
    const { one, advisory } = unclear
    return manual(
      `${one.name} ${one.version} : ${nameOf(advisory)} ne nomme que des commits. Voyez si cette version les contient.`,
      `${one.name} ${one.version}: ${nameOf(advisory)} names commits only. See whether this version holds them.`,
    )
  },
})

const nameOf = ({ id, aliases }: Advisory): string => aliases.find((alias) => alias.startsWith('CVE-')) ?? id

/** Several bases describe one flaw, under names that they give as aliases. */
function eachFlawOnce<T extends { readonly advisory: Advisory }>(hits: readonly T[]): readonly T[] {
  const said = new Set<string>()
  return hits.filter(({ advisory: { id, aliases } }) => {
    const names = [id, ...aliases]
    const known = names.some((name) => said.has(name))
    for (const name of names) said.add(name)
    return !known
  })
}

/** Gradle takes its packages from Maven; Python names are compared in their normal form (PEP 503). */
const keyOf = (ecosystem: string, name: string): string =>
  ecosystem === 'pip'
    ? `pip:${name.toLowerCase().replace(/[-_.]+/g, '-')}`
    : `${ecosystem === 'gradle' ? 'maven' : ecosystem}:${name}`

const isAffected = (version: string, { ecosystem, versions, ranges }: AffectedPackage): boolean =>
  versions.includes(version) ||
  ranges.some(
    ({ introduced, fixed, lastAffected }) =>
      compareVersions(version, introduced, ecosystem) >= 0 &&
      (fixed === undefined || compareVersions(version, fixed, ecosystem) < 0) &&
      (lastAffected === undefined || compareVersions(version, lastAffected, ecosystem) <= 0),
  )
