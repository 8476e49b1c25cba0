import { wordSet } from './word-table.ts'

/** Headers of columns that hold no name of a person. */
export const otherColumns = wordSet(
  'ville city commune town pays country service poste departement region site libelle produit product fonction grade statut status nationalite lieu objet categorie type classe etat designation reference corps section direction bureau quantite prix montant unite marque modele couleur entreprise societe raison editeur module matiere version versions maj build release firmware piece pieces document documents',
)

/** Headings that say that each row is a thing: a product, a vessel, a plant. */
export const ofThings = wordSet(
  'editeur version versions produit stock armateur quai espece essence variete capacite race rna waldec siret siren',
)
