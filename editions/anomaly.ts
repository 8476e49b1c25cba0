import type { Bilingual } from '@socle/contracts/text'
import type { Place } from './place.ts'

/** What may be odd in a published document; closed: a new kind is added here, with its wording. */
export const anomalyKinds = {
  'duplicate-id': { fr: 'identifiant en double, même contenu', en: 'identifier given twice, same content' },
  'duplicate-id-different': {
    fr: 'identifiant en double, contenu différent',
    en: 'identifier given twice, different content',
  },
  'numbering-gap': { fr: 'trou dans la numérotation', en: 'gap in the numbering' },
  'id-missing': { fr: 'exigence sans identifiant', en: 'requirement without identifier' },
  'id-suffix': { fr: 'identifiant suivi d’une mention', en: 'identifier followed by a mention' },
  'id-spelling': { fr: 'identifiant écrit autrement que ses voisins', en: 'identifier spelt unlike its neighbours' },
  'id-columns': {
    fr: 'plusieurs colonnes pourraient être l’identifiant',
    en: 'several columns could be the identifier',
  },
  'id-broken-by-line': { fr: 'identifiant coupé par une fin de ligne', en: 'identifier broken by a line' },
  'id-broken-by-page': { fr: 'identifiant coupé par une fin de page', en: 'identifier broken by a page' },
  'row-broken-by-line': { fr: 'ligne coupée par un retour à la ligne', en: 'row broken by a return' },
  'row-broken-by-page': { fr: 'ligne coupée par une fin de page', en: 'row broken by a page' },
  'rows-joined': { fr: 'plusieurs exigences lues en une', en: 'several requirements read as one' },
  'level-bold': { fr: 'niveau en gras', en: 'level in bold' },
  'level-mention': { fr: 'niveau suivi d’une mention', en: 'level followed by a mention' },
  'level-spelling': { fr: 'niveau écrit autrement que ses voisins', en: 'level spelt unlike its neighbours' },
  'level-missing': { fr: 'niveau absent', en: 'level missing' },
  'level-unknown': { fr: 'niveau inconnu', en: 'level unknown' },
  'level-elsewhere': {
    fr: 'niveau lu hors d’une colonne de niveaux',
    en: 'level read outside a column of levels',
  },
  'level-vocabulary': { fr: 'échelle de niveaux propre au document', en: 'levels of the document’s own' },
  'text-missing': { fr: 'texte absent', en: 'text missing' },
  'category-empty': { fr: 'catégorie vide', en: 'category empty' },
  'category-carried': {
    fr: 'catégorie écrite une fois pour plusieurs lignes',
    en: 'category written once for several rows',
  },
  'row-withdrawn': { fr: 'exigence retirée par son auteur', en: 'requirement withdrawn by its author' },
  'text-struck': { fr: 'texte barré', en: 'text struck through' },
  'note-aside': { fr: 'commentaire ou note, hors du texte', en: 'comment or note, kept out of the text' },
  'separator-row': { fr: 'ligne vide ou de séparation', en: 'empty or separator row' },
  'section-row': { fr: 'ligne de titre dans le tableau', en: 'heading row inside the table' },
  'note-row': { fr: 'ligne de texte qui n’est pas une exigence', en: 'row of text that is no requirement' },
  'header-repeated': { fr: 'en-tête répété dans le tableau', en: 'heading repeated inside the table' },
  'header-absent': { fr: 'tableau sans en-tête reconnu', en: 'table without a recognised heading' },
  'table-absent': { fr: 'exigences écrites sans tableau', en: 'requirements written without a table' },
  'cells-merged': { fr: 'cellules fusionnées', en: 'merged cells' },
  'cells-extra': { fr: 'cellules de trop dans la ligne', en: 'more cells than headings' },
  'cell-formula': { fr: 'cellule calculée par une formule', en: 'cell computed by a formula' },
  'quote-unclosed': { fr: 'guillemet jamais refermé', en: 'quote never closed' },
  'list-set-aside': {
    fr: 'liste qui n’est pas une liste d’exigences, mise à part',
    en: 'list that is no list of requirements, set aside',
  },
  'last-line-open': { fr: 'dernière ligne sans fin de ligne', en: 'last line without an end of line' },
  'text-encoding': { fr: 'encodage autre que UTF-8', en: 'encoding other than UTF-8' },
  'hidden-content': { fr: 'contenu masqué dans le document', en: 'content hidden in the document' },
} as const satisfies Record<string, Bilingual>

export type AnomalyKind = keyof typeof anomalyKinds

export interface Anomaly {
  readonly kind: AnomalyKind
  /** Identifier concerned, as in `requirements`; empty when the anomaly concerns no row. */
  readonly id: string
  readonly place: Place
  readonly detail: Bilingual
}

/** A word that is the same in both languages, quoted. */
export const quoted = (before: Bilingual, word: string, after: Bilingual = { fr: '', en: '' }): Bilingual => ({
  fr: `${before.fr} « ${word} »${after.fr}`,
  en: `${before.en} “${word}”${after.en}`,
})
