import { type RuleFinding, fail, failIfAny, finding, notApplicable, rule } from '../../rule.ts'

export const contentSecurityPolicy = rule({
  id: 'endpoint/content-security-policy',
  source: 'endpoint',
  requirements: ['GI:1110'],
  title: { fr: 'Une politique de contenu bloque les scripts injectés', en: 'A content policy blocks injected scripts' },
  failureTitle: {
    fr: 'La politique de contenu manque ou laisse passer',
    en: 'The content policy is missing or lets scripts through',
  },
  why: {
    fr: 'Quand un contenu hostile atteint la page malgré l’encodage, cette politique l’empêche de s’exécuter.',
    en: 'When hostile content reaches the page despite encoding, this policy keeps it from running.',
  },
  mend: {
    fr: "Envoyez Content-Security-Policy avec default-src 'self' et script-src sans 'unsafe-inline', 'unsafe-eval' ni *.",
    en: "Send Content-Security-Policy with default-src 'self' and script-src without 'unsafe-inline', 'unsafe-eval' or *.",
  },
  left: { fr: 'L’encodage des données affichées.', en: 'Encoding of the data that is shown.' },
  needs: ['home', 'page'],
  judge: ({ home: { url, headers }, page }) => {
    if (page === null) return notApplicable('L’adresse ne sert pas de page.', 'The address serves no page.')
    const policy = headers['content-security-policy'] ?? page.policy
    if (policy === undefined)
      return fail([
        finding({ url }, 'Pas d’en-tête Content-Security-Policy.', 'No Content-Security-Policy header.', 'none'),
      ])
    const directives = new Map(
      policy.split(/[;,]/).map((part) => {
        const [name = '', ...values] = part.trim().split(/\s+/)
        return [name.toLowerCase(), values] as const
      }),
    )
    const scripts = directives.get('script-src') ?? directives.get('default-src')
    const findings: RuleFinding[] = []
    if (scripts === undefined)
      findings.push(
        finding({ url }, 'Ni script-src ni default-src.', 'Neither script-src nor default-src.', 'script-src'),
      )
    const guarded = scripts?.some((value) => /^'(nonce-|sha\d+-|strict-dynamic)/.test(value)) ?? false
    // With strict-dynamic a browser passes over hosts and schemes: they are there for those that do not know it (CSP 3, 8.2).
    const strict = guarded && (scripts?.includes("'strict-dynamic'") ?? false)
    for (const value of scripts ?? [])
      if (
        value === "'unsafe-eval'" ||
        (/^(\*|https?:|data:)$/.test(value) && !strict) ||
        (value === "'unsafe-inline'" && !guarded)
      )
        findings.push(finding({ url }, `script-src contient ${value}.`, `script-src contains ${value}.`, value))
    return failIfAny(findings)
  },
})
