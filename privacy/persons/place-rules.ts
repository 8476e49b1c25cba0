import { FIRST } from '../scan/columns.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Label } from '../scan/labels.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { acronym, UNDECIDED } from './name-view.ts'
import { afterParticles, dutchArticle } from './particles.ts'
import { COLON, COMMA, HYPHEN, isApostrophe } from './signs.ts'
import { civilities, NAME, PARTICLE_D, PREPOSITION_A, PREPOSITION_DE, ranks, unknownTo } from './word-sets.ts'

const beforeTown = wordSet(
  'ne nee nes nees huissier huissiere justice geometre greffier greffiere notaire notaires avocat avocate demeurant demeure domicilie domiciliee habite habitant habitent reside residant installe installee fait situe situee sis sise siege naissance batonnier etudiant etudiante ecole hopital vole volee perdu perdue hospitalise hospitalisee hospitalises incarcere incarceree detenu detenue scolarise scolarisee loge logee inhume inhumee inscrit inscrite decede decedee deces repartie reparti parti partie revenu revenue arrive arrivee rentre rentree muter mute mutee affecte affectee vacances fugue sejour voyage stage deplacement pelerinage excursion escale',
)

/** "marché attribué à Christofle": to companies. */
const awarded = wordSet('attribue attribuee attribues attribuees')

const DONE = hashWord('fait')
const SIGNED_REACH = 7
/** "Fait en deux exemplaires, à Ploëzal": the town where something is signed. */
function signedAt({ scan, flags }: NameView, token: number): boolean {
  if (scan.hash[token - 2] !== COMMA || (flags[token]! & Word.firstName) !== 0) return false
  let at = token - 3
  while (at > token - SIGNED_REACH && scan.gap[at]! < Gap.line) at--
  return scan.hash[at] === DONE && scan.gap[at]! >= Gap.line
}

/** What follows these labels is nobody, whatever it looks like. */
const neverPersonLabels = wordSet('nationality nationalite room salle ville town city country pays commune')

const placeLabels = wordSet(
  'ville commune pays lieu departement region localite naissance nationalite nationality town city country place room salle site',
)

/** "la mairie de Fougères": what has its seat somewhere. */
const seats = wordSet(
  'col cols phare presqu gorges etang etangs riviere fleuve canal barrage ecluse plage anse crique archipel marais bourg hameau village quartier municipal municipale communal communale pays communaute ile iles baie cap golfe vallee plateau massif lac foret mont pointe mairie prefecture sous commune ville tribunal cour barreau gendarmerie police commissariat rectorat academie universite chu hopital gare aeroport port metropole agglomeration prison penitentiaire arrondissement canton region departement brigade bta cob csp tj ta caa caf cpam maison maire prefet prefete succursale antenne originaire originaires natif native',
)

/** "la sous-préfecture d'Antony" */
export const ofSeat = ({ hash }: Scan, token: number): boolean =>
  isApostrophe(hash[token - 1]!) && hash[token - 2] === PARTICLE_D && seats.has(hash[token - 3]!)

const townJoiners = wordSet('sur en le la les de du des d aux sous l lez et')
const SAINTS = wordSet('saint sainte st ste')
const LIEUDIT = hashWord('lieudit')
const LIEU = hashWord('lieu')
const DIT = hashWord('dit')
const OPENING = 0x28
const BIRTH_REACH = 14

/** "NE LE 11.01.1970 A THIES" */
export function bornJustBefore(scan: Scan, token: number): boolean {
  for (let at = token - 2; at >= FIRST && at >= token - BIRTH_REACH; at--)
    if (scan.label[at] === Label.birth) return true
  return false
}

