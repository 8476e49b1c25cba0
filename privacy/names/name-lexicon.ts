import { labelOfWord } from '../scan/labels.ts'
import { hashWord } from '../scan/word-hash.ts'
import {
  collectedFeminine,
  collectedFirstNames,
  collectedMasculine,
  collectedSurnames,
  takenForWords,
} from './collected-names.ts'
import { collectedPlaces } from './collected-places.ts'
import { acronyms, brands } from './brands.ts'
import { diminutives, petNames } from './diminutives.ts'
import { demonyms } from './demonyms.ts'
import { feminineFirstNames, masculineFirstNames } from './first-names.ts'
import { gaelicFeminine, gaelicMasculine } from './gaelic-names.ts'
import { ratherNames } from './rather-names.ts'
import { ordinaryWords } from './ordinary-words.ts'
import { surnames } from './surnames.ts'
import { inFilter, readFilter } from './word-filter.ts'
import { worldCities } from './world-cities.ts'
import { dictionaryFilter, surnameFilter, thingFilter } from './word-filters.ts'

/** What a word can be, one bit each: many words are several things (Pierre, Petit, Rose, Paris). */
export const Word = {
  firstName: 1,
  surname: 2,
  title: 4,
  particle: 8,
  ordinary: 16,
  /** After it a name belongs to a place, a school, a law… ("lycée Jean Moulin"). */
  namedThing: 32,
  place: 64,
  /** A function: next to a name it says who the person is, and is no name. */
  role: 128,
  /** A label of a form or a column that a name follows. */
  personLabel: 256,
  calendar: 512,
  /** Words that never are part of a name in running text: articles, pronouns, conjunctions, verbs that begin sentences. */
  tool: 1024,
  /** Company forms, ministries, associations, products. */
  organisation: 2048,
  /** A French or English word, by the great list: rarer ones than `ordinary`, and surnames among them. */
  dictionary: 4096,
  /** Borne as a surname somewhere in the world. */
  rareSurname: 8192,
  /** Known as the name of a product, a company, a work, a medicine… and no word and no name of the lists. */
  knownThing: 16384,
} as const

const titles = `melle m mr mrs ms miss mme mmes mlle mlles mm monsieur madame mademoiselle messieurs mesdames me maitre maitres dr docteur drs pr prof professeur professor sir
  captain sergeant capitaine lieutenant commandant colonel general adjudant sergent caporal brigadier major gendarme marechal amiral commissaire inspecteur inspectrice
  lieutenante capitaine commandante adjudante adj cne cdt ltn lt col gal mdl adc gpx opj apj bch slt sgt cpl sgc adjc
  soeur frere pere abbe monseigneur mgr juge veuve vve epouse epoux nee`
const roles = `tresorier tresoriere recteur rectrice doyen doyenne ambassadeur ambassadrice consul consule batonnier batonniere proviseur proviseure intendant intendante directeur directrice president presidente prefet prefete maire adjoint adjointe ministre secretaire chef cheffe responsable agent agente
  commissaire inspecteur inspectrice gendarme policier policiere brigadier brigadiere gardien gardienne capitaine lieutenant greffier greffiere juge procureur procureure substitut avocat avocate
  medecin infirmier infirmiere docteur professeur enseignant enseignante ingenieur ingenieure technicien technicienne gestionnaire assistant assistante
  redacteur redactrice instructeur instructrice notaire huissier expert experte consultant consultante delegue deleguee depute deputee senateur senatrice
  tata tonton mamie mamy papi papy gendre bru nounou maman papa livreur livreuse debiteur debitrice creancier creanciere porteur porteuse regroupant regroupante visiteur visiteuse confrere consoeur volunteer cosignataire hebergeant hebergeante heberge hebergee detenteur detentrice requerant requerante demandeur demandeuse plaignant plaignante victime temoin suspect prevenu prevenue mis conducteur conductrice locataire proprietaire
  salarie salariee stagiaire apprenti candidat candidate beneficiaire titulaire signataire interlocuteur interlocutrice referent referente correspondant
  collegue epoux epouse mari femme fils fille pere mere frere soeur enfant enfants conjoint conjointe compagne compagnon cousin tante oncle veuve voisin voisine
  neveu niece grandmere grandpere beaufrere bellesoeur parrain marraine ami amie copain copine concubin concubine cousine fiance fiancee
  resident residente doctorant doctorante patient patiente assure assuree allocataire usager client cliente contribuable etudiant etudiante eleve tuteur tutrice manager coordinateur coordinatrice
  adjudant comptable controleur controleuse greffe mediateur mediatrice officier rapporteur rapporteure conseiller conseillere administrateur administratrice
  developpeur developpeuse architecte chauffeur facteur artisan commercial commerciale psychologue educateur educatrice animateur animatrice formateur formatrice
  director manager officer doctor nurse lawyer teacher employee applicant witness driver owner user colleague wife husband son daughter mother father brother sister`
