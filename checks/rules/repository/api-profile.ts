import { type RuleFinding, failIfAny, finding, notApplicable, rule } from '../../rule.ts'

const loopback = /^https?:\/\/(localhost|127\.|\[::1\]|0\.0\.0\.0|[\w-]+\.localhost)/

export const apiProfile = rule({
  id: 'repository/api-profile',
  source: 'repository',
  requirements: ['GI:PD-2.a'],
  title: {
    fr: 'Les API parlent HTTPS, JSON et OAuth ou OpenID Connect',
    en: 'APIs speak HTTPS, JSON and OAuth or OpenID Connect',
  },
  failureTitle: { fr: 'Une API sort du profil commun d’échange', en: 'An API leaves the common exchange profile' },
  why: {
    fr: 'Un profil commun (HTTPS, REST, JSON, OpenID Connect) fait que toute application sait appeler toute autre.',
    en: 'One common profile (HTTPS, REST, JSON, OpenID Connect) lets any application call any other.',
  },
  mend: {
    fr: 'Servez en https, répondez en application/json, et authentifiez par un jeton au porteur ou OpenID Connect plutôt que par mot de passe.',
    en: 'Serve over https, answer application/json, and authenticate with a bearer token or OpenID Connect rather than a password.',
  },
  left: {
    fr: 'Le style REST de l’API : ressources, verbes, codes.',
    en: 'The REST style of the API: resources, verbs, codes.',
  },
  needs: ['apis'],
  judge: ({ apis }) => {
    const described = apis.filter((api) => api.operations.length > 0)
    if (described.length === 0)
      return notApplicable('Aucune description d’API dans le dépôt.', 'No API description in the repository.')
    const findings: RuleFinding[] = []
    for (const { place, servers, schemes, operations } of described) {
      for (const server of servers)
        if (/^http:\/\//.test(server) && !loopback.test(server))
          findings.push(finding(place, `Serveur sans TLS : ${server}.`, `Server without TLS: ${server}.`, server))
      for (const { name, type, scheme } of schemes)
        if (type === 'basic' || (type === 'http' && scheme?.toLowerCase() === 'basic'))
          findings.push(
            finding(
              place,
              `Le schéma « ${name} » est un mot de passe (Basic).`,
              `The scheme “${name}” is a password (Basic).`,
              name,
            ),
          )
      for (const { name, in: carried } of schemes)
        if (carried === 'query')
          findings.push(
            finding(
              place,
              `Le schéma « ${name} » met une clé dans l’adresse : elle finit dans les journaux.`,
              `The scheme “${name}” puts a key in the address: it ends up in logs.`,
              `${name}/query`,
            ),
          )
      const types = new Set(
        operations.flatMap(({ responseTypes, requestTypes }) => [...responseTypes, ...requestTypes]),
      )
      if (
        types.size > 0 &&
        ![...types].some((type) => /json|\*\/\*|octet-stream|text\/|multipart|event-stream/.test(type)) &&
        [...types].some((type) => /xml/.test(type))
      )
        findings.push(
          finding(
            place,
            `Aucune opération en JSON (${[...types].slice(0, 3).join(', ')}).`,
            `No operation in JSON (${[...types].slice(0, 3).join(', ')}).`,
            'types',
          ),
        )
    }
    return failIfAny(findings)
  },
})
