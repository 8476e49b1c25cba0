/** Three checks on one fact: media types that API descriptions and upload fields declare. */
import type { Bilingual } from '@socle/contracts/text'
import type { RequirementId } from '@socle/contracts/framework/framework'
import type { CheckPolicy } from '@socle/contracts/checks/policy'
import type { SourceMatch } from '../../facts.ts'
import { type Rule, type SourcePattern, failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { isFormatAmong } from '../accepted.ts'
import { recognises } from './subject.ts'

interface Family {
  readonly id: Rule['id']
  readonly requirements: readonly RequirementId[]
  readonly concerns: RegExp
  readonly accepted: keyof CheckPolicy['formats']
  readonly title: Bilingual
  readonly failureTitle: Bilingual
  readonly why: Bilingual
  readonly mend: Bilingual
  readonly limits?: Bilingual
  readonly none: readonly [fr: string, en: string]
  /** How code writes or hands out a format of the family; the group `type` names it. */
  readonly written: SourcePattern
}

/** A file that names this many is a table of types, not an exchange. */
const aTable = 5
/** So is one that goes from the suffix of a file of its own to a type. */
const bySuffix =
  /\b(?:equals|endsWith|ends_with|HasSuffix|endswith|case)\b\W{0,12}(?:\w+\W{1,3})?["']?\.?(?:ico|gif|css|js|svg)\b|["'](?:ico|gif|css)["']\s*\.\s*equals/i

/** `case 'mov': type = 'video/quicktime'`: the type of whatever file is met, told from its suffix. */
const isCaseOfSuffix = (text: string, around: string): boolean =>
  /^\s*\$?\w*(?:mime|type)\w*\s*=\s*["'][\w-]+\/[\w.+-]+["']\s*;?\s*$|^\s*return\s+["'][\w-]+\/[\w.+-]+["']\s*;?\s*$/i.test(
    text,
  ) && /\bcase\s*["']\.?\w{2,5}["']\s*:\s*$/m.test(around.slice(0, around.indexOf(text)).trimEnd())

/** What a reader says of the file that it met, the player of another site, a format that is turned away. */
const isOnlyRead = ({ text, around, groups }: SourceMatch): boolean =>
  /\binfo\s*\[\s*["']mime_?type["']\s*\]\s*=/i.test(text) ||
  isCaseOfSuffix(text, around) ||
  /["']video\/(?:x-)?(?:youtube|vimeo|dailymotion|peertube)["']/.test(text) ||
  // Writers of images are called in small letters; in capitals it is a part of the tags.
  /^\.(?:WEBP|AVIF|TIFF)\s*\(/.test(groups['match'] ?? '') ||
  (/(?:[!=]==?)\s*["'](?:image|audio|video)\//.test(text) &&
    /error|unsupported|refus|reject|invalid|!\s*\$?\w*support/i.test(around))

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
      fr: 'Les échanges que ne nomment ni une description OpenAPI, ni un champ de dépôt, ni le code qui écrit.',
      en: 'Exchanges named neither by an OpenAPI description, nor by an upload field, nor by the code that writes.',
    },
    ...(family.limits === undefined ? {} : { limits: family.limits }),
    needs: ['exchangedTypes', 'matches', 'policy'],
    looksFor: { written: family.written },
    judge: ({ exchangedTypes, matches, policy }) => {
      const files = Map.groupBy(
        (matches['written'] ?? []).filter(
          (match) =>
            !match.comment &&
            // What looks at the type of a file that is sent is written as a pattern.
            !(recognises(match.text) && match.groups['type13'] === undefined) &&
            !isOnlyRead(match),
        ),
        ({ path }) => path,
      )
      const inCode = [...files.values()]
        .map((found) => found.filter((match) => !bySuffix.test(match.around)))
        .filter((found) => found.length < aTable)
        .flatMap((found) => found.map((match) => ({ path: match.path, line: match.line, type: typeOf(match) })))
      const concerned = [...exchangedTypes, ...inCode].filter(({ type }) => family.concerns.test(type))
      if (concerned.length === 0) return notApplicable(...family.none)
      return failIfAny(
        concerned
          .filter(({ type }) => !isFormatAmong(type, policy.formats[family.accepted]))
          .map((one) => finding(one, `Format « ${one.type} » échangé.`, `Format “${one.type}” exchanged.`, one.type)),
      )
    },
  })

/** The media type as it stands, or the extension that a word such as `WEBP` or `GPKG` stands for. */
const typeOf = ({ groups }: SourceMatch): string => {
  const type = (
    Object.entries(groups).find(([name, value]) => name.startsWith('type') && value !== undefined)?.[1] ?? ''
  ).toLowerCase()
  if (type.startsWith('lib')) return type === 'libvpx' ? '.webm' : '.ogg'
  if (type === 'matroska') return '.mkv'
  // Serialisers and writers of GeoJSON are named after it.
  if (/^geo(?:json|feature)/.test(type)) return '.geojson'
  return type.includes('/') ? type : `.${type.replace(/^\./, '')}`
}
/** Lists of what an upload may be: `mimeTypes: [...]`, `content_type: %w[...]`, `allowed_types = {...}`. */
const takesIn = String.raw`(?:mime_?types?|content_?types?|allowed_?\w*|accepted_?\w*|accepts?|formats?_?\w*|types?_?(?:admis|acceptes|autorises)|autoris\w*)["'\]]*\s*(?:(?:[:=(]|=>)+|(?:not\s+)?in\b)\s*(?:new\s+)?(?:set|frozenset|tuple|Set|List\.of|Set\.of|Arrays\.asList|\w+\[\])?\s*[[({%]+[wi]?[[({]?[^\])}\n]*?`
/** The type of what is sent, looked for in a list that is written on the spot: `['image/png'].includes(file.mimetype)`. */
const among = (type: string): string =>
  String.raw`\[[^\]\n]*?\b${type}[^\]\n]*\]\s*\.(?:includes|include\?|indexOf|contains)\s*\(\s*[\w.$>-]*(?:mime_?|content_?)type`
const handsOut = String.raw`(?:(?:Produces|Content-?Type|mime_?type|\btype|send_data|media_?type)\w*["'\]]*\s*(?:[:=(,]|=>)+\s*\{?\s*|\bResults\.(?:File|Bytes|Stream)\s*\([^\n"']*)`

export const exchangedImages = exchanged({
  id: 'repository/exchanged-images',
  requirements: ['GI:1074'],
  concerns: /^(image\/(?!svg|x-icon|vnd\.microsoft\.icon)|\.(png|jpe?g|gif|webp|bmp|tiff?|avif|heic)$)/,
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
  limits: {
    fr: 'Les images du site lui-même (icônes, décor, fichiers servis tels quels) ne sont pas des échanges. `image/*` ne nomme aucun format : ce qui est admis se décide ailleurs.',
    en: 'Pictures of the site itself (icons, decoration, files served as they are) are no exchange. `image/*` names no format: what is accepted is decided elsewhere.',
  },
  written: {
    hints: [
      'webp',
      'tiff',
      'saveas',
      'image/',
      'image\\/(',
      '"bmp"',
      "'bmp'",
      '"gif"',
      "'gif'",
      'avif',
      'imagegif',
      'heic',
    ],
    expression: new RegExp(
      // The icon of a page is no image that is exchanged.
      String.raw`(?<!\brel\s*=\s*["'][\w ]*icon["'][^>\n]{0,80})${handsOut}["'](?<type1>image/(?!png|jpe?g|svg|generic|unknown|\*)[\w.+-]+)["']|\bformat\s*=\s*["'](?<type2>WEBP|TIFF|BMP|GIF|AVIF)["']|\bImageIO\.write\s*\([^;]*["'](?<type3>tiff?|bmp|gif|webp)["']|\.toFormat\s*\(\s*["'](?<type4>webp|avif|tiff|gif)["']|\.(?<type5>webp|avif|tiff)\s*\(\s*(?:\{|\))|\bimage(?<type6>webp|gif|bmp|avif)\s*\(\s*\$|\.SaveAs(?<type11>Webp|Gif|Bmp|Tiff)(?:Async)?\s*\(|ImageFormat\.(?<type7>Tiff|Bmp|Gif|Webp)\b|${takesIn}\b(?<type8>image/(?!png|jpe?g|svg|\*)[\w.+-]+)|(?:FileExtensionValidator|extension_(?:allowlist|whitelist)|FileAllowed|FileExtensions|mimes:)[^\n]{0,80}\b(?<type9>tiff?|bmp|gif|webp|heic|avif)\b|\bmimetypes:[^\n"'|]{0,80}?(?<type10>image/(?!png|jpe?g|svg|\*)[\w.+-]+)|(?:file_?type|mime_?type|allowed|accept|autoris)[^\n]{0,80}?image\\?/\((?:\?:)?[^)\n]{0,60}?\b(?<type12>tiff?|bmp|gif|webp|heic|avif)\b|${among(String.raw`(?<type14>image/(?!png|jpe?g|svg|\*)[\w.+-]+)`)}|image\\?/\((?:\?:)?[^)\n]{0,60}?\b(?<type13>tiff?|bmp|gif|webp|heic|avif)\b[^\n]{0,40}?mime_?type`,
      'i',
    ),
    kinds: ['code'],
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
  written: {
    hints: [
      'webm',
      'ogg',
      'audio/',
      'video/',
      'libvpx',
      'libopus',
      'libvorbis',
      'libtheora',
      "'-f'",
      '"-f"',
      'ffmpeg',
      'wav',
      'wmv',
      "'mov'",
      '"mov"',
      ',mov',
      ' mov ',
      '.avi',
      '.flv',
      '.mkv',
    ],
    expression: new RegExp(
      String.raw`${handsOut}["'](?<type1>(?:audio|video)/(?!mp4|mpeg|\*)[\w.+-]+)[;"']|\.(?:format|toFormat)\s*\(\s*["'](?<type2>webm|ogg|avi|flv|mkv|wav|matroska)["']|\bffmpeg\b[^\n]*\.(?<type3>webm|ogg|avi|flv|mkv)\b|${takesIn}\b(?<type4>(?:audio|video)/(?!mp4|mpeg|\*)[\w.+-]+)|(?:FileExtensionValidator|extension_(?:allowlist|whitelist)|FileAllowed|FileExtensions|mimes:)[^\n]{0,80}\b(?<type5>webm|ogg|avi|mov|flv|mkv|wav|wmv)\b|\bmimetypes:[^\n"'|]{0,80}?(?<type10>(?:audio|video)/(?!mp4|mpeg|x-m4[av]|aac|mp3|\*)[\w.+-]+)|["']-f["']\s*,\s*["'](?<type7>webm|ogg|avi|matroska|flv|wav)["']|\bffmpeg\b[^\n]*\s-f\s+(?<type8>webm|ogg|avi|matroska|flv|wav)\b|(?:-(?:c|codec)(?::[va]\d?)?|-[va]codec|(?:video|audio)_?codec)["']?\s*[,(=:\s]\s*["']?(?<type9>libvpx|libvorbis|libtheora)\b|${among(String.raw`(?<type15>(?:audio|video)/(?!mp4|mpeg|\*)[\w.+-]+)`)}|\bmimeType\s*:\s*["'](?<type6>(?:audio|video)/(?!mp4|mpeg)[\w.+-]+)`,
      'i',
    ),
    kinds: ['code'],
  },
  none: ['Ni son ni vidéo dans les échanges déclarés.', 'Neither audio nor video in the declared exchanges.'],
})

export const exchangedGeography = exchanged({
  id: 'repository/exchanged-geography',
  requirements: ['GI:1078'],
  concerns:
    /geo\+json|vnd\.google-earth|gml\+xml|gpx|shapefile|x-shp|geopackage|^\.(shp|kml|kmz|gml|gpx|geojson|gpkg|tab|mif|dxf|dwg|mapinfo|flatgeobuf|fgb|sqlite|spatialite|topojson)$/,
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
  limits: {
    fr: 'Un autre format est relevé même à côté d’un export en ShapeFile : une dérogation le couvre, ou la liste admise (--policy).',
    en: 'Another format is reported even beside an export as ShapeFile: a derogation covers it, or the accepted list (--policy).',
  },
  written: {
    hints: [
      'gpkg',
      'google-earth',
      'geo+json',
      'gml+xml',
      'as_kml',
      'askml',
      'asgml',
      'geojson',
      'driver=',
      'driver =',
      'getdriverbyname',
      'ogr2ogr',
      'tokml(',
      'togpx(',
      '.gpkg',
      '.kml',
      'geofeature',
    ],
    expression: new RegExp(
      String.raw`${handsOut}["'](?<type1>application/(?:vnd\.google-earth\.\w+\+?\w*|geo\+json|gml\+xml|gpx\+xml|geopackage\S*))["']|\bdriver\s*=\s*["'](?<type2>GPKG|KML|GML|GPX|GeoJSON|MapInfo|FlatGeobuf|DXF|TopoJSON)[ \w]*["']|\bogr2ogr\b[^\n]*\s-(?:f|of)\s+["']?(?<type3>GPKG|(?:Lib)?KML|GML|GPX|GeoJSON|MapInfo|FlatGeobuf|DXF|TopoJSON|SQLite)\b|GetDriverByName\s*\(\s*["'](?<type4>GPKG|(?:Lib)?KML|GML|GPX|GeoJSON|MapInfo|FlatGeobuf|DXF|TopoJSON)[ \w]*["']|\bST_As(?<type5>KML|GML)\s*\(|(?:FileExtensionValidator|extension_(?:allowlist|whitelist)|FileAllowed|FileExtensions)[^\n]{0,80}\b(?<type6>kml|kmz|gml|gpx|geojson|gpkg|dxf|dwg)\b|(?<![.\w]class\s+)\b(?<type7>GeoFeatureModelSerializer|GeoFeatureModelListSerializer|GeoJSONLayerView|GeoJSONResponseMixin)\b\s*(?=[),(])|\bserialize\s*\(\s*["'](?<type8>geojson)["']|\bRGeo::(?<type9>GeoJSON)\.encode\b|\bnew\s+(?<type10>GeoJsonWriter)\s*\(|(?:\.to_file|\bst_write|\bwriteVector|\bwriteOGR)\s*\([^\n]*\.(?<type11>gpkg|geojson|kml|gml|fgb|gpx)["']|${takesIn}\b(?<type12>application/(?:vnd\.google-earth\.\w+\+?\w*|geo\+json|gml\+xml|gpx\+xml))`,
      'i',
    ),
    kinds: ['code'],
  },
  none: ['Aucun fichier géographique dans les échanges déclarés.', 'No geographic file in the declared exchanges.'],
})
