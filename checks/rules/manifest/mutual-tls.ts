import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { recognises } from '../repository/subject.ts'
import { type Content, called, list, nothingDeployed, record } from './workloads.ts'

/** A name of the whole network; services of the cluster have one word, or end in the name of the cluster. */
const isOutside = (host: string): boolean =>
  /^(?:\*\.)?[\w-]+(?:\.[\w-]+)+$/.test(host) &&
  !/\.(?:svc|local|internal|cluster)(?:\.|$)/.test(host) &&
  host.split('.').length > 2

export const mutualTls = rule({
  id: 'manifest/mutual-tls',
  source: 'manifest',
  requirements: ['GI:1165'],
  title: {
    fr: 'Les liaisons partenaires s’authentifient des deux côtés',
    en: 'Partner links authenticate on both sides',
  },
  failureTitle: {
    fr: 'Des liaisons n’exigent pas de certificat des deux côtés',
    en: 'Links do not require certificates on both sides',
  },
  why: {
    fr: 'Entre partenaires sans réseau privé, seul un certificat de chaque côté dit à qui l’on parle.',
    en: 'Between partners without a private network, only a certificate on each side tells whom one is talking to.',
  },
  mend: {
    fr: 'Mode MUTUAL dans la DestinationRule ou la passerelle sortante, STRICT dans PeerAuthentication, optionalClientCertificate jamais ; ou un VPN IPsec.',
    en: 'MUTUAL mode in the DestinationRule or the egress gateway, STRICT in PeerAuthentication, never optional client certificates; or an IPsec VPN.',
  },
  left: {
    fr: 'Les liaisons faites hors du cluster, dont le VPN.',
    en: 'Links made outside the cluster, VPN included.',
  },
  limits: {
    fr: 'Un certificat de client demandé sans être exigé est relevé : l’appel anonyme passe. Qui est partenaire ne se lit que dans les manifestes.',
    en: 'A client certificate asked for without being required is reported: the anonymous call gets through. Who is a partner is read in manifests only.',
  },
  needs: ['kubernetes', 'matches'],
  looksFor: {
    optional: {
      hints: ['ssl_verify_client', 'sslverifyclient', 'verify optional'],
      expression:
        /^\s*ssl_verify_client\s+optional\w*|^\s*SSLVerifyClient\s+optional\w*|\bbind\b.*\bverify\s+optional\b/i,
      kinds: ['data'],
    },
    required: {
      hints: ['setneedclientauth'],
      expression: /\bsetNeedClientAuth\s*\(\s*true/,
      kinds: ['code'],
      once: true,
    },
    /** The words of languages and servers for “asked, not required”. */
    asked: {
      hints: [
        'clientauth',
        'client-auth',
        'client.auth',
        'client_auth',
        'requestcert',
        'cert_optional',
        'certificatemode',
        'certificateverification',
        'verify_if_given',
        'allow_unauthenticated',
        'anonymous_or_authenticated',
        'wantclientauth',
        'require_client_certificate',
      ],
      expression:
        /\bClientAuth:\s*tls\.(?:VerifyClientCertIfGiven|RequestClientCert|RequireAnyClientCert)\b|\bclientAuthType:\s*["']?(?:VerifyClientCertIfGiven|RequestClientCert|RequireAnyClientCert)\b|\bclient-?auth\s*[:=]\s*["']?(?:want|request)\b|\bssl\.client\.auth\s*[:=]\s*["']?requested\b|\bClientAuth\.(?:OPTIONAL|REQUEST|WANT)\b|\bSslClientAuthMode\.REQUESTED\b|\bsetWantClientAuth\s*\(\s*true|\bCERT_OPTIONAL\b|\bcertificateVerification\s*=\s*["']optional|ClientCertificateMode(?:["']?\s*:\s*["']|\.)AllowCertificate\b|\brequestCert:\s*true(?=[^\n]*rejectUnauthorized:\s*false)|(?<node>\brequestCert:\s*true)|^\s*mode\s+verify_if_given\b|\.allow_unauthenticated\s*\(\s*\)|allow_any_anonymous_or_authenticated_client|\brequire_client_certificate:\s*false/i,
      kinds: ['code', 'data'],
    },
  },
  judge: ({ kubernetes, matches }) => {
    const { objects } = kubernetes
    const servers = [...(matches['optional'] ?? []), ...(matches['asked'] ?? [])].filter(
      ({ path, comment, groups, around, text }) =>
        !comment &&
        !recognises(text) &&
        // A constant of an enumeration names one mode among the others.
        !/^[A-Z][A-Z0-9_]*\s*\(.*\)\s*[,;]/.test(text) &&
        // The operator chooses between the two.
        !/CERT_OPTIONAL[^\n]*,[^\n]*CERT_REQUIRED|(?:==|["'`]{2})\s*["']?CERT_OPTIONAL\b/.test(text) &&
        !(/\bCERT_OPTIONAL\b/.test(text) && /\bif\b[^\n]*==\s*["']CERT_OPTIONAL["']/.test(around)) &&
        !(/WantClientAuth/.test(text) && (matches['required'] ?? []).some((one) => one.path === path)) &&
        // What is verified by a function of one's own, or refused just after, is required.
        !/VerifyPeerCertificate|VerifyConnection/.test(around) &&
        (groups['node'] === undefined || /rejectUnauthorized:\s*false/.test(around)),
    )
    if (servers.length > 0)
      return failIfAny(
        servers.map((match) =>
          finding(
            match,
            `Le certificat du client n’est pas exigé : ${match.text}`,
            `The client certificate is not required: ${match.text}`,
            match.text,
          ),
        ),
      )
    if (objects.length === 0) return nothingDeployed(kubernetes)
    const rules = objects.filter(({ kind }) => kind === 'DestinationRule')
    const external = objects.filter(
      ({ kind, content }) => kind === 'ServiceEntry' && record(content['spec'])['location'] !== 'MESH_INTERNAL',
    )
    const peers = objects.filter(({ kind }) => kind === 'PeerAuthentication')
    const gateways = objects.filter(
      ({ kind, apiVersion }) => kind === 'Gateway' && apiVersion.startsWith('networking.istio.io'),
    )
    const optional = objects.filter(
      ({ kind, content }) =>
        kind === 'Ingress' &&
        record(record(content['metadata'])['annotations'])['nginx.ingress.kubernetes.io/auth-tls-secret'] !== undefined,
    )
    const lenient = objects.filter(({ kind, content }) => acceptsWithout(kind, record(content['spec'])))
    if (lenient.length > 0)
      return failIfAny(
        lenient.map((one) =>
          finding(
            one,
            `${called(one)} : le certificat du client n’est pas exigé.`,
            `${called(one)}: the client certificate is not required.`,
            called(one),
          ),
        ),
      )
    if (external.length + peers.length + gateways.length + optional.length + rules.length === 0)
      return notApplicable(
        'Aucune liaison de partenaire dans les manifestes.',
        'No link to a partner in the manifests.',
      )
    const modeFor = (host: string): unknown => {
      const rule = rules.find(({ content }) => record(content['spec'])['host'] === host)
      return record(record(record(record(rule?.content)['spec'])['trafficPolicy'])['tls'])['mode']
    }
    const entries = new Set(external.flatMap((entry) => list(record(entry.content['spec'])['hosts']).map(String)))
    return failIfAny([
      ...rules
        .filter(({ content }) => {
          const host = String(record(content['spec'])['host'] ?? '')
          return isOutside(host) && !entries.has(host) && modeFor(host) === 'SIMPLE'
        })
        .map((one) =>
          finding(
            one,
            `${called(one)} : TLS sans certificat du client.`,
            `${called(one)}: TLS without a certificate of the client.`,
            called(one),
          ),
        ),
      ...external.flatMap((entry) =>
        list(record(entry.content['spec'])['hosts'])
          .map(String)
          .filter((host) => modeFor(host) !== 'MUTUAL' && modeFor(host) !== 'ISTIO_MUTUAL')
          .map((host) =>
            finding(
              entry,
              `${called(entry)} : ${host} sans TLS mutuel.`,
              `${called(entry)}: ${host} without mutual TLS.`,
              `${called(entry)}/${host}`,
            ),
          ),
      ),
      ...rules
        .filter(({ content }) => record(record(record(content['spec'])['trafficPolicy'])['tls'])['mode'] === 'DISABLE')
        .map((one) => finding(one, `${called(one)} : TLS désactivé.`, `${called(one)}: TLS disabled.`, called(one))),
      ...peers
        .filter(({ content }) =>
          ['PERMISSIVE', 'DISABLE'].includes(String(record(record(content['spec'])['mtls'])['mode'])),
        )
        .map((peer) =>
          finding(
            peer,
            `${called(peer)} accepte du trafic en clair.`,
            `${called(peer)} accepts traffic in clear.`,
            called(peer),
          ),
        ),
      ...optional
        .filter(
          ({ content }) =>
            !/^(on|true)$/.test(
              String(
                record(record(content['metadata'])['annotations'])[
                  'nginx.ingress.kubernetes.io/auth-tls-verify-client'
                ] ?? 'on',
              ),
            ),
        )
        .map((entry) =>
          finding(
            entry,
            `${called(entry)} : le certificat du client n’est pas exigé.`,
            `${called(entry)}: the client certificate is not required.`,
            called(entry),
          ),
        ),
    ])
  },
})

/** Contour, Traefik, Istio and the Gateway API each have a word for a certificate that may be left out or is not verified. */
function acceptsWithout(kind: string, spec: Content): boolean {
  if (kind === 'HTTPProxy') {
    const asked = record(record(record(spec['virtualhost'])['tls'])['clientValidation'])
    return asked['optionalClientCertificate'] === true || asked['skipClientCertValidation'] === true
  }
  if (kind === 'TLSOption')
    return /^(?:RequestClientCert|RequireAnyClientCert|VerifyClientCertIfGiven|NoClientCert)$/.test(
      String(record(spec['clientAuth'])['clientAuthType'] ?? ''),
    )
  if (kind === 'Gateway')
    return [...list(spec['servers']), ...list(spec['listeners'])]
      .map((one) => record(record(one)['tls']))
      .some(
        ({ mode, frontendValidation }) =>
          mode === 'OPTIONAL_MUTUAL' || record(frontendValidation)['mode'] === 'AllowInsecureFallback',
      )
  return kind === 'ClientTrafficPolicy' && record(record(spec['tls'])['clientValidation'])['optional'] === true
}
