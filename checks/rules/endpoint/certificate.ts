import type { Bilingual } from '@socle/contracts/text'
import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'
import { type OverTls, overTls } from './over-tls.ts'

const renewalDays = 14

export const certificate = rule({
  id: 'endpoint/certificate',
  source: 'endpoint',
  requirements: ['GI:1166'],
  title: { fr: 'Le certificat est valide et reconnu', en: 'The certificate is valid and trusted' },
  failureTitle: {
    fr: 'Le certificat n’est pas valide ou pas reconnu',
    en: 'The certificate is not valid or not trusted',
  },
  why: {
    fr: 'Un certificat refusé habitue les usagers à passer outre les alertes, et casse les appels entre applications.',
    en: 'A refused certificate teaches users to bypass warnings, and breaks calls between applications.',
  },
  mend: {
    fr: 'Installez un certificat d’une autorité reconnue, chaîne complète, et automatisez son renouvellement.',
    en: 'Install a certificate from a trusted authority, with its whole chain, and automate its renewal.',
  },
  left: {
    fr: 'Une autorité interne que cette machine ne connaît pas : indiquez-la par NODE_EXTRA_CA_CERTS.',
    en: 'An internal authority that this machine does not know: name it with NODE_EXTRA_CA_CERTS.',
  },
  needs: ['address', 'transport'],
  judge: overTls(({ address: { url }, transport: { certificate: seen } }: OverTls) => {
    const findings: RuleFinding[] = []
    if (!seen.trusted)
      findings.push(
        finding(
          { url },
          `Certificat refusé : ${whyRefused(seen.problem).fr}.`,
          `Certificate refused: ${whyRefused(seen.problem).en}.`,
          seen.problem ?? 'refused',
        ),
      )
    else if (seen.daysLeft !== undefined && seen.daysLeft < renewalDays)
      findings.push(
        finding(
          { url },
          `Certificat valable encore ${seen.daysLeft} jours.`,
          `Certificate valid for ${seen.daysLeft} more days.`,
          'expires',
        ),
      )
    return failIfAny(findings)
  }),
})

/** As OpenSSL and Node name what they refuse. */
const reasons: readonly (readonly [RegExp, Bilingual])[] = [
  [/EXPIRED/, { fr: 'il a expiré', en: 'it has expired' }],
  [/NOT_YET_VALID/, { fr: 'il n’est pas encore valable', en: 'it is not valid yet' }],
  [/ALTNAME/, { fr: 'il est au nom d’une autre adresse', en: 'it is made out to another address' }],
  [/SELF_SIGNED_CERT_IN_CHAIN/, { fr: 'son autorité n’est pas reconnue', en: 'its authority is not recognised' }],
  [/SELF_SIGNED/, { fr: 'il est signé par lui-même', en: 'it is signed by itself' }],
  [/REVOKED/, { fr: 'il a été révoqué', en: 'it was revoked' }],
  [
    /UNABLE_TO|ISSUER|CHAIN|UNTRUSTED/,
    {
      fr: 'sa chaîne est incomplète ou son autorité n’est pas reconnue',
      en: 'its chain is incomplete or its authority not recognised',
    },
  ],
  [
    /SIGNATURE|_MD_|DIGEST|KEY_TOO_SMALL/,
    { fr: 'sa signature est trop faible ou fausse', en: 'its signature is too weak or wrong' },
  ],
]
const whyRefused = (problem = ''): Bilingual =>
  reasons.find(([code]) => code.test(problem))?.[1] ?? { fr: 'raison inconnue', en: 'unknown reason' }
