import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'
import { isDefaultPassword, isPlaceholder, isRandom } from '../repository/secret-values.ts'
import { called, list, nothingDeployed, placeOf, record, workloads } from './workloads.ts'

const secretName = /(password|passwd|secret|token|api_?key|access_?key|private_?key)$/i

export const plainSecrets = rule({
  id: 'manifest/plain-secrets',
  source: 'manifest',
  requirements: ['GI:1433', 'MIRAI:EXI-ARCH-10'],
  title: { fr: 'Les manifestes ne portent aucun secret', en: 'Manifests carry no secret' },
  failureTitle: { fr: 'Des manifestes portent des secrets', en: 'Manifests carry secrets' },
  why: {
    fr: 'Un Secret Kubernetes n’est que du base64 : dans un dépôt, il est en clair pour tous ses lecteurs.',
    en: 'A Kubernetes Secret is only base64: in a repository it is in clear for all its readers.',
  },
  mend: {
    fr: 'Faites venir la valeur du coffre (External Secrets, Vault) ou scellez-la (SealedSecret, SOPS).',
    en: 'Have the value come from the vault (External Secrets, Vault) or seal it (SealedSecret, SOPS).',
  },
  left: { fr: 'Les droits de lecture sur le coffre.', en: 'Read rights on the vault.' },
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    if (kubernetes.objects.length === 0) return nothingDeployed(kubernetes)
    const findings: RuleFinding[] = []
    for (const object of kubernetes.objects) {
      // SOPS leaves the kind in place and encrypts the values.
      if (
        object.kind !== 'Secret' ||
        object.content['sops'] !== undefined ||
        object.content['type'] === 'kubernetes.io/service-account-token'
      )
        continue
      const values = { ...record(object.content['data']), ...record(object.content['stringData']) }
      const clear = Object.entries(values).filter(
        ([, value]) => typeof value === 'string' && value !== '' && !isPlaceholder(value) && !value.startsWith('ENC['),
      )
      if (clear.length > 0)
        findings.push(
          finding(
            placeOf(object, object.content['data'] === undefined ? 'stringData' : 'data'),
            `${called(object)} : ${clear.length} valeur(s) en clair (${clear
              .slice(0, 3)
              .map(([key]) => key)
              .join(', ')}).`,
            `${called(object)}: ${clear.length} value(s) in clear (${clear
              .slice(0, 3)
              .map(([key]) => key)
              .join(', ')}).`,
            called(object),
          ),
        )
    }
    for (const { object, containers } of workloads(kubernetes))
      for (const { name, under, content } of containers)
        for (const variable of list(content['env']).map(record))
          if (
            typeof variable['value'] === 'string' &&
            variable['value'] !== '' &&
            (carriesPassword(variable['value']) ||
              (secretName.test(String(variable['name'])) &&
                !isPlaceholder(variable['value']) &&
                !/^(true|false|\/|https?:)/.test(variable['value'])))
          )
            findings.push(
              finding(
                placeOf(object, under, name, 'env', String(variable['name'])),
                `${called(object)}, conteneur ${name} : « ${variable['name']} » en clair.`,
                `${called(object)}, container ${name}: “${variable['name']}” in clear.`,
                `${called(object)}/${name}/${variable['name']}`,
              ),
            )
    for (const object of kubernetes.objects)
      if (object.kind === 'ConfigMap')
        for (const name of inSettings(record(object.content['data'])))
          findings.push(
            finding(
              object,
              `${called(object)} : « ${name} » en clair.`,
              `${called(object)}: “${name}” in clear.`,
              `${called(object)}/${name}`,
            ),
          )
    for (const object of kubernetes.objects)
      if (
        !/^(?:Secret|ConfigMap|SealedSecret|ExternalSecret|ClusterExternalSecret|SecretProviderClass|Vault\w*|CustomResourceDefinition)$/.test(
          object.kind,
        )
      )
        for (const name of new Set(given(object.content['spec'] ?? object.content)))
          findings.push(
            finding(
              object,
              `${called(object)} : « ${name} » en clair.`,
              `${called(object)}: “${name}” in clear.`,
              `${called(object)}/${name}`,
            ),
          )
    for (const { object, containers } of workloads(kubernetes))
      for (const { name, content } of containers)
        for (const argument of [...list(content['command']), ...list(content['args'])])
          for (const option of inArguments(String(argument)))
            findings.push(
              finding(
                object,
                `${called(object)}, conteneur ${name} : « ${option} » en clair.`,
                `${called(object)}, container ${name}: “${option}” in clear.`,
                `${called(object)}/${name}/${option}`,
              ),
            )
    return failIfAny(findings)
  },
})

