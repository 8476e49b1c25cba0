import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, rule } from '../../rule.ts'
import { isMoving, isVariable } from './images.ts'
import { called, isCompose, nothingDeployed, workloads } from './workloads.ts'

export const workloadImage = rule({
  id: 'manifest/workload-image',
  source: 'manifest',
  requirements: ['MIRAI:MIR-4.l', 'MIRAI:MIR-4.ag', 'MIRAI:MIR-3.b', 'GI:PF-1.l'],
  title: { fr: 'Les images déployées ont une version', en: 'Deployed images have a version' },
  failureTitle: { fr: 'Des images déployées n’ont pas de version', en: 'Deployed images have no version' },
  why: {
    fr: 'Avec « latest », deux réplicas du même manifeste peuvent tourner avec deux codes, et le retour arrière est impossible.',
    en: 'With “latest”, two replicas of one manifest may run different code, and going back is impossible.',
  },
  mend: {
    fr: 'Écrivez la version publiée ou l’empreinte dans image: (registre/app:1.4.0 ou @sha256:…).',
    en: 'Write the published version or the digest in image: (registry/app:1.4.0 or @sha256:…).',
  },
  left: {
    fr: 'Que l’image est maintenue, à support long, et qu’elle vient d’une source admise.',
    en: 'That the image is maintained, long-term supported, and from an accepted source.',
  },
  limits: {
    fr: 'Les images d’un fichier Compose comptent aussi, hors celles qu’il construit lui-même et hors fichiers de développement ou de test.',
    en: 'Images of a Compose file count too, except those that it builds itself, and files for development or tests.',
  },
  needs: ['kubernetes', 'matches'],
  looksFor: {
    composed: {
      hints: ['image:', 'image"'],
      expression: /(?<![\w-])["']?image["']?\s*:\s*["']?(?<image>[^\s"',{}#][^\s"',}#]*)/,
      kinds: ['data'],
    },
  },
  judge: ({ kubernetes, matches }) => {
    const all = workloads(kubernetes)
    const composed = (matches['composed'] ?? []).filter(({ path, comment }) => isCompose(path) && !comment)
    if (all.length + composed.length === 0) return nothingDeployed(kubernetes)
    return failIfAny([
      ...composed
        .map((match) => ({ match, image: match.groups['image'] ?? '' }))
        .filter(({ match, image }) => !isBuiltHere(match) && !isVariable(image) && isMoving(image))
        .map(({ match, image }) =>
          finding(match, `« ${image} » n’a pas de version fixe.`, `“${image}” has no fixed version.`, image),
        ),
      ...all.flatMap(({ object, containers }) =>
        containers
          .filter(({ image }) => !isVariable(image) && isMoving(image))
          .map(({ name, image }) =>
            finding(
              object,
              `${called(object)}, conteneur ${name} : « ${image} » n’a pas de version fixe.`,
              `${called(object)}, container ${name}: “${image}” has no fixed version.`,
              `${called(object)}/${name}`,
            ),
          ),
      ),
    ])
  },
})

/** The image of a service that is built from the repository is named, not fetched. */
const isBuiltHere = ({ around, text }: SourceMatch): boolean => {
  if (/[{,]\s*["']?build["']?\s*:/.test(text)) return true
  const lines = around.split('\n')
  const at = lines.findIndex((line) => line.trim() === text)
  const indent = indentOf(lines[at] ?? '')
  const isOfService = (line: string): boolean => indentOf(line) >= indent || line.trim() === ''
  const below = lines.slice(at + 1)
  const above = lines.slice(0, at).reverse()
  return [above, below]
    .flatMap((side) => side.slice(0, [...side.map(isOfService), false].indexOf(false)))
    .some((line) => /^\s*build\s*:/.test(line) && indentOf(line) === indent)
}
const indentOf = (line: string): number => line.length - line.trimStart().length
