import { failIfAny, finding, rule } from '../../rule.ts'

export const crossOrigin = rule({
  id: 'endpoint/cross-origin',
  source: 'endpoint',
  requirements: ['GI:1110', 'GI:1065'],
  title: { fr: 'Les autres sites ne lisent pas les réponses', en: 'Other sites do not read the answers' },
  failureTitle: { fr: 'N’importe quel site peut lire les réponses', en: 'Any site can read the answers' },
  why: {
    fr: 'Un site hostile visité par un agent lirait alors l’application avec la session de cet agent.',
    en: 'A hostile site visited by an agent would then read the application with that agent’s session.',
  },
  mend: {
    fr: 'Comparez Origin à une liste, et n’envoyez jamais Access-Control-Allow-Credentials avec une origine recopiée.',
    en: 'Compare Origin with a list, and never send Access-Control-Allow-Credentials with a copied origin.',
  },
  left: {
    fr: 'Les origines de la liste, et les réponses d’une session ouverte.',
    en: 'The origins of the list, and answers of an open session.',
  },
  needs: ['crossOrigin'],
  judge: ({ crossOrigin: answers }) =>
    failIfAny(
      answers
        .filter(
          ({ allowOrigin, allowCredentials }) =>
            allowOrigin === 'null' ||
            (allowOrigin !== undefined && allowOrigin !== '*' && /socle-check\.invalid/.test(allowOrigin)) ||
            (allowOrigin === '*' && allowCredentials),
        )
        .map(({ url, allowOrigin, allowCredentials }) =>
          finding(
            { url },
            `Access-Control-Allow-Origin: ${allowOrigin}${allowCredentials ? ', avec les cookies' : ''}.`,
            `Access-Control-Allow-Origin: ${allowOrigin}${allowCredentials ? ', with cookies' : ''}.`,
            new URL(url).pathname,
          ),
        ),
    ),
})
