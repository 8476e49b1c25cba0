import type { ContainerRecipe, SourceMatch } from '../../facts.ts'
import { failIfAny, finding, manual, rule } from '../../rule.ts'
import { called, list, nothingDeployed, record, workloads } from './workloads.ts'

export const environment = rule({
  id: 'manifest/environment',
  source: 'manifest',
  requirements: ['MIRAI:MIR-3.b', 'GI:1297'],
  title: { fr: 'La configuration vient de l’environnement', en: 'Configuration comes from the environment' },
  failureTitle: { fr: 'La configuration n’arrive pas au conteneur', en: 'Configuration does not reach the container' },
  why: {
    fr: 'Une image qui porte sa configuration doit être reconstruite pour chaque environnement : ce qui est testé n’est plus ce qui tourne.',
    en: 'An image that carries its configuration must be rebuilt for each environment: what is tested is no longer what runs.',
  },
  mend: {
    fr: 'Donnez la configuration par env, envFrom ou un ConfigMap monté, et les secrets par référence.',
    en: 'Give configuration through env, envFrom or a mounted ConfigMap, and secrets by reference.',
  },
  left: { fr: 'Qu’aucun paramètre ne reste dans l’image.', en: 'That no parameter stays in the image.' },
  needs: ['kubernetes', 'containers', 'matches'],
  looksFor: {
    /** A build argument says which environment's settings the image takes. */
    chosen: {
      hints: ['copy ', 'add ', 'cp ', 'mv ', 'ng build', 'vite build'],
      first: /\$/,
      expression:
        /^\s*(?:COPY|ADD)\s+(?:--\S+\s+)*\S*(?:conf|config|configuration|env|environments?|settings|application|appsettings|profiles?)[\w./-]*\$\{?\w+\}?[\w./-]*\s|\b(?:cp|mv|ln)\s+(?:-\w+\s+)*\S*(?:conf|config|configuration|env|environments?|settings|application|appsettings|profiles?)[\w./-]*\$\{?\w+\}?[\w./-]*\.(?:json|ya?ml|properties|toml|ini|env|conf|xml|[jt]s|php)\s|\b(?:ng\s+build|vite\s+build)\b.*--(?:configuration|mode)[= ]\$/,
      kinds: ['code'],
    },
    baked: {
      hints: ['copy ', 'add ', 'env ', 'host=', 'url=', 'server=', 'endpoint='],
      expression:
        /^\s*(?:COPY|ADD)\s+(?:--\S+\s+)*\S*(?:application-prod\w*\.\w+|\.env(?:\.prod\w*)?(?=\s)|appsettings\.Production\.json|config[-._]prod\w*\.\w+)|^\s*ENV\s+(?:.*\s)?\w*(?:DB|DATABASE|DATASOURCE|BROKER|REDIS)_?(?:URL|URI|DSN|HOST)[= ]\S*(?:\/\/|@)[\w-]+\.[\w.-]+|^\s*(?:(?:ENV|ARG)\s+(?:.*\s)?)?[\w.]*(?:HOST|SERVER|SERVEUR|HOTE|URL|URI|DSN|ENDPOINT|ADDR(?:ESS)?|ADRESSE)=["']?(?:\w+:\/\/)?(?:\w+(?::\w+)?@)?(?!localhost\b|127\.|0\.0\.0\.0|\$)[a-z][\w-]*(?:\.[\w-]+)+(?![\w.-]*\/(?:debian|ubuntu|alpine))|^\s*(?:COPY|ADD)\s+(?:--\S+\s+)*(?:\S*\/)?(?:config|conf|configuration|env|environments?)\/(?:prod\w*|production|preprod\w*|recette|staging|qualif\w*)(?:\/|\.|\s)/,
      kinds: ['code'],
    },
  },
  judge: ({ kubernetes, containers, matches }) => {
    const recipes = new Set(containers.map(({ path }) => path))
    const baked = [...(matches['baked'] ?? []), ...(matches['chosen'] ?? [])].filter(
      (match) =>
        !match.comment && recipes.has(match.path) && !isLeftBehind(match, containers) && !fetches.test(match.text),
    )
    if (baked.length > 0)
      return failIfAny(
        baked.map((match) =>
          finding(
            match,
            `L’image porte la configuration d’un environnement : ${match.text.slice(0, 80)}`,
            `The image carries the configuration of one environment: ${match.text.slice(0, 80)}`,
            match.text,
          ),
        ),
      )
    const all = workloads(kubernetes).filter(({ lasting }) => lasting)
    if (all.length === 0) return nothingDeployed(kubernetes)
    const without = all.filter(({ pod, containers: running }) => {
      const mounted = list(pod['volumes'])
        .map(record)
        .some((volume) => ['configMap', 'secret', 'projected', 'csi'].some((kind) => volume[kind] !== undefined))
      return (
        !mounted &&
        !running.some(
          ({ init, content }) =>
            !init &&
            (list(content['env']).length > 0 ||
              list(content['envFrom']).length > 0 ||
              list(content['args']).length > 0),
        )
      )
    })
    const missing = kubernetes.objects.length > 0 ? danglingConfigMaps(kubernetes) : []
    if (without.length + missing.length === 0) return failIfAny([])
    if (
      missing.length === 0 &&
      without.every(({ containers: running }) => running.every(({ image }) => /nginx|httpd|caddy/.test(image)))
    )
      return manual(
        'Un serveur de fichiers sans configuration : vérifiez que rien ne change d’un environnement à l’autre.',
        'A file server without configuration: check that nothing changes from one environment to the next.',
      )
    return failIfAny([
      ...without.map(({ object }) =>
        finding(
          object,
          `${called(object)} ne reçoit ni env, ni envFrom, ni ConfigMap.`,
          `${called(object)} receives neither env, envFrom nor a ConfigMap.`,
          called(object),
        ),
      ),
      ...missing,
    ])
  },
})

/** Where an archive is fetched from while the image is made. */
const fetches =
  /=\s*["']?https?:\/\/\S*(?:\/(?:releases\/)?downloads?\/|\/archive\/|\.(?:tar(?:\.\w+)?|tgz|zip|gz|xz|bz2|deb|rpm|apk|jar|whl)\b)/i

/** A variable of a stage that only builds: the image that is delivered has another base. */
function isLeftBehind({ path, line, text }: SourceMatch, containers: readonly ContainerRecipe[]): boolean {
  const stages = containers.find((recipe) => recipe.path === path)?.stages ?? []
  const stageOf = stages.findLast((stage) => stage.line < line)
  if (!/^\s*(?:ENV|ARG)\s/i.test(text) || stageOf === undefined) return false
  let delivered = stages.at(-1)
  for (let steps = 0; delivered !== undefined && delivered !== stageOf && steps < stages.length; steps += 1) {
    const base: string = delivered.image
    delivered = stages.find(({ alias }) => alias !== undefined && alias.toLowerCase() === base.toLowerCase())
  }
  return delivered !== stageOf
}

/** A ConfigMap that a workload names, in a repository that defines others and neither generates nor templates them. */
function danglingConfigMaps(kubernetes: Parameters<typeof workloads>[0]) {
  const defined = new Set(kubernetes.objects.filter(({ kind }) => kind === 'ConfigMap').map(({ name }) => name))
  const generated = kubernetes.objects.some(({ kind }) => kind === 'Kustomization') || kubernetes.helm.length > 0
  if (defined.size === 0 || generated) return []
  return workloads(kubernetes).flatMap(({ object, containers }) =>
    containers.flatMap(({ content }) =>
      list(content['envFrom'])
        .map((source) => record(record(source)['configMapRef']))
        .filter(
          (reference) =>
            typeof reference['name'] === 'string' && reference['optional'] !== true && !defined.has(reference['name']),
        )
        .map((reference) =>
          finding(
            object,
            `${called(object)} lit le ConfigMap « ${reference['name']} », que rien ne définit.`,
            `${called(object)} reads the ConfigMap “${reference['name']}”, which nothing defines.`,
            `${called(object)}/${reference['name']}`,
          ),
        ),
    ),
  )
}
