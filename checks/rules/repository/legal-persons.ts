import type { DataField, SourceMatch } from '../../facts.ts'
import { failIfAny, finding, notApplicable, pass, rule } from '../../rule.ts'

const company =
  /^(companies|company|entreprises?|societes?|suppliers?|fournisseurs?|associations?|legal_?(person|entity|entities)|personnes?_?morales?|organi[sz]ations?_?externes?|etablissements?)$/i
/** Only a legal person has one: a table that keeps it is one of legal persons, whatever it is called. */
const ofACompany = /^(raison_?sociale|denomination_?sociale|forme_?juridique|legal_?form)$/i
/** It leads to the table that identifies it, by a key or by an object of that type. */
const leadsToACompany = ({ name, type }: DataField): boolean =>
  company.test(type.replace(/[?[\]]/g, '')) || company.test(name.replace(/_?id$/i, '').replace(/^(?:id|fk)_/i, ''))
const identifier = /siren|siret|\brna\b|(^|_)rna($|_)|waldec|euid|lei(_|$)/i

/** A function takes it, and asks a register for it: nothing is kept. */
const isHandedOn = ({ kind, text }: SourceMatch): boolean =>
  kind === 'code' &&
  (/https?:\/\/|\b(?:url|uri|path|endpoint)\b/i.test(text) ||
    /^\s*(?:\w+\s+){0,4}(?:function|fun|func|def|fn)\s/.test(text))

export const legalPersons = rule({
  id: 'repository/legal-persons',
  source: 'repository',
  requirements: ['GI:1437', 'GI:PU-3.a'],
  title: { fr: 'Les personnes morales ont un identifiant contrôlé', en: 'Legal persons have a checked identifier' },
  failureTitle: {
    fr: 'Des personnes morales n’ont pas d’identifiant contrôlé',
    en: 'Legal persons have no checked identifier',
  },
  why: {
    fr: 'Sans SIREN, SIRET ou RNA vérifié, la même entreprise existe dix fois et aucun croisement n’est sûr.',
    en: 'Without a verified SIREN, SIRET or RNA the same company exists ten times and no cross-check is safe.',
  },
  mend: {
    fr: 'Ajoutez le champ à la table, et contrôlez-le à l’entrée : 9 ou 14 chiffres et clé de Luhn, ou W et 9 chiffres pour une association.',
    en: 'Add the field to the table, and check it on entry: 9 or 14 digits with the Luhn key, or W and 9 digits for an association.',
  },
  left: {
    fr: 'Que l’identifiant existe à l’Insee ou au RNA, et l’identifiant des entreprises étrangères.',
    en: 'That the identifier exists at Insee or in the RNA, and the identifier of foreign companies.',
  },
  needs: ['dataModel', 'matches'],
  looksFor: {
    field: {
      hints: ['siren', 'siret', 'rna'],
      expression:
        /(?<![a-z])siret(?![a-z])|(?:\b(?:name|id|for|v-model)=["'][\w.-]*|[$.'"_]|\b(?:n[°ºo]|num[eé]ro)\s*(?:de\s+)?)siren(?![a-z])(?!['"]?>)|\bsiren\b\s*[:=(]|(?:siren|siret|rna)_?(?:number|num|code|id)\b|\bnumero_?(?:siren|siret|rna)/i,
      kinds: ['code', 'markup'],
    },
    checked: {
      hints: [
        'luhn',
        'siren',
        'siret',
        'rna',
        '\\d{9}',
        '\\d{14}',
        'checksum',
        '[0-9]{9}',
        '[0-9]{14}',
        'stdnum',
        'verif',
      ],
      expression:
        /(?<![a-z])luhn(?![a-z])|isSIREN|isSIRET|isValidSire[nt]|valid\w*[-_]?(?:siren|siret|rna)|(?:siren|siret|rna)\w*[-_]?valid|check\w*(?:siren|siret|rna)|is_?(?:siren|siret|rna)\b|stdnum\.fr|localflavor\.fr|FRSIRE[NT]|(?:siren|siret|rna)\b.{0,80}(?:\\d\{(?:9|14)\}|\[0-9\]\{(?:9|14)\}|%\s*10\b)|@(?:SIREN|SIRET|LuhnCheck)|Assert\\Luhn/i,
      kinds: ['code', 'data', 'markup'],
    },
  },
  judge: ({ dataModel, matches }) => {
    const holders = new Set(
      dataModel.filter(({ holder, name }) => company.test(holder) || ofACompany.test(name)).map(({ holder }) => holder),
    )
    const companies = dataModel.filter(({ holder }) => holders.has(holder))
    const identified = dataModel.filter(({ name }) => identifier.test(name))
    const shown = (matches['field'] ?? []).filter(
      (match) => !match.comment && !isHandedOn(match) && !isAWord(match.text),
    )
    if (companies.length === 0 && identified.length === 0 && shown.length === 0)
      return notApplicable('Aucune personne morale dans le code.', 'No legal person in the code.')
    const nameless = [...Map.groupBy(companies, ({ holder }) => holder)].filter(
      ([, own]) =>
        !own.some(({ name }) => identifier.test(name)) &&
        // Beside tables that are identified, only what says itself that it is a company, and leads to none of them.
        (identified.length === 0 || (own.some(({ name }) => ofACompany.test(name)) && !own.some(leadsToACompany))),
    )
    if (nameless.length > 0)
      return failIfAny(
        nameless.map(([holder, [first]]) =>
          finding(
            first ?? {},
            `« ${holder} » n’a ni SIREN, ni SIRET, ni RNA.`,
            `“${holder}” has neither SIREN, SIRET nor RNA.`,
            `${holder}/none`,
          ),
        ),
      )
    if ((matches['checked'] ?? []).some((match) => !match.comment)) return pass
    const [first] = [...identified, ...shown]
    return failIfAny([
      finding(
        first ?? {},
        'L’identifiant est gardé sans que rien n’en contrôle la forme ni la clé.',
        'The identifier is kept and nothing checks its form or key.',
        'unchecked',
      ),
    ])
  },
})

/** Among words of English, each between quotes, none of which is a field of a person. */
const isAWord = (text: string): boolean =>
  /(?:["']\w+["']\s*,\s*){2}|(?:,\s*["']\w+["']\s*){2}/.test(text) &&
  /["']siren["']/.test(text) &&
  !/siret|\bnom|raison|denom|adresse|address|name|code|ville|city|entreprise|company|societe|agent|naf|\bape\b|tva|vat|mail|tel/i.test(
    text,
  )
