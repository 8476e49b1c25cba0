import { colonWords, flagsOf, headOf, lineCases, type NameView } from '../names/features.ts'
import { isPersonLabel, Word } from '../names/name-lexicon.ts'
import { nameScore } from '../names/tagger.ts'
import { Label } from '../scan/labels.ts'
import { foldedOf, Weight, type Candidate, type Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { otherColumns } from '../scan/tables.ts'

const APOSTROPHE = 0x27
const CURLY_APOSTROPHE = 0x2019
const HYPHEN = 0x2d
const DOT = 0x2e
const UNDERSCORE = 0x5f
const hashes = (words: string): ReadonlySet<number> => new Set(words.split(' ').map(hashWord))

/** After these and a space, a capital begins a person's name, whatever the word. */
const civilities = hashes(
  'm mr mrs ms madam mme mlle melle vve mmes mlles mm monsieur madame mademoiselle messieurs mesdames me maitre dr docteur pr professeur',
)
/** Things that are often called after somebody: a name that follows directly, or after "de", is theirs. */
const namesakes = hashes(
  'rue avenue boulevard place square impasse chemin allee quai pont lycee college ecole ecoles universite hopital clinique institut fondation stade gymnase gare aeroport port musee theatre bibliotheque mediatheque creche loi lois amendement theoreme algorithme syndrome maladie echelle prix residence metro station effet sarl sas sasu sci selarl eurl av bd street avenue road school university hospital airport foundation chu ehpad promenade esplanade cours route sentier ruelle piscine campus amphitheatre bd bld caserne coefficient principe methode circulaire circulaires arret arrets jurisprudence dispositif logiciel ent plateforme chatbot serveur dictionnaire salle coupe trophee colleges lycees rues stades lotissement cite quartier chateau eglise chapelle parc jardin tempete ouragan cyclone fregate navire promotion gymnases crematorium crematoire cimetiere maternelle mediatheques exposition signe pyramide matrice score indice test vote unite manoeuvre critere equation ordonnance ordonnances virus bacille hebdomadaire journal magazine revue chat chien chatte chienne cheval atelier boulangerie patisserie pharmacie garage menuiserie plomberie librairie brasserie pizzeria transports ambulances taxis routeur robot satellite sonde telescope fusee vaccin film album enseigne magasins magasin galeries entreprises fournisseurs prestataires hebergeurs editeurs marques modeles',
)
/** A label that says "name" and nothing else. */
const nameLabels = hashes('nom prenom noms prenoms firstname lastname fullname surname nomusage nomnaissance')
const MIN_LOWER_NAME = 3
/** Tokens that may stand inside one name, particles and signs included. */
const NAME_MAX = 10
/** A name met once beyond doubt is looked for in the rest of the text; shorter ones are too often other words. */
const MIN_REPEATED = 4
/** Score that a token needs; raised for words typed in lower case, where a name is rarer than a word. */
const THRESHOLD = 0
const LOWER_THRESHOLD = 20
/** A word that is a first name and nothing else. */
const FIRST_NAME_BONUS = 15
/** The same in a sentence, with no thing before it that could be called so; more would take in "Le Petit Robert". */
const FREE_FIRST_NAME_BONUS = 90
/** In a line all in capitals every word looks like a name: an unknown one needs more. */
const CAPITALS_THRESHOLD = 60
/** A lone capitalised word in no list is more often a product than a person. */
const ALONE_EXTRA = 25

export function openNameView(scan: Scan): NameView {
  const flags = flagsOf(scan)
  return {
    scan,
    flags,
    tagged: new Uint8Array(scan.count),
    barred: new Uint8Array(scan.count),
    colonWord: colonWords(scan, flags),
    columnHead: scan.columnHead,
    lineCase: lineCases(scan),
  }
}

/** Endings that conjugated verbs have and unlisted surnames seldom. */
const CONJUGATED = /(?:ait|aient|era|eront|ons|ez|ées?)$/

/** In no list, or in none but that of the surnames of the world. */
const unknownTo = (flag: number): boolean => (flag & ~Word.rareSurname) === 0

/** One capital is somebody's when a dot, a hyphen or an apostrophe follows ("J. Martin", "N'Diaye"), or a name stands before ("Michel D"). */
const opensInitial = ({ scan, tagged }: NameView, token: number): boolean => {
  const next = scan.gap[token + 1] === Gap.none ? scan.hash[token + 1] : 0
  return next === DOT || next === HYPHEN || isApostrophe(next ?? 0) || tagged[token - 1] === 1
}

const unmistakable = hashes('mme mmes mlle mlles melle mr')
const dottedCivilities = hashes('m mm mr mme mmes mlle dr')
/** "la mme chose": the same thing, as chat writes it. */
const beforeSame = hashes('le la les l un une du au des en de')
/** Just after "mme" or "m.", what is no word of the sentence is a name, in small letters too. */
function afterUnmistakable({ scan, flags }: NameView, token: number): boolean {
  const before = token - 1
  if (scan.gap[token]! > Gap.space) return false
  if (scan.kind[before] === TokenKind.word)
    return (
      (flags[before]! & Word.title) !== 0 &&
      unmistakable.has(scan.hash[before]!) &&
      !beforeSame.has(scan.hash[before - 1] ?? 0)
    )
  return (
    scan.hash[before] === DOT &&
    scan.gap[before] === Gap.none &&
    dottedCivilities.has(scan.hash[before - 1] ?? 0) &&
    scan.kind[before - 2] !== TokenKind.digits
  )
}
const NO_NAME =
  Word.tool | Word.role | Word.title | Word.ordinary | Word.calendar | Word.organisation | Word.personLabel
/** "n° Bicycode" */
const DEGREE = 0xb0
const COMMA = 0x2c
const QUOTE = 0x22
const closesValue = (scan: Scan, token: number): boolean =>
  token + 1 >= scan.count ||
  scan.gap[token + 1]! >= Gap.line ||
  (scan.kind[token + 1] === TokenKind.sign && scan.hash[token + 1] !== COLON && scan.hash[token + 1] !== 0x3d)
/** What a form or a schema says when it holds no name. */
const blanks = hashes(
  'neant inconnu inconnue anonyme anonymise idem aucun vide null none nil undefined unknown anonymous redacted confidentiel masque exemple example string text varchar char str requis obligatoire required optional facultatif true false nom prenom name usuel complet',
)
const firstNameLabels = hashes('prenom prenoms')
/** "nom : perdrix", "Prénom(s) : Espérance, Divine": the whole of a field that says what it holds, whatever the word. */
function fillsNameField({ scan, flags, tagged, colonWord }: NameView, token: number): boolean {
  if (scan.kind[token - 1] !== TokenKind.sign || !nameLabels.has(colonWord[token]!) || !closesValue(scan, token))
    return false
  if ((flags[token]! & (Word.tool | Word.organisation | Word.namedThing | Word.title)) !== 0) return false
  if (blanks.has(scan.hash[token]!) || placeholder(scan, token)) return false
  if (scan.hash[token - 1] === COLON) return lengthOf(scan, token) > 2
  return (
    scan.hash[token - 1] === COMMA &&
    tagged[token - 2] === 1 &&
    firstNameLabels.has(colonWord[token]!) &&
    (flags[token]! & (Word.place | Word.role | Word.personLabel)) === 0
  )
}
/** {"datenaissance": …}: a key. */
const isKey = (scan: Scan, token: number): boolean =>
  scan.hash[token + 1] === QUOTE &&
  scan.hash[token + 2] === COLON &&
  scan.hash[token - 1] === QUOTE &&
  scan.gap[token + 1] === Gap.none &&
  scan.gap[token + 2] === Gap.none
const declarations = hashes(
  'class def new function import export extends implements interface struct enum type const let var',
)
/** "class Dupont(", "new Martin(": what code declares or makes. */
const declared = (scan: Scan, token: number): boolean =>
  scan.kind[token + 1] === TokenKind.sign &&
  scan.gap[token + 1] === Gap.none &&
  declarations.has(scan.hash[token - 1] ?? 0) &&
  /[(:{<;]/.test(String.fromCharCode(scan.hash[token + 1]!))

/** Could this word be part of a name? The tagger is asked about these only. */
export function mayBeName(view: NameView, token: number): boolean {
  const { scan, flags } = view
  if (scan.kind[token] !== TokenKind.word) return false
  const flag = flags[token]!
  // java.lang.String, service.agent: parts of code; an initial keeps its dot.
  if (
    scan.gap[token] === Gap.none &&
    scan.hash[token - 1] === DOT &&
    scan.kind[token - 1] === TokenKind.sign &&
    scan.gap[token - 1] === Gap.none &&
    token > 1 &&
    scan.end[token - 2]! - scan.start[token - 2]! > 3
  )
    return false
  if (
    (scan.gap[token] === Gap.none && scan.hash[token - 1] === UNDERSCORE && scan.kind[token - 1] === TokenKind.sign) ||
    (scan.gap[token + 1] === Gap.none && scan.hash[token + 1] === UNDERSCORE && scan.kind[token + 1] === TokenKind.sign)
  )
    return false
  if (scan.shape[token] === Shape.initial && !opensInitial(view, token)) return false
  // d'Ad'Ad, "Le Le": nobody is called so, and a text of nothing else would cost more than any other.
  if (
    scan.gap[token] === Gap.none &&
    isApostrophe(scan.hash[token - 1] ?? 0) &&
    isApostrophe(scan.hash[token - 3] ?? 0) &&
    scan.gap[token - 2] === Gap.none
  )
    return false
  if ((flag & Word.particle) !== 0 && scan.hash[token] === scan.hash[token - 1]) return false
  if (isKey(scan, token) || declared(scan, token) || scan.hash[token - 1] === DEGREE) return false
  if (scan.shape[token] !== Shape.lower) {
    // Letters that touch digits are codes.
    const glued =
      (scan.gap[token] === Gap.none && scan.kind[token - 1] === TokenKind.digits) ||
      (token + 1 < scan.count && scan.gap[token + 1] === Gap.none && scan.kind[token + 1] === TokenKind.digits)
    return !glued
  }
  if (nameLabels.has(scan.columnHead[token]!)) return true
  if (scan.end[token]! - scan.start[token]! < MIN_LOWER_NAME) return false
  // "charpentier-diop": what a hyphen ties to a name.
  if (tiedToName(view, token)) return true
  if (doubleFirstName(view, token)) return true
  if ((flag & NO_NAME) === 0 && afterUnmistakable(view, token)) return true
  if (fillsNameField(view, token) || kinsperson(view, token)) return true
  const previous = flags[token - 1] ?? 0
  if ((flag & (Word.firstName | Word.surname)) !== 0)
    return (
      (flag & (Word.ordinary | Word.tool | Word.place | Word.calendar)) === 0 ||
      (previous & (Word.firstName | Word.title)) !== 0 ||
      (nameLabels.has(view.colonWord[token]!) && scan.kind[token - 1] === TokenKind.sign) ||
      view.tagged[token - 1] === 1
    )
  if (flag !== (Word.dictionary | Word.rareSurname) && (flag & ~(Word.particle | Word.rareSurname)) !== 0) return false
  // "marie viendrait": the verb of a sentence without capitals.
  if (CONJUGATED.test(scan.text.slice(Math.max(scan.start[token]!, scan.end[token]! - 5), scan.end[token]!)))
    return false
  // A word in no list: only beside a name that is typed in lower case too ("jean moulard"), a title or a label.
  return (
    civilities.has(scan.hash[token - 1] ?? 0) ||
    ((previous & Word.title) !== 0 && scan.gap[token] === Gap.space) ||
    afterParticles(view, token) ||
    greeted(scan, token) ||
    (scan.hash[token - 1] === DOT && civilities.has(scan.hash[token - 2] ?? 0)) ||
    (view.tagged[token - 1] === 1 && scan.shape[token - 1] === Shape.lower) ||
    ((flags[token + 1]! & Word.firstName) !== 0 && scan.shape[token + 1] === Shape.lower) ||
    (nameLabels.has(view.colonWord[token]!) && scan.kind[token - 1] === TokenKind.sign)
  )
}

const greetings = hashes('salut slt coucou cc hello hey bonjour bjr bonsoir merci mci hi dear thanks cher chere re')
/** "salut steph, …" */
const greeted = (scan: Scan, token: number): boolean =>
  greetings.has(scan.hash[token - 1] ?? 0) &&
  scan.gap[token] === Gap.space &&
  (token + 1 >= scan.count ||
    scan.gap[token + 1]! >= Gap.line ||
    /[,!?]/.test(String.fromCharCode(scan.hash[token + 1]!)))
/** jean-philippe: nothing else is written so. */
const doubleFirstName = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & Word.firstName) !== 0 &&
  scan.hash[token + 1] === HYPHEN &&
  scan.gap[token + 1] === Gap.none &&
  scan.gap[token + 2] === Gap.none &&
  ((flags[token + 2] ?? 0) & Word.firstName) !== 0
const tiedToName = ({ scan, tagged }: NameView, token: number): boolean =>
  scan.gap[token] === Gap.none &&
  scan.hash[token - 1] === HYPHEN &&
  scan.gap[token - 1] === Gap.none &&
  tagged[token - 2] === 1
const lengthOf = (scan: Scan, token: number): number => scan.end[token]! - scan.start[token]!
/** Endings of adjectives, nouns and verbs that surnames in no list seldom have. */
const WORD_ENDING =
  /(?:iques?|aires?|ables?|istes?|ismes?|ements?|ences?|ances?|euses?|elles?|trices?|ra|rait|raient|aient|ssent|ront|rons|tions?|sions?|ites?)$/i
const wordEnding = (scan: Scan, token: number): boolean =>
  lengthOf(scan, token) > 5 && WORD_ENDING.test(scan.text.slice(scan.end[token]! - 6, scan.end[token]!))
const isApostrophe = (sign: number): boolean => sign === APOSTROPHE || sign === CURLY_APOSTROPHE
const GREATER = 0x3e
const COLON = 0x3a
/** XXXX, NNN: the blanks of a form. */
function placeholder(scan: Scan, token: number): boolean {
  const word = scan.text.slice(scan.start[token]!, Math.min(scan.end[token]!, scan.start[token]! + 40))
  return /^(?:[A-Z]{0,3}[xX]{2,}|(\p{L})\1{2,})$/u.test(word)
}
/** -tion, -ment, -ité, -isme: endings of French nouns that surnames do not have (Clément is in the lists). */
const ABSTRACT = /(?:tions?|ments?|it[eé]s?|ismes?)$/i
const ABSTRACT_MIN = 7
const abstractNoun = (scan: Scan, token: number): boolean =>
  scan.end[token]! - scan.start[token]! >= ABSTRACT_MIN &&
  ABSTRACT.test(scan.text.slice(scan.end[token]! - 5, scan.end[token]!))
const TODO = hashWord('todo')
const PREPOSITION_A = hashWord('a')
const beforeTown = hashes(
  'ne nee nes nees notaire notaires avocat avocate demeurant demeure domicilie domiciliee habite habitant habitent reside residant installe installee fait situe situee sis sise siege naissance batonnier etudiant etudiante ecole hopital hospitalise hospitalisee hospitalises incarcere incarceree detenu detenue scolarise scolarisee loge logee inhume inhumee inscrit inscrite decede decedee deces muter mute mutee affecte affectee vacances',
)
/** "marché attribué à Christofle": to companies. */
const awarded = hashes('attribue attribuee attribues attribuees')
const PRONOUN_ME = hashWord('me')
const PREPOSITION_DE = hashWord('de')
/** What follows these labels is nobody, whatever it looks like. */
const neverPersonLabels = hashes('nationality nationalite room salle ville town city country pays commune')
const placeLabels = hashes(
  'ville commune pays lieu departement region localite naissance nationalite nationality town city country place room salle site',
)
/** "la mairie de Fougères": what has its seat somewhere. */
const seats = hashes(
  'pays communaute ile iles baie cap golfe vallee plateau massif lac foret mont pointe mairie prefecture sous commune ville tribunal cour barreau gendarmerie police commissariat rectorat academie universite chu hopital gare aeroport port metropole agglomeration prison penitentiaire arrondissement canton region departement brigade bta cob csp tj ta caa caf cpam maison',
)
const bankCodes = hashes('bic swift')
const determiners = hashes(
  'le la les l un une des ce cette ces son sa ses leur leurs vos votre nos notre tout tous toute toutes chaque aux au',
)
const INFINITIVE = /[\p{L}]{2}(?:er|ir|re)$/iu
/** Things that people give their name to without being one: "l'affaire Morel". */
const ofPeople = hashes('affaire sous base centre foyer')
const legalForms = hashes('sa hlm oph sarl sas sasu eurl sci snc scp selarl gmbh ltd inc llc llp')
const PLACE = hashWord('place')
const LA = hashWord('la')
/** "à la place de Damien" */
const inTheirPlace = ({ scan }: NameView, head: number): boolean =>
  scan.hash[head] === PLACE &&
  scan.shape[head] === Shape.lower &&
  scan.hash[head - 1] === LA &&
  scan.hash[head - 2] === PREPOSITION_A
const SA = hashWord('sa')
/** In a line all in one case "SA" is the possessive. */
const isLegalForm = ({ scan, lineCase }: NameView, at: number): boolean =>
  legalForms.has(scan.hash[at]!) && !(scan.hash[at] === SA && lineCase[at] !== 0)
const LEGAL_FORM_REACH = 4
/** "ELEC'PLUS SARL", "Durand Bâtiment SAS": what comes before the form of a company is its name. */
function beforeLegalForm(view: NameView, token: number): boolean {
  const { scan } = view
  for (let at = token + 1; at <= token + LEGAL_FORM_REACH && at < scan.count; at++) {
    if (scan.gap[at]! > Gap.space) return false
    if (scan.kind[at] === TokenKind.sign) {
      if (scan.gap[at] !== Gap.none || scan.hash[at] === 0x2c || scan.hash[at] === DOT) return false
    } else if (scan.shape[at] === Shape.lower) return false
    else if (isLegalForm(view, at)) return true
  }
  return false
}
const possessives = hashes('mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs my his her our your their')
const articles = hashes('le la les l')
const townJoiners = hashes('sur en le la les de du des d aux sous l lez et')
const SAINTS = hashes('saint sainte st ste')
const isOpening = (sign: number): boolean =>
  sign === 0x28 ||
  sign === 0x22 ||
  sign === 0x5b ||
  sign === 0x3a ||
  sign === 0xab ||
  sign === 0x2c ||
  sign === 0x3b ||
  sign === 0x7c

const ACRONYM_MAX = 5
/** A few capitals in no list, in a line that has small letters too. */
const acronym = ({ scan, flags, lineCase }: NameView, token: number): boolean =>
  lineCase[token] === 0 &&
  unknownTo(flags[token]!) &&
  scan.shape[token] === Shape.capitals &&
  scan.end[token]! - scan.start[token]! <= ACRONYM_MAX

/** Do particles alone stand between this capital and a first name that was found? */
function afterParticles(view: NameView, token: number): boolean {
  const { scan, flags, tagged } = view
  if (scan.gap[token]! > Gap.space) return false
  let particles = 0
  let article = false
  for (let at = token - 1; at >= 0 && at >= token - 5; at--) {
    if (particles > 0 && tagged[at] === 1 && (flags[at]! & Word.firstName) !== 0) return scan.gap[at + 1] === Gap.space
    if (
      particles > 0 &&
      scan.hash[at] === DOT &&
      scan.gap[at] === Gap.none &&
      scan.shape[at - 1] === Shape.initial &&
      !civilities.has(scan.hash[at - 1]!) &&
      scan.shape[token] !== Shape.lower
    ) {
      tagged[at - 1] = 1
      return true
    }
    if (particles > 0 && scan.kind[at] === TokenKind.word && civilities.has(scan.hash[at]!)) return !article
    if (
      particles > 0 &&
      scan.kind[at] === TokenKind.sign &&
      scan.hash[at] === DOT &&
      scan.gap[at] === Gap.none &&
      civilities.has(scan.hash[at - 1]!)
    )
      return !article
    if (scan.kind[at] === TokenKind.sign && isApostrophe(scan.hash[at]!) && scan.gap[at] === Gap.none) continue
    if (scan.kind[at] !== TokenKind.word || (flags[at]! & Word.particle) === 0 || scan.gap[at]! > Gap.space)
      return false
    particles++
    // "Monsieur le Préfet": an article is no particle, unless "de" comes before it.
    article = articles.has(scan.hash[at]!) && (scan.shape[at] === Shape.lower || view.lineCase[at] === 1)
  }
  return false
}

const BIRTH_REACH = 10
/** "NE LE 11.01.1970 A THIES" */
function bornJustBefore(scan: Scan, token: number): boolean {
  for (let at = token - 2; at >= 0 && at >= token - BIRTH_REACH; at--) if (scan.label[at] === Label.birth) return true
  return false
}

/** Does a name, or the initial of one, stand just before? */
function followsName({ scan, flags, tagged }: NameView, token: number): boolean {
  if (tagged[token - 1] === 1) return (flags[token - 1]! & Word.firstName) !== 0 || unknownTo(flags[token - 1]!)
  if (scan.hash[token - 1] === DOT && scan.kind[token - 1] === TokenKind.sign && scan.gap[token - 1] === Gap.none)
    return scan.shape[token - 2] === Shape.initial && tagged[token - 2] === 1
  return false
}

/** The same for a word typed in small letters. */
function ruledLower(view: NameView, token: number): number {
  const { scan, flags, tagged } = view
  const flag = flags[token]!
  if (civilities.has(scan.hash[token]!)) return -1
  if ((flag & NO_NAME) === 0 && afterUnmistakable(view, token)) return 1
  if (kinsperson(view, token)) return 1
  if ((flag & ~(NAME | Word.rareSurname)) === 0 && (flag & NAME) !== 0 && afterParticles(view, token)) return 1
  // "kevin marchadier", "mme perpétue agbodjan": a word in no dictionary, or that is a surname too, right after a sure name.
  const surnameFollows =
    (unknownTo(flag) || flag === (Word.dictionary | Word.rareSurname)) &&
    lengthOf(scan, token) > 3 &&
    scan.gap[token] === Gap.space &&
    tagged[token - 1] === 1 &&
    scan.shape[token - 1] === Shape.lower &&
    ((flags[token - 1]! & ~(NAME | Word.rareSurname)) === 0 || afterUnmistakable(view, token - 1)) &&
    ((flags[token - 1]! & Word.firstName) !== 0 || afterUnmistakable(view, token - 1)) &&
    !VERB.test(foldedOf(scan, token)) &&
    !wordEnding(scan, token)
  return surnameFollows ? 1 : 0
}

/** What needs no weighing: 1 for a name, −1 for none, 0 for the tagger. */
export function ruled(view: NameView, token: number): number {
  const { scan, flags } = view
  const flag = flags[token]!
  // Jaouen-Trémolières: what a hyphen ties to a name is part of it.
  const tied =
    scan.gap[token] === Gap.none && scan.gap[token - 1] === Gap.none && scan.kind[token - 1] === TokenKind.sign
  if (tied && scan.hash[token - 1] === HYPHEN && view.tagged[token - 2] === 1) return 1
  if (scan.inHeader[token] === 1) return -1
  const isName = (flag & (Word.firstName | Word.surname)) !== 0
  // The column says "name": anything but an ordinary word.
  if (
    nameLabels.has(scan.columnHead[token]!) &&
    (unknownTo(flag) ||
      isName ||
      (flag & Word.particle) !== 0 ||
      (scan.shape[token] === Shape.capital && (flag & Word.organisation) === 0))
  )
    return 1
  // <yolaine>, TODO(mhamed): how chats and code call somebody.
  const enclosed =
    (flag & Word.firstName) !== 0 &&
    scan.gap[token] === Gap.none &&
    scan.gap[token + 1] === Gap.none &&
    ((scan.hash[token - 1] === 0x3c && scan.hash[token + 1] === GREATER && scan.gap[token + 2] === Gap.space) ||
      (scan.hash[token - 1] === 0x28 && scan.hash[token - 2] === TODO) ||
      (scan.hash[token - 1] === 0x5b &&
        scan.gap[token - 1]! >= Gap.line &&
        scan.hash[token + 1] === 0x5d &&
        scan.gap[token + 2] === Gap.space))
  if (enclosed) return 1
  if (otherColumns.has(scan.columnHead[token]!)) return -1
  if (isName && scan.shape[token]! >= Shape.capital && isPersonLabel(scan.columnHead[token]!)) return 1
  const opensField =
    scan.kind[token - 1] === TokenKind.sign &&
    (scan.hash[token - 1] === COLON || scan.hash[token - 1] === 0x22 || scan.hash[token - 1] === 0x27) &&
    nameLabels.has(view.colonWord[token]!)
  if (opensField && (isName || unknownTo(flag)) && scan.shape[token] === Shape.lower) return 1
  if (scan.shape[token] === Shape.lower && doubleFirstName(view, token)) {
    const head = headOf(view, token)
    return head >= 0 ? -1 : 1
  }
  if (scan.shape[token] === Shape.lower && unknownTo(flag) && (afterParticles(view, token) || greeted(scan, token)))
    return 1
  if (fillsNameField(view, token)) return 1
  if (!isName && scan.label[token] !== Label.none) return -1
  if (scan.shape[token] === Shape.lower) return ruledLower(view, token)
  if (civilities.has(scan.hash[token]!)) return -1
  // A capital right after a first name that was found: its surname, unless it is an ordinary word.
  const plainName =
    (flag & ~(Word.firstName | Word.surname | Word.rareSurname | Word.particle)) === 0 &&
    scan.end[token]! - scan.start[token]! > 1
  if (
    plainName &&
    // "Aubry Sébastien Compta": the surname came first.
    !(
      unknownTo(flag) &&
      view.tagged[token - 2] === 1 &&
      scan.gap[token - 1] === Gap.space &&
      (flags[token - 2]! & (Word.firstName | Word.surname)) === Word.surname
    ) &&
    scan.gap[token] === Gap.space &&
    view.tagged[token - 1] === 1 &&
    (flags[token - 1]! & Word.firstName) !== 0 &&
    (scan.shape[token] === Shape.capital ||
      scan.shape[token - 1] === Shape.capital ||
      // In a line of capitals a word of no dictionary is no verb.
      (view.lineCase[token] === 1 && unknownTo(flag) && lengthOf(scan, token) > 3 && !wordEnding(scan, token)))
  )
    return 1
  // "MONSIEUR GOULVEN OLLIVRY"
  if (
    unknownTo(flag) &&
    lengthOf(scan, token) > 3 &&
    scan.gap[token] === Gap.space &&
    view.tagged[token - 1] === 1 &&
    scan.shape[token]! >= Shape.capital &&
    civilities.has(scan.hash[token - 2] ?? 0) &&
    !(scan.shape[token] === Shape.capitals && wordEnding(scan, token))
  )
    return 1
  // "Yvonnick Le Du", "F. Le Goaziou", "Mme El Idrissi": a particle with a capital between a name and a capital, and what follows it.
  const particle = (flag & Word.particle) !== 0 && scan.shape[token] === Shape.capital
  if (particle && scan.gap[token] === Gap.space && followsName(view, token)) {
    const next = scan.shape[token + 1]
    if (scan.gap[token + 1] === Gap.space && (next === Shape.capital || next === Shape.capitals)) return 1
  }
  if (
    scan.gap[token] === Gap.space &&
    view.tagged[token - 1] === 1 &&
    (flags[token - 1]! & Word.particle) !== 0 &&
    (flags[token - 1]! & Word.firstName) === 0 &&
    scan.shape[token - 1] === Shape.capital &&
    scan.shape[token]! >= Shape.capital &&
    (plainName || particle)
  )
    return 1
  let before = token - 1
  if (scan.hash[before] === DOT && scan.kind[before] === TokenKind.sign && scan.gap[before] === Gap.none) before--
  const afterCivility =
    before >= 0 &&
    scan.kind[before] === TokenKind.word &&
    civilities.has(scan.hash[before]!) &&
    // "30000ms." is a time, "52 m." a length.
    !(
      scan.kind[before - 1] === TokenKind.digits &&
      (scan.gap[before] === Gap.none || (scan.gap[before] === Gap.space && scan.shape[before] === Shape.lower))
    ) &&
    (scan.shape[before] !== Shape.lower || scan.shape[token] === Shape.capital) &&
    scan.gap[token]! <= Gap.wide
  // "JE ME PERMETS": in capitals the lawyer's title is the pronoun, when a word follows.
  if (
    afterCivility &&
    scan.hash[before] === PRONOUN_ME &&
    view.lineCase[token] === 1 &&
    (flag & (Word.ordinary | Word.dictionary)) !== 0
  )
    return -1
  if (afterCivility) {
    if (
      (flag & (Word.role | Word.tool | Word.title | Word.calendar)) === 0 &&
      scan.end[token]! - scan.start[token]! > 1
    )
      return 1
    return 0
  }
  const length = scan.end[token]! - scan.start[token]!
  if (length === 1) {
    const next = scan.kind[token + 1] === TokenKind.sign && scan.gap[token + 1] === Gap.none ? scan.hash[token + 1]! : 0
    // P/O, and the elisions of capitals: "N'AVAIT". O'Brien and N'Diaye show small letters.
    if (
      scan.gap[token] === Gap.none &&
      scan.kind[token - 1] === TokenKind.sign &&
      scan.hash[token - 1] !== HYPHEN &&
      scan.hash[token - 1] !== DOT &&
      !isOpening(scan.hash[token - 1]!)
    )
      return -1
    if (
      view.lineCase[token] === 1 &&
      isApostrophe(next) &&
      (scan.shape[token + 2] !== Shape.capital || scan.gap[token + 2] !== Gap.none)
    )
      return -1
  }
  const tagged =
    (view.tagged[token - 1] === 1 && scan.gap[token]! <= Gap.space) || (tied && view.tagged[token - 2] === 1)
  // Chrome/120.0
  if (scan.hash[token + 1] === 0x2f && scan.gap[token + 1] === Gap.none && scan.kind[token + 2] === TokenKind.digits)
    return -1
  const initial = length === 1 && scan.hash[token + 1] === DOT && scan.kind[token + 1] === TokenKind.sign
  // "Michel D."
  if (
    initial &&
    view.tagged[token - 1] === 1 &&
    scan.gap[token] === Gap.space &&
    (flags[token - 1]! & Word.firstName) !== 0
  )
    return 1
  if (initial) return 0
  if (placeholder(scan, token)) return -1
  if (kinsperson(view, token)) return 1
  if (bankCodes.has(view.colonWord[token]!) || bankCodes.has(scan.hash[token - 1]!)) return -1
  if (unknownTo(flag) && abstractNoun(scan, token)) return -1
  // "Garantir la continuité": an infinitive before an article.
  if (
    unknownTo(flag) &&
    determiners.has(scan.hash[token + 1] ?? 0) &&
    scan.shape[token + 1] === Shape.lower &&
    INFINITIVE.test(scan.text.slice(scan.start[token]!, scan.end[token]!))
  )
    return -1
  // <nom>Malaterre</nom>, "nom": "Malaterre", Nom : Malaterre
  const opened = scan.kind[token - 1] === TokenKind.sign && (unknownTo(flag) || isName)
  if (
    opened &&
    scan.hash[token - 1] === GREATER &&
    nameLabels.has(scan.hash[token - 2]!) &&
    scan.gap[token] === Gap.none
  )
    return 1
  // "Nom : Perdrix", "Prénom(s) : Espérance": a word, but the label says what it is.
  if (
    scan.hash[token - 1] === COLON &&
    scan.kind[token - 1] === TokenKind.sign &&
    nameLabels.has(view.colonWord[token]!) &&
    length > 1 &&
    (flag & (Word.organisation | Word.tool | Word.title | Word.namedThing)) === 0 &&
    !(scan.shape[token + 1] === Shape.lower && scan.gap[token + 1] === Gap.space)
  )
    return 1
  if (
    opened &&
    nameLabels.has(view.colonWord[token]!) &&
    (scan.hash[token - 1] === COLON || scan.hash[token - 1] === 0x22 || scan.hash[token - 1] === 0x27)
  )
    return 1
  if (!isName && (flag & Word.tool) !== 0 && (flag & Word.particle) === 0) return -1
  if (!isName && (flag & (Word.organisation | Word.personLabel)) !== 0 && (flag & Word.title) === 0 && !tagged) {
    if ((flag & Word.organisation) !== 0 && headOf(view, token) >= 0) view.barred[token] = THING
    return -1
  }
  const third = tagged && view.tagged[token - 2] === 1 && scan.gap[token - 1] === Gap.space
  if (!isName && (flag & Word.organisation) !== 0 && (flag & (Word.title | Word.particle)) === 0 && !tied) {
    if (headOf(view, token) >= 0) view.barred[token] = THING
    return -1
  }
  if (!isName && (flag & Word.ordinary) !== 0 && (!tagged || third || view.lineCase[token] === 1)) return -1
  if (!isName && (flag & Word.place) !== 0 && !(flag & Word.particle) && !tagged) return -1
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
        (awarded.has(scan.hash[token - 2] ?? 0) && !((flags[token + 1] ?? 0) & NAME)))) ||
      (view.barred[token - 1] === 1 && scan.gap[token] === Gap.space) ||
      (scan.kind[token - 1] === TokenKind.sign &&
        scan.hash[token - 1] === COLON &&
        placeLabels.has(view.colonWord[token]!) &&
        (flag & Word.firstName) === 0 &&
        !((flags[token + 1] ?? 0) & (Word.firstName | Word.surname)) &&
        !(scan.shape[token + 1] === Shape.capital && scan.gap[token + 1] === Gap.space && (flag & Word.place) === 0)) ||
      (scan.hash[token - 1] === COLON && neverPersonLabels.has(view.colonWord[token]!)) ||
      (scan.hash[token - 1] === PREPOSITION_DE && seats.has(scan.hash[token - 2] ?? 0)) ||
      (isApostrophe(scan.hash[token - 1] ?? 0) &&
        scan.hash[token - 2] === PARTICLE_D &&
        seats.has(scan.hash[token - 3] ?? 0)))
  if (ofPlace) {
    view.barred[token] = 1
    return -1
  }
  if ((flag & Word.place) !== 0 && scan.hash[token - 1] === PREPOSITION_A && scan.shape[token - 1] === Shape.lower)
    return -1
  // "Sybille du Tertre", "Natalia d'Hauterives", "Gaelle Saint-Aubert"
  if (
    (flag & ~(Word.firstName | Word.surname | Word.rareSurname | Word.particle)) === 0 &&
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
  if (beforeLegalForm(view, token)) return -1
  // "Renault Clio", "véhicule Citroën"
  if (
    (flag & Word.organisation) !== 0 &&
    (scan.label[token - 1] === Label.plate || ((flags[token + 1] ?? 0) & Word.organisation) !== 0)
  )
    return -1
  // "mon cousin Nassim", in capitals too: the relation is no surname.
  if ((flag & (Word.role | Word.ordinary)) !== 0 && possessives.has(scan.hash[token - 1] ?? 0)) return -1
  const head = headOf(view, token)
  if (head >= 0 && view.tagged[token - 1] !== 1) {
    if ((namesakes.has(scan.hash[head]!) && !inTheirPlace(view, head)) || isLegalForm(view, head)) {
      view.barred[token] = THING
      return -1
    }
    const direct = head === token - 1 && (flag & Word.firstName) === 0 && (flags[head]! & Word.namedThing) !== 0
    if (direct && !ofPeople.has(scan.hash[head]!)) {
      view.barred[token] = THING
      return -1
    }
  }
  if ((flag & Word.calendar) !== 0 && (flag & (Word.firstName | Word.surname)) === 0) return -1
  // "le sapeur Nolan Bescond", "la patiente Agnès": a function, then a name of the lists.
  const afterFunction =
    isName &&
    (flag & ~(NAME | Word.rareSurname)) === 0 &&
    scan.shape[token] === Shape.capital &&
    scan.shape[token - 1] === Shape.lower &&
    scan.gap[token] === Gap.space &&
    (((flags[token - 1] ?? 0) & Word.role) !== 0 || ranks.has(scan.hash[token - 1] ?? 0))
  if (afterFunction) return 1
  // "L'ENFANT ILYES EST GARDE"
  if (
    view.lineCase[token] === 1 &&
    flag === Word.firstName &&
    scan.gap[token] === Gap.space &&
    ((flags[token - 1] ?? 0) & Word.role) !== 0
  )
    return 1
  // "le caporal Folituu"
  if (
    unknownTo(flag) &&
    length > 2 &&
    ranks.has(scan.hash[token - 1] ?? 0) &&
    scan.shape[token - 1] === Shape.lower &&
    scan.gap[token] === Gap.space &&
    !acronym(view, token)
  )
    return 1
  if (listedThing(view, token) || ofCompany(view, token)) return -1
  return alone(view, token)
}

