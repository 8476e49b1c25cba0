/** Three checks on one fact: media types that API descriptions and upload fields declare. */
import type { Bilingual } from '@socle/contracts/text'
import type { RequirementId } from '@socle/contracts/framework'
import type { CheckPolicy } from '@socle/contracts/check-policy'
import { type Rule, failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { isFormatAmong } from '../accepted.ts'

interface Family {
  readonly id: Rule['id']
  readonly requirements: readonly RequirementId[]
  readonly concerns: RegExp
  readonly accepted: keyof CheckPolicy['formats']
  readonly title: Bilingual
  readonly failureTitle: Bilingual
  readonly why: Bilingual
  readonly mend: Bilingual
  readonly none: readonly [fr: string, en: string]
}

const exchanged = (family: Family): Rule =>
  rule({
    id: family.id,
    source: 'repository',
    requirements: family.requirements,
    title: family.title,
    failureTitle: family.failureTitle,
    why: family.why,
    mend: family.mend,
    left: {
      fr: 'Les échanges qui ne sont déclarés ni dans une description OpenAPI ni dans un champ de dépôt.',
      en: 'Exchanges declared neither in an OpenAPI description nor in an upload field.',
    },
    needs: ['exchangedTypes', 'policy'],
    judge: ({ exchangedTypes, policy }) => {
      const concerned = exchangedTypes.filter(({ type }) => family.concerns.test(type))
      if (concerned.length === 0) return notApplicable(...family.none)
      return failIfAny(
        concerned
          .filter(({ type }) => !isFormatAmong(type, policy.formats[family.accepted]))
          .map((one) => finding(one, `Format « ${one.type} » échangé.`, `Format “${one.type}” exchanged.`, one.type)),
      )
    },
  })

export const exchangedImages = exchanged({
  id: 'repository/exchanged-images',
  requirements: ['GI:1074'],
  concerns: /^(image\/(?!svg)|\.(png|jpe?g|gif|webp|bmp|tiff?|avif|heic)$)/,
  accepted: 'images',
  title: { fr: 'Images échangées en PNG ou JPEG', en: 'Images exchanged as PNG or JPEG' },
  failureTitle: {
    fr: 'Des images sont échangées dans un autre format que PNG ou JPEG',
    en: 'Images are exchanged in a format other than PNG or JPEG',
  },
  why: {
    fr: 'Deux formats lus partout évitent les conversions et les pertes entre applications.',
    en: 'Two formats that are read everywhere avoid conversions and losses between applications.',
  },
  mend: {
    fr: 'Convertissez en PNG ou JPEG à l’entrée, et ne déclarez que ces deux types.',
    en: 'Convert to PNG or JPEG on entry, and declare only these two types.',
  },
  none: ['Aucune image n’est déclarée dans les échanges.', 'No image is declared in the exchanges.'],
})

export const exchangedMedia = exchanged({
  id: 'repository/exchanged-media',
  requirements: ['GI:1075'],
  concerns: /^((audio|video)\/|\.(mp4|m4[av]|mpe?g|avi|mov|mkv|webm|wmv|flv|mp3|ogg|wav|flac|aac)$)/,
  accepted: 'media',
  title: { fr: 'Son et vidéo en MPEG-2 ou MPEG-4', en: 'Audio and video as MPEG-2 or MPEG-4' },
  failureTitle: {
    fr: 'Des flux audiovisuels utilisent un autre format que MPEG',
    en: 'Audiovisual streams use a format other than MPEG',
  },
  why: {
    fr: 'Les flux se lisent et s’archivent avec les mêmes outils dans toutes les applications.',
    en: 'Streams are played and archived with the same tools in every application.',
  },
  mend: {
    fr: 'Transcodez en MP4 (H.264, AAC) et ne déclarez que ce type.',
    en: 'Transcode to MP4 (H.264, AAC) and declare only that type.',
  },
  none: ['Ni son ni vidéo dans les échanges déclarés.', 'Neither audio nor video in the declared exchanges.'],
})

export const exchangedGeography = exchanged({
  id: 'repository/exchanged-geography',
  requirements: ['GI:1078'],
  concerns:
    /geo\+json|vnd\.google-earth|gml\+xml|gpx|shapefile|x-shp|geopackage|^\.(shp|kml|kmz|gml|gpx|geojson|gpkg)$/,
  accepted: 'geography',
  title: { fr: 'Fichiers géographiques en ShapeFile', en: 'Geographic files as ShapeFile' },
  failureTitle: { fr: 'Des fichiers géographiques ne sont pas en ShapeFile', en: 'Geographic files are not ShapeFile' },
  why: {
    fr: 'Un format commun permet de croiser les couches de plusieurs applications.',
    en: 'One common format lets layers of several applications be combined.',
  },
  mend: {
    fr: 'Proposez l’export et l’import en ShapeFile ; demandez une dérogation pour un autre format.',
    en: 'Offer export and import as ShapeFile; ask for a derogation for another format.',
  },
  none: ['Aucun fichier géographique dans les échanges déclarés.', 'No geographic file in the declared exchanges.'],
})