const personLabels = `guest visiteur visiteuse hebergeant hebergeante hebergee evaluateur evaluatrice accompagnant accompagnante entrant entrante sortant sortante parrain marraine heritier heritiere bailleur bailleresse nom noms prenom prenoms civilite nomprenom name firstname lastname fullname fn surname givenname familyname nomusage nomnaissance nomfamille nomdefamille nompatronymique nomdenaissance nomdusage nommarital nomcomplet prenomusuel prenomusage nomagent nomusager nomclient nomeleve prenomagent prenomeleve forename
  demandeur demandeuse requerant requerante beneficiaire titulaire signataire signature signe contact interlocuteur destinataire expediteur emetteur auteur redacteur agent
  patient affilie affiliee cotisant cotisante assure usager client salarie locataire proprietaire conducteur victime temoin plaignant mis participants participant presents present excuses excuse absents absent
  responsable referent valideur approbateur correspondant attention cc copie de from to by par pere mere conjoint enfant epouse representant representante legal gerant gerante
  president presidente secretaire tresorier intervenant intervenants animateur rapporteur avocat conseil medecin employee manager author reviewer owner assignee sender recipient applicant attendees
  preneuse bailleresse cedant cedante cessionnaire donateur donatrice donataire mandant mandante postulant postulante enqueteur enquetrice suiveur cardholder passenger guardian spouse tenant landlord supervisor caller beneficiary claimant complainant undersigned petitioner insured payee payer username utilisateur user login createur createdby candidat candidate eleve etudiant stagiaire tuteur maitre adherent declarant dirigeant dirigeante assuree souscripteur souscriptrice patiente cliente locatrice vendeur vendeuse acheteur acheteuse acquereur preneur bailleur passager passagere voyageur emprunteur donneur receveur surveillant enseignant apprenant mandataire defendeur defenderesse demanderesse appelante intimee prevenue appelant intime prevenu`