const ranks = hashes(
  'sapeur pompier adjudant adjudante caporal caporale gendarme brigadier brigadiere sergent sergente capitaine lieutenant lieutenante colonel commandant commandante major marechal commissaire inspecteur inspectrice abbe docteur maitre chef gardien',
)
/** Kinds of bar: the name of a place, the name of a thing. */
const THING = 2
const AND = new Set(['et', 'and', 'ou', 'or'].map(hashWord))
/** "les logiciels Word, Photoshop et Blender": what is listed with things is one. */
function listedThing({ scan, flags, barred }: NameView, token: number): boolean {
  const joint = scan.hash[token - 1] ?? 0
  if (joint !== 0x2c && !AND.has(joint)) return false
  if (barred[token - 2] !== THING || (flags[token]! & Word.firstName) !== 0) return false
  barred[token] = THING
  return true
}
const AMPERSAND = 0x26
const englishHeads = hashes(
  'hospital university college school street avenue road square foundation institute act report committee prize award theorem clinic library museum airport station bridge church building house hall court park',
)
/** "Johnson & Johnson", "St Mary's Hospital": an ampersand, or what follows, makes it a company or a place. */
function ofCompany({ scan, flags }: NameView, token: number): boolean {
  const couple = (other: number) =>
    ((flags[token]! & NAME) === Word.firstName && (flags[other]! & Word.firstName) !== 0) ||
    civilities.has(scan.hash[other] ?? 0)
  if (scan.hash[token + 1] === AMPERSAND && scan.kind[token + 1] === TokenKind.sign && !couple(token + 2)) return true
  if (scan.hash[token - 1] === AMPERSAND && scan.kind[token - 1] === TokenKind.sign && !couple(token - 2)) return true
  let next = token + 1
  if (isApostrophe(scan.hash[next] ?? 0) && scan.hash[next + 1] === GENITIVE) next += 2
  return (
    next < scan.count &&
    scan.gap[next] === Gap.space &&
    scan.shape[next] === Shape.capital &&
    scan.shape[token] === Shape.capital &&
    englishHeads.has(scan.hash[next]!)
  )
}