/** `postgres://app:…@base/app`; `$(PASSWORD)` is filled in by the cluster. */
const carriesPassword = (value: string): boolean => {
  const password =
    /^[a-z][\w+.-]*:\/\/[^\s:@/]*:([^\s@/]+)@/i.exec(value)?.[1] ??
    /;\s*(?:password|pwd)=([^;]+)/i.exec(value)?.[1] ??
    ''
  return password !== '' && !/^[$<{%]/.test(password) && !isPlaceholder(password)
}

/** Names of secrets among the parameters and values that an application, a release or another resource is given. */
function given(value: unknown, key = '', depth = 0): readonly string[] {
  if (depth > 12) return []
  if (typeof value === 'string') {
    if (value.includes('\n')) return inSettings({ [key]: value })
    return (secretName.test(key) && isGivenSecret(value)) || carriesPassword(value) ? [key] : []
  }
  if (Array.isArray(value))
    return value.flatMap((item) => {
      // `env` of workloads is looked at with its container.
      const { name, value: own } = record(item)
      return typeof name === 'string' && typeof own === 'string' && key !== 'env'
        ? secretName.test(name) && isGivenSecret(own)
          ? [name]
          : []
        : typeof item === 'string'
          ? inSettings({ [key]: item }).filter(() => key === 'literals')
          : given(item, key, depth + 1)
    })
  return Object.entries(record(value)).flatMap(([name, inner]) => given(inner, name, depth + 1))
}

const inArguments = (argument: string): readonly string[] => {
  const { name = '', value = '' } =
    /^--?(?<name>[\w.-]*(?:password|passwd|secret|token|api-?key))=(?<value>\S+)$/i.exec(argument)?.groups ?? {}
  return name !== '' && isGivenSecret(value) ? [name] : []
}

const setting =
  /^\s*(?<name>["']?[\w.-]*(?:password|passwd|mot_?de_?passe|mdp|secret|token|api_?key|access_?key|private_?key))["']?\s*[:=]\s*["']?(?<value>[^\s"',}]+)/i

/** Names of the secrets that settings carry, one a key or one a line of a file put into the map. */
function inSettings(data: Readonly<Record<string, unknown>>): readonly string[] {
  const addressed = Object.entries(data).flatMap(([key, value]) =>
    typeof value === 'string' && !value.includes('\n') && carriesPassword(value) ? [key] : [],
  )
  const lines = Object.entries(data).flatMap(([key, value]) =>
    typeof value !== 'string'
      ? []
      : value.includes('\n') || /[:=]/.test(value)
        ? value.split('\n')
        : [`${key}=${value}`],
  )
  return addressed.concat(
    lines.flatMap((line) => {
      const { name = '', value = '' } = setting.exec(line)?.groups ?? {}
      if (name !== '' && isGivenSecret(value)) return [name]
      const [, variable = '', address = ''] = /^\s*["']?([\w.-]+)["']?\s*[:=]\s*["']?(\S+)/.exec(line) ?? []
      return carriesPassword(address) ? [variable] : []
    }),
  )
}

/** A value that somebody chose or drew: names of other secrets are words, places are paths. */
const isGivenSecret = (value: string): boolean =>
  !isPlaceholder(value) &&
  !/^(?:\/|https?:|\$)|(?:password|secret|token|key|pass)$/i.test(value) &&
  (isDefaultPassword(value) ||
    (value.length >= 12 && isRandom(value, 3)) ||
    (value.length >= 8 && /\d/.test(value) && /[A-Za-z]/.test(value) && /[!@#%^&*?]/.test(value)))
