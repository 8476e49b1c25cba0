import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'

export const thirdParties = rule({
  id: 'endpoint/third-parties',
  source: 'endpoint',
  requirements: ['GI:1110'],
  title: { fr: 'La page ne charge rien d’un tiers', en: 'The page loads nothing from a third party' },
  failureTitle: { fr: 'La page charge des ressources de tiers', en: 'The page loads resources from third parties' },
  why: {
    fr: 'Chaque ressource d’un tiers lui livre l’adresse de l’usager, et un script tiers peut tout faire dans la page.',
    en: 'Each third-party resource gives it the user’s address, and a third-party script can do anything in the page.',
  },
  mend: { fr: 'Servez vous-même polices, scripts et images.', en: 'Serve fonts, scripts and images yourself.' },
  left: {
    fr: 'Ce que les scripts de la page demandent à l’exécution.',
    en: 'What the scripts of the page ask for as they run.',
  },
  needs: ['page'],
  judge: ({ page }) => {
    if (page === null) return notApplicable('L’adresse ne sert pas de page.', 'The address serves no page.')
    const own = site(new URL(page.url).hostname)
    const foreign = page.resources.filter(({ url }) => /^https?:/.test(url) && site(new URL(url).hostname) !== own)
    return failIfAny(
      [...Map.groupBy(foreign, ({ url }) => new URL(url).hostname)].map(([host, found]) =>
        finding(
          page,
          `${found.length} ressource(s) de ${host} (${[...new Set(found.map(({ kind }) => kind))].join(', ')}).`,
          `${found.length} resource(s) from ${host} (${[...new Set(found.map(({ kind }) => kind))].join(', ')}).`,
          host,
        ),
      ),
    )
  },
})

/** `static.app.gouv.fr` and `app.gouv.fr` are one house; `gouv.fr` itself is a suffix of many. */
const site = (host: string): string => {
  if (/^[\d.]+$|:|^[^.]+$/.test(host)) return host
  const labels = host.split('.')
  const suffix = /^(gouv\.fr|co\.uk|asso\.fr|github\.io|gitlab\.io)$/.test(labels.slice(-2).join('.')) ? 3 : 2
  return labels.slice(-suffix).join('.')
}