const NAME = Word.firstName | Word.surname
const kin = hashes(
  'fille fils frere soeur pere mere mari femme epoux epouse conjoint conjointe compagnon compagne concubin concubine neveu niece tante oncle cousin cousine ami amie copain copine voisin voisine collegue tuteur tutrice parrain marraine belle beau grand fiance fiancee petit petite ex son daughter wife husband brother sister father mother friend neighbour neighbor colleague boss cousin nephew niece aunt uncle partner girlfriend boyfriend',
)
const GRACE = hashWord('grace')
/** "SA NIECE JOSIANE", "son neveu aodren": in a line all in one case, a first name of the lists, or a word in none. */
function kinspersonInOneCase({ scan, flags, lineCase }: NameView, token: number): boolean {
  const flag = flags[token]!
  // Most words of a line are neither: they must cost nothing.
  if ((flag & Word.firstName) === 0 && !unknownTo(flag) && scan.hash[token] !== GRACE) return false
  const bond = token - 1
  if (!kin.has(scan.hash[bond] ?? 0) || scan.shape[bond] !== scan.shape[token] || scan.gap[token] !== Gap.space)
    return false
  let at = bond
  while (scan.hash[at - 1] === HYPHEN && scan.gap[at] === Gap.none && kin.has(scan.hash[at - 2] ?? 0)) at -= 2
  if (!possessives.has(scan.hash[at - 1] ?? 0)) return false
  if ((flag & Word.firstName) !== 0 || scan.hash[token] === GRACE)
    return (
      (flag & (Word.tool | Word.role | Word.calendar)) === 0 &&
      !(scan.hash[token] === GRACE && scan.hash[token + 1] === PREPOSITION_A)
    )
  return (
    unknownTo(flag) &&
    lineCase[token] !== 0 &&
    lengthOf(scan, token) > 3 &&
    !VERB.test(foldedOf(scan, token)) &&
    !wordEnding(scan, token)
  )
}
/** "sa fille Grâce", "my wife Hope": after the word of a bond, a capital is somebody. */
function kinsperson(view: NameView, token: number): boolean {
  const { scan, flags } = view
  if (scan.gap[token]! > Gap.space) return false
  const sameCase = scan.shape[token] === Shape.lower || scan.shape[token] === Shape.capitals
  if (sameCase) return kinspersonInOneCase(view, token)
  if (scan.shape[token] !== Shape.capital) return false
  let at = token - 1
  if (scan.hash[at] === 0x2c && scan.gap[at] === Gap.none) at--
  // "la sœur de Mélodie"
  const ofSomebody =
    scan.hash[at] === PREPOSITION_DE ||
    (isApostrophe(scan.hash[at] ?? 0) && scan.hash[at - 1] === PARTICLE_D && scan.gap[at] === Gap.none)
  if (ofSomebody) {
    const bond = scan.hash[at] === PREPOSITION_DE ? at - 1 : at - 2
    const somebody = unknownTo(flags[token]!) || (flags[token]! & (NAME | Word.rareSurname)) !== 0
    return (
      kin.has(scan.hash[bond] ?? 0) &&
      scan.shape[bond] === Shape.lower &&
      somebody &&
      (flags[token]! & (Word.place | Word.organisation)) === 0
    )
  }
  if (!kin.has(scan.hash[at] ?? 0) || scan.shape[at] !== Shape.lower) return false
  // "ma belle-fille Radia", "son ex-mari"
  while (scan.hash[at - 1] === HYPHEN && scan.gap[at] === Gap.none && scan.kind[at - 2] === TokenKind.word) at -= 2
  if (kin.has(scan.hash[at - 1] ?? 0)) at--
  return possessives.has(scan.hash[at - 1] ?? 0) && (flags[token]! & (Word.tool | Word.organisation | Word.title)) === 0
}
const PARTICLE_D = hashWord('d')
const AIT = hashWord('ait')
const GENITIVE = hashWord('s')
const units = hashes('mg g ml mcg ug ui cp comprime comprimes gelule gelules sachet')
/** What the words of a sentence, by themselves, never make a name of: −1; 0 when the tagger must weigh. */
function alone(view: NameView, token: number): number {
  const { scan, flags, tagged } = view
  const flag = flags[token]!
  if (scan.shape[token] === Shape.lower) return 0
  const next = token + 1 < scan.count && scan.gap[token + 1]! <= Gap.space ? token + 1 : -1
  const nextFlag = next < 0 ? 0 : flags[next]!
  const nextIsWord = next >= 0 && scan.kind[next] === TokenKind.word
  // "Kardegic 75 mg"
  if (
    nextIsWord === false &&
    next >= 0 &&
    scan.kind[next] === TokenKind.digits &&
    (units.has(scan.hash[next + 1] ?? 0) ||
      (scan.kind[next + 1] === TokenKind.sign && units.has(scan.hash[next + 3] ?? 0)))
  )
    return -1
  const besideName =
    (scan.gap[token]! <= Gap.space && tagged[token - 1] === 1) ||
    (scan.gap[token] === Gap.none &&
      tagged[token - 2] === 1 &&
      (scan.hash[token - 1] === HYPHEN || scan.hash[token - 1] === DOT || isApostrophe(scan.hash[token - 1]!))) ||
    (nextIsWord && (nextFlag & NAME) !== 0 && scan.shape[next] !== Shape.lower) ||
    (next >= 0 && scan.hash[next] === HYPHEN && ((flags[next + 1] ?? 0) & NAME) !== 0)
  const afterTitle =
    scan.gap[token]! <= Gap.space &&
    (((flags[token - 1] ?? 0) & (Word.title | Word.role)) !== 0 ||
      (scan.hash[token - 1] === DOT && ((flags[token - 2] ?? 0) & Word.title) !== 0))
  const afterLabel = scan.kind[token - 1] === TokenKind.sign && ((flags[token - 2] ?? 0) & Word.personLabel) !== 0
  const wordOnly = (flag & NAME) === 0 && (flag & (Word.dictionary | Word.ordinary)) !== 0
  // "LE SALARIE PERCEVRA UNE…": a function, its verb, what it governs.
  if (
    view.lineCase[token] === 1 &&
    afterTitle &&
    (wordOnly || (unknownTo(flag) && wordEnding(scan, token))) &&
    ((flags[token - 1] ?? 0) & Word.role) !== 0 &&
    (((flags[token + 1] ?? 0) & Word.tool) !== 0 || wordEnding(scan, token)) &&
    scan.gap[token + 1] === Gap.space
  )
    return -1
  const afterFirstName =
    scan.gap[token] === Gap.space &&
    tagged[token - 1] === 1 &&
    ((flags[token - 1] ?? 0) & Word.firstName) !== 0 &&
    (flag & Word.ordinary) === 0
  if (
    view.lineCase[token] === 1 &&
    wordOnly &&
    !afterFirstName &&
    !afterTitle &&
    !afterLabel &&
    !nameLabels.has(scan.columnHead[token]!)
  )
    return -1
  // "Co-demandeur", "Dial-in": the other half is a word.
  const half = token + 2
  if (
    unknownTo(flag) &&
    !afterLabel &&
    scan.hash[token + 1] === HYPHEN &&
    scan.gap[token + 1] === Gap.none &&
    scan.gap[half] === Gap.none &&
    scan.shape[half] === Shape.lower &&
    !unknownTo(flags[half] ?? 0) &&
    ((flags[half] ?? 0) & NAME) === 0
  )
    return -1
  if (besideName || afterTitle || afterLabel || nameLabels.has(scan.columnHead[token]!)) return 0
  // Renault, Leclerc, Alzheimer: without a title or a first name, the thing that everybody knows by that name.
  if ((flag & Word.organisation) !== 0 && (flag & Word.title) === 0) return -1
  // "Le n°", "La suite": a particle that no name follows.
  if (
    (flag & Word.particle) !== 0 &&
    (flag & NAME) === 0 &&
    !(nextIsWord && scan.shape[next] !== Shape.lower) &&
    !isApostrophe(scan.hash[token + 1] ?? 0)
  )
    return -1
  // A word of the dictionary with a capital, and nothing of a name around it.
  if (wordOnly && !(nextIsWord && unknownTo(nextFlag) && scan.shape[next]! >= Shape.capital && !acronym(view, next)))
    return -1
  const mixedLine = view.lineCase[token] === 0
  if (acronym(view, token)) return -1
  if (view.lineCase[token] === 1 && unknownTo(flag) && wordEnding(scan, token)) return -1
  // QTE, SMS: nothing to pronounce.
  if (unknownTo(flag) && CONSONANTS.test(scan.text.slice(scan.start[token]!, scan.end[token]!))) return -1
  // "le Parser", "du Larousse": an article comes before things.
  const afterArticle =
    (mixedLine &&
      things.has(scan.hash[token - 1] ?? 0) &&
      scan.shape[token - 1] === Shape.lower &&
      scan.gap[token]! <= Gap.space) ||
    (isApostrophe(scan.hash[token - 1] ?? 0) && scan.gap[token] === Gap.none && scan.hash[token - 2] === ARTICLE_L)
  return afterArticle && (flag & Word.firstName) === 0 ? -1 : 0
}
const CONSONANTS = /^[b-df-hj-np-tv-xz]{3,}$/i
const things = hashes('le la un une du au ce cette the an')
const ARTICLE_L = hashWord('l')