const namedThings = `fiduciaire scierie pizza carrieres charcuterie pepinieres fournil metallerie distillerie fromagerie laiterie maraichage marbrerie bijouterie consulting
  gardiennage motoculture rue avenue boulevard place square impasse chemin allee quai pont lycee college ecole ecoles universite hopital clinique institut fondation stade gymnase
  gare aeroport port musee theatre bibliotheque mediatheque centre parc jardin tour palais hotel caserne prison fort chateau eglise cathedrale basilique rond
  loi lois amendement theoreme algorithme methode principe syndrome maladie echelle test constante equation transformee transformation diagramme matrice distribution
  prix coupe trophee plan rapport mission commission traite accord decret affaire arret jurisprudence ordonnance
  residence cite quartier faubourg salle espace amphitheatre batiment pavillon maison villa foyer ehpad creche maternelle campus laboratoire
  cabinet societe association ets etablissements etablissement entreprise groupe agence cafe restaurant pharmacie boulangerie garage editions librairie galeries
  aide aides fonds contrat pacte allocation prime comite directive convention certificat barometre operation programme dispositif projet plateforme annees ere serveur machine application logiciel outil base navire bateau fregate sous porte avions
  street avenue road school college university hospital airport foundation institute law act theorem bridge square station theorem
  module cercle primeur metro station rer ligne arret tramway collection serie marque reseau coefficient nombre loi indice score formule tableau cycle moteur code chiffre
  copropriete coproprietes syndicat copro immeuble barrage foret domaine ferme hameau vallee collection refuge camping plage marche cafe bar exposition virus bacille ordonnances hebdomadaire journal magazine revue chat chien chatte chienne cheval galeries logiciels applications serveurs outils rues lycees colleges ecoles lois arrets circulaires cimetiere chapelle dictionnaire serrurerie electricite chauffage boucherie coiffure toitures couverture charpente peinture carrelage jardinerie optique imprimerie blanchisserie pressing traiteur quincaillerie carrosserie auberge atelier patisserie menuiserie plomberie captage forage brasserie pizzeria transports ambulances taxis tempete ouragan cyclone promotion score test
  armurerie armureries traduction episode estimateur estimateurs processus lemme corollaire noyau signe pyramide vote critere manoeuvre bourse bourses projet projets transporteur fournisseur prestataire hebergeur editeur assureur traitement medicament circulaire jurisprudence dictionnaire
  cars autocars voyages demenagements meubles funebres terrassement maconnerie biscuiterie chocolaterie distillerie imprimeries laboratoires decision aile vedette paquebot croiseur patrouilleur tournoi challenge amphi auditorium salade sauce tarte veloute
  courbe paradoxe inegalite conjecture dilemme filtre rasoir charte potage peche poire boeuf crepes tournedos gateau routeur robot satellite sonde telescope fusee vaccin film album enseigne magasin
  effet boulevard bd av ave esplanade cours promenade passage route sentier ruelle stade piscine complexe conservatoire centre hospitalier chu chr zone za zi lotissement`
const organisations = `collectif confrerie chorale orchestre fanfare sarl sas sasu sa eurl earl gaec scea cuma gfa sci scp selarl snc gie eirl scop asbl inc ltd llc gmbh corp societe association ministere prefecture mairie direction service services bureau
  departement region commune conseil tribunal cour chambre caisse agence office federation syndicat union comite commission etat groupe banque credit assurance
  mutuelle cabinet etude cooperative compagnie entreprise fondation club amicale ligue parti academie rectorat inspection gendarmerie police commissariat
  urssaf caf cpam cnam msa ameli carsat pole france travail dgfip dinum anssi cnil insee sncf ratp edf orange google microsoft amazon apple linux windows debian ubuntu docker kubernetes
  postgresql python java javascript github gitlab excel word teams outlook jira confluence slack oracle sap cisco dell lenovo hp samsung renault peugeot citroen ford fiat opel bmw mercedes audi toyota volkswagen
  golf clio megane twingo polo passat kangoo partner berlingo scenic captur duster yaris corsa astra fiesta focus tiguan sandero logan gti tdi hdi dacia skoda seat kia hyundai nissan honda yamaha suzuki tesla zoe
  rh drh dsi daf dgs rssi dpo dga cpe pdg ceo cto cfo cse ddtm ddt dreal dgpn dggn cnaps ants ofii cada tgi tj ta caa ce cedh cjue ars chu samu sdis insee ign cerfa kbis rib sms vpn wifi pdf api url http https json xml csv sql html
  sepa bic swift star fc
  leclerc michelin bouygues vinci lafarge auchan carrefour danone dassault thales airbus eiffage sodexo veolia engie capgemini atos sopra steria accenture deloitte decathlon ikea doctolib larousse bescherelle
  ccm otis syntec chronopost colissimo gallimard hachette flammarion chorus stripe dhl ups fedex webpack
  darty fnac lidl monoprix casino intermarche castorama brico conforama maaf matmut macif axa allianz groupama maif mgen harmonie mozilla chrome safari firefox edge webkit gecko android ios iphone ipad macos symfony spring django laravel react angular vue node npm
  kafka redis jenkins ansible terraform grafana prometheus nginx apache tomcat keycloak vault elastic`
