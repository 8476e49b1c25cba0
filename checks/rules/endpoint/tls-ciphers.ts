import { failIfAny, finding, rule } from '../../rule.ts'
import { type OverTls, overTls } from './over-tls.ts'

export const tlsCiphers = rule({
  id: 'endpoint/tls-ciphers',
  source: 'endpoint',
  requirements: ['GI:1166', 'GI:1398'],
  title: { fr: 'Aucune suite de chiffrement cassée', en: 'No broken cipher suite' },
  failureTitle: { fr: 'Des suites de chiffrement cassées sont acceptées', en: 'Broken cipher suites are accepted' },
  why: {
    fr: 'Un attaquant au milieu fait choisir la suite la plus faible que les deux côtés acceptent.',
    en: 'An attacker in between makes both sides choose the weakest suite that they accept.',
  },
  mend: {
    fr: 'Gardez les suites AEAD (AES-GCM, ChaCha20-Poly1305) avec ECDHE, et retirez RC4, 3DES, NULL, EXPORT et MD5.',
    en: 'Keep AEAD suites (AES-GCM, ChaCha20-Poly1305) with ECDHE, and remove RC4, 3DES, NULL, EXPORT and MD5.',
  },
  left: {
    fr: 'Les suites que la bibliothèque TLS de cette machine ne sait plus parler (RC4, EXPORT selon sa construction).',
    en: 'Suites that the TLS library of this machine no longer speaks (RC4, EXPORT depending on its build).',
  },
  needs: ['address', 'transport'],
  judge: overTls(({ address: { url }, transport: { weakCiphers } }: OverTls) =>
    failIfAny(
      weakCiphers.map((name) =>
        finding({ url }, `La suite ${name} est acceptée.`, `The suite ${name} is accepted.`, name),
      ),
    ),
  ),
})