/** An unknown word with no other capital beside it. */
const besideCapital = ({ scan }: NameView, token: number): boolean =>
  (scan.gap[token]! <= Gap.space && scan.shape[token - 1]! >= Shape.capital) ||
  (token + 1 < scan.count && scan.gap[token + 1]! <= Gap.space && scan.shape[token + 1]! >= Shape.capital)

/** A first name of the lists that is no word, in a sentence, with nothing beside it that could bear its name. */
function freeFirstName(view: NameView, token: number): boolean {
  const { scan, flags } = view
  const next = token + 1
  const head = headOf(view, token)
  return (
    (flags[token]! & Word.firstName) !== 0 &&
    (flags[token]! & ~(NAME | Word.rareSurname)) === 0 &&
    scan.shape[token] === Shape.capital &&
    lengthOf(scan, token) > 3 &&
    view.lineCase[token] === 0 &&
    view.barred[token - 1] !== THING &&
    scan.hash[token - 1] !== HYPHEN &&
    scan.hash[next] !== HYPHEN &&
    !(
      next < scan.count &&
      scan.gap[next]! <= Gap.space &&
      (scan.kind[next] === TokenKind.digits ||
        (scan.shape[next]! >= Shape.capital && (flags[next]! & NAME) === 0 && !unknownTo(flags[next]!)))
    ) &&
    (head < 0 || inTheirPlace(view, head))
  )
}

