import { doubted, whoBuildsTells } from '../doubt.ts'
import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, notApplicable, pass, rule } from '../../rule.ts'
import { recognises } from '../repository/subject.ts'
import { isUnknown, ofTheTeam } from './container-user.ts'
import { isMoving, isVariable } from './images.ts'

export const containerImage = rule({
  id: 'manifest/container-base-image',
  source: 'manifest',
  requirements: ['MIRAI:MIR-4.l'],
  title: { fr: 'Les images de base ont une version', en: 'Base images have a version' },
  failureTitle: { fr: 'Des images de base n’ont pas de version', en: 'Base images have no version' },
  why: {
    fr: 'Une image « latest » change sous le même nom : la construction d’hier ne se rejoue pas, et la version en service est inconnue.',
    en: 'A “latest” image changes under the same name: yesterday’s build cannot be replayed, and the version in service is unknown.',
  },
  mend: {
    fr: 'Nommez une version maintenue, et si possible son empreinte : FROM node:24.11-slim@sha256:…',
    en: 'Name a maintained version, and if possible its digest: FROM node:24.11-slim@sha256:…',
  },
  left: {
    fr: 'Que l’image est maintenue, à support long, et qu’elle vient d’une source admise.',
    en: 'That the image is maintained, long-term supported, and from an accepted source.',
  },
  limits: {
    fr: 'Les images que nomment Jib, les buildpacks, ko, .NET et Quarkus comptent comme celles d’un Dockerfile ; celles dans lesquelles la chaîne de livraison travaille ne sont pas des images de base : sans version, elles sont dites à côté du verdict (GitLab `image:`, GitHub `container:`).',
    en: 'Images named by Jib, buildpacks, ko, .NET and Quarkus count like those of a Dockerfile; those in which the delivery chain works are no bases: without a version they are told beside the verdict (GitLab `image:`, GitHub `container:`).',
  },
  needs: ['containers', 'matches'],
  looksFor: {
    /** Where a chain builds: it ends up nowhere, and yesterday's build is not replayed in an image that changed since. */
    chain: {
      hints: ['image:', 'container:'],
      expression:
        /^\s*image:\s*(?:["']?(?<image>[^\s"'{}#,&*!]+)|\{\s*["']?name["']?:\s*["']?(?<flow>[^\s"'{},]+)|$)|^\s*container:\s*["']?(?<container>[^\s"'{}#,&*!]+)/,
      kinds: ['data'],
    },
    built: {
      hints: ['buildah '],
      expression: /\bbuildah\s+from\s+(?:--\S+\s+)*["']?(?<image>[\w./:@-]+)/,
      kinds: ['code', 'data'],
    },
    /** Builders without a recipe name their base in their own settings: Jib, buildpacks of Spring, ko, .NET, Quarkus. */
    named: {
      hints: ['image =', 'image=', '<image>', '<builder>', 'builder =', 'builder=', 'baseimage', 'base-jvm-image'],
      expression:
        /\bfrom\s*(?:\{\s*|\.)image\s*=\s*["'](?<image>[^"'\s]+)["']|^\s*image\s*=\s*["'](?<within>[^"'\s]+)["']|<image>\s*(?<element>[^<\s]+)\s*<\/image>|^\s*builder\s*(?:=|\.set\()\s*["'](?<builder>[^"'\s]+)["']|<builder>\s*(?<pack>[^<\s]+)\s*<\/builder>|<ContainerBaseImage>\s*(?<dotnet>[^<\s]+)\s*<|\bdefaultBaseImage:\s*["']?(?<ko>[^"'\s]+)|base-(?:jvm|native)-image\s*[=:]\s*["']?(?<quarkus>[^"'\s]+)/,
      kinds: ['code', 'data'],
    },
  },
  judge: ({ containers, matches }) => {
    const chain = (matches['chain'] ?? [])
      .filter(({ comment, path, around }) => !comment && isChain(path, around))
      .map((match) => ({ match, image: chainImage(match) }))
      .filter(({ image }) => image !== '')
    // A program hands its arguments over one by one: a whole command in its texts is a help.
    const commands = (matches['built'] ?? []).filter(({ path }) => !helps.test(path))
    const built = [...commands, ...(matches['named'] ?? []).filter(isBase)]
      .filter(({ comment, text }) => !comment && !recognises(text))
      .map((match) => ({ match, image: imageOf(match) }))
    const moving = built.filter(({ image }) => image !== 'scratch' && !isVariable(image) && isMoving(image))
    const own = containers.filter(({ path, stages }) => stages.length > 0 && !ofTheTeam.test(path))
    if (own.length === 0 && built.length === 0)
      return notApplicable(
        'Aucune recette d’image (Dockerfile) dans le dépôt.',
        'No image recipe (Dockerfile) in the repository.',
      )
    const findings = [
      ...moving.map(({ match, image }) =>
        finding(
          match,
          `L’image « ${image} » n’a pas de version fixe.`,
          `The image “${image}” has no fixed version.`,
          image,
        ),
      ),
      ...own.flatMap(({ path, stages }) =>
        stages
          .filter(
            ({ image }, index) =>
              image !== 'scratch' &&
              !stages.slice(0, index).some(({ alias }) => alias?.toLowerCase() === image.toLowerCase()) &&
              !isVariable(image) &&
              isMoving(image),
          )
          .map(({ image, line, handed }) =>
            doubted(
              finding(
                { path, line },
                `L’image « ${image} » n’a pas de version fixe.`,
                `The image “${image}” has no fixed version.`,
                image,
              ),
              handed === true && isUnknown(image) ? whoBuildsTells : undefined,
            ),
          ),
      ),
    ]
    const told = chain
      .filter(({ image }) => !isVariable(image) && isMoving(image))
      .map(({ match, image }) => ({
        ...finding(
          match,
          `La chaîne travaille dans « ${image} », qui n’a pas de version fixe.`,
          `The chain works in “${image}”, which has no fixed version.`,
          image,
        ),
        aside: true as const,
      }))
    if (findings.length > 0) return failIfAny([...findings, ...told])
    return told.length === 0 ? pass : { ...pass, told }
  },
})

const helps = /\.(?:go|rs|java|kt|cs|cc?|cpp|h)$/

const imageOf = ({ groups }: SourceMatch): string =>
  (Object.entries(groups).find(([name, value]) => name !== 'match' && value !== undefined)?.[1] ?? '').replace(
    /^docker:\/\//,
    '',
  )
/** A base, where the same word also names what is built. */
const isBase = ({ path, groups, around }: SourceMatch): boolean => {
  const inBuild = /(^|\/)(build\.gradle(\.kts)?|pom\.xml)$/.test(path)
  if (groups['within'] !== undefined) return inBuild && /\bfrom\s*\{\s*(?:\/\/[^\n]*)?\n?\s*image\s*=/.test(around)
  if (groups['element'] !== undefined) return inBuild && /<from>\s*<image>/.test(around)
  if (groups['builder'] !== undefined || groups['pack'] !== undefined)
    return inBuild && /\/[\w-]*build(?:er|pack)/.test(imageOf({ groups } as SourceMatch))
  return true
}

const isChain = (path: string, around: string): boolean =>
  /(^|\/)\.gitlab-ci[\w.-]*\.ya?ml$|(^|\/)\.gitlab\/.*\.ya?ml$|(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path) ||
  (/(^|\/)\.?(?:gitlab-)?ci\/[^/]+\.ya?ml$/.test(path) && /^\s*(?:script|stage|extends|before_script):/m.test(around))
/** In GitHub `image:` stands under services or under the `container:` of a job; in GitLab it may name its image on the line below. */
function chainImage({ path, text, around, groups }: SourceMatch): string {
  const { image, flow, container } = groups
  if (/(^|\/)\.github\//.test(path)) {
    if (container !== undefined) return container
    const above = around.slice(0, around.indexOf(text)).trimEnd().split('\n').at(-1) ?? ''
    return image !== undefined && /^\s*container:\s*$/.test(above) ? image : ''
  }
  if (container !== undefined) return ''
  if (image !== undefined || flow !== undefined) return image ?? flow ?? ''
  return /^\s*image:\s*\n\s+name:\s*["']?(?<name>[^\s"'#]+)/m.exec(around)?.groups?.['name'] ?? ''
}
