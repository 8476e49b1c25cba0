import { failIfAny, finding, rule } from '../../rule.ts'
import { isMoving, isVariable } from './images.ts'
import { called, nothingDeployed, workloads } from './workloads.ts'

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
  needs: ['kubernetes'],
  judge: ({ kubernetes }) => {
    const all = workloads(kubernetes)
    if (all.length === 0) return nothingDeployed(kubernetes)
    return failIfAny(
      all.flatMap(({ object, containers }) =>
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
    )
  },
})
