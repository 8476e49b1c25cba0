import type { Facts, TlsVersion } from '../../facts.ts'
import { fail, finding, manual, pass, rule } from '../../rule.ts'
import { isNameAmong } from '../accepted.ts'
import { type OverTls, overTls } from './over-tls.ts'

const old: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1']

export const tlsVersions = rule({
  id: 'endpoint/tls-versions',
  source: 'endpoint',
  requirements: ['GI:1166', 'GI:1398'],
  title: { fr: 'TLS 1.2 ou 1.3 seulement', en: 'TLS 1.2 or 1.3 only' },
  failureTitle: { fr: 'Des versions obsolètes de TLS sont acceptées', en: 'Obsolete versions of TLS are accepted' },
  why: {
    fr: 'TLS 1.0 et 1.1 ont des faiblesses connues ; les accepter permet de faire redescendre une connexion à leur niveau.',
    en: 'TLS 1.0 and 1.1 have known weaknesses; accepting them lets a connection be pulled down to their level.',
  },
  mend: {
    fr: 'N’autorisez que TLS 1.2 et 1.3 sur le serveur frontal.',
    en: 'Allow only TLS 1.2 and 1.3 on the front server.',
  },
  left: {
    fr: 'Les suites de chiffrement, SSL 2 et SSL 3 : un outil spécialisé les examine.',
    en: 'Cipher suites, SSL 2 and SSL 3: a specialised tool examines them.',
  },
  needs: ['address', 'transport', 'policy'],
  judge: overTls(({ address, transport: { versions }, policy }: OverTls & Pick<Facts, 'policy'>) => {
    const obsolete = old.filter((version) => isNameAmong(version, policy.obsolete.protocols))
    const accepted = obsolete.filter((version) => versions[version] === 'accepted')
    if (accepted.length > 0)
      return fail(
        accepted.map((version) =>
          finding({ url: address.url }, `${version} est accepté.`, `${version} is accepted.`, version),
        ),
      )
    if (versions['TLSv1.2'] !== 'accepted' && versions['TLSv1.3'] !== 'accepted')
      return fail([
        finding(
          { url: address.url },
          'Ni TLS 1.2 ni TLS 1.3 n’est accepté.',
          'Neither TLS 1.2 nor TLS 1.3 is accepted.',
          'none',
        ),
      ])
    if (obsolete.some((version) => versions[version] === 'unknown'))
      return manual(
        'Le serveur n’a pas répondu à une proposition de TLS 1.0 ou 1.1 : vérifiez-la avec un outil spécialisé.',
        'The server did not answer an offer of TLS 1.0 or 1.1: check it with a specialised tool.',
      )
    return pass
  }),
})
