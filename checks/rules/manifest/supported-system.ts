import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { readImage } from './images.ts'
import { workloads } from './workloads.ts'

/** First version still maintained in mid-2026, by image; publishers' own calendars. */
const oldest: Readonly<Record<string, readonly number[]>> = {
  debian: [12],
  ubuntu: [22, 4],
  alpine: [3, 20],
  node: [22],
  python: [3, 10],
  php: [8, 2],
  ruby: [3, 3],
  golang: [1, 24],
  postgres: [14],
  mariadb: [10, 6],
  mysql: [8, 4],
  mongo: [7],
  redis: [7, 2],
  nginx: [1, 28],
  'eclipse-temurin': [8],
  fedora: [42],
  elasticsearch: [8],
  rabbitmq: [4],
  keycloak: [26],
}
const abandoned =
  /(^|\/)(centos|openjdk|scientificlinux\/sl|java|opensuse\/leap:42|debian:(wheezy|jessie|stretch|buster|bullseye)|ubuntu:(trusty|xenial|bionic|focal)|microsoft\/\w+)(:|@|$)/
const codename: Readonly<Record<string, string>> = {
  wheezy: '7',
  jessie: '8',
  stretch: '9',
  buster: '10',
  bullseye: '11',
  trusty: '14.04',
  xenial: '16.04',
  bionic: '18.04',
  focal: '20.04',
}

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
    fr: `La liste date de cette version de Socle et connaît : ${Object.keys(oldest).join(', ')}.`,
    en: `The list is as old as this version of Socle and knows: ${Object.keys(oldest).join(', ')}.`,
  },
  needs: ['containers', 'kubernetes'],
  judge: ({ containers, kubernetes }) => {
    const used = [
      ...containers.flatMap(({ path, stages }) => stages.map(({ image, line }) => ({ path, line, image }))),
      ...workloads(kubernetes).flatMap(({ object, containers: running }) =>
        running.map(({ image }) => ({ path: object.path, line: object.line, image })),
      ),
    ]
    if (used.length === 0) return notApplicable('Aucune image dans le dépôt.', 'No image in the repository.')
    return failIfAny(
      used
        .filter(({ image }) => isAbandoned(image))
        .map(({ image, ...place }) =>
          finding(place, `« ${image} » n’est plus maintenue.`, `“${image}” is no longer maintained.`, image),
        ),
    )
  },
})

function isAbandoned(reference: string): boolean {
  if (abandoned.test(reference)) return true
  const { name, tag } = readImage(reference)
  const product = name.slice(name.lastIndexOf('/') + 1)
  // `team/node` is somebody's own image: only the official ones follow the publisher's numbers.
  const official =
    !name.includes('/') ||
    /^(docker\.io\/)?(library\/)?[\w-]+$/.test(name) ||
    /^(quay\.io\/keycloak|docker\.elastic\.co\/\w+)\//.test(name)
  const least = oldest[product]
  if (tag === undefined || !official) return false
  // The system under a language: `node:22-bullseye`, `python:3.12-alpine3.15`.
  const system = /(?:^|-)(wheezy|jessie|stretch|buster|bullseye|trusty|xenial|bionic|focal)(?:-|$)/.exec(tag)?.[1]
  if (system !== undefined && codename[system] !== undefined) return true
  const alpine = /alpine(\d+)\.(\d+)/.exec(tag)
  if (alpine !== null && isBelow([Number(alpine[1]), Number(alpine[2])], oldest['alpine'] ?? [])) return true
  if (least === undefined) return false
  const numbers = /^v?(\d+(?:\.\d+)*)/.exec(tag)?.[1]?.split('.').map(Number)
  return numbers !== undefined && isBelow(numbers, least)
}

/** `3` is taken for the newest 3.x. */
function isBelow(numbers: readonly number[], least: readonly number[]): boolean {
  for (const [index, wanted] of least.entries()) {
    const number = numbers[index]
    if (number === undefined || number > wanted) return false
    if (number < wanted) return true
  }
  return false
}
