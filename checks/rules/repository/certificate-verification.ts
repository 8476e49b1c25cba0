import { failIfAny, finding, rule } from '../../rule.ts'
/** Just before, a condition on what the operator chose. */
const chosen =
  /\bif\b[^\n;]{0,80}(?:skip_?verify|insecure|verify_?(?:peer|host|ssl|tls|cert)?|tls_?verify|ssl_?check|reject_?unauthorized)\b[^\n]{0,80}\n(?:[^\n]*\n){0,2}[^\n]*(?:InsecureSkipVerify|VERIFY(?:PEER|HOST)|rejectUnauthorized|CERT_NONE|verify\s*=)/i

export const certificateVerification = rule({
  id: 'repository/certificate-verification',
  source: 'repository',
  requirements: ['GI:1398', 'GI:1110', 'MIRAI:MIR-4.d'],
  title: { fr: 'Les certificats sont vérifiés', en: 'Certificates are verified' },
  failureTitle: {
    fr: 'La vérification des certificats est désactivée',
    en: 'Certificate verification is switched off',
  },
  why: {
    fr: 'TLS sans vérification chiffre vers n’importe qui : un intermédiaire lit et change tout.',
    en: 'TLS without verification encrypts towards anybody: someone in between reads and changes everything.',
  },
  mend: {
    fr: 'Retirez l’option, et ajoutez l’autorité interne au magasin de confiance (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, truststore).',
    en: 'Remove the option, and add the internal authority to the trust store (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, truststore).',
  },
  left: { fr: 'Les réglages faits hors du dépôt.', en: 'Settings made outside the repository.' },
  needs: ['matches'],
  looksFor: {
    off: {
      hints: [
        'rejectunauthorized',
        'node_tls_reject_unauthorized',
        'verify',
        'insecureskipverify',
        'cert_none',
        'danger_accept_invalid',
        'curlopt_ssl',
        'allowallhostname',
        'noophostnameverifier',
        'trustall',
        'checkservertrusted',
        'servercertificatevalidationcallback',
        'dangerousacceptanyservercertificatevalidator',
        'strict-ssl',
        '--insecure',
        'sslmode=',
        'sslverify',
        'verify_none',
        'check_hostname',
        'trust-server-certificate',
        'trustservercertificate',
        '--no-check-certificate',
        '_create_unverified',
        'insecure: true',
        'curl ',
      ],
      expression:
        /\brejectUnauthorized\s*:\s*false\b|NODE_TLS_REJECT_UNAUTHORIZED["']?\s*\]?\s*[:=]\s*["']?0|\b(?:requests|httpx|session|client|aiohttp)\b.*\bverify(?:_ssl)?\s*=\s*False\b|\bssl\s*=\s*False\b.*(?:connector|aiohttp)|InsecureSkipVerify\s*:\s*true|ssl\.CERT_NONE|_create_unverified_(?:https_)?context|\.check_hostname\s*=\s*False|danger_accept_invalid_(?:certs|hostnames)\s*\(\s*true|CURLOPT_SSL_VERIFY(?:PEER|HOST)\s*(?:,|=>)\s*(?:false|0)|["']verify(?:_peer(?:_name)?)?["']\s*=>\s*false|(?<!['"/\w])(?:new\s+)?(?:AllowAllHostnameVerifier\s*\(|NoopHostnameVerifier\b[.(]|ALLOW_ALL_HOSTNAME_VERIFIER\b|TrustAllStrategy\b[.(]|TrustAllCerts\b|InsecureTrustManagerFactory\b[.(])|ServerCertificateValidationCallback\s*\+?=\s*(?:delegate\s*\{\s*return\s+true|\([^)]*\)\s*=>\s*true)|\.DangerousAcceptAnyServerCertificateValidator\b|OpenSSL::SSL::VERIFY_NONE|verify_mode\s*=\s*:?(?:OpenSSL::SSL::)?VERIFY_NONE|\bstrict-ssl\s*[=:]\s*false|http\.sslVerify\s*[= ]\s*["']?false|TrustServerCertificate\s*=\s*true|\bcurl\b[^|;&\n]*\s(?:--insecure|-[a-zA-Z]*k[a-zA-Z]*\s+["']?https)|\bwget\b[^|;&\n]*--no-check-certificate|void\s+checkServerTrusted\s*\([^)]*\)\s*(?:throws\s+\w+\s*)?\{\s*\}/i,
      kinds: ['code', 'data', 'markup'],
    },
    judged: {
      hints: [
        'authorized',
        'authorizationerror',
        'getpeercertificate',
        'peercertificates',
        'verifypeercertificate',
        'verifyconnection',
        'newdeviceid',
      ],
      expression:
        /\.authorized\b|\.authorizationError\b|\bgetPeerCertificate\s*\(|\.PeerCertificates\b|\bVerifyPeerCertificate\s*:|\bVerifyConnection\s*:|NewDeviceID\(/,
      kinds: ['code'],
      once: true,
    },
  },
  judge: ({ matches }) => {
    // A tool that looks at certificates judges them itself, in the same file.
    const judging = new Set((matches['judged'] ?? []).map(({ path }) => path))
    return failIfAny(
      (matches['off'] ?? [])
        .filter(
          (match) =>
            !match.comment &&
            // A choice of the operator, or a text that speaks of it.
            !/VERIFY_PEER\b.*VERIFY_NONE|^\s*"|insecure_?ok/i.test(match.text) &&
            !/insecure_ok|config->\w*insecure/i.test(match.around) &&
            !chosen.test(match.around) &&
            !judging.has(match.path) &&
            // A pattern that recognises the setting is not the setting.
            !/\\[sbwd]/.test(match.text) &&
            // Looking at a certificate without trusting it, or naming the choice of the operator, switches nothing off.
            !/localhost|127\.0\.0\.1|\bif\s*\(|\?\s*(?:true|false)\b|process\.env\.\w+\s*[!=]==?|getPeerCertificate/.test(
              match.text,
            ),
        )
        .map((match) =>
          finding(
            match,
            `Vérification désactivée : ${match.text.slice(0, 80)}`,
            `Verification switched off: ${match.text.slice(0, 80)}`,
            match.text,
          ),
        ),
    )
  },
})
