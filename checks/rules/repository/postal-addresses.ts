import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, manual, notApplicable, pass, rule } from '../../rule.ts'

const street =
  /^(street|rue|voie|adresse|address|address_?line_?\d|adresse_?ligne_?\d|ligne_?\d|line_?\d|street_?address|adresse_?postale|postal_?address|numero_?voie|house_?number)$/i
/** A whole address by a longer name, in a field of text: what qualifies it is of the post, not of a network, nor a part of it. */
const isWholeAddress = (name: string): boolean => {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
  return (
    (words.includes('adresse') && words.length > 1 && !words.some((word) => otherwise.has(word))) ||
    /^\w*(?:postal|home|mailing|billing|shipping|delivery|full)_?address$|^(?:domicile|lieu_?de_?residence)$/i.test(
      name,
    )
  )
}
const otherwise = new Set(
  'mail email mel courriel messagerie ip ipv mac url uri lien web site electronique internet reseau serveur hote port hash id ids uuid type valide validee statut etat bucket token modif modification date maj ligne lignes voie rue numero num complement code cp insee ban ville commune pays lieudit batiment etage normalisee score latitude longitude x y source libelle'.split(
    ' ',
  ),
)
const isText = (type: string): boolean => type === '' || /str|text|char|^models\.|^CharField|^TextField/i.test(type)
const somebody =
  /^(?:nom|prenom|nom_?\w*|raison_?sociale|denomination\w*|usager|demandeur|titulaire|civilite|date_?naissance|siret|siren|telephone)$/i
const place = /^(zip|zip_?code|code_?postal|postal_?code|postcode|city|ville|commune|localite)$/i

const nameIn = (groups: SourceMatch['groups']): string =>
  groups['name'] ?? groups['named'] ?? groups['field'] ?? groups['flow'] ?? ''
