import { fail, finding, manual, notApplicable, pass, rule } from '../../rule.ts'

export const localSignIn = rule({
  id: 'endpoint/local-sign-in',
  source: 'endpoint',
  requirements: ['GI:1114', 'MIRAI:EXI-ARCH-11', 'GI:PU-1.b'],
  title: { fr: 'Pas de formulaire de mot de passe', en: 'No password form' },
  failureTitle: { fr: 'L’application demande un mot de passe', en: 'The application asks for a password' },
  why: {
    fr: 'La connexion se fait chez le fournisseur d’identité commun ; un formulaire local est un silo de plus.',
    en: 'Sign-in happens at the common identity provider; a local form is one more silo.',
  },
  mend: {
    fr: 'Remplacez le formulaire par un bouton qui mène au fournisseur (OpenID Connect).',
    en: 'Replace the form with a button that leads to the provider (OpenID Connect).',
  },
  left: {
    fr: 'Que le fournisseur est admis pour la population visée, et les autres pages.',
    en: 'That the provider is accepted for the audience, and the other pages.',
  },
  needs: ['page', 'home', 'signIns'],
  judge: ({ page, home, signIns }) => {
    if (home.leadsTo !== undefined) return pass
    if (home.status === 401 && /^basic\b/i.test(home.headers['www-authenticate'] ?? ''))
      return fail([
        finding(
          home,
          'Le serveur demande lui-même un mot de passe (HTTP Basic).',
          'The server itself asks for a password (HTTP Basic).',
          'basic',
        ),
      ])
    if (page === null) return notApplicable('L’adresse ne sert pas de page.', 'The address serves no page.')
    if (page.passwordFields > 0)
      return fail([finding(page, 'La page contient un champ de mot de passe.', 'The page holds a password field.')])
    const forms = signIns.filter(({ passwordFields }) => passwordFields > 0)
    if (forms.length > 0)
      return fail(
        forms.map(({ url }) =>
          finding(
            { url },
            'La page de connexion contient un champ de mot de passe.',
            'The sign-in page holds a password field.',
          ),
        ),
      )
    if (page.shell)
      return manual(
        'La page est dessinée par des scripts : regardez comment on s’y connecte.',
        'The page is drawn by scripts: look at how one signs in.',
      )
    return pass
  },
})
