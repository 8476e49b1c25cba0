import { failIfAny, finding, manual, notApplicable, rule } from '../../rule.ts'
import { isHostAmong } from '../accepted.ts'

const asksAuthorisation = /[?&](response_type|client_id|SAMLRequest|scope)=/

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
    const ways = [
      ...(home.leadsTo === undefined
        ? []
        : [{ url: home.url, status: home.status, leadsTo: home.leadsTo, passwordFields: 0 }]),
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
    const away = ways.filter(
      (one): one is typeof one & { leadsTo: string } =>
        one.leadsTo !== undefined && asksAuthorisation.test(one.leadsTo),
    )
    const inClear = away.filter(({ leadsTo, url }) => leadsTo.startsWith('http:') && url.startsWith('https:'))
    if (inClear.length > 0)
      return failIfAny(
        inClear.map((one) =>
          finding(
            { url: one.url },
            `La connexion mène en clair à ${new URL(one.leadsTo).host}.`,
            `Signing in leads in clear to ${new URL(one.leadsTo).host}.`,
            'clear',
          ),
        ),
      )
    const refused = away.filter(({ leadsTo }) => isHostAmong(new URL(leadsTo).hostname, policy.signIn.refused))
    if (refused.length > 0)
      return failIfAny(
        refused.map((one) =>
          finding(
            { url: one.url },
            `La connexion mène à ${new URL(one.leadsTo).host}, qui n’est pas admis.`,
            `Signing in leads to ${new URL(one.leadsTo).host}, which is not accepted.`,
            new URL(one.leadsTo).host,
          ),
        ),
      )
    const unknown = away.find(({ leadsTo }) => !isHostAmong(new URL(leadsTo).hostname, policy.signIn.accepted))
    if (unknown !== undefined)
      return manual(
        `La connexion mène à ${new URL(unknown.leadsTo).host} : dites si ce fournisseur est admis.`,
        `Signing in leads to ${new URL(unknown.leadsTo).host}: tell whether this provider is accepted.`,
      )
    if (away.length > 0) return failIfAny([])
    if (page === null && ways.length === 0)
      return notApplicable('L’adresse ne sert pas de page.', 'The address serves no page.')
    return manual(
      'Aucun chemin de connexion n’a été trouvé sans script : regardez où mène le bouton.',
      'No way to sign in was found without scripts: look where the button leads.',
    )
  },
})
