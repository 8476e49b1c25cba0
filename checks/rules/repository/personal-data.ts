import type { DataField } from '../../facts.ts'
import { type RuleFinding, failIfAny, finding, notApplicable, rule } from '../../rule.ts'

/** Who a field may be about: `declarant_telephone`, `telephone_declarant`. */
const whom =
  'user|person|personne|agent|usager|contact|client|customer|patient|citizen|beneficiaire|demandeur|declarant|requerant|titulaire|representant|signataire|appelant|locataire|proprietaire|conjoint|enfant|parent|eleve|tuteur|mandataire|candidat|assure|allocataire|salarie|employe|applicant|holder|owner|tenant|child|spouse|student|employee|guardian|claimant|insured|membre|adherent|abonne|participant|inscrit|benevole|stagiaire|conducteur|chauffeur|pilote|gerant|dirigeant|victime|temoin|plaignant|auteur|member|subscriber|driver|volunteer|trainee|victim|witness|author'
/** Names of fields that hold data of a person, in both languages. */
const personal = new RegExp(
  String.raw`^(?:(?:${whom})_?)?(?:first_?name|last_?name|given_?name|family_?name|usual_?name|birth_?name|maiden_?name|surname|full_?name|nom_?(?:complet|et_?prenoms?|prenoms?)|nom_?(?:de_?)?(?:naissance|usage|famille|patronymique)|nom|prenoms?|e_?mail(?:_?(?:address|perso(?:nnel)?|pro(?:fessionnel)?))?|courriel(?:_?(?:perso(?:nnel)?|pro(?:fessionnel)?))?|mail|adresse_?(?:mail|electronique)|phone(?:_?number)?|mobile(?:_?phone)?|telephone|portable|tel(?:ephone)?_?(?:portable|mobile|fixe|perso(?:nnel)?|pro(?:fessionnel)?|domicile)|tel|num_?tel|numero_?telephone|birth_?(?:date|day|place)|date_?(?:of_?birth|naiss|naissance|de_?naissance)|lieu_?(?:de_?)?naissance|dob|nir|num(?:ero)?_?secu(?:rite_?sociale)?|ssn|social_?security_?(?:number|no)|iban|passport_?(?:no|number)?|numero_?passeport|gender|sexe|civilite|nationality|nationalite|home_?address|adresse_?(?:postale|domicile)|photo|avatar|ip_?address|adresse_?ip|marital_?status|situation_?familiale|religion|health_?(?:record|data|status|insurance|number|condition|info\w*|history|file)s?|blood_?(?:type|group)|handicap)(?:_(?:du_|de_la_|de_)?(?:${whom}))?$`,
  'i',
)
/** A tag that a person or a tool reads: comment, annotation, attribute of the ORM. */
const tag =
  /\b(rgpd|gdpr|dcp|pii|personal[_ -]?data|personaldata|donnees?[_ ](a[_ ]caractere[_ ])?personnelles?|@?personal|@sensitive|@?anonymi[sz]\w*|@?pseudonymi[sz]\w*|anonymi[sz]er?|data[_-]?subject|privacy|classification|retention|conservation|data_?protection)\b/
/** Several such fields make a record of a person; one `nom` alone is the name of a thing. */
const certain =
  /^nom_?complet|^nom_(?:du_|de_la_|de_)?(?:dirigeant|gerant|conjoint|enfant|eleve|patient|conducteur|chauffeur|victime|temoin|stagiaire|salarie|candidat|benevole|allocataire)|portable|naiss|mail|courriel|naissance|birth|dob|nir|secu|ssn|social_?security|iban|passe?port|phone|tel|prenom|first_?name|last_?name|given_?name|family_?name|usual_?name|surname|nationalit|civilite|sexe|gender|famil|religion|health|blood|handicap/i

export const personalData = rule({
  id: 'repository/personal-data',
  source: 'repository',
  requirements: ['MIRAI:EXI-DATA-2', 'GI:PD-4.k'],
  title: { fr: 'Les données personnelles du modèle sont étiquetées', en: 'Personal data of the model is tagged' },
  failureTitle: {
    fr: 'Des données personnelles du modèle ne sont pas étiquetées',
    en: 'Personal data of the model is not tagged',
  },
  why: {
    fr: 'On n’anonymise, ne purge et ne communique que ce qu’on a su désigner : l’étiquette sur le champ est le point de départ.',
    en: 'One can only anonymise, purge and hand over what one could point at: the tag on the field is where it starts.',
  },
  mend: {
    fr: 'Étiquetez chaque champ (commentaire SQL, annotation, attribut : « rgpd: identité, anonymisation: hachage ») avec sa règle d’anonymisation et sa durée.',
    en: 'Tag each field (SQL comment, annotation, attribute: “gdpr: identity, anonymisation: hash”) with its rule of anonymisation and its duration.',
  },
  left: {
    fr: 'Le champ jumeau anonymisé, la règle elle-même et la politique des droits ; les champs dont le nom ne dit rien.',
    en: 'The anonymised twin field, the rule itself and the rights policy; fields whose name tells nothing.',
  },
  limits: {
    fr: 'Reconnaît un champ à son nom, en français ou en anglais, et l’étiquette à un mot (rgpd, gdpr, pii, anonymisation…) sur le champ, dans son commentaire SQL ou dans un document qui nomme la table et le champ.',
    en: 'Recognises a field by its name, in French or English, and the tag by a word (rgpd, gdpr, pii, anonymisation…) on the field, in its SQL comment or in a document that names table and field.',
  },
  needs: ['dataModel', 'documents'],
  judge: ({ dataModel, documents }) => {
    // A table written for several engines, or changed by migrations, is one table.
    const holders = [
      ...Map.groupBy(dataModel, ({ holder }) => holder.toLowerCase().replace(/_?(?:tmp|temp)_?/, '')).values(),
    ]
    const concerned = holders
      .map((fields) => fields.filter((field) => personal.test(snake(field.name)) && !isSwitch(field)))
      .filter((fields) => fields.some(({ name }) => certain.test(snake(name))))
    if (concerned.length === 0)
      return notApplicable(
        'Aucune donnée personnelle reconnue dans le modèle.',
        'No personal data recognised in the model.',
      )
    const registers = documents.filter(({ text }) => tag.test(text)).map(({ text }) => text)
    const findings: RuleFinding[] = concerned.flatMap((fields) => {
      const untagged = fields.filter((field) => !tag.test(field.notes) && !registers.some((text) => names(text, field)))
      const [first] = untagged
      if (first === undefined) return []
      const list = [...new Set(untagged.map(({ name }) => name))].slice(0, 8).join(', ')
      return [
        finding(
          first,
          `« ${first.holder} » : ${list} sans étiquette ni règle d’anonymisation.`,
          `“${first.holder}”: ${list} without a tag or a rule of anonymisation.`,
          first.holder,
        ),
      ]
    })
    return failIfAny(findings)
  },
})

/** Whether to write to somebody is not where. */
const isSwitch = ({ name, type }: DataField): boolean =>
  /^bool|^bit$|^tinyint\(1\)/i.test(type) && /mail|courriel|phone|tel|mobile/i.test(name)
const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/^_+|_+$/g, '')
/** A register of personal data that names the field near its table. */
const names = (text: string, { holder, name }: DataField): boolean => {
  const at = text.indexOf(holder.toLowerCase())
  return at >= 0 && new RegExp(`(?<![\\w])${name.toLowerCase()}(?![\\w])`).test(text)
}
