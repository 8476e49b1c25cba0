import type { CheckPolicy } from '@socle/contracts/checks/policy'
import type { SignIn } from '../../facts.ts'
import { failIfAny, finding, manual, notApplicable, rule } from '../../rule.ts'
import { isHostAmong } from '../accepted.ts'
import { asksAuthorisation } from '../authorisation-request.ts'

export const signIn = rule({
  id: 'endpoint/sign-in',
  source: 'endpoint',
  requirements: ['GI:1114', 'MIRAI:EXI-ARCH-11', 'GI:1169', 'GI:PU-1.b'],
  title: {
    fr: 'La connexion mène à un fournisseur d’identité admis',
    en: 'Signing in leads to an accepted identity provider',
  },
  failureTitle: {
    fr: 'La connexion ne mène pas à un fournisseur admis',
    en: 'Signing in does not lead to an accepted provider',
  },
  why: {
    fr: 'Une application qui demande elle-même un mot de passe en devient la gardienne, et échappe au SSO et à ses contrôles.',
    en: 'An application that asks for a password itself becomes its keeper, and escapes the SSO and its controls.',
  },
  mend: {
    fr: 'Faites du bouton de connexion une redirection OpenID Connect vers ProConnect, AgentConnect, FranceConnect ou le SSO du ministère.',
    en: 'Make the sign-in button an OpenID Connect redirect to ProConnect, AgentConnect, FranceConnect or the SSO of the ministry.',
  },
  left: {
    fr: 'Un fournisseur que cette vérification ne connaît pas, et la suite après son écran.',
    en: 'A provider that this check does not know, and what follows its screen.',
  },
  needs: ['signIns', 'home', 'page', 'policy'],
  judge: ({ signIns, home, page, policy }) => {
    // A home page leads elsewhere for many reasons; a way to sign in leads to who identifies.
    const fromHome = home.leadsTo !== undefined && asksAuthorisation.test(home.leadsTo)
    const ways: readonly SignIn[] = [
      ...(fromHome ? [{ url: home.url, status: home.status, leadsTo: home.leadsTo, passwordFields: 0 }] : []),
      ...signIns,
    ]
    const forms = ways.filter(({ passwordFields }) => passwordFields > 0)
    if (forms.length > 0)
      return failIfAny(
        forms.map((one) =>
          finding(
            { url: one.url },
            'Cette page de connexion demande un mot de passe.',
            'This sign-in page asks for a password.',
            'form',
          ),
        ),
      )
    const basic = signIns.filter(({ status, challenge }) => status === 401 && /^basic\b/i.test(challenge ?? ''))
    if (basic.length > 0)
      return failIfAny(
        basic.map(({ url }) =>
          finding(
            { url },
            'Cette adresse de connexion demande elle-même un mot de passe (HTTP Basic).',
            'This sign-in address itself asks for a password (HTTP Basic).',
            'basic',
          ),
        ),
      )
    const away = ways.flatMap(({ url, leadsTo }) =>
      leadsTo !== undefined && URL.canParse(leadsTo) ? [{ url, to: new URL(leadsTo) }] : [],
    )
    const faults = away.flatMap(({ url, to }) => {
      const what = faultOf(to, policy.signIn)
      return what === undefined ? [] : [finding({ url }, what.fr, what.en, what.about)]
    })
    if (faults.length > 0) return failIfAny(faults)
    const unknown = away.find(({ to }) => !isHostAmong(to.hostname, policy.signIn.accepted))
    if (unknown !== undefined)
      return manual(
        `La connexion mène à ${unknown.to.host} : dites si ce fournisseur est admis.`,
        `Signing in leads to ${unknown.to.host}: tell whether this provider is accepted.`,
      )
    if (away.length > 0) return failIfAny([])
    const own = ways.find(({ asks }) => asks !== undefined)
    if (own !== undefined)
      return manual(
        `La connexion mène à un fournisseur d’identité que l’application sert elle-même (${own.url}) : dites s’il est admis.`,
        `Signing in leads to an identity provider that the application serves itself (${own.url}): tell whether it is accepted.`,
      )
    if (page === null && ways.length === 0)
      return notApplicable('L’adresse ne sert pas de page.', 'The address serves no page.')
    return manual(
      'Aucun chemin de connexion n’a été trouvé sans script : regardez où mène le bouton.',
      'No way to sign in was found without scripts: look where the button leads.',
    )
  },
})

/** What is wrong with where one is sent, whoever answers there. */
function faultOf(
  to: URL,
  { accepted, refused }: CheckPolicy['signIn'],
): { fr: string; en: string; about: string } | undefined {
  if (to.protocol === 'http:' && !loopback.test(to.hostname))
    return {
      fr: `La connexion mène en clair à ${to.host}.`,
      en: `Signing in leads in clear to ${to.host}.`,
      about: 'clear',
    }
  if (isHostAmong(to.hostname, refused))
    return {
      fr: `La connexion mène à ${to.host}, qui n’est pas admis.`,
      en: `Signing in leads to ${to.host}, which is not accepted.`,
      about: to.host,
    }
  const imitated = isHostAmong(to.hostname, accepted) ? undefined : accepted.find((one) => imitates(to.hostname, one))
  if (imitated !== undefined)
    return {
      fr: `La connexion mène à ${to.host}, qui imite ${imitated} et n’est pas admis.`,
      en: `Signing in leads to ${to.host}, which imitates ${imitated} and is not accepted.`,
      about: to.host,
    }
  const flow = to.searchParams.get('response_type')?.split(/\s+/) ?? []
  if (flow.includes('token') && !flow.includes('code'))
    return {
      fr: 'La connexion demande que le jeton passe dans l’adresse (flux implicite) : demandez un code.',
      en: 'Signing in asks for the token to pass in the address (implicit flow): ask for a code.',
      about: 'implicit',
    }
  return undefined
}

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/
/** The accepted name stands in it, and another one answers. */
const imitates = (host: string, accepted: string): boolean => !accepted.startsWith('*.') && host.includes(accepted)
