import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, rule } from '../../rule.ts'
import { isInBlockOfDevelopers } from './developers-block.ts'
import { isExampleOfUse } from './examples-of-use.ts'

/** Just before, a condition on what the operator chose. */
const chosen =
  /\bif\b[^\n;]{0,80}(?:skip_?\w{0,20}verif\w*|\w*insecure\w*|no_?verify|\w*disable\w*verif\w*|ignore_?(?:tls|ssl|cert\w*)\w*|verify_?(?:peer|host|ssl|tls|cert)?|(?:tls|ssl|cert\w*)_?verif\w*|ssl_?check|reject_?unauthorized)\b[^\n]{0,80}\n(?:[^\n]*\n){0,2}[^\n]*(?:InsecureSkipVerify|VERIFY(?:PEER|HOST)|NoopHostnameVerifier|rejectUnauthorized|CERT_NONE|verify\s*=)/i

/** Lines between the place that a block of settings is about and what it sets. */
const ofOneBlock = 6
/** Lines between the question whether to verify and its answer. */
const ofOneCondition = 4

/** A key of JSON that is switched, or a connection that is described in one text; other texts speak of the setting. */
const aSetting = /^\s*"[\w .:-]+"\s*:\s*(?:true|false|[01])\b|^\s*"[\w .:-]+"\s*:\s*"\w[\w ]*=[^";]*;/

/** One branch verifies, the other does not, or a word stands for each: a setting decides. */
const bothWays =
  /CERT_NONE[^\n]*,[^\n]*CERT_REQUIRED|CERT_REQUIRED[\s\S]*\belse\b[\s\S]*CERT_NONE|CERT_NONE[\s\S]*\belse\b[\s\S]*CERT_REQUIRED|VERIFY_PEER[\s\S]*\belse\b[\s\S]*VERIFY_NONE|VERIFY_NONE[\s\S]*\belse\b[\s\S]*VERIFY_PEER/

/** JavaScript: an account or a signature is verified as well; of a connection something around speaks. */
const isOfSomethingElse = ({ path, groups, around }: SourceMatch): boolean =>
  /\.[cm]?[jt]sx?$/.test(path) &&
  /^verify\s*:/.test(groups['match'] ?? '') &&
  !/tls|ssl|https?|cert|agent|axios|\bgot\b|request|fetch|\bca\b/i.test(around)

/** A constant that is defined, a comparison with it, a type that lists it. */
const onlyNamed =
  /\bVERIFY_NONE\s*[=:]\s*(?:(?:0x)?\d+\b|[\w.:]*VERIFY_NONE\b)|\bis\s+(?:not\s+)?[\w.]*VERIFY_NONE\b|(?:=:=|=\/=|[!=]==?)\s*["':]?verify_none\b|\bverify_none["']?\s*\|\s*["']?verify_peer\b/i