/** Decides each token, left to right: rules first, then the tagger. */
function tag(view: NameView): void {
  const { scan, tagged } = view
  for (let token = 0; token < scan.count; token++) {
    if (!mayBeName(view, token)) continue
    const rule = ruled(view, token)
    if (rule !== 0) tagged[token] = rule > 0 ? 1 : 0
    else {
      const unknown = unknownTo(view.flags[token]!) && view.tagged[token - 1] !== 1
      const threshold =
        scan.shape[token] === Shape.lower
          ? LOWER_THRESHOLD
          : unknown && view.lineCase[token] === 1
            ? CAPITALS_THRESHOLD
            : THRESHOLD
      const alone = unknown && scan.shape[token] !== Shape.lower && !besideCapital(view, token) ? ALONE_EXTRA : 0
      const sure =
        (view.flags[token]! & ~Word.rareSurname) === Word.firstName && view.barred[token - 1] !== 1
          ? FIRST_NAME_BONUS
          : 0
      const missing = threshold + alone - nameScore(view, token) - sure
      tagged[token] = missing < 0 || (missing < FREE_FIRST_NAME_BONUS - sure && freeFirstName(view, token)) ? 1 : 0
    }
  }
}

/** Next token of the same name after `token`, over a hyphen, an apostrophe, the dot of an initial or particles; −1 when the name ends. */
function continuation(view: NameView, token: number): number {
  const { scan, flags, tagged } = view
  const next = token + 1
  if (next >= scan.count || scan.gap[next]! > Gap.wide) return -1
  if (scan.gap[next] === Gap.wide && scan.text.slice(scan.end[token]!, scan.start[next]!).includes('\t')) return -1
  if (scan.kind[next] === TokenKind.sign) {
    const sign = scan.hash[next]!
    const after = next + 1
    if (after >= scan.count || scan.gap[next] !== Gap.none) return -1
    if (sign === HYPHEN || isApostrophe(sign)) return scan.gap[after] === Gap.none && tagged[after] === 1 ? after : -1
    if (sign === DOT && scan.end[token]! - scan.start[token]! <= 2) {
      if (scan.gap[after]! <= Gap.space && tagged[after] === 1) return after
      // J.-P. Martin
      const afterHyphen = after + 1
      const hyphen = scan.kind[after] === TokenKind.sign && scan.hash[after] === HYPHEN && scan.gap[after] === Gap.none
      return hyphen && afterHyphen < scan.count && tagged[afterHyphen] === 1 ? afterHyphen : -1
    }
    return -1
  }
  if (tagged[next] === 1) return next
  const left = (flags[token]! & Word.firstName) !== 0 || tagged[token - 1] === 1
  // "Jean de la Fontaine", "Anne d'Artois", "Ludwig van Beethoven"
  let at = next
  for (let steps = 0; steps < 4 && at < scan.count; steps++, at++) {
    if (scan.gap[at]! > Gap.space) return -1
    // "the printer of Véronique": two names tied by "de" are one only when the first begins like one.
    if (tagged[at] === 1) return left || flags[at] !== Word.firstName ? at : -1
    if (scan.kind[at] === TokenKind.sign && isApostrophe(scan.hash[at]!)) continue
    if (scan.kind[at] !== TokenKind.word || (flags[at]! & Word.particle) === 0) return -1
  }
  return -1
}

