import { type RuleFinding, failIfAny, finding, notApplicable, rule } from '../../rule.ts'

const loopback = /^https?:\/\/(localhost|127\.|\[::1\]|0\.0\.0\.0|[\w-]+\.localhost)/

/** Data that has a form, and could have that of JSON; feeds, pictures and maps have one of their own. */
const structured =
  /^(?:application|text)\/(?:x-)?(?:xml|yaml|protobuf|msgpack|cbor|avro|hessian|java-serialized-object|vnd\.apache\.thrift)|soap\+xml|^application\/(?!atom|rss|xhtml|gml|gpx|vnd\.ogc|vnd\.google)[\w.-]+\+xml/i

/** Version 2 of OpenAPI has no word for a bearer token. */
const carriesToken = /authori[sz]ation\b|bearer|jwt|oauth/i

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
  limits: {
    fr: 'Une clé d’API dans un en-tête n’est relevée que si aucun autre schéma n’est déclaré. Un flux d’événements, un fichier ou une carte n’ont pas à être en JSON, et un format de plus à côté de JSON non plus.',
    en: 'An API key in a header is reported only when no other scheme is declared. A stream of events, a file or a map need not be JSON, nor need a further format beside JSON.',
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
    for (const { place, servers, schemes, operations } of described) {
      for (const server of servers)
        if (/^http:\/\//.test(server) && !loopback.test(server))
          findings.push(finding(place, `Serveur sans TLS : ${server}.`, `Server without TLS: ${server}.`, server))
      for (const { name, type, scheme } of schemes)
        if (type === 'basic' || (type === 'http' && !/^(?:bearer|dpop|privatetoken|mutual)$/i.test(scheme ?? 'bearer')))
          findings.push(
            finding(
              place,
              `Le schéma « ${name} » est un mot de passe (${scheme ?? 'basic'}).`,
              `The scheme “${name}” is a password (${scheme ?? 'basic'}).`,
              name,
            ),
          )
      for (const { name, flows } of schemes)
        if (flows?.includes('password') === true)
          findings.push(
            finding(
              place,
              `Le schéma « ${name} » échange un mot de passe contre un jeton (flux « password »).`,
              `The scheme “${name}” trades a password for a token (“password” flow).`,
              `${name}/password`,
            ),
          )
      // A key given once for all is neither a token nor an identity.
      const [key] = schemes.filter(
        ({ name, type, in: carried, header }) =>
          type === 'apiKey' && carried === 'header' && !carriesToken.test(`${name} ${header ?? ''}`),
      )
      if (
        key !== undefined &&
        !schemes.some(
          ({ name, type, header }) =>
            /^(?:oauth2|openIdConnect|http|mutualTLS)$/.test(type) || carriesToken.test(`${name} ${header ?? ''}`),
        )
      )
        findings.push(
          finding(
            place,
            `Le seul schéma, « ${key.name} », est une clé d’API : ni OAuth ni OpenID Connect.`,
            `The only scheme, “${key.name}”, is an API key: neither OAuth nor OpenID Connect.`,
            `${key.name}/key`,
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
      const answered = operations.flatMap(({ responseTypes }) => responseTypes)
      const types = new Set(answered.length > 0 ? answered : operations.flatMap(({ requestTypes }) => requestTypes))
      if (
        ![...types].some((type) => /json|\*\/\*|event-stream/.test(type)) &&
        [...types].some((type) => structured.test(type))
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
