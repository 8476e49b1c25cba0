import { fail, finding, manual, pass, rule } from '../../rule.ts'

export const plainHttp = rule({
  id: 'endpoint/plain-http',
  source: 'endpoint',
  requirements: ['GI:1166'],
  title: { fr: 'L’application ne répond qu’en TLS', en: 'The application answers only over TLS' },
  failureTitle: { fr: 'L’application répond sans TLS', en: 'The application answers without TLS' },
  why: {
    fr: 'Une page servie en clair se lit et se modifie sur le chemin, et le premier échange livre déjà les cookies.',
    en: 'A page served in clear is read and changed on the way, and the first exchange already gives cookies away.',
  },
  mend: { fr: 'Redirigez le port 80 vers https, ou fermez-le.', en: 'Redirect port 80 to https, or close it.' },
  left: {
    fr: 'Les autres noms et ports sous lesquels l’application est joignable.',
    en: 'Other names and ports under which the application can be reached.',
  },
  needs: ['address', 'plainHttp'],
  judge: ({ address, plainHttp: { url, outcome, location } }) => {
    if (!address.https && address.loopback)
      return manual(
        'Adresse de bouclage en clair : rien ne quitte la machine. Vérifiez l’adresse publique.',
        'Loopback address in clear: nothing leaves the machine. Check the public address.',
      )
    if (outcome === 'refused' && address.https) return pass
    if (outcome === 'redirects') return pass
    return fail([
      location === undefined
        ? finding({ url }, 'Cette adresse répond en HTTP sans TLS.', 'This address answers over HTTP without TLS.')
        : finding(
            { url },
            `Cette adresse redirige vers ${location}, sans TLS.`,
            `This address redirects to ${location}, without TLS.`,
            'redirect',
          ),
    ])
  },
})