const places = `paris marseille lyon toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims toulon grenoble dijon angers nimes villeurbanne clermont ferrand
  brest limoges tours amiens perpignan metz besancon orleans rouen mulhouse caen nancy argenteuil montreuil roubaix tourcoing dunkerque avignon nanterre poitiers creteil versailles
  pau courbevoie vitry colombes aulnay asnieres rueil antibes calais cannes colmar beziers bourges quimper valence merignac drancy troyes lorient chambery niort sarcelles
  villejuif hyeres cayenne cholet cergy pessac evry ajaccio bastia corte vannes arles laval frejus belfort evreux roche sur yon annecy saint sainte denis etienne nazaire malo brieuc
  gap digne foix auch tarbes mende rodez cahors aurillac tulle gueret moulins nevers macon auxerre chaumont epinal bar duc vesoul lons bourg privas alencon chartres blois beauvais laon
  arras lens bethune maubeuge cambrai douai valenciennes compiegne senlis meaux melun fontainebleau bobigny pantin saint ouen aubervilliers ivry
  france europe belgique suisse allemagne espagne italie portugal maroc algerie tunisie senegal mali cameroun turquie chine japon canada etats unis royaume uni angleterre
  bretagne normandie alsace lorraine corse provence aquitaine occitanie bourgogne franche comte auvergne picardie champagne ardenne martinique guadeloupe guyane reunion mayotte polynesie
  nouvelle caledonie savoie isere rhone loire seine gironde var vaucluse gard herault aude garonne tarn lot dordogne charente vendee finistere morbihan cotes armor ille vilaine
  manche calvados orne eure oise somme pas nord aisne marne meuse moselle vosges doubs jura ain ardeche drome alpes maritimes bouches
  london berlin madrid rome bruxelles geneve casablanca rabat alger oran tunis dakar bamako abidjan istanbul lisbonne porto new york montreal quebec luxembourg monaco`
const calendar = `janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche
  january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday lun mer jeu ven sam dim mon tue wed thu fri sat sun feb apr jun jul aug sep oct nov dec mar janv fevr avr juil sept noel paques toussaint`
const particles = `wa de du des d la le les van von der den ter ten el al ben bin ibn bint ould da das dos di del della lo mac mc do saint sainte o abd bou ait`
const tools = `first firstly secondly finally lastly however moreover therefore meanwhile todo fixme nota mailto float int bool str dict tuple self cls enum impl struct fn pub mut vec usize endpoint minio demat helper def const func async await elif endif null undefined param params args kwargs kwarg prod preprod staging namespace username hostname localhost readme dockerfile makefile changelog webvtt click helpdesk mailer moi toi lui eux bah beh ben ouai ouais euh hein bref onboarding rent lan workdir traceback healthcheck entrypoint gio mio kio tio le la les l un une des de du d et ou mais donc or ni car que qui quoi dont ou il elle on nous vous ils elles je tu j ce cet cette ces c s se sa son ses leur leurs
  mon ma mes ton ta tes notre votre nos vos y en ne pas plus a au aux par pour sur sous dans avec sans chez vers depuis entre pendant apres avant selon suite lors si comme
  quand lorsque alors ainsi aussi puis enfin afin est sont etait a ont avait fait fera sera suis etes sommes merci bonjour bonsoir bonjou bonswa bonzour mesi ovwa cordialement salut coucou objet oui non ok
  bizz biz bises bisous bisou thx tks hey yo cdlt bye ciao tchao him me us them myself yours faithfully sincerely the a an of to and or in on at by for with from is are was were be has have had he she it they we you i this that these those his her their our your my please thanks hello dear regards hi best
  attention veuillez voir bien tres tout toute tous toutes aucun aucune chaque quel quelle sauf numero tel cf ref re jte jsuis jvais jai jsais jpeux tkt stp svp dsl mdr lol ptdr tjs bcp pk pq pcq qqn qqun ds pr ke koi ki tt tte vs ns auj devan avan dan kan kom tou vien apel apele appel etai sui doi fair coment mersi apre oci ossi vrm grv ptet dossie papie lecol narive jvou vou nou koman pourkoi kelk jamai jador tro bocou aprem cet jspr msg grav vrmt srx jferai jaurai jpense jcrois jvoulais jmets jdois javais jetais cetait cest ya yavait nan ptdrr daron daronne reuf frero auj bjr bsr slt wesh frr chui jpp osef ajd wi fi tr fwd qte pu ht ttc nb ps pj np na nc rdv sms mail voicemail email telephone fax adresse date lieu`

