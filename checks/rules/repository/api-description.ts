import { type RuleFinding, absent, fail, failIfAny, finding, manual, notApplicable, rule } from '../../rule.ts'
import { answering, dependsOn, serverInCode, webServer } from './subject.ts'

/** Libraries that write the description from the code, so that no file need be in the repository. */
const generators = [
  '@fastify/swagger',
  'swagger-jsdoc',
  '@nestjs/swagger',
  'tsoa',
  'express-openapi',
  '@wesleytodd/openapi',
  'hapi-swagger',
  'flasgger',
  'flask-openapi3',
  'drf-yasg',
  'grape-swagger',
  'rswag-api',
  'darkaonline/l5-swagger',
  'dedoc/scramble',
  'poem-openapi',
  'open_api_spex',
  'fastapi',
  'drf-spectacular',
  'flask-smorest',
  'apispec',
  'org.springdoc:springdoc-openapi-starter-webmvc-ui',
  'org.springdoc:springdoc-openapi-starter-webmvc-api',
  'org.springdoc:springdoc-openapi-ui',
  'io.quarkus:quarkus-smallrye-openapi',
  'nelmio/api-doc-bundle',
  'api-platform/core',
  '@hono/zod-openapi',
  '@asteasolutions/zod-to-openapi',
  'utoipa',
  'github.com/swaggo/swag',
  'zod-openapi',
  'swashbuckle.aspnetcore',
  'nswag.aspnetcore',
  'microsoft.aspnetcore.openapi',
]

export const apiDescription = rule({
  id: 'repository/api-description',
  source: 'repository',
  requirements: ['MIRAI:MIR-9.a', 'MIRAI:MIR-4.aj', 'GI:PD-1.g', 'ENT:ENT-1.e'],
  title: { fr: 'Les API sont décrites en OpenAPI 3', en: 'APIs are described with OpenAPI 3' },
  failureTitle: { fr: 'Une API n’est pas décrite en OpenAPI 3', en: 'An API is not described with OpenAPI 3' },
  why: {
    fr: 'La description est le contrat : elle permet à une autre équipe d’appeler l’API sans réunion, et à une machine de la vérifier.',
    en: 'The description is the contract: it lets another team call the API without a meeting, and a machine check it.',
  },
  mend: {
    fr: 'Ajoutez un document OpenAPI 3.0 ou 3.1, écrit ou produit par le cadre applicatif, avec titre, version et opérations.',
    en: 'Add an OpenAPI 3.0 or 3.1 document, written or produced by the framework, with title, version and operations.',
  },
  left: {
    fr: 'Que la description dit tout ce que l’API fait, et qu’elle est accessible aux développeurs.',
    en: 'That the description says all that the API does, and that developers can reach it.',
  },
  needs: ['describedApis', 'packages', 'matches'],
  looksFor: {
    answering,
    off: {
      hints: ['openapi_url'],
      expression: /\bopenapi_url\s*=\s*None\b/,
      kinds: ['code'],
      once: true,
    },
  },
  judge: ({ describedApis: apis, packages, matches }) => {
    if (apis.length === 0) {
      const server = webServer(packages) ?? serverInCode(matches['answering'])
      if (server === undefined)
        return notApplicable(
          'Aucun serveur web parmi les dépendances, aucune API décrite.',
          'No web server among the dependencies, no API described.',
        )
      const generator = dependsOn(packages, generators, true)
      const [off] = (matches['off'] ?? []).filter((match) => !match.comment)
      if (off !== undefined)
        return fail([
          finding(
            off,
            'La description produite par le cadre est éteinte, et aucune autre n’a été trouvée.',
            'The description that the framework produces is switched off, and no other was found.',
            'off',
          ),
        ])
      if (generator !== undefined)
        return manual(
          `« ${generator.name} » produit la description à l’exécution : vérifiez-la avec --url.`,
          `“${generator.name}” produces the description at run time: check it with --url.`,
        )
      return fail([
        absent(
          server,
          `« ${server.name} » sert des requêtes et aucune description OpenAPI n’a été trouvée.`,
          `“${server.name}” serves requests and no OpenAPI description was found.`,
        ),
      ])
    }
    const findings: RuleFinding[] = []
    for (const { place, version, title, operations } of apis) {
      if (!/^3\.\d/.test(version))
        findings.push(
          finding(
            place,
            `Version ${version} : la version 3 est attendue.`,
            `Version ${version}: version 3 is expected.`,
            'version',
          ),
        )
      if (title === '')
        findings.push(finding(place, 'La description n’a pas de titre.', 'The description has no title.', 'title'))
      if (operations.length === 0)
        findings.push(
          finding(
            place,
            'La description ne déclare aucune opération.',
            'The description declares no operation.',
            'operations',
          ),
        )
    }
    return failIfAny(findings)
  },
})
