import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'
import { isPlaceholder } from '../repository/secret-values.ts'
import { called, list, nothingDeployed, record, workloads } from './workloads.ts'

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
            object,
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
      for (const { name, content } of containers)
        for (const variable of list(content['env']).map(record))
          if (
            typeof variable['value'] === 'string' &&
            variable['value'] !== '' &&
            secretName.test(String(variable['name'])) &&
            !isPlaceholder(variable['value']) &&
            !/^(true|false|\/|https?:)/.test(variable['value'])
          )
            findings.push(
              finding(
                object,
                `${called(object)}, conteneur ${name} : « ${variable['name']} » en clair.`,
                `${called(object)}, container ${name}: “${variable['name']}” in clear.`,
                `${called(object)}/${name}/${variable['name']}`,
              ),
            )
    return failIfAny(findings)
  },
})
