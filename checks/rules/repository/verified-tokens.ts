import type { SourceMatch } from '../../facts.ts'
import { type SourcePattern, failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { recognises } from './subject.ts'

/** The project reads tokens, or has settings of what does. */
const reads: SourcePattern = {
  hints: ['jwt', 'oidc', 'openid', 'jose', 'bearer', 'tokenvalidation', 'paseto', 'jsonwebtoken'],
  expression: /jwt|oidc|open_?id|\bjose\b|bearer|TokenValidationParameters|paseto|jsonwebtoken/i,
  kinds: ['code', 'data'],
  once: true,
}

const off: SourcePattern = {
  hints: [
    'validateissuer',
    'validateaudience',
    'validatelifetime',
    'requiresignedtokens',
    'signaturevalidator',
    'verify_signature',
    'verify_aud',
    'verify_iss',
    'verify_exp',
    'unverified',
    'ignoreexpiration',
    "'none'",
    '"none"',
    'parseclaimsjwt',
    'withoutclaimsvalidation',
    'skipissuercheck',
    'skipclientidcheck',
    'skipexpirycheck',
    'insecureskipsignaturecheck',
    'insecureissuerurlcontext',
    'nonesignature',
    'unsecuredsigner',
    'jwt.decode',
    'insecure_disable_signature',
    'validate_exp',
    'validate_aud',
    'verify-token-audience',
    'skip_issuer',
    'skip-issuer',
    'token.issuer',
  ],
  expression: new RegExp(
    [
      // .NET
      String.raw`\b(?:Validate(?:Issuer(?:SigningKey)?|Audience|(?<lifetime>Lifetime))|RequireSignedTokens)\s*=\s*false\b|\bSignatureValidator\s*=\s*(?:delegate|\(?\w+\s*,\s*\w+\)?\s*=>)`,
      // Python
      String.raw`["']verify_(?:signature|aud|iss|exp)["']\s*:\s*False\b|\bjwt\.decode\s*\([^)\n]*\bverify\s*=\s*False|\bget_unverified_claims\s*\(`,
      // Any list of algorithms that admits none
      String.raw`\balgorithms?["']?\s*[:=]\s*\[[^\]\n]*["']none["']|["']alg["']\s*(?::|=>)\s*["']none["']`,
      // JavaScript and TypeScript
      String.raw`\bignoreExpiration\s*:\s*true\b`,
      // Java and Kotlin
      String.raw`\.parseClaimsJwt\s*\(|\.parseUnsecuredClaims\s*\(|^\s*quarkus\.oidc\.(?:[\w-]+\.)?token\.issuer\s*=\s*any\b`,
      // Go
      String.raw`\.ParseUnverified\s*\(|\bjwt\.WithoutClaimsValidation\s*\(|\b(?:Skip(?:Issuer|ClientID|Expiry)Check|InsecureSkipSignatureCheck)\s*:\s*true\b|\bInsecureIssuerURLContext\s*\(|\bUnsafeAllowNoneSignatureType\b`,
      // PHP, Ruby, Rust
      String.raw`\bforUnsecuredSigner\s*\(|\bJWT\.decode\s*\(?[^)\n]*,\s*(?:nil|false)\s*,\s*false\b|\binsecure_disable_signature_validation\s*\(|\bvalidate_(?:exp|aud)\s*=\s*false\b`,
      // Settings of adapters and proxies
      String.raw`["']verify-token-audience["']\s*:\s*false|\binsecure[-_]oidc[-_]skip[-_]issuer[-_]verification\b["']?\s*[:=]\s*["']?true`,
    ].join('|'),
  ),
  kinds: ['code', 'data'],
}

export const verifiedTokens = rule({
  id: 'repository/verified-tokens',
  source: 'repository',
  requirements: ['GI:1110', 'GI:1114'],
  title: { fr: 'Les jetons reçus sont vérifiés', en: 'Received tokens are verified' },
  failureTitle: { fr: 'Des jetons sont acceptés sans être vérifiés', en: 'Tokens are accepted without being verified' },
  why: {
    fr: 'Un jeton dont ni la signature, ni l’émetteur, ni le destinataire, ni la date ne sont vérifiés se fabrique, ou se reprend d’un autre service.',
    en: 'A token whose signature, issuer, audience or date is not verified can be made up, or taken over from another service.',
  },
  mend: {
    fr: 'Retirez l’option : vérifiez la signature par les clés de l’émetteur, puis l’émetteur, le destinataire et la date.',
    en: 'Remove the option: verify the signature with the keys of the issuer, then issuer, audience and date.',
  },
  left: {
    fr: 'Que l’émetteur et le destinataire attendus sont les bons, et le niveau de garantie demandé.',
    en: 'That the expected issuer and audience are the right ones, and the level of assurance that is asked for.',
  },
  limits: {
    fr: 'Relève ce qui éteint une vérification, par son nom. Lire un jeton pour l’afficher, sans lui faire confiance, n’est pas relevé ; une durée ignorée pour renouveler un jeton expiré ne l’est pas non plus.',
    en: 'Reports what switches a verification off, by its name. Reading a token to show it, without trusting it, is not reported; nor is a date that is passed over to renew an expired token.',
  },
  needs: ['matches'],
  looksFor: { reads, off },
  judge: ({ matches }) => {
    if ((matches['reads'] ?? []).length === 0)
      return notApplicable('Rien ne lit de jeton dans le dépôt.', 'Nothing in the repository reads a token.')
    return failIfAny(
      (matches['off'] ?? [])
        .filter((match) => !match.comment && !recognises(match.text) && !renews(match))
        .map((match) =>
          finding(
            match,
            `Vérification d’un jeton éteinte : ${match.text.slice(0, 80)}`,
            `Verification of a token switched off: ${match.text.slice(0, 80)}`,
            match.text,
          ),
        ),
    )
  },
})

/** An expired token is read once more, to be given a new one. */
const renews = ({ path, around, groups }: SourceMatch): boolean =>
  groups['lifetime'] !== undefined && /expired|refresh|renew|expire|renouvel/i.test(`${path}\n${around}`)
