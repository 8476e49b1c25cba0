import type { Bilingual } from '@socle/contracts/text'
import type { ContainerRecipe } from '../../facts.ts'
import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { doubted, ofItsMaker, whoBuildsTells } from '../doubt.ts'
import { readImage } from './images.ts'
import { isCompose } from './workloads.ts'

const isRoot = (user: string): boolean => /^(root|0)(:|$)/.test(user)
/** Images whose own user is not root. */
const rootlessImage =
  /nonroot|rootless|unprivileged|distroless.*nonroot|\/ubi\d+\/(nodejs|python|openjdk|php|nginx)|chainguard|bitnami\//

/** Products whose makers' images end by an account of their own. */
const hasItsOwnUser =
  /(?:^|\/)(?:logstash|elasticsearch|kibana|opensearch[\w-]*|grafana|prometheus|alertmanager|loki|promtail|keycloak|sonarqube|jenkins|airflow|superset|solr|nexus3|artifactory[\w-]*|vault|consul|haproxy|memcached|zookeeper|cp-[\w-]+|strimzi[\w-]*|pgadmin4|metabase|mattermost[\w-]*|gitea|minio-?\w*|node-exporter|otel[\w-]*|opentelemetry-collector[\w-]*)$/

/** Images of the chain, of developers and of those who make packages or documentation. */
export const ofTheTeam =
  /(^|\/)(ci|\.ci|\.devcontainer|\.gitlab|\.github|\.circleci|packaging|docs?|documentation)\/|gitpod|codespaces|(?:Docker|Container)file[._-](?:ci|dev|devel|development|[\w.-]*tests?(?:-?suite)?|build|builder|docs?|lint)$/i

/** Systems and toolchains: whoever starts such an image gets a shell, and no service. */
const startsNothing =
  /^(?:.*\/)?(?:debian|ubuntu|alpine|fedora|centos|rockylinux|almalinux|archlinux|amazonlinux|leap|tumbleweed|ubi(?:-minimal|-micro)?|rust|golang|gcc|maven|gradle|node|python|ruby|perl|php|openjdk|eclipse-temurin|buildpack-deps|sdk)$/
/** A word that no registry knows, without a version: nothing can be built from such a default. */
export const isUnknown = (image: string): boolean =>
  /^[\w.-]+$/.test(image) && !startsNothing.test(image) && !commonService.test(image)
const commonService =
  /^(?:nginx|httpd|caddy|traefik|haproxy|tomcat|jetty|wildfly|postgres|mysql|mariadb|mongo|redis|memcached|rabbitmq|busybox|scratch|oraclelinux|photon|amazoncorretto|ibmjava|mono|bun|deno|swift|dart|erlang|elixir|haskell|clojure|julia|r-base|drupal|wordpress|joomla|nextcloud)$/
/** Tools alone: nothing of the program goes in, and nothing is started; people and chains work in it. */
const isOfTools = ({ stages }: ContainerRecipe): boolean => {
  const [base] = stages
  if (base === undefined || stages.some(({ serves, user }) => serves === true || user !== undefined)) return false
  const { name, tag = '' } = readImage(base.image)
  return startsNothing.test(name) && !/apache|fpm/.test(tag)
}

/** Its last stage begins from nothing and says nothing to start: `docker build --output` takes its files out. */
const handsOutFiles = (stages: ContainerRecipe['stages']): boolean => {
  const last = stages.at(-1)
  return stages.length > 1 && last?.image.toLowerCase() === 'scratch' && last.starts !== true
}
const onlyFiles: Bilingual = {
  fr: 'rien n’y est lancé : dites si l’image tourne, ou si l’on en sort seulement les fichiers',
  en: 'nothing is started in it: tell whether the image runs, or whether only its files are taken out',
}

