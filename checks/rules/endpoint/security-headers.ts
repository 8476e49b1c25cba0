import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'

export const securityHeaders = rule({
  id: 'endpoint/security-headers',
  source: 'endpoint',
  requirements: ['GI:1110'],
  title: { fr: 'Les en-têtes de sécurité sont présents', en: 'Security headers are present' },
  failureTitle: { fr: 'Des en-têtes de sécurité manquent', en: 'Security headers are missing' },
  why: {
    fr: 'Ces en-têtes ferment des attaques courantes (encadrement, devinette de type, retour en clair) sans toucher au code.',
    en: 'These headers close common attacks (framing, type guessing, falling back to clear text) without touching code.',
  },
  mend: {
    fr: 'Envoyez X-Content-Type-Options: nosniff, frame-ancestors (ou X-Frame-Options), Referrer-Policy, et en https Strict-Transport-Security d’au moins six mois.',
    en: 'Send X-Content-Type-Options: nosniff, frame-ancestors (or X-Frame-Options), Referrer-Policy, and over https Strict-Transport-Security of at least six months.',
  },
  left: { fr: 'Le reste des dix risques de l’OWASP.', en: 'The rest of the ten OWASP risks.' },
  needs: ['home', 'address'],
  judge: ({ home: { url, headers, leadsTo }, address }) => {
    const findings: RuleFinding[] = []
    const missing = (name: string): void =>
      void findings.push(
        finding({ url }, `En-tête absent ou trop faible : ${name}.`, `Header missing or too weak: ${name}.`, name),
      )
    if (headers['x-content-type-options']?.trim().toLowerCase() !== 'nosniff') missing('X-Content-Type-Options')
    const framed =
      /\bframe-ancestors(?!\s+(?:[^;]*\s)?(?:\*|https?:)(?:[\s;]|$))/i.test(headers['content-security-policy'] ?? '') ||
      /^(deny|sameorigin)$/i.test(headers['x-frame-options']?.trim() ?? '')
    // A redirect shows nothing that could be framed.
    if (!framed && leadsTo === undefined) missing('frame-ancestors / X-Frame-Options')
    if (headers['referrer-policy'] === undefined || /^unsafe-url$/i.test(headers['referrer-policy']))
      missing('Referrer-Policy')
    const age = Number(/max-age\s*=\s*"?(\d+)/i.exec(headers['strict-transport-security'] ?? '')?.[1] ?? 0)
    if (address.https && age < 15_552_000) missing('Strict-Transport-Security')
    return failIfAny(findings)
  },
})