/** Several addresses in one box are electronic: people write one postal address, or each in its own box. */
const isListOfAddresses = ({ groups, around }: SourceMatch): boolean =>
  /addresses["'}]$/i.test(groups['match'] ?? '') || /\b(?:e-?mail|courriel|mailto)\b/i.test(around)
const longestLine = 38
const lengthOf = (notes: string): number =>
  Number(/(?:\(|length\s*[:=]\s*|max_length\s*=\s*)(\d+)/.exec(notes)?.[1] ?? 0)

export const postalAddresses = rule({
  id: 'repository/postal-addresses',
  source: 'repository',
  requirements: ['GI:1363'],
  title: { fr: 'Les adresses postales suivent la norme AFNOR', en: 'Postal addresses follow the AFNOR standard' },
  failureTitle: {
    fr: 'Les adresses postales ne suivent pas la norme AFNOR',
    en: 'Postal addresses do not follow the AFNOR standard',
  },
  why: {
    fr: 'Une adresse en un seul champ ne se compare, ne se trie ni ne s’imprime correctement.',
    en: 'An address in a single field cannot be compared, sorted or printed correctly.',
  },
  mend: {
    fr: 'Gardez les six lignes de la norme NF Z 10-011, 38 caractères chacune, code postal et commune à part (ou le format de la BAN).',
    en: 'Keep the six lines of NF Z 10-011, 38 characters each, with postcode and town apart (or the format of the BAN).',
  },
  left: {
    fr: 'L’affichage et les échanges eux-mêmes, et les adresses étrangères.',
    en: 'Display and exchanges themselves, and foreign addresses.',
  },
  needs: ['dataModel', 'apis', 'matches'],
  looksFor: {
    /** The whole address asked for in one box. */
    box: {
      hints: ['<textarea'],
      expression: /<textarea\b[^>]*\b(?:name|id|v-model)=["'{]*[\w.]*(?:adresse|address)(?!_?(?:mail|ip))\w*["'}]/i,
      kinds: ['code', 'markup'],
    },
    /** The whole address in one field of what is exchanged. */
    exchanged: {
      hints: ['adresse', 'address'],
      expression:
        /^\s*["']?(?<name>adresse\w*)["']?\s*:\s*(?:\{[^}]*\btype["']?\s*:\s*["']?string|\{?\s*$|String!?\s*$)|\bname="(?<named>adresse\w*)"\s+type="\w+:string"|^\s*(?:optional\s+)?string\s+(?<field>adresse\w*)\s*=|(?:[{,]|^)\s*["']?(?<flow>adresse\w*|(?:postal|home|mailing|billing|shipping|delivery|full)_?address)["']?\s*:\s*\{[^{}]{0,80}\btype["']?\s*:\s*["']?string/i,
      kinds: ['data'],
    },
    standard: {
      hints: [
        'afnor',
        '10-011',
        '10011',
        'adresse.data.gouv',
        'api-adresse',
        'ligne4',
        'ligne_4',
        'line4',
        'line_4',
        'libelle_voie',
        'libellevoie',
        'data.geopf.fr/geocodage',
      ],
      expression:
        /afnor|[XN]F?\s?P?\s?Z\s?10[- ]?011|adresse\.data\.gouv\.fr|api-adresse|geopf\.fr\/geocodage|\b(?:adresse_?)?(?:ligne|line)_?4\b|libelle_?voie/i,
      kinds: ['code', 'data', 'document'],
      roles: ['source', 'configuration', 'documentation'],
    },
  },
  judge: ({ dataModel, apis, matches }) => {
    const streets = dataModel.filter(
      ({ name, type }) =>
        (street.test(name) && !/^(e?mail|ip|url|mac)/i.test(name)) || (isWholeAddress(name) && isText(type)),
    )
    const holders = Map.groupBy(streets, ({ holder, path }) => `${path}\0${holder}`)
    // `address` alone also names a network or electronic address: a postal one stands beside a town, or spells its street.
    const postal = [...holders.values()].filter(
      (own) =>
        own.some(({ name }) => !/^(address|adresse|line_?\d|ligne_?\d)$/i.test(name)) ||
        // In French the word alone is postal, when it is long enough for a street and a town.
        own.some(
          ({ name, notes }) => /^adresse$/i.test(name) && /\(\s*(?:1\d\d|2\d\d|[3-9]\d\d)\s*\)|\btext\b/i.test(notes),
        ) ||
        // Or when it stands beside the name of whoever lives there.
        own.some(
          ({ name, type }) =>
            /^adresse$/i.test(name) &&
            isText(type) &&
            dataModel.some((field) => field.holder === own[0]?.holder && somebody.test(field.name)),
        ) ||
        dataModel.some((field) => field.holder === own[0]?.holder && place.test(field.name)),
    )
    const boxes = (matches['box'] ?? []).filter((match) => !match.comment && !isListOfAddresses(match))
    const described = new Set(apis.flatMap(({ place: { path } }) => (path === undefined ? [] : [path])))
    const exchanged = (matches['exchanged'] ?? []).filter(
      ({ comment, path, groups, around, text }) =>
        !comment &&
        (described.has(path) || /\.(?:xsd|graphqls?|proto)$/.test(path)) &&
        (/^adresse$/i.test(nameIn(groups)) || isWholeAddress(nameIn(groups))) &&
        (/string/i.test(text) ||
          /^\s*["']?type["']?:\s*["']?string/m.test(around.slice(around.indexOf(text) + text.length))),
    )
    if (postal.length === 0 && exchanged.length > 0)
      return failIfAny(
        exchanged.map((match) =>
          finding(
            match,
            `« ${nameIn(match.groups)} » échange toute l’adresse en un champ.`,
            `“${nameIn(match.groups)}” exchanges the whole address in one field.`,
            nameIn(match.groups),
          ),
        ),
      )
    if (postal.length === 0 && boxes.length > 0)
      return failIfAny(
        boxes.map((match) =>
          finding(
            match,
            'L’adresse entière est saisie dans un seul champ.',
            'The whole address is entered in one field.',
            match.text,
          ),
        ),
      )
    if (postal.length === 0)
      return notApplicable('Aucune adresse postale dans le modèle de données.', 'No postal address in the data model.')
    const single = postal
      .filter((own) => !dataModel.some((field) => field.holder === own[0]?.holder && place.test(field.name)))
      .flatMap((own) => (own.length === 1 ? own : own.filter(({ name }) => isWholeAddress(name))))
    if (single.length > 0)
      return failIfAny(
        single.map((field) =>
          finding(
            field,
            `« ${field.holder}.${field.name} » tient toute l’adresse en un champ.`,
            `“${field.holder}.${field.name}” holds the whole address in one field.`,
            `${field.holder}.${field.name}`,
          ),
        ),
      )
    const long = streets.filter(
      ({ name, notes }) => /^(?:adresse_?)?(?:ligne|line)_?\d$/i.test(name) && lengthOf(notes) > longestLine,
    )
    if (long.length > 0)
      return failIfAny(
        long.map((field) =>
          finding(
            field,
            `« ${field.name} » a plus de 38 caractères : la ligne d’une adresse en a 38 au plus.`,
            `“${field.name}” has more than 38 characters: a line of an address has 38 at most.`,
            `${field.holder}.${field.name}`,
          ),
        ),
      )
    if ((matches['standard'] ?? []).length > 0) return pass
    const [first] = postal[0] ?? []
    return first === undefined
      ? pass
      : manual(
          `« ${first.holder} » garde des adresses (${first.path}) : vérifiez les lignes et leur longueur.`,
          `“${first.holder}” keeps addresses (${first.path}): check the lines and their length.`,
        )
  },
})