/** First token of a name whose particle is typed in lower case after a title: "M. de Villepin". */
function withParticle(view: NameView, first: number): number {
  const { scan, flags } = view
  let start = first
  let at = first - 1
  for (let steps = 0; steps < 4 && at >= 0; steps++, at--) {
    if (scan.gap[at + 1]! > Gap.space) return first
    if (scan.kind[at] === TokenKind.sign && isApostrophe(scan.hash[at]!)) continue
    if (scan.kind[at] !== TokenKind.word) break
    if (start < first && (flags[at]! & Word.title) !== 0 && !kin.has(scan.hash[at]!))
      return articles.has(scan.hash[start]!) ? first : start
    if ((flags[at]! & Word.particle) === 0) return first
    start = at
  }
  const dotted = at > 0 && scan.hash[at] === DOT && civilities.has(scan.hash[at - 1]!)
  return dotted && !articles.has(scan.hash[start]!) ? start : first
}

/** Other mentions of names that were found with a first name or a title: "Dupont a déclaré". */
function repeat(view: NameView): void {
  const { scan, flags, tagged } = view
  const known = new Set<number>()
  for (let token = 0; token < scan.count; token++) {
    if (tagged[token] !== 1 || scan.end[token]! - scan.start[token]! < MIN_REPEATED) continue
    if (
      (flags[token]! &
        (Word.ordinary | Word.tool | Word.place | Word.calendar | Word.organisation | Word.namedThing | Word.role)) !==
      0
    )
      continue
    // Sure of it: a name of the lists, or tied to one, or after "Mme".
    const sure =
      (flags[token]! & (Word.firstName | Word.surname)) !== 0 ||
      (tagged[token - 1] === 1 && (flags[token - 1]! & Word.firstName) !== 0) ||
      (tagged[token + 1] === 1 && (flags[token + 1]! & Word.firstName) !== 0) ||
      ruled(view, token) === 1
    if (sure) known.add(scan.hash[token]!)
  }
  if (known.size === 0) return
  for (let token = 0; token < scan.count; token++) {
    if (tagged[token] === 1 || scan.shape[token] === Shape.lower || scan.kind[token] !== TokenKind.word) continue
    if (!known.has(scan.hash[token]!) || !mayBeName(view, token)) continue
    if (headOf(view, token) < 0) tagged[token] = 1
  }
}

