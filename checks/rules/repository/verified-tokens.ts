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
    'parseunsecured',
    '.unsecured(',
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
      String.raw`\.parseClaimsJwt\s*\(|\.parseUnsecured(?:Claims|Content)\s*\(|\bJwts\.parser\(\)\.unsecured\s*\(|^\s*quarkus\.oidc\.(?:[\w-]+\.)?token\.issuer\s*=\s*any\b`,
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

/** Read without its signature being looked at, on the side that must trust it. */
const decoded: SourcePattern = {
  hints: [
    'jwtdecode',
    'jwt_decode',
    'jwt.decode',
    'jsonwebtoken.decode',
    'signedjwt.parse',
    'jwtparser.parse',
    'base64',
    'b64decode',
  ],
  expression: new RegExp(
    [
      String.raw`\b(?:jwtDecode|jwt_decode|(?<!\w)(?:jwt|jsonwebtoken)\.decode)(?<named>\s*)\(`,
      // Auth0 and Nimbus, in Java and Kotlin.
      String.raw`(?<![\w.])(?<java>JWT\.decode|SignedJWT\.parse|JWTParser\.parse)\s*\(`,
      // The same over several lines: cut at its dots above, and the part decoded here.
      String.raw`\b(?:Buffer\.from|base64_decode|Base64\.\w+(?:\(\)\.\w+)?|getUrlDecoder\(\)\.decode|\w*b64decode|FromBase64String)\s*\(\s*(?:\w+\(\s*)?\$?(?<handed>[a-zA-Z]\w*)(?:\[1\])?\s*[),+]`,
      // The middle part of a token, decoded by hand; `atob` is of browsers, which only show it.
      String.raw`\b(?:Buffer\.from|\w*b64decode|base64_decode|Base64\.\w+(?:\(\)\.\w+)?|base64\.\w+\.DecodeString|FromBase64String)\s*\([^\n]*(?:\.|\b)(?:split|Split|explode)\s*\(?[^\n)]*["']\\{0,2}\.["'][^\n)]*\)?\s*\[1\]`,
    ].join('|'),
  ),
  kinds: ['code'],
}
/** What only reads a token first to know its issuer verifies it afterwards. */
const verifies: SourcePattern = {
  hints: ['verif', 'jwks', 'expressjwt', 'express-jwt', 'jwtprocessor', 'jwtdecoder'],
  expression:
    /\b(?:jwt|jsonwebtoken|jose|JWT)\.verify\b|\bjwtVerify\b|verify_?id_?token|createRemoteJWKSet|jwks|express-?jwt|\bverify_signature["']?\s*[:=]\s*(?:True|true)|\bverify\w*\s*\(|\bJWTProcessor\b|\bJwtDecoder\b/i,
  kinds: ['code'],
  once: true,
}

/** A framework that verifies each token before any code sees it. */
const guarded: SourcePattern = {
  hints: [
    'oauth2resourceserver',
    'resourceserver',
    'jwtdecoder',
    'quarkus.oidc',
    'mp.jwt',
    'install(authentication',
    'resourceserver.jwt',
  ],
  expression:
    /\boauth2ResourceServer\b|@EnableResourceServer|\bJwtDecoder\b|^\s*quarkus\.oidc\.auth-server-url|^\s*mp\.jwt\.verify|\binstall\s*\(\s*Authentication\b|\bresourceserver\b/,
  kinds: ['code', 'data'],
  once: true,
}
const fromRequest =
  /\.(?:header|getHeader|getHeaderString|getFirst|headers|cookies?)\s*[([]|HttpHeaders\.AUTHORIZATION|@RequestHeader|@HeaderParam|["']Authorization["']/i

/** A file that takes the token of a request. */
const incoming: SourcePattern = {
  hints: ['authorization'],
  expression: /["'`](?:HTTP_)?Authorization["'`]|HttpHeaders\.AUTHORIZATION|\bheaders\??\.authorization\b/i,
  kinds: ['code'],
  once: true,
}
/** The variable holds what stood between the dots of what a request brought. */
const isCutAbove = (above: string, name: string): boolean =>
  new RegExp(`\\b${name}\\b[^\\n]*=[^\\n]*(?:split|Split|explode)\\s*\\(\\s*["'][\\\\]{0,2}\\.["']`).test(above)

/** Kept on the request, or taken from it on the line or just above. */
const isTrusted = ({ path, text, around, groups }: SourceMatch): boolean =>
  groups['handed'] !== undefined
    ? isCutAbove(around.slice(0, around.indexOf(text) + text.length), groups['handed'])
    : groups['java'] !== undefined
      ? /\.(?:java|kts?|groovy|scala)$/.test(path) &&
        fromRequest.test(around.slice(0, around.indexOf(text) + text.length))
      : groups['named'] === undefined ||
        (/\.[cm]?[jt]sx?$/.test(path) &&
          (/^\s*(?:req|request|ctx|context|c|res\.locals)\.\w+\s*=(?!=)/.test(text) ||
            /\b(?:req|request|ctx|context|event|c)\b(?:\.\w+)*\.(?:headers?|cookies?|query|body|get|header)\b/.test(
              text,
            ) ||
            /\b(?:req|request|ctx|context|event|c)\b(?:\.\w+)*\.(?:headers?\b.{0,12}authorization|cookies?\b|header\()/i.test(
              around.slice(0, around.indexOf(text)),
            )))

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
    fr: 'Relève ce qui éteint une vérification, par son nom. Lire un jeton dans une page pour l’afficher n’est pas relevé ; le lire dans une requête reçue l’est, hors d’un fichier qui vérifie ; une durée ignorée pour renouveler un jeton expiré ne l’est pas non plus.',
    en: 'Reports what switches a verification off, by its name. Reading a token in a page to show it is not reported; reading it from a received request is, outside a file that verifies. Nor is a date that is passed over to renew an expired token.',
  },
  needs: ['matches'],
  looksFor: { reads, off, decoded, verifies, guarded, incoming },
  judge: ({ matches }) => {
    const verifying = new Set((matches['verifies'] ?? []).map(({ path }) => path))
    const receiving = new Set((matches['incoming'] ?? []).map(({ path }) => path))
    const trusted = (matches['decoded'] ?? []).filter(
      (match) =>
        !match.comment &&
        !verifying.has(match.path) &&
        (match.groups['handed'] === undefined || receiving.has(match.path)) &&
        !(match.groups['java'] !== undefined && (matches['guarded'] ?? []).length > 0) &&
        isTrusted(match),
    )
    if ((matches['reads'] ?? []).length + trusted.length === 0)
      return notApplicable('Rien ne lit de jeton dans le dépôt.', 'Nothing in the repository reads a token.')
    return failIfAny([
      ...trusted.map((match) =>
        finding(
          match,
          `Jeton reçu lu sans vérifier sa signature : ${match.text.slice(0, 80)}`,
          `Received token read without verifying its signature: ${match.text.slice(0, 80)}`,
          match.text,
        ),
      ),
      ...(matches['off'] ?? [])
        .filter((match) => !match.comment && !recognises(match.text) && !renews(match))
        .map((match) =>
          finding(
            match,
            `Vérification d’un jeton éteinte : ${match.text.slice(0, 80)}`,
            `Verification of a token switched off: ${match.text.slice(0, 80)}`,
            match.text,
          ),
        ),
    ])
  },
})

/** An expired token is read once more, to be given a new one. */
const renews = ({ path, around, groups }: SourceMatch): boolean =>
  groups['lifetime'] !== undefined && /expired|refresh|renew|expire|renouvel/i.test(`${path}\n${around}`)