const BIRTH = hashWord('naissance')
const journeys = wordSet(
  'train trains vol vols car cars bus navette ligne trajet trajets route voyage voyager voyage aller retour billet billets liaison deplacement rouler conduire traversee bateau',
)
const JOURNEY_REACH = 4
/** "le train de Vierzon à Antsirabe": what no list of names knows, between the ends of a journey. */
function onJourney({ scan, flags }: NameView, token: number): boolean {
  const ends = scan.hash[token - 1] === PREPOSITION_A
  if (!ends && (scan.hash[token - 1] !== PREPOSITION_DE || scan.hash[token + 1] !== PREPOSITION_A)) return false
  if ((flags[token]! & Word.firstName) !== 0 || scan.gap[token] !== Gap.space) return false
  const from = ends ? token - 2 : token
  if (scan.shape[from]! < Shape.capital || scan.shape[from + 2]! < Shape.capital) return false
  if (scan.hash[from - 1] !== PREPOSITION_DE) return false
  for (let at = from - 2; at > from - 2 - JOURNEY_REACH; at--) if (journeys.has(scan.hash[at]!)) return true
  return false
}

const afterElision = ({ scan, flags, tagged }: NameView, token: number): boolean =>
  isApostrophe(scan.hash[token - 1]!) &&
  scan.gap[token] === Gap.none &&
  scan.hash[token - 2] === PARTICLE_D &&
  tagged[token - 3] === 1 &&
  // "Me Sixtine d'Ornano": a first name, or what follows a civility.
  // "le maréchal des logis Colonna d'Istria"
  ((flags[token - 3]! & Word.firstName) !== 0 ||
    civilities.has(scan.hash[token - 4]!) ||
    ranks.has(scan.hash[token - 4]!))

/** "Me Sixtine d'Orsay": a town after a civility and a word that is no surname; "M. Martin d'Angers" comes from there. */
export const endsNobleName = (view: NameView, token: number): boolean =>
  afterElision(view, token) &&
  civilities.has(view.scan.hash[token - 4]!) &&
  (view.flags[token - 3]! & Word.surname) === 0

const CLOSING = 0x29
const YEAR_REACH = 8
const DATE_MAX = 5
/** Does the date that ends here come right after the colon of a label? */
function inFieldOfBirth({ hash, kind, gap }: Scan, year: number): boolean {
  for (let at = year - 1; at >= year - DATE_MAX && gap[at + 1]! < Gap.line; at--) {
    if (hash[at] === COLON && kind[at] === TokenKind.sign) return true
  }
  return false
}

/** "(born 9 December 1972, Basra)", "Né : 15/09/1989 Sylhet": what no list of names knows, closing what is said of a birth. */
function afterBirthDate({ scan, flags }: NameView, token: number): boolean {
  const comma = scan.hash[token - 1] === COMMA
  const year = comma ? token - 2 : token - 1
  if (scan.kind[year] !== TokenKind.digits || scan.end[year]! - scan.start[year]! !== 4) return false
  if ((flags[token]! & NAME) !== 0 || scan.gap[token] !== Gap.space || scan.shape[token]! < Shape.capital) return false
  const next = token + 1
  const ends = next >= scan.limit || scan.gap[next]! >= Gap.line
  // "Naissance : 20 mars 1977, Kragujevac": the whole of a field.
  if (comma ? scan.hash[next] !== CLOSING && !(ends && inFieldOfBirth(scan, year)) : !ends) return false
  for (let at = year - 1; at > year - YEAR_REACH && scan.gap[at + 1]! < Gap.line; at--)
    if (scan.label[at] === Label.birth) return true
  return false
}

const NEAR = wordSet('pres loin')
/** "un mont près de Chamonix" */
const nearby = ({ scan, flags }: NameView, token: number): boolean =>
  scan.hash[token - 1] === PREPOSITION_DE &&
  NEAR.has(scan.hash[token - 2]!) &&
  (flags[token]! & Word.firstName) === 0 &&
  scan.shape[token] === Shape.capital &&
  !(scan.gap[token + 1] === Gap.space && scan.shape[token + 1]! >= Shape.capital)

