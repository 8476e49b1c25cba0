import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, manual, notApplicable, pass, rule } from '../../rule.ts'
import { openIdLibraries, openIdUse, otherIdentityLibraries } from './identity.ts'
import { dependenciesAmong, dependsOn, recognises, webServer } from './subject.ts'

/** A directory also holds aliases, zones and machines, which a program reads under an account of its own. */
const otherThings = /bind_?(?:dn|pw|pass|secret)|alias|zone|\b(?:dns|dhcp)|printer|machine/i
const opensADirectory = /ldap_bind\s*\(|Net::LDAP->new|ldap\.initialize|Initial(?:Ldap|Dir)Context/i
const people =
  /log_?-?in|user|uid|account|compte|agent|person|people|member|authent|sign_?-?in|connexion|identi|session|mot_?de_?passe|mdp|password|annuaire/i
const isOfOtherThings = ({ path, around, groups }: SourceMatch): boolean =>
  opensADirectory.test(groups['match'] ?? '') &&
  otherThings.test(`${path}\n${around}`) &&
  !people.test(path) &&
  !people.test(around.replace(/\b\w*bind_?(?:dn|pw|pass\w*|secret)\w*/gi, ''))

export const openIdConnect = rule({
  id: 'repository/openid-connect',
  source: 'repository',
  requirements: ['GI:1438', 'GI:1114', 'GI:1169', 'MIRAI:EXI-ARCH-11'],
  title: { fr: 'L’identité vient d’OpenID Connect', en: 'Identity comes from OpenID Connect' },
  failureTitle: {
    fr: 'L’identité vient d’un autre protocole qu’OpenID Connect',
    en: 'Identity comes from a protocol other than OpenID Connect',
  },
  why: {
    fr: 'Un annuaire interrogé directement voit passer les mots de passe et ne sert que ses propres agents.',
    en: 'A directory that is asked directly sees passwords go by and serves only its own staff.',
  },
  mend: {
    fr: 'Raccordez l’application à ProConnect, AgentConnect, FranceConnect ou au SSO du ministère par OpenID Connect.',
    en: 'Connect the application to ProConnect, AgentConnect, FranceConnect or the SSO of the ministry through OpenID Connect.',
  },
  left: {
    fr: 'Que le fournisseur configuré est celui du public visé, et l’accord du comité pour tout autre mécanisme.',
    en: 'That the configured provider suits the audience, and the committee’s agreement on any other mechanism.',
  },
  limits: {
    fr: 'Une recherche dans l’annuaire, sans authentification, n’est pas relevée. Kerberos, LDAP, CAS ou SAML à côté d’OpenID Connect sont laissés à une personne ; seuls, ils sont relevés.',
    en: 'Looking people up in the directory, without authenticating them, is not reported. Kerberos, LDAP, CAS or SAML beside OpenID Connect are left to a person; alone they are reported.',
  },
  needs: ['packages', 'matches'],
  looksFor: {
    use: openIdUse,
    other: {
      hints: [
        'addnegotiate',
        'authldapurl',
        'authbasicprovider',
        'authtype',
        'ldap_bind(',
        'net::ldap',
        'ldap.initialize',
        'initialldapcontext',
        'auth_ldap',
        '_ldap',
        'ldapauthenti',
        'ldapbindauth',
        'ldappassword',
        'django_auth_ldap',
        'authldap',
        'casloginurl',
        'saml2login',
        'addsaml2',
        'mellonenable',
        'flask_saml',
        'onelogin.saml2',
      ],
      expression:
        /\.AddNegotiate\s*\(|^\s*AuthLDAPURL\s|^\s*AuthBasicProvider\s+ldap|^\s*AuthType\s+(?:Kerberos|GSSAPI|NTLM|Negotiate|CAS|Mellon|shibboleth)\b|\.saml2Login\s*\(|\.AddSaml2\s*\(|^\s*MellonEnable\s+["']?auth|^\s*(?:from|import)\s+onelogin\.saml2|\bldap_bind\s*\(|\bNet::LDAP->new|\bldap\.initialize\s*\(|\bnew\s+Initial(?:Ldap|Dir)Context\s*\(|^\s*auth_ldap\s|^\s*(?:form_login|http_basic|json_login)_ldap\s*:|\bAUTH_LDAP_SERVER_URI\b|\bldapAuthentication\s*\(\s*(?:\)|\(?\w+\)?\s*->|(?:Customizer\.)?withDefaults)|\bnew\s+Ldap(?:Bind|PasswordComparison)AuthenticationManagerFactory\s*\(|\bdjango_auth_ldap\.backend\b|\b(?:ActiveDirectory)?LdapAuthenticationProvider\s*\(|^\s*CASLoginURL\s/i,
      kinds: ['code', 'data'],
    },
  },
  judge: ({ packages, matches }) => {
    const others = [
      ...dependenciesAmong(packages, otherIdentityLibraries),
      ...(matches['other'] ?? [])
        .filter((match) => !match.comment && !recognises(match.text) && !isOfOtherThings(match))
        .map(({ path, line, groups }) => ({ path, line, name: (groups['match'] ?? '').trim() })),
    ]
    const used = (matches['use'] ?? []).some((match) => !match.comment)
    if (dependsOn(packages, openIdLibraries) !== undefined || used) {
      const [other] = others
      return other === undefined
        ? pass
        : manual(
            `OpenID Connect est présent, « ${other.name} » aussi (${other.path}) : dites à quoi il sert.`,
            `OpenID Connect is there, “${other.name}” too (${other.path}): tell what it serves.`,
          )
    }
    if (others.length > 0)
      return failIfAny(
        others.map((other) =>
          finding(
            other,
            `« ${other.name} » sans client OpenID Connect.`,
            `“${other.name}” without an OpenID Connect client.`,
            other.name,
          ),
        ),
      )
    return webServer(packages) === undefined
      ? notApplicable('Aucun serveur web parmi les dépendances.', 'No web server among the dependencies.')
      : manual(
          'Aucun client OpenID Connect reconnu : dites qui identifie les usagers (mandataire, passerelle…).',
          'No OpenID Connect client recognised: tell who identifies users (proxy, gateway…).',
        )
  },
})