/** Endings of conjugated verbs, which first names seldom have. */
const VERB = /(?:er|ez|ait|aient|ent|ons|ant|ais|era|ra|ees?)$/
const isSignBeforeInitial = (scan: Scan, token: number): boolean =>
  token >= 0 && scan.kind[token] === TokenKind.sign && (scan.hash[token] === HYPHEN || isOpening(scan.hash[token]!))

/** "COMPAORÉ Guilaine", "Özlem Marie": a capitalised word in no list, just before a first name that was found, in another case or tied to it. */
function reachBack(view: NameView): void {
  const { scan, flags, tagged } = view
  for (let token = scan.count - 1; token > 0; token--) {
    if (tagged[token] !== 1 || tagged[token - 1] === 1 || view.barred[token - 1] === 1) continue
    const previous = token - 1
    // J. Martin, A.-L. Dubreuil
    const afterDot =
      scan.kind[previous] === TokenKind.sign && scan.hash[previous] === DOT && scan.gap[previous] === Gap.none
    const initial = previous - 1
    if (
      afterDot &&
      scan.gap[token]! <= Gap.space &&
      scan.shape[initial] === Shape.initial &&
      scan.text[scan.start[initial]!] !== 'M' &&
      (scan.gap[initial] !== Gap.none || initial === 0 || isSignBeforeInitial(scan, initial - 1))
    ) {
      tagged[initial] = 1
      continue
    }
    // M'Barek, N'Diaye, O'Brien
    if (
      scan.kind[previous] === TokenKind.sign &&
      isApostrophe(scan.hash[previous]!) &&
      scan.gap[token] === Gap.none &&
      scan.gap[previous] === Gap.none &&
      scan.shape[initial] === Shape.initial &&
      /[MNO]/.test(scan.text[scan.start[initial]!]!) &&
      scan.shape[token] !== Shape.lower
    ) {
      tagged[initial] = 1
      continue
    }
    const doubled =
      scan.shape[token] === Shape.initial && scan.gap[token] === Gap.none && scan.hash[previous] === HYPHEN
    if (doubled && scan.hash[initial] === DOT && scan.shape[initial - 1] === Shape.initial) {
      tagged[initial - 1] = 1
      continue
    }
    const sign =
      scan.kind[previous] === TokenKind.sign && scan.gap[token] === Gap.none && scan.gap[previous] === Gap.none
    if (
      sign &&
      scan.hash[previous] === HYPHEN &&
      previous > 0 &&
      (scan.shape[previous - 1]! >= Shape.capital ||
        (scan.shape[token] === Shape.lower && (flags[previous - 1]! & NAME) !== 0)) &&
      mayBeName(view, previous - 1) &&
      ((flags[previous - 1]! & ~(Word.firstName | Word.surname | Word.rareSurname | Word.particle)) === 0 ||
        scan.hash[previous - 1] === AIT)
    ) {
      tagged[previous - 1] = 1
      continue
    }
    if (scan.gap[token] !== Gap.space || scan.kind[previous] !== TokenKind.word) continue
    const capitalsThenName =
      scan.shape[previous] === Shape.capitals &&
      scan.shape[token] === Shape.capital &&
      (flags[token]! & Word.firstName) !== 0
    // "Théodora Leroux": two capitalised words, the second a name that was found, the first in no list and not opening the sentence.
    const notOpening =
      previous > 0 &&
      scan.gap[previous]! <= Gap.space &&
      !(scan.kind[previous - 1] === TokenKind.sign && /[.!?:]/.test(String.fromCharCode(scan.hash[previous - 1]!)))
    const bothCapital =
      scan.shape[previous] === Shape.capital &&
      (scan.shape[token] === Shape.capital || scan.shape[token] === Shape.capitals)
    if (
      bothCapital &&
      (notOpening ||
        (unknownTo(flags[previous]!) && (flags[token]! & Word.firstName) !== 0) ||
        (flags[previous]! & Word.firstName) !== 0) &&
      (flags[previous]! & ~(Word.firstName | Word.surname | Word.rareSurname)) === 0 &&
      headOf(view, previous) < 0
    ) {
      tagged[previous] = 1
      continue
    }
    // "rose madec", "hermance leduc", "FULGENCE LEGOFF": the whole line in one case, a surname found, before it a first name or an unknown word.
    const sameCase =
      scan.shape[previous] === scan.shape[token] && (scan.shape[token] === Shape.lower || view.lineCase[token] === 1)
    const listed = (flags[token]! & Word.surname) !== 0
    const unknown =
      unknownTo(flags[previous]!) &&
      scan.end[previous]! - scan.start[previous]! > 3 &&
      !VERB.test(foldedOf(scan, previous)) &&
      !abstractNoun(scan, previous)
    if (sameCase && listed && ((flags[previous]! & Word.firstName) !== 0 || (unknown && notOpening))) {
      tagged[previous] = 1
      continue
    }
    if (capitalsThenName && unknownTo(flags[previous]!) && scan.end[previous]! - scan.start[previous]! > 3)
      tagged[previous] = 1
  }
}

