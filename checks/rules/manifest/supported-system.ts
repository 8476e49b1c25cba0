import type { CheckPolicy } from '@socle/contracts/checks/policy'
import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { isNameAmong } from '../accepted.ts'
import { composed, composedImages } from './composed-images.ts'
import { readImage } from './images.ts'
import { workloads } from './workloads.ts'

/** Distributions by the names that their tags carry. */
const codenames: Readonly<Record<string, readonly [product: string, version: string]>> = {
  wheezy: ['debian', '7'],
  jessie: ['debian', '8'],
  stretch: ['debian', '9'],
  buster: ['debian', '10'],
  bullseye: ['debian', '11'],
  bookworm: ['debian', '12'],
  trixie: ['debian', '13'],
  trusty: ['ubuntu', '14.04'],
  xenial: ['ubuntu', '16.04'],
  bionic: ['ubuntu', '18.04'],
  focal: ['ubuntu', '20.04'],
  jammy: ['ubuntu', '22.04'],
  noble: ['ubuntu', '24.04'],
}
const codename = new RegExp(`(?:^|-)(${Object.keys(codenames).join('|')})(?:-|$)`)

export const supportedSystem = rule({
  id: 'manifest/supported-system',
  source: 'manifest',
  requirements: ['ENT:ENT-2.k', 'MIRAI:MIR-4.l', 'GI:1110'],
  title: { fr: 'Les images reposent sur des systèmes maintenus', en: 'Images rest on maintained systems' },
  failureTitle: { fr: 'Des images reposent sur des systèmes abandonnés', en: 'Images rest on abandoned systems' },
  why: {
    fr: 'Un système sans correctif garde pour toujours les failles publiées depuis sa fin de vie.',
    en: 'A system without fixes keeps for ever the flaws published since its end of life.',
  },
  mend: {
    fr: 'Passez à une version à support long encore maintenue, et suivez sa fin de vie.',
    en: 'Move to a long-term version that is still maintained, and follow its end of life.',
  },
  left: {
    fr: 'Les images que cette liste ne connaît pas, et les contrats de support prolongé.',
    en: 'Images that this list does not know, and extended support contracts.',
  },
  limits: {
    fr: 'Les images d’un fichier Compose comptent aussi, hors celles qu’il construit lui-même et hors fichiers de développement ou de test. La liste des versions maintenues est `maintained` dans `framework/policies/checks.yaml` : elle date de cette version de Socle.',
    en: 'Images of a Compose file count too, except those that it builds itself, and files for development or tests. The list of maintained versions is `maintained` in `framework/policies/checks.yaml`: it is as old as this version of Socle.',
  },
  needs: ['containers', 'kubernetes', 'policy', 'matches'],
  looksFor: { composed },
  judge: ({ containers, kubernetes, policy, matches }) => {
    const used = [
      ...containers.flatMap(({ path, stages }) => stages.map(({ image, line }) => ({ path, line, image }))),
      ...workloads(kubernetes).flatMap(({ object, containers: running }) =>
        running.map(({ image }) => ({ path: object.path, line: object.line, image })),
      ),
      ...composedImages(matches['composed'])
        .filter(({ own }) => !own)
        .map(({ match: { path, line }, image }) => ({ path, line, image })),
    ]
    if (used.length === 0) return notApplicable('Aucune image dans le dépôt.', 'No image in the repository.')
    return failIfAny(
      used
        .filter(({ image }) => isAbandoned(image, policy))
        .map(({ image, ...place }) =>
          finding(place, `« ${image} » n’est plus maintenue.`, `“${image}” is no longer maintained.`, image),
        ),
    )
  },
})

function isAbandoned(
  reference: string,
  { maintained, abandoned }: Pick<CheckPolicy, 'maintained' | 'abandoned'>,
): boolean {
  const { name, tag } = readImage(reference)
  const product = name.slice(name.lastIndexOf('/') + 1)
  // `team/node` is somebody's own image: only the official ones follow the publisher's numbers.
  const official =
    !name.includes('/') ||
    // A registry that mirrors Docker keeps its `library`.
    /^(docker\.io\/)?[\w-]+$|(?:^|\/)library\/[\w-]+$/.test(name) ||
    /^(quay\.io\/keycloak|docker\.elastic\.co\/\w+|mcr\.microsoft\.com\/dotnet|gcr\.io\/distroless)\//.test(name)
  const short = name.replace(/^docker\.io\//, '').replace(/^library\//, '')
  if (isNameAmong(short, abandoned)) return true
  const least = maintained[name.startsWith('mcr.microsoft.com/dotnet/') ? 'dotnet' : product]
  // Distroless images carry the number of their Debian in their name.
  const debian = /-debian(\d+)$/.exec(product)?.[1]
  if (debian !== undefined && isBelow([Number(debian)], maintained['debian'] ?? '')) return true
  // Red Hat's universal bases carry theirs in the name too: `ubi7/ubi`, `rhel7-minimal`.
  const redHat = /(?:^|\/)(?:ubi|rhel)(\d+)(?:[/-]|$)/.exec(name)?.[1]
  if (redHat !== undefined && isBelow([Number(redHat)], maintained['ubi'] ?? '')) return true
  if (tag === undefined || !official) return false
  // The system under a language: `node:22-bullseye`, `python:3.12-alpine3.15`.
  const [system, version] = codenames[codename.exec(tag)?.[1] ?? ''] ?? []
  if (
    system !== undefined &&
    version !== undefined &&
    isBelow(version.split('.').map(Number), maintained[system] ?? '')
  )
    return true
  const alpine = /alpine(\d+)\.(\d+)/.exec(tag)
  if (alpine !== null && isBelow([Number(alpine[1]), Number(alpine[2])], maintained['alpine'] ?? '')) return true
  if (least === undefined) return false
  const numbers = /^v?(\d+(?:\.\d+)*)/.exec(tag)?.[1]?.split('.').map(Number)
  return numbers !== undefined && isBelow(numbers, least)
}

/** `3` is taken for the newest 3.x. */
function isBelow(numbers: readonly number[], least: string): boolean {
  for (const [index, wanted] of least.split('.').map(Number).entries()) {
    const number = numbers[index]
    if (number === undefined || number > wanted) return false
    if (number < wanted) return true
  }
  return false
}
