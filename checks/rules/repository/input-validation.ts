import { failIfAny, finding, manual, notApplicable, pass, rule } from '../../rule.ts'
import type { SourceMatch } from '../../facts.ts'
import { counted } from '../../wording.ts'
import { dependenciesAmong, dependsOn, webServer } from './subject.ts'

/** Frameworks that hand over what was received as it is. */
const bare = [
  'express',
  'koa',
  'polka',
  'restify',
  'hono',
  '@nestjs/core',
  'microsoft.aspnetcore.app',
  'laravel/framework',
  'flask',
  'bottle',
  'aiohttp',
  'tornado',
  'slim/slim',
  'sinatra',
  'h3',
  'github.com/labstack/echo/v4',
  'github.com/gorilla/mux',
  'github.com/go-chi/chi/v5',
  'github.com/gofiber/fiber/v2',
]
const validators = [
  'zod',
  'joi',
  '@hapi/joi',
  'ajv',
  'yup',
  'valibot',
  'superstruct',
  'io-ts',
  'runtypes',
  'typebox',
  '@sinclair/typebox',
  'class-validator',
  'express-validator',
  'celebrate',
  'validator',
  'express-openapi-validator',
  'koa-joi-router',
  'arktype',
  'vine',
  '@vinejs/vine',
  'jsonschema',
  'is-my-json-valid',
  'marshmallow',
  'pydantic',
  'wtforms',
  'flask-wtf',
  'cerberus',
  'voluptuous',
  'webargs',
  'apiflask',
  'flask-smorest',
  'flask-pydantic',
  'attrs',
  'msgspec',
  'colander',
  'schema',
  'respect/validation',
  'symfony/validator',
  'rakit/validation',
  'vlucas/valitron',
  'dry-validation',
  'dry-schema',
  'activemodel',
  'fluentvalidation',
  'fluentvalidation.aspnetcore',
  'minivalidation',
  'nestjs-zod',
  'github.com/go-playground/validator/v10',
  'github.com/go-ozzo/ozzo-validation/v4',
  '@hono/zod-validator',
]
const beanValidators = [
  'io.quarkus:quarkus-hibernate-validator',
  'org.hibernate.validator:hibernate-validator',
  'jakarta.validation:jakarta.validation-api',
  'javax.validation:validation-api',
  'quarkus-hibernate-validator',
  'hibernate-validator',
  'jakarta.validation-api',
  'validation-api',
]
/** The only parameter of a method with a body, of a class that is no text, stream or number. */
const takesAnObject =
  /@(?:POST|PUT|PATCH)\b(?!\s*\()[^;{}]*?\b\w+\s*\(\s*(?!String|InputStream|byte|Integer|Long|File|Json|Multi|Form|Request|HttpServlet|Routing|Uri|Security)[A-Z]\w*\s+\w+\s*\)\s*(?:throws\s[\w\s,.]+)?\{|@(?:POST|PUT|PATCH)\b(?!\s*\()[^;{}]*?\bfun\s+\w+\s*\(\s*\w+\s*:\s*(?!String|InputStream|ByteArray|Int\b|Long|File|Json|Multi|Form|Request|HttpServlet|Routing|Uri|Security|Map|List)[A-Z]\w*\s*\)/

const bodyOf = ([first]: readonly SourceMatch[]): string => /^@\w+/.exec(first?.groups['match'] ?? '')?.[0] ?? ''

export const inputValidation = rule({
  id: 'repository/input-validation',
  source: 'repository',
  requirements: ['GI:1420'],
  title: { fr: 'Ce qui est reçu est validé', en: 'What is received is validated' },
  failureTitle: { fr: 'Des données reçues ne passent par aucun schéma', en: 'Received data goes through no schema' },
  why: {
    fr: 'Une donnée qu’aucun schéma ne contrôle arrive telle quelle dans la base, les requêtes et les pages.',
    en: 'Data that no schema checks reaches the database, queries and pages as it is.',
  },
  mend: {
    fr: 'Décrivez chaque entrée par un schéma (Zod, Joi, Ajv, Pydantic, Bean Validation…) et refusez ce qui n’y entre pas.',
    en: 'Describe each input with a schema (Zod, Joi, Ajv, Pydantic, Bean Validation…) and refuse what does not fit.',
  },
  left: {
    fr: 'Que chaque route a son schéma, et que les sorties sont encodées selon leur contexte.',
    en: 'That each route has its schema, and that outputs are encoded by context.',
  },
  limits: {
    fr: 'Un validateur ou un @Valid quelque part vaut pour tout le dépôt. Fastify n’est relevé que si aucun schéma n’est écrit nulle part ; une ressource JAX-RS, que si elle prend un objet sans Bean Validation. Les clients (interfaces) ne reçoivent rien.',
    en: 'A validator or a @Valid somewhere counts for the whole repository. Fastify is reported only where no schema is written anywhere; a JAX-RS resource, only where it takes an object without Bean Validation. Clients (interfaces) receive nothing.',
  },
  needs: ['packages', 'matches'],
  looksFor: {
    received: {
      hints: [
        'req.body',
        'request.json',
        'request.form',
        'ctx.request.body',
        'getparsedbody',
        'request.get_json',
        'readbody',
        'params[',
        'req.query',
        'requete.body',
        'requete.query',
        'request.body',
        'request.query',
        '@body(',
        '.mappost(',
        '.mapput(',
        '.mappatch(',
        '$request->all(',
        '$request->input(',
        '$request->post(',
        'permit!',
        'request.args',
        'r.body',
        'c.bind',
        'bodyparser(',
        'formvalue(',
        'c.req.json',
        'get_argument(',
        'await request.json',
      ],
      expression:
        /\breq(?:uest|uete)?\.(?:body|query)\b|request\.(?:json|form|args|get_json)\b|ctx\.request\.body|getParsedBody\s*\(|\breadBody\s*\(|(?:^|[^\w.])params\[\s*[:'"]|\b(?:req|ctx|context|request)\.params\[|@Body\s*\(\s*\)|\.Map(?:Post|Put|Patch)\s*\(\s*"[^"]*"\s*,\s*(?:async\s*)?\(\s*(?:\[\w+\]\s*)?[A-Z]\w*\s+\w+|\$request->(?:all\s*\(\s*\)|(?:input|post)\s*\()|\bparams\.permit!|\br\.(?:Body|FormValue)\b|\bc\.(?:Bind|BodyParser|req\.json|req\.parseBody)\s*\(|\bself\.get_argument\s*\(/,
      kinds: ['code'],
    },
    /** Rails: all that was sent becomes the record, whatever it holds. */
    unfiltered: {
      hints: ['.permit!'],
      expression: /\b(?:create|new|build|update|assign_attributes|insert|upsert)\w*!?\s*\(?\s*params\b[^\n]*\.permit!/,
      kinds: ['code'],
    },
    /** Spring; Micronaut, whose clients and Retrofit's are interfaces without a body. */
    spring: {
      hints: ['@requestbody', '@body '],
      expression:
        /@RequestBody|@Body\s+(?:final\s+)?(?!String|byte|InputStream|Map\b)[A-Z][\w<>]*\s+\w+\s*[,)](?=[^;]*\{\s*$)|@Body\s+\w+\s*:\s*(?!String|ByteArray|Map\b)[A-Z]\w*[?,)](?=.*[{=]\s*)/,
      kinds: ['code'],
    },
    /** A resource of JAX-RS that takes an object as it came: clients are interfaces, and their methods have no body. */
    resource: {
      hints: ['@post', '@put', '@patch'],
      expression: /@(?:POST|PUT|PATCH)\b(?!\s*\()/,
      kinds: ['code'],
    },
    /** Fastify compares what is received with the schema of the route, where it has one. */
    schema: { hints: ['schema'], expression: /schema/i, kinds: ['code', 'data'], once: true },
    checked: {
      hints: [
        '[required',
        '[stringlength',
        '[range',
        '[emailaddress',
        '[apicontroller',
        'validationpipe',
        '@isstring',
        '@valid',
        '@constraint',
        'validat',
        '.safeparse',
        'schema.',
        'z.object',
        'checkschema',
        'bindingresult',
        'formrequest',
        '$rules',
      ],
      expression:
        /\[(?:Required|StringLength|ApiController|Range|EmailAddress)\b|\bValidationPipe\b|@IsString\b|@Valid(?:ated)?\b|@Constraint\b|\bvalidat(?:e|ion|or)\w*\s*\(|\.safeParse\s*\(|Schema\.(?:parse|load|validate)|z\.object\s*\(|checkSchema\s*\(|validate_on_submit|BindingResult|\bextends\s+\w*FormRequest\b|\bValidator::make\b|#\[Validate\b|\$rules\s*=/,
      kinds: ['code'],
    },
  },
  judge: ({ packages, matches }) => {
    const received = (matches['received'] ?? []).filter((match) => !match.comment)
    const spring = (matches['spring'] ?? []).filter((match) => !match.comment)
    const resource = (matches['resource'] ?? []).find((match) => !match.comment && takesAnObject.test(match.around))
    const checked =
      (matches['checked'] ?? []).some((match) => !match.comment) || dependsOn(packages, validators) !== undefined
    const unfiltered = (matches['unfiltered'] ?? []).filter(({ comment, path }) => !comment && path.endsWith('.rb'))
    if (unfiltered.length > 0 && !checked)
      return failIfAny(
        unfiltered.map((match) =>
          finding(
            match,
            `Tout ce qui est reçu est enregistré : ${match.text.slice(0, 80)}`,
            `All that is received is recorded: ${match.text.slice(0, 80)}`,
            match.text,
          ),
        ),
      )
    if (spring.length > 0 && !checked)
      return failIfAny([
        finding(
          spring[0] ?? {},
          `${spring.length} ${bodyOf(spring)} et aucun @Valid dans le code.`,
          `${spring.length} ${bodyOf(spring)} and no @Valid in the code.`,
          'spring',
        ),
      ])
    if (resource !== undefined && !checked && dependsOn(packages, beanValidators) === undefined)
      return failIfAny([
        finding(
          resource,
          'Une ressource prend un objet reçu et rien ne le valide : ni @Valid, ni Bean Validation.',
          'A resource takes a received object and nothing validates it: neither @Valid nor Bean Validation.',
          'resource',
        ),
      ])
    // The library of the language hands over what was received as it is.
    const frameworks = dependenciesAmong(packages, bare)
    const framework =
      frameworks.find(({ path }) => received.some((match) => speaksAs(path, match.path))) ??
      frameworks[0] ??
      ((matches['schema'] ?? []).length === 0 ? dependsOn(packages, ['fastify']) : undefined) ??
      (webServer(packages) === undefined && received.some(({ path }) => /\.go$/.test(path))
        ? { name: 'net/http' }
        : undefined)
    if (framework !== undefined && received.length > 0 && !checked)
      return failIfAny([
        finding(
          received[0] ?? {},
          `${counted(received.length, 'lecture', 'lectures')} de données reçues (${framework.name}) et aucun validateur.`,
          `${counted(received.length, 'reading', 'readings')} of received data (${framework.name}) and no validator.`,
          framework.name,
        ),
      ])
    if (webServer(packages) === undefined && received.length + spring.length === 0)
      return notApplicable('Aucun serveur web dans le code.', 'No web server in the code.')
    return checked
      ? pass
      : manual(
          'Le cadre employé sait valider : vérifiez que chaque route le fait.',
          'The framework in use can validate: check that each route does.',
        )
  },
})

/** By the name of a manifest, the files of its language. */
const languages: readonly (readonly [manifest: RegExp, source: RegExp])[] = [
  [/package\.json$/, /\.(?:[cm]?[jt]sx?|vue|svelte)$/],
  [/\.(?:txt|in|toml|cfg|py)$|Pipfile$/, /\.py$/],
  [/composer\.json$/, /\.(?:php|phtml|inc)$/],
  [/go\.mod$/, /\.go$/],
  [/Gemfile$/, /\.rb$/],
  [/proj$|\.props$/, /\.cs$/],
]
const speaksAs = (manifest: string, source: string): boolean =>
  languages.some(([name, file]) => name.test(manifest) && file.test(source))
