import { type RuleFinding, failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { isOpenByDesign } from '../open-operations.ts'

export const apiSecurity = rule({
  id: 'repository/api-security',
  source: 'repository',
  requirements: ['GI:1065'],
  title: {
    fr: 'Chaque opération d’API déclare son authentification',
    en: 'Each API operation declares its authentication',
  },
  failureTitle: {
    fr: 'Des opérations d’API ne déclarent pas d’authentification',
    en: 'API operations declare no authentication',
  },
  why: {
    fr: 'Tout échange entre applications s’authentifie ; la description doit dire comment, opération par opération.',
    en: 'Every exchange between applications is authenticated; the description must say how, operation by operation.',
  },
  mend: {
    fr: 'Déclarez un schéma dans components.securitySchemes et exigez-le par security, à la racine ou sur l’opération.',
    en: 'Declare a scheme in components.securitySchemes and require it with security, at the root or on the operation.',
  },
  left: {
    fr: 'Que le serveur applique ce que la description déclare (voir endpoint/anonymous-api). Santé, métriques et connexion sont laissées ouvertes.',
    en: 'That the server applies what the description declares (see endpoint/anonymous-api). Health, metrics and sign-in are left open.',
  },
  needs: ['describedApis'],
  judge: ({ describedApis: apis }) => {
    const described = apis.filter((api) => api.operations.length > 0)
    if (described.length === 0)
      return notApplicable(
        'Aucune description d’API dans le dépôt, ni à l’adresse si elle est donnée.',
        'No API description in the repository, nor at the address where one is given.',
      )
    const findings: RuleFinding[] = []
    for (const { place, schemes, operations } of described) {
      if (schemes.length === 0) {
        findings.push(
          finding(
            place,
            'Aucun schéma d’authentification n’est déclaré.',
            'No authentication scheme is declared.',
            'schemes',
          ),
        )
        continue
      }
      for (const { method, path, line, security } of operations)
        if (security !== 'declared' && !isOpenByDesign(path))
          findings.push(
            finding(
              { ...place, ...(line === undefined ? {} : { line }) },
              security === 'public'
                ? `${method} ${path} est déclarée ouverte à tous.`
                : `${method} ${path} ne déclare pas d’authentification.`,
              security === 'public'
                ? `${method} ${path} is declared open to all.`
                : `${method} ${path} declares no authentication.`,
              `${method} ${path}`,
            ),
          )
    }
    return failIfAny(findings)
  },
})
