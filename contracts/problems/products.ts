/** The product reference. */
import { define } from './define.ts'

export const productProblems = define({
  'product-unknown': {
    status: 404,
    title: { fr: 'Produit inconnu', en: 'Unknown product' },
    detail: {
      fr: 'Aucun produit ne porte la référence {reference}. Cherchez-le au référentiel, ou ajoutez-le d’abord.',
      en: 'No product has the reference {reference}. Look for it in the reference, or add it first.',
    },
  },
  'product-exists': {
    status: 409,
    title: { fr: 'Référence déjà prise', en: 'Reference already taken' },
    detail: {
      fr: 'Un produit porte déjà la référence {reference} : majuscules et accents ne font pas un autre produit. Complétez celui-là, ou choisissez une autre référence.',
      en: 'A product already has the reference {reference}: capitals and accents make no other product. Complete that one, or choose another reference.',
    },
  },
  'product-facts-invalid': {
    status: 422,
    title: { fr: 'Fiche refusée', en: 'Facts refused' },
    detail: {
      fr: 'La fiche du produit contient des valeurs inconnues de la politique ou de la liste SPDX. La réponse les nomme une à une ; rien n’a été enregistré.',
      en: 'The facts of the product hold values that the policy or the SPDX list does not know. The answer names each; nothing was saved.',
    },
  },
  'product-changed-meanwhile': {
    status: 409,
    title: { fr: 'Produit modifié entre-temps', en: 'Product changed meanwhile' },
    detail: {
      fr: '{author} a enregistré {reference} après votre lecture. Rien n’a été écrasé : relisez ce qui est enregistré et comparez-le à votre saisie.',
      en: '{author} saved {reference} after you read it. Nothing was overwritten: read what is stored and compare it with what you typed.',
    },
  },
  'product-retention-refused': {
    status: 422,
    title: { fr: 'Produit impossible à retenir', en: 'Product that cannot be retained' },
    detail: {
      fr: '{reference} ne peut pas être retenu : {why} Rien n’a été enregistré.',
      en: '{reference} cannot be retained: {why} Nothing was saved.',
    },
  },
  'product-table-unreadable': {
    status: 422,
    title: { fr: 'Document illisible', en: 'Document that cannot be read' },
    detail: { fr: '{why} Rien n’a été enregistré.', en: '{why} Nothing was saved.' },
  },
  'product-table-blocked': {
    status: 422,
    title: { fr: 'Tableau à corriger', en: 'Table to be mended' },
    detail: {
      fr: '{count} ligne(s) ne peuvent pas être distinguées : références absentes ou en double, noms absents. La réponse dit où ; rien n’a été appliqué.',
      en: '{count} row(s) cannot be told apart: references missing or given twice, names missing. The answer says where; nothing was applied.',
    },
  },
})