/** A capitalised word in no list of names, tagged by itself, that the same text writes in small letters too: a word. */
function dropWords({ scan, flags, tagged }: NameView): void {
  const doubtful = new Map<number, number[]>()
  // Most words of a text are told apart by one byte, before the map is asked.
  const marks = new Uint8Array(256)
  for (let token = 0; token < scan.count; token++) {
    if (tagged[token] !== 1 || scan.shape[token] !== Shape.capital || (flags[token]! & NAME) !== 0) continue
    if (tagged[token - 1] === 1 || tagged[token + 1] === 1) continue
    const before = scan.hash[token - 1] === DOT ? token - 2 : token - 1
    if (civilities.has(scan.hash[before] ?? 0) || nameLabels.has(scan.columnHead[token]!)) continue
    const hash = scan.hash[token]!
    marks[hash & 255] = 1
    const others = doubtful.get(hash)
    if (others) others.push(token)
    else doubtful.set(hash, [token])
  }
  if (doubtful.size === 0) return
  for (let at = 0; at < scan.count; at++) {
    if (marks[scan.hash[at]! & 255] === 0 || scan.shape[at] !== Shape.lower) continue
    // What touches signs belongs to addresses of mail and to code.
    if (scan.gap[at] === Gap.none || scan.gap[at + 1] === Gap.none) continue
    const hash = scan.hash[at]!
    for (const token of doubtful.get(hash) ?? []) tagged[token] = 0
    doubtful.delete(hash)
  }
}

const callings = hashes(
  'alias dit dite dits surnomme surnommee appele appelee appelait appelle nomme nommee autre pseudo pseudonyme signe signee prenom nom',
)
/** « Amélie Poulain »: a name alone between French quotation marks is a title, unless somebody is called so. */
function quotedTitle({ scan }: NameView, first: number, last: number): boolean {
  if (scan.hash[first - 1] !== 0xab || scan.hash[last + 1] !== 0xbb) return false
  let at = first - 2
  if (scan.kind[at] === TokenKind.sign) at--
  return !callings.has(scan.hash[at] ?? 0)
}

/** The names of people: tokens decided one by one, then joined. */
export function recognisePersons(scan: Scan): Candidate[] {
  const view = openNameView(scan)
  tag(view)
  reachBack(view)
  repeat(view)
  dropWords(view)
  const { tagged, flags } = view
  const found: Candidate[] = []
  for (let token = 0; token < scan.count; token++) {
    if (tagged[token] !== 1) continue
    const first = withParticle(view, token)
    let last = token
    let letters = scan.end[token]! - scan.start[token]!
    let named = (flags[token]! & (Word.firstName | Word.surname)) !== 0
    for (let steps = 0; steps < NAME_MAX; steps++) {
      const next = continuation(view, last)
      if (next < 0) break
      last = next
      letters = Math.max(letters, scan.end[next]! - scan.start[next]!)
      named ||= (flags[next]! & (Word.firstName | Word.surname)) !== 0
    }
    token = last
    // "Jean de La": particles that nothing follows are words of the sentence.
    while (
      last > first &&
      (flags[last]! & Word.particle) !== 0 &&
      (flags[last]! & (Word.firstName | Word.surname)) === 0 &&
      !(scan.shape[last] === Shape.capital && tagged[last] === 1 && (flags[last - 1]! & Word.particle) !== 0)
    )
      last--
    // Initials alone, or a lone two-letter word that is in no list, say nothing about anybody.
    if (letters < 2 || (letters === 2 && !named && first === last)) continue
    if (quotedTitle(view, first, last)) continue
    let end = scan.end[last]!
    // Floc'h, Lozac'hmeur, Prud'homme: what an apostrophe ties to the end of a name; the English genitive is none of it.
    const after = last + 1
    const inner = after + 1
    if (
      isApostrophe(scan.hash[after] ?? 0) &&
      scan.gap[after] === Gap.none &&
      scan.gap[inner] === Gap.none &&
      scan.shape[inner] === Shape.lower &&
      scan.hash[inner] !== GENITIVE &&
      end - scan.start[last]! > 2
    )
      end = scan.end[inner]!
    // "Jean D.": the dot of a last initial belongs to it.
    if (last > first && end - scan.start[last]! === 1 && scan.text.charCodeAt(end) === DOT) end++
    found.push({ start: scan.start[first]!, end, type: 'PERSON', weight: Weight.likely + 5 })
  }
  return found
}