/** Languages and peoples, which English writes with a capital. */
const languages = `dari pachto pashto pashtu farsi ourdou urdu bambara lingala wolof peul pular soninke malinke dioula mandingue tamoul tamil cinghalais hindi bengali penjabi punjabi mandarin cantonais cantonese
  swahili kiswahili amharique amharic tigrinya somali kurde sorani kurmandji kurmanji tchetchene chechen romani romanes shikomori shimaore kibushi tahitien wallisien futunien drehu creole creyol kikongo tshiluba kirundi kinyarwanda yoruba haoussa
  hausa igbo ewe fon baoule twi arabic french english spanish german italian portuguese russian chinese japanese turkish armenian georgian albanian serbian romanian bulgarian polish ukrainian afghan syrian sudanese eritrean malian ivorian congolese guinean
  tamazight tachelhit kabyle darija berbere`

const flags = new Map<number, number>()
/** Gender that a first name shows: 1 feminine, 2 masculine, 3 both. */
const genders = new Map<number, number>()

function add(words: readonly string[], flag: number): void {
  for (const word of words) {
    const hash = hashWord(word)
    flags.set(hash, (flags.get(hash) ?? 0) | flag)
  }
}
const split = (words: string): string[] => words.split(/\s+/).filter(Boolean)

add(feminineFirstNames, Word.firstName)
add(masculineFirstNames, Word.firstName)
add([...gaelicFeminine, ...gaelicMasculine], Word.firstName)
add(surnames, Word.surname)
add(ratherNames, Word.firstName)
add(petNames, Word.firstName | Word.ordinary)
add(split(titles), Word.title)
add(
  split(roles).flatMap((role) => [role, `${role}s`]),
  Word.role,
)
add(
  split(personLabels).flatMap((label) => [label, `${label}s`]),
  Word.personLabel,
)
add(
  split(namedThings).flatMap((thing) => [thing, `${thing}s`]),
  Word.namedThing,
)
add(split(organisations), Word.organisation)
add(split(places), Word.place)
add(split(calendar), Word.calendar)
add(split(particles), Word.particle)
add(split(tools), Word.tool)
add(ordinaryWords, Word.ordinary)
add(
  demonyms.flatMap((people) => [people, `${people}s`]),
  Word.ordinary,
)
add(
  split(languages).filter((word) => !flags.has(hashWord(word))),
  Word.ordinary,
)
/** A brand that is a word or a current name as well proves nothing by itself. */
const OTHERWISE =
  Word.firstName |
  Word.surname |
  Word.tool |
  Word.ordinary |
  Word.role |
  Word.title |
  Word.particle |
  Word.calendar |
  Word.personLabel
add(
  [...brands, ...acronyms].filter((word) => ((flags.get(hashWord(word)) ?? 0) & OTHERWISE) === 0),
  Word.organisation,
)
/** Endings of regular verbs in -er and of plurals: the list has few inflected forms, and texts have many. No accents. */
const verbEndings = 'e es ent ons ez ant ait aient ais ions iez era eront erait erons ee ees'.split(' ')
function addInflected(words: readonly string[]): void {
  for (const word of words) {
    const forms = [
      `${word}s`,
      ...(word.length > 4 && word.endsWith('er') ? verbEndings.map((ending) => word.slice(0, -2) + ending) : []),
    ]
    if (word.endsWith('al')) forms.push(`${word.slice(0, -2)}aux`, `${word}e`, `${word}es`)
    for (const form of forms) {
      const hash = hashWord(form)
      if (!flags.has(hash)) flags.set(hash, Word.ordinary)
    }
  }
}
addInflected(ordinaryWords)
for (const name of [...feminineFirstNames, ...gaelicFeminine, ...collectedFeminine]) genders.set(hashWord(name), 1)
for (const name of [...masculineFirstNames, ...gaelicMasculine, ...collectedMasculine])
  genders.set(hashWord(name), (genders.get(hashWord(name)) ?? 0) | 2)

