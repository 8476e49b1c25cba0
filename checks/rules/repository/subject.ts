/** What kind of project this is, as far as its files tell. Shared by rules that only concern some projects. */
import type { FileEntry, PackageManifest, Packages, Pipelines, SourceMatch } from '../../facts.ts'
import type { SourcePattern } from '../../rule.ts'

/** Files that a person wrote and that ship: neither tests nor examples nor what a tool made. */
export const ownCode = (files: readonly FileEntry[]): readonly FileEntry[] =>
  files.filter(({ role, language, shipped }) => role === 'source' && language !== undefined && shipped !== true)

export const ownManifests = (packages: Packages): readonly PackageManifest[] =>
  packages.manifests.filter((manifest) => manifest.role === 'source' || manifest.role === 'configuration')

/** Does a package that ships depend on one of these? */
export function dependsOn(
  packages: Packages,
  names: readonly string[],
  development = false,
): { path: string; line?: number; name: string } | undefined {
  return dependenciesAmong(packages, names, development)[0]
}

export const dependenciesAmong = (
  packages: Packages,
  names: readonly string[],
  development = false,
): { path: string; line?: number; name: string }[] =>
  ownManifests(packages).flatMap((manifest) =>
    manifest.dependencies
      .filter(
        (dependency) =>
          (development || !dependency.development) &&
          dependency.indirect !== true &&
          names.includes(dependency.name.toLowerCase()),
      )
      .map(({ name, line }) => ({ path: manifest.path, name, ...(line === undefined ? {} : { line }) })),
  )

const webServers = [
  'fastify',
  'express',
  'koa',
  '@hapi/hapi',
  '@nestjs/core',
  'hono',
  'restify',
  'polka',
  'h3',
  'nitropack',
  'org.springframework.boot:spring-boot-starter-web',
  'org.springframework.boot:spring-boot-starter-webflux',
  'io.quarkus:quarkus-rest',
  'io.quarkus:quarkus-resteasy',
  'io.quarkus:quarkus-rest-jackson',
  'io.quarkus:quarkus-resteasy-jackson',
  'io.quarkus:quarkus-resteasy-reactive',
  'io.quarkus:quarkus-resteasy-reactive-jackson',
  'io.quarkus:quarkus-reactive-routes',
  'org.springframework.boot:spring-boot-starter-webmvc',
  'org.springframework.boot:spring-boot-starter-jersey',
  'io.micronaut:micronaut-http-server-netty',
  'flask',
  'django',
  'fastapi',
  'starlette',
  'djangorestframework',
  'symfony/framework-bundle',
  'laravel/framework',
  'slim/slim',
  'github.com/gin-gonic/gin',
  'github.com/labstack/echo/v4',
  'actix-web',
  'axum',
  'rails',
  'sinatra',
  'microsoft.aspnetcore.app',
  'github.com/go-chi/chi/v5',
  'github.com/gorilla/mux',
  'github.com/gofiber/fiber/v2',
  'io.ktor:ktor-server-netty',
  'rocket',
  'io.javalin:javalin',
  'com.sparkjava:spark-core',
  'io.vertx:vertx-web',
  'io.helidon.webserver:helidon-webserver',
  'io.dropwizard:dropwizard-core',
  'io.jooby:jooby',
  'io.undertow:undertow-core',
  'org.http4s:http4s-ember-server',
  'com.typesafe.akka:akka-http',
  'org.http4k:http4k-core',
  'io.ktor:ktor-server-core',
  'io.ktor:ktor-server-cio',
  'bottle',
  'tornado',
  'sanic',
  'falcon',
  'litestar',
  'quart',
  'pyramid',
  'cherrypy',
  'connexion',
  'grape',
  'hanami',
  'roda',
  'api-platform/core',
  'api-platform/symfony',
  'cakephp/cakephp',
  'laravel/lumen-framework',
  'mezzio/mezzio',
  'yiisoft/yii2',
  'codeigniter4/framework',
  'github.com/gofiber/fiber/v3',
  'github.com/julienschmidt/httprouter',
  'github.com/kataras/iris/v12',
  'github.com/danielgtaylor/huma/v2',
  'github.com/beego/beego/v2',
  'warp',
  'poem',
  'salvo',
  'tide',
  '@feathersjs/express',
  '@adonisjs/core',
  '@loopback/rest',
  '@elysiajs/node',
  'elysia',
  'restana',
  'sails',
  'moleculer-web',
  '@trpc/server',
]