/** Erlang: a function that has an answer for those who chose so. */
const isCaseOfAFunction = ({ path, text }: SourceMatch): boolean =>
  path.endsWith('.erl') && /^\w+\(.*#\w+\{[^}]*=\s*false[^}]*\}.*\)\s*(?:when\b.*)?->/.test(text)

/** The word by which the operator asked for it stands before, on the line or on the one above. */
const askedByAWord =
  /(?:\bwhen\b|\bcase\b)\s*["':]*(?:none|no|off|never|false)\b["']?\s*(?::|then\b|->|=>)?\s*\n?[^\n]*\bVERIFY_NONE\b/i

/** Python: a server that asks its clients for none, and what the operator named so. */
const ofAServer =
  /["']?\bserver_side["']?\s*[:=]\s*True\b|\bif\b[^\n]*==\s*["']CERT_NONE["']|\bclient certificate is required\b/

/** A page and its translations, side by side, say one thing: the command is told in the first. */
const isToldOnce = (match: SourceMatch, index: number, all: readonly SourceMatch[]): boolean =>
  match.kind !== 'markup' ||
  !translated.test(match.path) ||
  all.findIndex((one) => commandOf(one) === commandOf(match)) === index
const translated = /(^|\/)[\w-]*(?:translations?|locales?|i18n)\//i
const commandOf = ({ groups }: SourceMatch): string => (groups['match'] ?? '').replace(/\s+/g, ' ')

/** A condition chooses between the one that verifies and the one that does not. */
const isOneOfTwo =
  /\b\w*(?:verif|check|valid)\w*(?:\(\))?\s*\?\s*new\s+(?:\w+\.)*\w*(?<!Noop|AllowAll)HostnameVerifier\s*\([^)]*\)\s*:\s*(?:new\s+)?(?:\w+\.)*Noop/i

/** Below the question stands the end of the answer, or a word that ends it. */
const isAnsweredByNothing = ({ around, text }: SourceMatch): boolean =>
  /^(?:\s|\/\/[^\n]*|return;)*\}/.test(around.slice(around.indexOf(text) + text.length))

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
    /** Java and Kotlin: a manager of trust whose question is answered by nothing. */
    unasked: {
      hints: ['checkservertrusted'],
      expression: /\b(?:void|fun)\s+checkServerTrusted\s*\([^)\n]*\)\s*(?:throws\s+[\w, .]+)?\{\s*$/,
      kinds: ['code'],
    },
    off: {
      hints: [
        'rejectunauthorized',
        'node_tls_reject_unauthorized',
        'verify',
        'insecureskipverify',
        'insecureskiptlsverify',
        'cert_none',
        'danger_accept_invalid',
        'curlopt_ssl',
        'allowallhostname',
        'noophostnameverifier',
        'trustall',
        'checkservertrusted',
        'insecuretrustmanager',
        'servercertificatevalidationcallback',
        'dangerousacceptanyservercertificatevalidator',
        'requirehttpsmetadata',
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
        'hostnameverifier',
        'trust-all',
        'tls.verification',
        'proxy_ssl_verify',
        'certificatecustomvalidationcallback',
        'certificatevalidationcallback',
        'trust server certificate',
        'strictssl',
        'strict_ssl',
        'checkserveridentity',
        'autoaddpolicy',
        'tlsallowinvalid',
        'tlsinsecure',
        'loadtrustmaterial',
        'insecureignorehostkey',
        'withoutverifying',
        'ssl=false',
        'ssl = false',
        'tls_reqcert',
        'sslverifymode',
        'validate_certs',
        'verification_mode',
        'stricthostkeychecking',
        'usessl=false',
        'ssl.insecure',
        'endpoint.identification',
        'insecure-skip',
        'accept_untrusted',
        'sslproxycheckpeer',
        'streamdriverauthmode',
        'ssl_certificate_verification',
        'tls_verify',
        'certificate.verification',
        'https::verify',
        'disableendpointidentification',
        'disablehostnameverification',
        'ssl-mode=',
        'skipcertificatecheck',
        'badcertificatecallback',
        'acceptanycertificate',
        'insecure-registries',
        'nsallowsarbitraryloads',
        'sslmode',
        'wagon.http.ssl',
        'insecure?',
        'insecure_skip',
      ],
      expression: new RegExp(
        [
          // JavaScript and TypeScript
          String.raw`\brejectUnauthorized["']?\s*[:=]\s*false\b|NODE_TLS_REJECT_UNAUTHORIZED["']?\s*\]?\s*[:= ]\s*["']?0|\bstrictSSL\s*[:=]\s*false|\bcheckServerIdentity\s*:\s*(?:\([^)]*\)|\w+)\s*=>\s*(?:undefined|null|\{\s*\})|\bstrict-ssl\s*[=: ]\s*false|\bstrict_ssl\s*[=:]\s*false`,
          String.raw`\brejectUnauthorized["']?\s*:\s*[^,}\n]*!==?\s*["']production["']\s*\?\s*true\s*:\s*false|\brejectUnauthorized["']?\s*:\s*[^,}\n!]*===?\s*["']production["']\s*\?\s*false\b`,
          // Perl
          String.raw`\bverify_hostname\s*=>\s*0|\bSSL_verify_mode\s*=>\s*(?:0|[\w:]*SSL_VERIFY_NONE)`,
          // Python
          String.raw`\b(?:requests|httpx|session|client|aiohttp|http|urlopen|pool|self)\b.*\bverify(?:_ssl|_certs)?\s*=\s*False\b|^\s*verify(?:_ssl|_certs)?\s*=\s*False\s*[,)]|\.verify\s*=\s*False\b|\bverify_(?:ssl|certs)\s*=\s*False|\bssl\s*=\s*False\b.*(?:connector|aiohttp|session|get|post)|\b(?:TCPConnector|session\.\w+)\([^)]*\bssl\s*=\s*False|ssl\.CERT_NONE|\bcert_reqs\s*=\s*['"]?CERT_NONE|_create_unverified_(?:https_)?context|\bcheck_hostname\s*=\s*False|tlsAllowInvalid(?:Certificates|Hostnames)\s*=\s*True|\bAutoAddPolicy\s*\(|PYTHONHTTPSVERIFY["'\]]*\s*[:= ]\s*["']?0`,
          // Rust
          String.raw`danger_accept_invalid_(?:certs|hostnames)\s*\(\s*true|SslVerifyMode::NONE`,
          // PHP
          String.raw`CURLOPT_SSL_VERIFY(?:PEER|HOST)\s*(?:,|=>)\s*(?:false|0)|["'](?:ssl)?verify(?:_peer(?:_name)?|_host)?["']\s*=>\s*(?:false|0)\b|^\s*verify_(?:peer|host)\s*:\s*false|->withoutVerifying\s*\(|::withoutVerifying\s*\(`,
          // Java, Kotlin
          String.raw`(?<!['"/\w])(?:new\s+)?(?:AllowAllHostnameVerifier\s*\(|NoopHostnameVerifier\b[.(]|ALLOW_ALL_HOSTNAME_VERIFIER\b|TrustAllStrategy\b[.(]|TrustAllCerts\b|InsecureTrustManagerFactory\b[.(])|void\s+checkServerTrusted\s*\([^)]*\)\s*(?:throws\s+[\w, .]+\s*)?\{\s*(?:/\*[^*\n]*\*/\s*|return;\s*)?\}|fun\s+checkServerTrusted\s*\([^)]*\)\s*(?:\{\s*\}|=\s*Unit)|ostnameVerifier\s*[({]\s*(?:\(?\w+\s*,\s*\w+\)?\s*->|\{\s*_\s*,\s*_\s*->)\s*true|loadTrustMaterial\s*\([^)]*->\s*true|\.setTrustAll\s*\(\s*true|\.setVerifyHost\s*\(\s*false`,
          // C#
          String.raw`(?:Server|Remote)Certificate(?:Custom)?ValidationCallback\s*(?:\+?=|\(|=>)\s*(?:delegate\b[^{]*\{\s*return\s+true|(?:\([^)]*\)|\w+)\s*=>\s*(?:true|\{\s*return\s+true))|\bRequireHttpsMetadata\s*=\s*false\b|\.DangerousAcceptAnyServerCertificateValidator\b|Trust_?\s?Server_?\s?Certificate\s*=\s*true`,
          // Go
          String.raw`InsecureSkipVerify["']?\s*[:=]\s*true|\bssh\.InsecureIgnoreHostKey\s*\(`,
          // Ruby
          String.raw`OpenSSL::SSL::VERIFY_NONE|verify_mode\s*[=:>]+\s*:?["']?(?:OpenSSL::SSL::)?(?:VERIFY_NONE|none)\b|(?<!-)\bverify(?:_ssl|_peer)?\s*:\s*false|:verify(?:_ssl)?\s*=>\s*false`,
          // Commands and settings
          String.raw`http\.sslVerify\s*[= ]\s*["']?false|GIT_SSL_NO_VERIFY["']?\s*[:= ]\s*["']?(?:1|true)|\bcurl\b[^|;&\n]*\s(?:--insecure|-[a-zA-Z]*k[a-zA-Z]*(?=\s|$))|\bwget\b[^|;&\n]*--no-check-certificate|--insecure-skip-tls-verify\b(?!=false)|insecure[-_]?skip[-_]?(?:tls[-_]?)?verify["']?\s*[:=]\s*["']?true|(?<!skip[-_]?)tls[-_]?verify["']?\s*[= :]\s*["']?false|validate_certs\s*[:=]\s*["']?(?:no|false)\b|\bverification_mode\s*[:=]\s*["']?none|\b(?:ldap_)?TLS_REQCERT\s*[= ]\s*(?:never|allow)|SSLProxyVerify\s+none|\bSSLProxyCheckPeer(?:CN|Name|Expire)\s+off|\bserver\b[^#\n]*\sssl\b[^#\n]*\sverify\s+none\b|\bssl-server-verify\s+none|\bACCEPT_UNTRUSTED\b|StreamDriverAuthMode\W{1,4}anon\b|\bssl_certificate_verification\s*=>\s*false|\bssl_verification_mode\s*=>\s*["']none|enable\.ssl\.certificate\.verification\s*[=:]\s*["']?false|https::Verify-(?:Peer|Host)\s+"?false|disableEndpointIdentification\s*=\s*true|disableHostnameVerification["']?\s*[=,]\s*["']?true|--ssl-mode=(?:DISABLED|PREFERRED)\b|-SkipCertificateCheck\b|\bbadCertificateCallback\s*=\s*\([^)]*\)\s*=>\s*true|acceptAnyCertificate\s*=\s*true|NSAllowsArbitraryLoads|maven\.wagon\.http\.ssl\.insecure=true|:insecure\?\s+true|\bPGSSLMODE["']?\s*[:=]\s*["']?(?:disable|allow|prefer)\b|\bverify_none\b|ssl\.insecure\s*=\s*true|\btls\.(?:[\w-]+\.|\"[\w-]+\"\.)?trust-all\s*[:=]\s*true|\b(?:insecure-)?trust-all(?:-certificates)?\s*[:=]\s*true\b|\btls\.verification\s*[:=]\s*none|proxy_ssl_verify\s+off|StrictHostKeyChecking[= ]\s*["']?no\b|[?&;]sslmode=(?:disable|allow|prefer)\b|[?&]useSSL=false|verifyServerCertificate=false|tlsInsecure=true|tlsAllowInvalidCertificates=true|^\s*ssl\.endpoint\.identification\.algorithm\s*=\s*$`,
        ].join('|'),
        'i',
      ),
      kinds: ['code', 'data', 'markup'],
    },
    /** Apache hands over to a program of the same machine. */
    hop: {
      hints: ['proxy'],
      expression: /^\s*(?:<Proxy(?:Match)?\s|ProxyPass(?:Match)?\s).{0,80}\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/,
      first: /^\s*<?Proxy/,
      kinds: ['data', 'code'],
    },
    /** The operator asked for it, some lines above: `if (options.isDisableHostnameVerification())`. */
    asked: {
      hints: ['disable', 'insecure', 'noverify', 'no_verify', 'skipverif', 'no_check', 'nocheck'],
      first: /\bif\b/,
      expression:
        /\bif\s*\(?[^;{]*\b\w*(?:disable\w*verif|insecure|no_?verify|skip\w*verif|no_?check_?(?:cert|tls|ssl))\w*/i,
      kinds: ['code'],
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
        /\.authorized\b|\.authorizationError\b|\bgetPeerCertificate\s*\(|\.PeerCertificates\b|\bVerifyPeerCertificate\s*[:=]|\bVerifyConnection\s*[:=]|NewDeviceID\(/,
      kinds: ['code'],
      once: true,
    },
  },
  judge: ({ matches }) => {
    // A tool that looks at certificates judges them itself, in the same file.
    const judging = new Set((matches['judged'] ?? []).map(({ path }) => path))
    return failIfAny(
      [...(matches['off'] ?? []), ...(matches['unasked'] ?? []).filter(isAnsweredByNothing)]
        .filter(
          (match) =>
            !match.comment &&
            !isExampleOfUse(match) &&
            // One of the ways that a setting chooses among.
            !(/putenv/.test(match.text) && /\bcase\b/.test(match.around)) &&
            // `-K` names a file of options.
            !(/^curl\b/.test(match.groups['match'] ?? '') && !/--insecure\b|\s-[a-zA-Z]*k/.test(match.text)) &&
            // A rule that forbids it names it.
            !/^\s*-?\s*["']?(?:pattern|regex|message)[\w-]*["']?\s*:/.test(match.text) &&
            !/(^|\/)\.?semgrep/.test(match.path) &&
            // A choice of the operator, or a text that speaks of it.
            !/VERIFY_PEER\b.*VERIFY_NONE|insecure_?ok/i.test(match.text) &&
            (!/^\s*"/.test(match.text) || aSetting.test(match.text)) &&
            !/insecure_ok|config->\w*insecure/i.test(match.around) &&
            !bothWays.test(match.around) &&
            !onlyNamed.test(match.text) &&
            !isOfSomethingElse(match) &&
            !isCaseOfAFunction(match) &&
            !(/VERIFY_NONE/.test(match.text) && askedByAWord.test(match.around)) &&
            !(/\bCERT_NONE\b/.test(match.text) && ofAServer.test(match.around)) &&
            // The hop does not leave the machine.
            !(
              /^SSLProxy/i.test(match.groups['match'] ?? '') &&
              (matches['hop'] ?? []).some(
                ({ path, line }) => path === match.path && Math.abs(match.line - line) <= ofOneBlock,
              )
            ) &&
            // A field or a parameter of that name, and not its value.
            !(/^trustAllCerts/.test(match.groups['match'] ?? '') && !/[=(]\s*true\b/.test(match.text)) &&
            !chosen.test(match.around) &&
            !(match.path.endsWith('.cs') && isInBlockOfDevelopers(match)) &&
            !(matches['asked'] ?? []).some(
              ({ path, line, comment }) =>
                !comment && path === match.path && line < match.line && match.line - line <= ofOneCondition,
            ) &&
            !isOneOfTwo.test(match.text) &&
            // What a runner of tests sets for itself.
            !/\bNODE_ENV[=:]\s*["']?test\b/.test(match.text) &&
            !judging.has(match.path) &&
            // A pattern that recognises the setting is not the setting.
            !/\\[sbwd]/.test(match.text) &&
            // Looking at a certificate without trusting it, or naming the choice of the operator, switches nothing off.
            !/localhost|127\.0\.0\.1|=\s*(?:\.|\(local(?:db)?\))\s*[;\\]|\bif\s*\(|\?\s*(?:true|false)\b|process\.env\.\w+\s*[!=]==?|getPeerCertificate|capture_peer_cert/.test(
              match.text.replace(/!==?\s*["']production["']\s*\?\s*true\s*:\s*false/, ''),
            ),
        )
        .filter(isToldOnce)
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
