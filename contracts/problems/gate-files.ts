/** Files that the gates need. */
import { define } from './define.ts'

export const gateFileProblems = define({
  'homologation-dates-invalid': {
    status: 422,
    title: { fr: 'Dates d’homologation incohérentes', en: 'Inconsistent homologation dates' },
    detail: {
      fr: '{why} Rien n’a été enregistré.',
      en: '{why} Nothing was saved.',
    },
  },
  'homologation-path-refused': {
    status: 422,
    title: { fr: 'Parcours allégé refusé', en: 'Lighter path refused' },
    detail: {
      fr: 'La politique d’homologation réserve le parcours allégé aux applications qu’elle décrit, et celle-ci n’en est pas, ou sa description ne le dit pas : {condition}. Déposez les audits.',
      en: 'The policy of homologation keeps the lighter path for the applications that it describes, and this one is not among them, or its description does not say so: {condition}. File the audits.',
    },
  },
  'privacy-dates-invalid': {
    status: 422,
    title: { fr: 'Dates incohérentes', en: 'Inconsistent dates' },
    detail: { fr: '{why} Rien n’a été enregistré.', en: '{why} Nothing was saved.' },
  },
  'impact-assessment-needed': {
    status: 422,
    title: { fr: 'Analyse d’impact attendue', en: 'Impact assessment expected' },
    detail: {
      fr: 'Ce traitement présente un risque élevé : il se valide après une analyse d’impact validée et encore valable. Rien n’a été enregistré.',
      en: 'This processing carries a high risk: it is validated after an impact assessment that is validated and still holds. Nothing was saved.',
    },
  },
  'product-step-refused': {
    status: 422,
    title: { fr: 'Étape refusée pour ce produit', en: 'Step refused for this product' },
    detail: {
      fr: '{reference} : {why} Rien n’a été enregistré.',
      en: '{reference}: {why} Nothing was saved.',
    },
  },
})
