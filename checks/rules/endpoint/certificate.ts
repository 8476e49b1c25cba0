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
          `Certificat refusé (${seen.problem ?? 'raison inconnue'}).`,
          `Certificate refused (${seen.problem ?? 'unknown reason'}).`,
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