const receives = wordSet(
  'remis remise remises confie confiee confies adresse adressee adresses envoye envoyee envoyes transmis transmise transmises demande demandee demander demandez repondu repondre repond ecrit ecrire ecris parle parler dit dire dis notifie notifiee vendu vendue vendre cede cedee legue donne donnee donner donnez rendu rendue rendre merci grace face quant telephone telephoner appartient appartenant appartenait prete pretee remettre transmettre transmets confier envoyer envoie adresser signale signaler explique expliquer laisse laisser refuse refusee accorde accordee paye payer doit rappele rappeler oppose opposant succede succeder marie mariee unit ressemble avis comme attribue attribuee souhaite souhaiter propose proposer promis promet pense penser plait copie cc delivre delivree affecte affectee du due dus',
)
/** "l'enterrement à Rzeszów", "place Aristide-Briand à Lézat": what no list has, alone after "à", unless something is given or told to it. */
const somewhere = ({ scan, flags }: NameView, token: number): boolean =>
  scan.hash[token - 1] === PREPOSITION_A &&
  scan.shape[token - 1] === Shape.lower &&
  unknownTo(flags[token]!) &&
  scan.shape[token] === Shape.capital &&
  scan.kind[token - 2] === TokenKind.word &&
  !receives.has(scan.hash[token - 2]!) &&
  !(scan.gap[token + 1] === Gap.space && scan.shape[token + 1]! >= Shape.capital)

const inTime = wordSet('depuis pendant jusqu durant')
/** "instituteur à Hao depuis quatre ans": where somebody was for a while, be it a first name as well. */
const forAWhile = ({ scan }: NameView, token: number): boolean =>
  scan.hash[token - 1] === PREPOSITION_A &&
  scan.shape[token - 1] === Shape.lower &&
  scan.shape[token] === Shape.capital &&
  inTime.has(scan.hash[token + 1]!) &&
  scan.gap[token + 1] === Gap.space &&
  !receives.has(scan.hash[token - 2]!)

/** Signs that a town, or a name that begins like one, comes after; a comma only behind the year of a birth. */
const placeSigns: ReadonlySet<number> = new Set([OPENING, COLON, HYPHEN])
const followsPlaceSign = ({ hash, kind }: Scan, token: number): boolean =>
  kind[token - 1] === TokenKind.digits ||
  isApostrophe(hash[token - 1]!) ||
  placeSigns.has(hash[token - 1]!) ||
  (hash[token - 1] === COMMA && kind[token - 2] === TokenKind.digits)
/** Words that do. Most words have neither before them. */
const beforePlaces = wordSet('a lieudit dit')
const mayFollowPlace = ({ scan, flags, barred }: NameView, token: number): boolean =>
  scan.gap[token]! < Gap.line &&
  (barred[token - 1] === 1 ||
    (scan.kind[token - 1] !== TokenKind.word
      ? followsPlaceSign(scan, token)
      : (flags[token - 1]! & Word.particle) !== 0 ||
        beforePlaces.has(scan.hash[token - 1]!) ||
        dutchArticle(scan, token - 1)))