const words = readFilter(dictionaryFilter)
const rareSurnames = readFilter(surnameFilter)
const things = readFilter(thingFilter)
const noWords = new Set([...takenForWords, ...ratherNames].map(hashWord))
const isWord = (hash: number): boolean => inFilter(words, hash) && !noWords.has(hash)

for (const place of [...collectedPlaces, ...worldCities]) {
  const hash = hashWord(place)
  const known = flags.get(hash) ?? 0
  if ((known & (Word.firstName | Word.surname | Word.ordinary)) === 0) flags.set(hash, known | Word.place)
}
const SURE_MIN_LENGTH = 4
/** A collected name is sure when it is nothing else; where it is a word as well, or very short, it is only a hint. */
function addCollected(names: readonly string[], flag: number): void {
  for (const name of names) {
    const hash = hashWord(name)
    const known = flags.get(hash) ?? 0
    const sure =
      name.length >= SURE_MIN_LENGTH &&
      (known & ~(Word.firstName | Word.surname | Word.rareSurname)) === 0 &&
      !labelOfWord.has(hash) &&
      !isWord(hash) &&
      !inFilter(things, hash)
    flags.set(hash, known | (sure ? flag : Word.rareSurname))
  }
}
for (const list of [collectedFeminine, collectedMasculine, collectedFirstNames]) addCollected(list, Word.firstName)
addCollected(collectedSurnames, Word.surname)

for (const name of diminutives) {
  const hash = hashWord(name)
  const known = flags.get(hash) ?? 0
  if ((known & ~(Word.firstName | Word.surname | Word.rareSurname)) === 0 && !isWord(hash))
    flags.set(hash, known | Word.firstName)
}

/**
 * The listed words in an open table, each hash beside its flags so that a question costs one read of memory: the scan asks for every
 * word of a text, and a `Map` would cost more than all the rest.
 */
const TABLE_MASK = (1 << 17) - 1
const table = new Int32Array(2 * (TABLE_MASK + 1))
for (const [hash, flag] of flags) {
  let at = hash & TABLE_MASK
  while (table[2 * at + 1] !== 0) at = (at + 1) & TABLE_MASK
  table[2 * at] = hash
  table[2 * at + 1] =
    (flag & (Word.firstName | Word.surname)) !== 0
      ? flag
      : isWord(hash)
        ? flag | Word.dictionary
        : flag === Word.rareSurname && inFilter(things, hash)
          ? flag | Word.knownThing
          : flag
}

/** What a word can be, by its folded hash; 0 when it is in no list. */
export function wordFlags(hash: number): number {
  for (let at = hash & TABLE_MASK; table[2 * at + 1] !== 0; at = (at + 1) & TABLE_MASK)
    if (table[2 * at] === hash) return table[2 * at + 1]!
  if (inFilter(words, hash)) return Word.dictionary
  return (inFilter(rareSurnames, hash) ? Word.rareSurname : 0) | (inFilter(things, hash) ? Word.knownThing : 0)
}

/** Is the word, a name of the lists perhaps, also one of the dictionary? A line all in one case cannot tell them apart. */
export const isAlsoWord = isWord

/** Gender that a first name shows, for French agreement; undefined when it is in no list or borne by both. */
export function genderOfFirstName(name: string): 'feminine' | 'masculine' | undefined {
  const gender = genders.get(hashWord(name))
  return gender === 1 ? 'feminine' : gender === 2 ? 'masculine' : undefined
}

/** Is the word a label that a name follows, or heads a column of names? */
export const isPersonLabel = (hash: number): boolean => (wordFlags(hash) & Word.personLabel) !== 0
