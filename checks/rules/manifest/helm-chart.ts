import type { SourceMatch } from '../../facts.ts'
import { type RuleFinding, failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { isDefaultPassword, isPlaceholder, isRandom } from '../repository/secret-values.ts'
import { isVariable, readImage } from './images.ts'
import { record } from './workloads.ts'

const secretName = /(password|passwd|mot_?de_?passe|mdp|secret|token|api_?key|access_?key|private_?key)$/i

export const helmChart = rule({
  id: 'manifest/helm-chart',
  source: 'manifest',
  requirements: ['MIRAI:EXI-ARCH-8', 'MIRAI:MIR-4.l', 'GI:1433'],
  title: {
    fr: 'Les charts Helm ont une version et des valeurs sûres',
    en: 'Helm charts have a version and safe values',
  },
  failureTitle: {
    fr: 'Des charts Helm ont des valeurs par défaut dangereuses',
    en: 'Helm charts have dangerous default values',
  },
  why: {
    fr: 'Les valeurs par défaut d’un chart deviennent la production de ceux qui ne les changent pas.',
    en: 'The default values of a chart become the production of those who do not change them.',
  },
  mend: {
    fr: 'Donnez version et appVersion au chart, une version précise à chaque image, et laissez vides les secrets (existingSecret).',
    en: 'Give the chart a version and an appVersion, each image a precise version, and leave secrets empty (existingSecret).',
  },
  left: {
    fr: 'Le résultat des gabarits avec les valeurs de chaque environnement : « helm template ».',
    en: 'The result of the templates with the values of each environment: “helm template”.',
  },
  limits: {
    fr: 'Une image sans version est admise quand une étiquette est à côté d’elle ou qu’un gabarit la complète ; appVersion n’est demandé qu’à un chart qui nomme une image.',
    en: 'An image without a version is accepted when a tag stands beside it or a template completes it; appVersion is asked only of a chart that names an image.',
  },
  needs: ['kubernetes', 'matches'],
  looksFor: {
    /** Where a template writes an image, and whether it puts a version after it. */
    used: {
      hints: ['image'],
      expression:
        /\.Values\.(?<way>[\w.]*image)\b(?!\.)\s*(?:\|[^}]*)?(?:-?\}\}["']?(?<completed>[:@])|(?<passed>\s*\.(?:Values|Chart)\.))?/i,
      kinds: ['data', 'code', 'other'],
    },
  },
  judge: ({ kubernetes: { helm }, matches }) => {
    if (helm.length === 0) return notApplicable('Aucun chart Helm dans le dépôt.', 'No Helm chart in the repository.')
    return failIfAny(
      helm.flatMap(({ path, metadata, values, valuesPath }) => {
        const chart = { path: path === '' ? 'Chart.yaml' : `${path}/Chart.yaml` }
        const findings: RuleFinding[] = []
        if (!/^\d+\.\d+\.\d+/.test(String(metadata['version'] ?? '')))
          findings.push(
            finding(chart, 'Le chart n’a pas de version (SemVer).', 'The chart has no version (SemVer).', 'version'),
          )
        if (
          metadata['appVersion'] === undefined &&
          metadata['type'] !== 'library' &&
          /"image(?:Name|Repository)?":/.test(JSON.stringify(values))
        )
          findings.push(
            finding(
              chart,
              'Le chart ne dit pas quelle version de l’application il déploie (appVersion).',
              'The chart does not say which version of the application it deploys (appVersion).',
              'appVersion',
            ),
          )
        for (const dependency of Array.isArray(metadata['dependencies']) ? metadata['dependencies'].map(record) : [])
          if (dependency['version'] === undefined || /^(\*|x|latest|>=?\s*0)/.test(String(dependency['version'])))
            findings.push(
              finding(
                chart,
                `Dépendance « ${String(dependency['name'])} » sans version.`,
                `Dependency “${String(dependency['name'])}” without a version.`,
                String(dependency['name']),
              ),
            )
        if (valuesPath !== undefined) findings.push(...unversioned(values, valuesPath, matches['used'] ?? []))
        if (valuesPath !== undefined) visit(values, [], { path: valuesPath }, metadata, findings)
        return findings
      }),
    )
  },
})