/** Towns, and names that begin like one. */
export function placeRules(view: NameView, token: number): number {
  const { scan, flags } = view
  const flag = flags[token]!
  if (scan.hash[token + 1] !== HYPHEN && !mayFollowPlace(view, token)) return UNDECIDED
  const length = scan.end[token]! - scan.start[token]!
  // "né le 3 mai 1988 à Bondy", "notaire à Tulle", "demeurant à Gap"
  const ofPlace =
    scan.gap[token]! <= Gap.space &&
    ((scan.hash[token - 1] === PREPOSITION_A &&
      ((scan.kind[token - 2] === TokenKind.digits &&
        ((flag & Word.firstName) === 0 || bornJustBefore(scan, token)) &&
        ((flags[token + 1] ?? 0) & Word.firstName) === 0) ||
        (beforeTown.has(scan.hash[token - 2] ?? 0) &&
          !(
            (flag & Word.firstName) !== 0 &&
            (flag & Word.place) === 0 &&
            scan.gap[token + 1] === Gap.space &&
            scan.shape[token + 1]! >= Shape.capital &&
            ((flags[token + 1] ?? 0) & NAME) !== 0
          )) ||
        signedAt(view, token) ||
        (awarded.has(scan.hash[token - 2] ?? 0) && !((flags[token + 1] ?? 0) & NAME)))) ||
      (view.barred[token - 1] === 1 && scan.gap[token] === Gap.space) ||
      // "née à Huế (Viêt Nam)"
      (scan.hash[token - 1] === OPENING &&
        scan.hash[token - 3] === PREPOSITION_A &&
        bornJustBefore(scan, token) &&
        !((flag & Word.firstName) !== 0 && (flags[token + 1]! & Word.surname) !== 0)) ||
      (scan.kind[token - 1] === TokenKind.sign &&
        scan.hash[token - 1] === COLON &&
        placeLabels.has(view.colonWord[token]!) &&
        (flag & Word.firstName) === 0 &&
        !((flags[token + 1] ?? 0) & (Word.firstName | Word.surname)) &&
        !(scan.shape[token + 1] === Shape.capital && scan.gap[token + 1] === Gap.space && (flag & Word.place) === 0)) ||
      // "Lieu de naissance : Ebolowa (Cameroun)"
      (scan.hash[token - 1] === COLON &&
        scan.hash[token - 2] === BIRTH &&
        scan.hash[token - 4] === LIEU &&
        (flag & NAME) === 0) ||
      onJourney(view, token) ||
      // "Lieu : Saint-Martin"
      (scan.hash[token - 1] === HYPHEN &&
        SAINTS.has(scan.hash[token - 2]!) &&
        scan.hash[token - 3] === COLON &&
        placeLabels.has(view.colonWord[token]!)) ||
      afterBirthDate(view, token) ||
      (scan.hash[token - 1] === COLON && scan.hash[token - 2] === PREPOSITION_A && bornJustBefore(scan, token)) ||
      // "a : PLOUGASTEL-DAOULAS": the second half.
      (scan.hash[token - 1] === HYPHEN &&
        scan.hash[token - 3] === COLON &&
        scan.hash[token - 4] === PREPOSITION_A &&
        bornJustBefore(scan, token - 2)) ||
      (scan.hash[token - 1] === COLON && neverPersonLabels.has(view.colonWord[token]!)) ||
      (scan.hash[token - 1] === PREPOSITION_DE &&
        scan.gap[token - 1]! < Gap.line &&
        seats.has(scan.hash[token - 2] ?? 0)) ||
      ofSeat(scan, token) ||
      nearby(view, token) ||
      somewhere(view, token) ||
      forAWhile(view, token))
  // "au lieu-dit Kerouini"
  const locality =
    scan.gap[token] === Gap.space &&
    (scan.hash[token - 1] === LIEUDIT ||
      (scan.hash[token - 1] === DIT && (scan.hash[token - 2] === LIEU || scan.hash[token - 3] === LIEU)))
  if (ofPlace || locality) {
    view.barred[token] = 1
    return -1
  }
  if ((flag & Word.place) !== 0 && scan.hash[token - 1] === PREPOSITION_A && scan.shape[token - 1] === Shape.lower)
    return -1
  // "Sybille du Tertre", "Natalia d'Hauterives", "Gaelle Saint-Aubert"
  if (
    ((flag & ~(Word.firstName | Word.surname | Word.rareSurname | Word.particle)) === 0 ||
      // "Aymar d'Hauterives": a town after a first name and an elision.
      ((flag === Word.place || unknownTo(flag)) && afterElision(view, token))) &&
    length > 1 &&
    !acronym(view, token) &&
    afterParticles(view, token)
  )
    return 1
  if (
    SAINTS.has(scan.hash[token]!) &&
    scan.gap[token] === Gap.space &&
    scan.hash[token + 1] === HYPHEN &&
    ((view.tagged[token - 1] === 1 && (flags[token - 1]! & (Word.ordinary | Word.role | Word.organisation)) === 0) ||
      afterParticles(view, token))
  )
    return 1
  // Saint-Cyr-sur-Loire, Villeneuve-d'Ascq: a hyphen and a small word make a town.
  if (
    scan.hash[token + 1] === HYPHEN &&
    scan.gap[token + 1] === Gap.none &&
    scan.gap[token + 2] === Gap.none &&
    townJoiners.has(scan.hash[token + 2]!)
  )
    return -1
  if (
    scan.hash[token - 1] === HYPHEN &&
    scan.gap[token] === Gap.none &&
    townJoiners.has(scan.hash[token - 2]!) &&
    view.tagged[token - 2] !== 1 &&
    scan.hash[token - 3] === HYPHEN
  )
    return -1
  return UNDECIDED
}
