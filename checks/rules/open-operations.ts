/** Operations that answer everybody by design: monitoring, the description itself, and the way in. */
export const isOpenByDesign = (path: string): boolean =>
  /(^|\/)(health\w*|healthz|livez|readyz|live|ready|liveness|readiness|ping|status|metrics|version|openapi(\.(json|ya?ml))?|swagger(\.json|-ui)?|api-docs|docs|\.well-known|auth|login|logout|signin|sign-in|oauth2?|oidc|callback|authorize|token|session|sante|vivant|pret|connexion|deconnexion)(\/|\.|$)/i.test(
    path,
  )
