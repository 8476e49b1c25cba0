import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'

/** RGESN asks for a budget without giving one; these are what a page of a State service seldom needs to exceed. */
const most = { megabytes: 2, requests: 80, elements: 3000 }

export const pageWeight = rule({
  id: 'endpoint/page-weight',
  source: 'endpoint',
  requirements: ['MIRAI:EXI-G-4'],
  title: { fr: 'La page est légère', en: 'The page is light' },
  failureTitle: { fr: 'La page est lourde', en: 'The page is heavy' },
  why: {
    fr: 'Chaque requête et chaque octet se paient en énergie, en attente sur un réseau faible et en vieux postes remplacés.',
    en: 'Each request and each byte costs energy, waiting on a weak network and old machines replaced.',
  },
  mend: {
    fr: 'Compressez, redimensionnez les images, chargez à la demande, retirez ce qui ne sert pas à cette page.',
    en: 'Compress, resize images, load on demand, remove what this page does not use.',
  },
  left: { fr: 'La déclaration RGESN, et les autres pages.', en: 'The RGESN declaration, and the other pages.' },
  limits: {
    fr: `Limites : ${most.megabytes} Mo, ${most.requests} requêtes, ${most.elements} éléments. La page est vue dans Chromium (--browser).`,
    en: `Limits: ${most.megabytes} MB, ${most.requests} requests, ${most.elements} elements. The page is seen in Chromium (--browser).`,
  },
  needs: ['rendered'],
  judge: ({ rendered: { url, bytes, requests, domElements } }) => {
    const findings: RuleFinding[] = []
    if (bytes > most.megabytes * 1e6)
      findings.push(
        finding(
          { url },
          `${(bytes / 1e6).toFixed(1)} Mo (au plus ${most.megabytes}).`,
          `${(bytes / 1e6).toFixed(1)} MB (at most ${most.megabytes}).`,
          'bytes',
        ),
      )
    if (requests > most.requests)
      findings.push(
        finding(
          { url },
          `${requests} requêtes (au plus ${most.requests}).`,
          `${requests} requests (at most ${most.requests}).`,
          'requests',
        ),
      )
    if (domElements > most.elements)
      findings.push(
        finding(
          { url },
          `${domElements} éléments (au plus ${most.elements}).`,
          `${domElements} elements (at most ${most.elements}).`,
          'elements',
        ),
      )
    return failIfAny(findings)
  },
})
