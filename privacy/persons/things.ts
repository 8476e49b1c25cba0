import type { NameView } from '../names/features.ts'
import { wordSet } from '../scan/word-table.ts'
import { Word } from '../names/name-lexicon.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { THING } from './name-view.ts'
import { AMPERSAND, DOT, isApostrophe } from './signs.ts'
import { AND, civilities, GENITIVE, NAME, PREPOSITION_A } from './word-sets.ts'

/** Things that are often called after somebody: a name that follows directly, or after "de", is theirs. */
export const namesakes = wordSet(
  'rue avenue boulevard place square impasse chemin allee quai pont lycee college ecole ecoles universite hopital clinique institut fondation stade gymnase gare aeroport port musee theatre bibliotheque mediatheque creche loi lois amendement theoreme algorithme syndrome maladie echelle prix residence metro station effet sarl sas sasu sci selarl eurl av bd street avenue road school university hospital airport foundation chu chr chru ehpad promenade esplanade cours route sentier ruelle piscine campus amphitheatre bd bld caserne coefficient principe methode circulaire circulaires arret arrets jurisprudence dispositif logiciel ent plateforme chatbot serveur dictionnaire salle coupe trophee colleges lycees rues stades lotissement cite quartier chateau eglise chapelle parc jardin tempete ouragan cyclone fregate navire promotion gymnases crematorium crematoire cimetiere maternelle mediatheques exposition signe pyramide matrice score indice test vote unite manoeuvre critere equation ordonnance ordonnances virus bacille hebdomadaire journal magazine revue chat chien chatte chienne cheval atelier boulangerie patisserie pharmacie garage menuiserie plomberie librairie brasserie pizzeria transports ambulances taxis routeur robot satellite sonde telescope fusee vaccin film album cars autocars voyages demenagements meubles funebres terrassement maconnerie biscuiterie chocolaterie distillerie imprimeries laboratoires courbe paradoxe inegalite conjecture dilemme filtre rasoir charte compagnie amicale chorale troupe fanfare confrerie decision decisions aile vedette paquebot croiseur patrouilleur tournoi tournois challenge amphi auditorium salles batiments salade sauce tarte veloute potage peche poire boeuf crepes tournedos gateau enseigne magasins magasin galeries entreprises fournisseurs prestataires hebergeurs editeurs marques modeles estimateur estimateurs processus lemme corollaire noyau episode bruit drain regle tri arbre transformee niche puzzle puzzles cylindre cylindres ventouse pompe cabine coiffure fleurs pepinieres volailles optique caves viandes traiteur primeur primeurs module cercle poignee serrure serrures robinet robinets moulage',
)

/** Things that people give their name to without being one: "l'affaire Morel". */
export const ofPeople = wordSet('affaire sous base centre foyer')

const legalForms = wordSet(
  'sem spl spla semop epl epci sivu sivom ccas cias earl scea scop scic gaec sa hlm oph sarl sas sasu eurl sci snc scp selarl gmbh ltd inc llc llp',
)
const PLACE = hashWord('place')
const LA = hashWord('la')

const ON = hashWord('sur')
/** "à la place de Damien", "Sur place SCHLIENGER Odile déclare" */
export const inTheirPlace = ({ scan }: NameView, head: number): boolean =>
  scan.hash[head] === PLACE &&
  scan.shape[head] === Shape.lower &&
  (scan.hash[head - 1] === ON || (scan.hash[head - 1] === LA && scan.hash[head - 2] === PREPOSITION_A))

const SA = hashWord('sa')

/** In a line all in one case "SA" is the possessive. */
export const isLegalForm = ({ scan, lineCase }: NameView, at: number): boolean =>
  legalForms.has(scan.hash[at]!) && !(scan.hash[at] === SA && lineCase[at] !== 0)

const LEGAL_FORM_REACH = 4
const establishments = wordSet('ets etablissements')
/** "MAGNIN ETS": as files that are sorted by name write "Ets Magnin". */
const beforeEstablishment = ({ hash, gap, shape, kind, limit }: Scan, token: number): boolean =>
  shape[token + 1] === Shape.capitals &&
  shape[token] === Shape.capitals &&
  establishments.has(hash[token + 1]!) &&
  gap[token + 1] === Gap.space &&
  (token + 2 >= limit || gap[token + 2]! >= Gap.wide || kind[token + 2] === TokenKind.sign)

/** "ELEC'PLUS SARL", "Durand Bâtiment SAS": what comes before the form of a company is its name. */
export function beforeLegalForm(view: NameView, token: number): boolean {
  const { scan } = view
  if (beforeEstablishment(scan, token)) return true
  for (let at = token + 1; at <= token + LEGAL_FORM_REACH && at < scan.limit; at++) {
    if (scan.gap[at]! > Gap.space) return false
    if (scan.kind[at] === TokenKind.sign) {
      if (scan.gap[at] !== Gap.none || scan.hash[at] === 0x2c || scan.hash[at] === DOT) return false
    } else if (scan.shape[at] === Shape.lower) return false
    else if (isLegalForm(view, at)) return true
  }
  return false
}

/** "les logiciels Word, Photoshop et Blender": what is listed with things is one. */
export function listedThing({ scan, flags, barred }: NameView, token: number): boolean {
  const joint = scan.hash[token - 1] ?? 0
  if (joint !== 0x2c && !AND.has(joint)) return false
  if (barred[token - 2] !== THING || (flags[token]! & Word.firstName) !== 0) return false
  barred[token] = THING
  return true
}

const englishHeads = wordSet(
  'hospital university college school street avenue road square foundation institute act report committee prize award theorem clinic library museum airport station bridge church building house hall court park',
)

/** Two people beside an ampersand, seen from one of them. */
const inCouple = ({ scan, flags }: NameView, token: number, other: number): boolean =>
  ((flags[token]! & NAME) === Word.firstName && (flags[other]! & Word.firstName) !== 0) ||
  civilities.has(scan.hash[other] ?? 0) ||
  // "R. Cohen & T. Leclerc"
  (scan.shape[other] === Shape.initial && scan.hash[other + 1] === DOT && scan.hash[token - 1] === DOT)

/** "Anaïs Rouvière & Tomasz Zielinski": two whole names, seen from the second. */
const secondWhole = ({ scan, flags, tagged }: NameView, token: number): boolean =>
  tagged[token - 2] === 1 &&
  tagged[token - 3] === 1 &&
  (flags[token]! & Word.firstName) !== 0 &&
  scan.gap[token + 1] === Gap.space &&
  scan.shape[token + 1] === Shape.capital

const isAmpersand = ({ hash, kind }: Scan, at: number): boolean => hash[at] === AMPERSAND && kind[at] === TokenKind.sign

/** "Johnson & Johnson", "St Mary's Hospital": an ampersand, or what follows, makes it a company or a place. */
export function ofCompany(view: NameView, token: number): boolean {
  const { scan } = view
  if (isAmpersand(scan, token + 1) && !inCouple(view, token, token + 2)) return true
  if (isAmpersand(scan, token - 1) && !inCouple(view, token, token - 2) && !secondWhole(view, token)) return true
  let next = token + 1
  if (isApostrophe(scan.hash[next] ?? 0) && scan.hash[next + 1] === GENITIVE) next += 2
  return (
    next < scan.limit &&
    scan.gap[next] === Gap.space &&
    scan.shape[next] === Shape.capital &&
    scan.shape[token] === Shape.capital &&
    englishHeads.has(scan.hash[next]!)
  )
}
