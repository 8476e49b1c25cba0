import { failIfAny, finding, manual, notApplicable, pass, rule } from '../../rule.ts'

const street =
  /^(street|rue|voie|adresse|address|address_?line_?\d|adresse_?ligne_?\d|ligne_?\d|line_?\d|street_?address|adresse_?postale|postal_?address|numero_?voie|house_?number)$/i
const place = /^(zip|zip_?code|code_?postal|postal_?code|postcode|city|ville|commune|localite)$/i

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
  needs: ['dataModel', 'matches'],
  looksFor: {
    /** The whole address asked for in one box. */
    box: {
      hints: ['<textarea'],
      expression: /<textarea\b[^>]*\b(?:name|id|v-model)=["'{]*[\w.]*(?:adresse|address)(?!_?(?:mail|ip))\w*["'}]/i,
      kinds: ['code', 'markup'],
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
  judge: ({ dataModel, matches }) => {
    const streets = dataModel.filter(({ name }) => street.test(name) && !/^(e?mail|ip|url|mac)/i.test(name))
    const holders = Map.groupBy(streets, ({ holder, path }) => `${path}\0${holder}`)
    // `address` alone also names a network or electronic address: a postal one stands beside a town, or spells its street.
    const postal = [...holders.values()].filter(
      (own) =>
        own.some(({ name }) => !/^(address|adresse|line_?\d|ligne_?\d)$/i.test(name)) ||
        // In French the word alone is postal, when it is long enough for a street and a town.
        own.some(
          ({ name, notes }) => /^adresse$/i.test(name) && /\(\s*(?:1\d\d|2\d\d|[3-9]\d\d)\s*\)|\btext\b/i.test(notes),
        ) ||
        dataModel.some((field) => field.holder === own[0]?.holder && place.test(field.name)),
    )
    const boxes = (matches['box'] ?? []).filter((match) => !match.comment)
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
    const single = postal.filter(
      (own) =>
        own.length === 1 && !dataModel.some((field) => field.holder === own[0]?.holder && place.test(field.name)),
    )
    if (single.length > 0)
      return failIfAny(
        single.flatMap(([field]) =>
          field === undefined
            ? []
            : [
                finding(
                  field,
                  `« ${field.holder}.${field.name} » tient toute l’adresse en un champ.`,
                  `“${field.holder}.${field.name}” holds the whole address in one field.`,
                  `${field.holder}.${field.name}`,
                ),
              ],
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
