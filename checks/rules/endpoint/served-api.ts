import { type RuleFinding, fail, failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { webServer } from '../repository/subject.ts'

export const servedApi = rule({
  id: 'endpoint/api-description',
  source: 'endpoint',
  requirements: ['MIRAI:MIR-9.a', 'GI:PD-1.g', 'ENT:ENT-1.e'],
  title: { fr: 'L’application sert sa description OpenAPI 3', en: 'The application serves its OpenAPI 3 description' },
  failureTitle: {
    fr: 'L’application ne sert pas de description OpenAPI 3',
    en: 'The application serves no OpenAPI 3 description',
  },
  why: {
    fr: 'Le contrat de service doit être accessible aux développeurs qui appellent l’API, à jour avec ce qui tourne.',
    en: 'The service contract must be within reach of developers who call the API, up to date with what runs.',
  },
  mend: {
    fr: 'Servez la description sur /openapi.json (ou /api/openapi.json).',
    en: 'Serve the description at /openapi.json (or /api/openapi.json).',
  },
  left: {
    fr: 'Une description publiée ailleurs, sur un portail d’API.',
    en: 'A description published elsewhere, on an API portal.',
  },
  limits: {
    fr: 'S’applique si le dépôt montre un serveur ou décrit une API, ou si /api ou /api/v1 répond des données.',
    en: 'Applies where the repository shows a server or describes an API, or where /api or /api/v1 answers data.',
  },
  needs: ['servedApi', 'apis', 'packages', 'crossOrigin', 'address'],
  judge: ({ servedApi: api, apis, packages, crossOrigin, address: { url } }) => {
    if (api === null) {
      const answers = crossOrigin.some(({ url: asked, data }) => data === true && /\/api(?:\/v1)?$/.test(asked))
      if (apis.length === 0 && webServer(packages) === undefined && !answers)
        return notApplicable(
          'Rien n’indique que l’application expose une API.',
          'Nothing shows that the application exposes an API.',
        )
      return fail([
        finding(
          { url },
          'Aucune description à une adresse habituelle (/openapi.json, /api/openapi.json, /v3/api-docs…).',
          'No description at a usual address (/openapi.json, /api/openapi.json, /v3/api-docs…).',
        ),
      ])
    }
    const findings: RuleFinding[] = []
    if (!/^3\.\d/.test(api.version))
      findings.push(
        finding(
          api.place,
          `Version ${api.version} : la version 3 est attendue.`,
          `Version ${api.version}: version 3 is expected.`,
          'version',
        ),
      )
    if (api.operations.length === 0)
      findings.push(
        finding(
          api.place,
          'La description ne déclare aucune opération.',
          'The description declares no operation.',
          'operations',
        ),
      )
    return failIfAny(findings)
  },
})