export const containerUser = rule({
  id: 'manifest/container-user',
  source: 'manifest',
  requirements: ['MIRAI:MIR-3.b'],
  title: { fr: 'Les conteneurs ne tournent pas en root', en: 'Containers do not run as root' },
  failureTitle: { fr: 'Des conteneurs tournent en root', en: 'Containers run as root' },
  why: {
    fr: 'Une faille dans un processus root ouvre le conteneur entier, et parfois sa machine ; la plateforme refuse ces images.',
    en: 'A flaw in a root process opens the whole container, and sometimes its machine; the platform refuses such images.',
  },
  mend: {
    fr: 'Terminez la recette par USER avec un identifiant numérique non nul (par exemple USER 10001).',
    en: 'End the recipe with USER and a non-zero numeric identifier (for example USER 10001).',
  },
  left: {
    fr: 'Les droits sur les fichiers et les volumes de l’image.',
    en: 'Rights on the files and volumes of the image.',
  },
  limits: {
    fr: 'Un nom (`USER node`) vaut un numéro : seule l’absence d’utilisateur, ou root, est relevée. Kubernetes demande en plus runAsNonRoot (voir manifest/security-context). Une image de base dont le nom dit qu’elle n’est pas root (nonroot, unprivileged…) dispense de USER. Une image d’outils seuls (un système ou un langage, rien n’y est copié ni lancé) n’est pas regardée.',
    en: 'A name (`USER node`) is as good as a number: only no user, or root, is reported. Kubernetes wants runAsNonRoot besides (see manifest/security-context). A base whose name says that it is not root (nonroot, unprivileged…) needs no USER. An image of tools alone (a system or a language, nothing copied nor started in it) is not looked at.',
  },
  needs: ['containers', 'matches'],
  looksFor: {
    composed: {
      hints: ['user:'],
      expression: /^\s*user:\s*["']?(?<user>(?:0|root)(?::\w+)?)["']?\s*$/,
      kinds: ['data'],
    },
    /** Images that the build makes without a recipe: .NET, Quarkus. */
    built: {
      hints: ['containeruser', 'quarkus.jib.user'],
      expression: /<ContainerUser>\s*(?<user>0|root)\s*<|^\s*quarkus\.jib\.user\s*[:=]\s*(?<named>0|root)\s*$/,
      kinds: ['data'],
    },
  },
  judge: ({ containers, matches }) => {
    const composed = (matches['composed'] ?? []).filter(({ comment, path }) => !comment && isCompose(path))
    const built = (matches['built'] ?? []).filter(({ comment }) => !comment)
    // Machines of the delivery chain and of developers serve nobody.
    const own = containers.filter(
      (recipe) => recipe.stages.length > 0 && !ofTheTeam.test(recipe.path) && !isOfTools(recipe),
    )
    if (own.length === 0 && composed.length === 0 && built.length === 0)
      return notApplicable(
        'Aucune recette d’image (Dockerfile) dans le dépôt.',
        'No image recipe (Dockerfile) in the repository.',
      )
    return failIfAny([
      ...composed.map((match) =>
        finding(
          match,
          `user: ${match.groups['user']} : le conteneur tourne en root.`,
          `user: ${match.groups['user']}: the container runs as root.`,
          'root',
        ),
      ),
      ...built.map((match) =>
        finding(
          match,
          `${match.text} : le conteneur tourne en root.`,
          `${match.text}: the container runs as root.`,
          'root',
        ),
      ),
      ...own.flatMap(({ path, stages }) => {
        let stage = stages.at(-1)
        // A stage built on another inherits its user.
        for (let depth = 0; depth < 10 && stage !== undefined && stage.user === undefined; depth++) {
          const image: string = stage.image.toLowerCase()
          const parent = stages.find(({ alias }) => alias?.toLowerCase() === image)
          if (parent === undefined) break
          stage = parent
        }
        const last = stages.at(-1)
        if (stage === undefined || last === undefined) return []
        if (stage.user === undefined) {
          const { name, tag = '' } = readImage(stage.image)
          return rootlessImage.test(`${name}:${tag}`)
            ? []
            : [
                doubted(
                  finding(
                    { path, line: last.line },
                    'La dernière étape n’a pas d’instruction USER : elle tourne en root.',
                    'The last stage has no USER instruction: it runs as root.',
                    'no-user',
                  ),
                  handsOutFiles(stages)
                    ? onlyFiles
                    : hasItsOwnUser.test(name)
                      ? ofItsMaker
                      : stage.handed === true && isUnknown(stage.image)
                        ? whoBuildsTells
                        : undefined,
                ),
              ]
        }
        return isRoot(stage.user.name)
          ? [
              finding(
                { path, line: stage.user.line },
                `USER ${stage.user.name} : le conteneur tourne en root.`,
                `USER ${stage.user.name}: the container runs as root.`,
                'root',
              ),
            ]
          : []
      }),
    ])
  },
})
