import type { Exchange, Page } from '../../facts.ts'
import { type RuleFinding, fail, finding, manual, pass, rule } from '../../rule.ts'

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
  mend: {
    fr: 'Redirigez le port 80 vers https, ou fermez-le ; écrivez en https tout ce que la page charge et où elle envoie.',
    en: 'Redirect port 80 to https, or close it; write in https all that the page fetches and where it sends.',
  },
  left: {
    fr: 'Les autres noms et ports sous lesquels l’application est joignable.',
    en: 'Other names and ports under which the application can be reached.',
  },
  needs: ['address', 'plainHttp', 'page', 'home'],
  judge: ({ address, plainHttp: { url, outcome, location }, page, home }) => {
    if (!address.https && address.loopback)
      return manual(
        'Adresse de bouclage en clair : rien ne quitte la machine. Vérifiez l’adresse publique.',
        'Loopback address in clear: nothing leaves the machine. Check the public address.',
      )
    const mixed = page === null || !page.url.startsWith('https:') ? [] : inClear(page, home)
    if (mixed.length > 0) return fail(mixed)
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

/** What a page served over TLS fetches or sends in clear. `link` covers hints that fetch nothing of the page. */
function inClear(page: Page, { headers }: Exchange): readonly RuleFinding[] {
  const policy = headers['content-security-policy'] ?? ''
  if (/\b(upgrade-insecure-requests|block-all-mixed-content)\b/i.test(policy)) return []
  const clear = (url: string): boolean => url.startsWith('http:')
  return [
    ...page.resources
      .filter(({ url, kind }) => kind !== 'link' && clear(url))
      .map(({ url, kind }) =>
        finding(page, `La page charge en clair (${kind}) : ${url}`, `The page fetches in clear (${kind}): ${url}`, url),
      ),
    ...(page.forms ?? [])
      .filter(clear)
      .map((url) =>
        finding(page, `Un formulaire envoie en clair à ${url}`, `A form sends in clear to ${url}`, `form ${url}`),
      ),
  ]
}