/**
 * Images written whole without a version: where the templates use them as they are, or where others of the same values carry
 * theirs. A version beside them, or put after them by a template, is one.
 */
function unversioned(
  values: Readonly<Record<string, unknown>>,
  path: string,
  used: readonly SourceMatch[],
): readonly RuleFinding[] {
  const images: { way: string; image: string; beside: boolean }[] = []
  const gather = (value: unknown, way: readonly string[]): void => {
    if (way.length > deepest) return
    const content = record(value)
    for (const [key, inner] of Object.entries(content))
      if (typeof inner === 'string' && /^image$/i.test(key) && inner.includes('/'))
        images.push({
          way: [...way, key].join('.'),
          image: inner,
          beside: Object.keys(content).some((one) => /tag|version|digest/i.test(one)),
        })
      else gather(inner, [...way, key])
  }
  gather(values, [])
  const habit = images.some(({ image }) => hasVersion(image))
  return images
    .filter(({ image, beside }) => !beside && !hasVersion(image) && !isVariable(image))
    .filter(({ way }) => {
      const uses = used.filter(({ groups }) => groups['way'] === way)
      return uses.length === 0
        ? habit
        : uses.every(({ groups }) => groups['completed'] === undefined && groups['passed'] === undefined)
    })
    .map(({ way, image }) =>
      finding(
        { path },
        `${way} : « ${image} » n’a pas de version fixe.`,
        `${way}: “${image}” has no fixed version.`,
        way,
      ),
    )
}
const hasVersion = (image: string): boolean => {
  const { tag, digest } = readImage(image)
  return tag !== undefined || digest !== undefined
}

const deepest = 12
function visit(
  value: unknown,
  way: readonly string[],
  place: { path: string },
  metadata: Readonly<Record<string, unknown>>,
  findings: RuleFinding[],
): void {
  if (way.length > deepest || findings.length > 50) return
  if (Array.isArray(value))
    value.forEach((item, index) => visit(item, [...way, String(index)], place, metadata, findings))
  else if (typeof value === 'object' && value !== null) {
    const content = record(value)
    if (typeof content['repository'] === 'string' && content['repository'] !== '' && 'tag' in content) {
      const tag = String(content['tag'] ?? '')
      // An empty tag means the appVersion of the chart.
      if (
        /^(latest|stable|edge|main|master|dev|nightly)$/i.test(tag) ||
        (tag === '' && content['digest'] === undefined && metadata['appVersion'] === undefined)
      )
        findings.push(
          finding(
            place,
            `${way.join('.')}.tag : « ${tag} » n’est pas une version.`,
            `${way.join('.')}.tag: “${tag}” is no version.`,
            way.join('.'),
          ),
        )
    }
    for (const [key, inner] of Object.entries(content)) visit(inner, [...way, key], place, metadata, findings)
  } else if (typeof value === 'string') {
    const key = way.at(-1) ?? ''
    const name = way.join('.')
    if (key === 'image' && /^[\w./-]+:(latest|stable|edge|main|master)$/.test(value))
      findings.push(
        finding(
          place,
          `${name} : « ${value} » n’a pas de version fixe.`,
          `${name}: “${value}” has no fixed version.`,
          name,
        ),
      )
    if (
      secretName.test(key) &&
      value !== '' &&
      (isDefaultPassword(value) ||
        (!isPlaceholder(value) &&
          ((value.length >= 12 && isRandom(value)) ||
            (/(?:passwd|password|passe|mdp)$/i.test(key) && isChosen(value)))))
    )
      findings.push(finding(place, `${name} reçoit un secret par défaut.`, `${name} is given a default secret.`, name))
  }
}

/** A password that a person made up: letters with a digit or a sign, and neither a path nor the name of a key. */
const isChosen = (value: string): boolean =>
  value.length >= 6 &&
  /[A-Za-z]/.test(value) &&
  (/[!@#%^&*?]/.test(value) || /[A-Za-z]\d{2,4}$/.test(value)) &&
  !/[/\s:{]|-v\d+$|(?:password|secret|token|key|pass)$/i.test(value)