/** A server framework among the dependencies that ship. */
export const webServer = (packages: Packages): { path: string; line?: number; name: string } | undefined =>
  dependsOn(packages, webServers) ?? archiveOfServer(packages)

/** A WAR is made to be put into a server. */
function archiveOfServer(packages: Packages): { path: string; name: string } | undefined {
  const war = ownManifests(packages).find(
    ({ ecosystem, settings }) => ecosystem === 'maven' && settings?.['packaging'] === 'war',
  )
  return war === undefined ? undefined : { path: war.path, name: 'war' }
}

/** A library that asks as often as it answers: only its part for servers tells. */
export const answering: SourcePattern = {
  hints: ['aiohttp'],
  expression: /^\s*from\s+aiohttp\s+import\s+.*\bweb\b|\baiohttp\.web\b/,
  kinds: ['code'],
  once: true,
}
export const serverInCode = (
  matches: readonly SourceMatch[] = [],
): { path: string; line: number; name: string } | undefined => {
  const [match] = matches.filter(({ comment }) => !comment)
  return match === undefined ? undefined : { path: match.path, line: match.line, name: 'aiohttp' }
}

/** A class of Java that answers requests, whatever brings the server: JAX-RS, Spring. */
export const resource: SourcePattern = {
  hints: ['@path', '@restcontroller'],
  expression: /^\s*@(?:Path\s*\(|RestController\b)/,
  kinds: ['code'],
  once: true,
}
/** On an interface the same word describes a server that is called. */
export const answersRequests = ({ path, around, comment }: SourceMatch): boolean =>
  !comment && /\.(?:java|kt)$/.test(path) && /\bclass\s/.test(around)

/** Does the chain do this? With `each`, at each change and not only when somebody asks. */
export const commandMatching = (pipelines: Pipelines, pattern: RegExp, each?: 'at each change'): boolean =>
  pipelines.commands.some(
    (command) =>
      command.hollow !== true &&
      !(each !== undefined && command.requested === true) &&
      acting(command.text).some((part) => pattern.test(part.replace(leftOut, ''))),
  )

/** At each change, a chain of another repository whose name speaks of checking: what it runs is written there. */
export const chainElsewhere = ({ commands }: Pipelines): string | undefined =>
  commands.find(
    ({ text, requested }) =>
      requested !== true &&
      /^[\w.-]+\/[\w.-]+\/\.github\/workflows\/(?:\w+[-_])*(?:ci|tests?|checks?|quality|verify|build)(?:[-_]\w+)*\.ya?ml@/.test(
        text,
      ),
  )?.text

/** To install a tool, to speak of it or to ask for its version is not to run it. */
const idle =
  /^\s*@?(?:sudo\s+)?(?:(?:python\d?\s+-m\s+)?pip[x\d.]*|npm|pnpm|yarn|bun|gem|go|cargo|dotnet|brew|apt(?:-get)?|apk|dnf|yum|composer|choco|poetry|uv)\s+(?:(?:-\S+|tool|global|pip)\s+)*(?:install|add|i|get|require|binstall)\b|^\s*@?(?:echo|printf)\b|\s(?:--version|--help)\b|^\s*which\s|\bcommand -v\b/
/** Options that tell a tool to leave something out. */
const leftOut = /\s-D[\w.]*skip[\w.]*(?:=true)?(?=\s|$)|\s(?:-x|--exclude-task)[=\s]+\S+/gi
/** The commands of a line that do something by themselves. */
export const acting = (text: string): readonly string[] =>
  text
    .replace(/\s#\s.*$/, '')
    .split(/&&|\|\||[;|]/)
    .filter((part) => !idle.test(part))

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
export const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')

/** A pattern that recognises a call is not the call (`\SoapServer` is a name of PHP), nor is a word in a list of texts. */
export const recognises = (text: string): boolean =>
  /\\[bswd]|\\[SW](?![a-z]{2})|\(\?[:=!<]/.test(text) || /^\s*(?:(['"`])[^'"`]*\1\s*,?\s*)+$/.test(text)
