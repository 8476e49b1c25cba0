import { failIfAny, finding, rule } from '../../rule.ts'
import { isMoving, isVariable } from './images.ts'
import { composed, composedImages } from './composed-images.ts'
import { called, nothingDeployed, placeOf, workloads } from './workloads.ts'

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
  looksFor: { composed },
  judge: ({ kubernetes, matches }) => {
    const all = workloads(kubernetes)
    const beside = composedImages(matches['composed'])
    if (all.length + beside.length === 0) return nothingDeployed(kubernetes)
    return failIfAny([
      ...beside
        .filter(({ image, own }) => !own && !isVariable(image) && isMoving(image))
        .map(({ match, image }) =>
          finding(match, `« ${image} » n’a pas de version fixe.`, `“${image}” has no fixed version.`, image),
        ),
      ...all.flatMap(({ object, containers }) =>
        containers
          .filter(({ image }) => !isVariable(image) && isMoving(image))
          .map(({ name, under, image }) =>
            finding(
              placeOf(object, under, name, 'image'),
              `${called(object)}, conteneur ${name} : « ${image} » n’a pas de version fixe.`,
              `${called(object)}, container ${name}: “${image}” has no fixed version.`,
              `${called(object)}/${name}`,
            ),
          ),
      ),
    ])
  },
})
