/** Texts on which the name tagger learns. The development set (`privacy/devset`) has its own: none is shared. Slots: `devset/fill.ts`. */
export const trainingTemplates: readonly string[] = String.raw`
Le {DATE}, nous avons entendu M. {PL}, {PF}, au commissariat de {TOWN}.
Je soussigné {P}, demeurant {ADDR}, certifie sur l'honneur l'exactitude des informations.
Monsieur {PL} a été reçu par Madame {PL} le {DATE} à {TIME}.
Bonjour {PF},\n\nPeux-tu transmettre le dossier à {PF} {PL} avant vendredi ?\n\nMerci,\n{PF}
Bonjour Madame {PL},\nSuite à notre échange téléphonique, je vous confirme le rendez-vous du {DATE}.\nCordialement,\n{P}\nChargée de mission
Nom : {PL}\nPrénom : {PF}\nDate de naissance : {BIRTH}\nAdresse : {ADDR}
NOM : {PU}\nPRÉNOM : {PF}\nTÉL : {PHONE}
Nom et prénom du demandeur : {P}
Nom de naissance : {PU} Nom d'usage : {PU} Prénoms : {PF}, {PF}, {PF}
Participants : {P}, {P}, {P} et {P}.
Présents : {PN} (DRH), {PN} (DSI), {PN}
Absents excusés : {P}; {P}
Étaient présents : MM. {PL} et {PL}, Mmes {PL} et {PL}.
Rédacteur : {P} - Relecteur : {P} - Version {VERSION}
Le requérant, {P}, né le {BIRTH} à {TOWN}, conteste la décision.
La requérante {PN} fait valoir que la préfecture n'a pas répondu.
Me {PL}, avocat au barreau de {TOWN}, représente {PN}.
Maître {PN} plaide pour la société {XL} et Fils.
Le docteur {PL} a prescrit un arrêt de travail à {PN} jusqu'au {DATE}.
Dr {PL}\nCabinet médical, {ADDR}
Patient : {P}, {N} ans, adressé par le Pr {PL}.
{P} a appelé ce matin, il faut la rappeler au {PHONE}.
{PF} {PL} est arrivé en retard.
{PN} indique que le véhicule immatriculé {PLATE} lui appartient.
Hier, {PF} m'a dit que {PF} ne viendrait pas.
slt {PF} tu peux appeler {PF} stp ?
merci {PF} ! bises
d'accord avec {PF} et {PF} sur ce point
Selon {PN}, le projet sera livré en juin.
D'après {PF}, le serveur est tombé à {TIME}.
Contact : {PN} ({EMAIL})
Contact: {PN}, {PHONE}
"{PN}" <{EMAIL}>
De : {PN} <{EMAIL}>\nÀ : {PN} <{EMAIL}>\nCc : {PN}\nObjet : Réunion de service
From: {PN} <{EMAIL}>\nTo: {PN}\nSubject: Meeting notes
Dear {PF},\nThank you for your message. I will ask {PN} to call you.\nBest regards,\n{PN}
Hi {PF}, can you review the report from {PN}? Thanks, {PF}
Mr {PL} and Mrs {PL} were interviewed on {DATEEN}.
{PN}, born on {BIRTHEN} in {TOWN}, applied for a visa.
The witness, {PN}, said that {PF} left at {CLOCK}.
Employee: {PN}\nManager: {PN}\nDepartment: Finance
Attendees: {PN}, {PN}, {PN}
Nom;Prénom;Email\n{PU};{PF};{EMAIL}\n{PU};{PF};{EMAIL}
nom,prenom,date_naissance\n{PL},{PF},{BIRTH}\n{PL},{PF},{BIRTH}
| Agent | Service | Tél |\n|---|---|---|\n| {PN} | Comptabilité | {PHONE} |\n| {PN} | Achats | {PHONE} |
id\tnom\tprenom\n1\t{PL}\t{PF}\n2\t{PL}\t{PF}
{"nom": "{PL}", "prenom": "{PF}", "email": "{EMAIL}"}
{"firstName":"{PF}","lastName":"{PL}","phone":"{PHONE}"}
<nom>{PL}</nom><prenom>{PF}</prenom>
user_name = "{PN}"  # compte de test
// TODO {PF} : revoir cette fonction avec {PF}
@author {PN}
Signé-off-by: {PN} <{EMAIL}>
Co-authored-by: {PN} <{EMAIL}>
INFO User {PN} logged in from {IP}
[{DATE} {CLOCK}] Connexion de {PN} depuis {IP}
WARN échec d'authentification pour l'utilisateur {PN}
L'adjudant {PL}, l'adjudant-chef {PN} et le gendarme {PL} se rendent sur place.
Le brigadier-chef {PL} procède à l'interpellation de {PU} {PF}.
Vu l'audition de {PU} {PF}, née le {BIRTH};
Mis en cause : {PU} {PF}\nVictime : {PU} {PF}
Capitaine {PN}, officier de police judiciaire
Le témoin {PU} {PF} déclare : « J'ai vu {PF} courir. »
le nommé {P} a pris la fuite
la dénommée {P} s'est présentée à l'accueil
le sieur {PL} et la dame {PL}
l'époux de Mme {PL}, {PF}, a signé
ma collègue {PF} {PL} est en congé
mon fils {PF} est scolarisé à l'école {XN} de {TOWN}
notre voisin, {PN}, se plaint du bruit
son frère {PF} et sa sœur {PF}
leur fille {PF}, {N} ans
les enfants {PF}, {PF} et {PF} {PL}
M. et Mme {PL} habitent {ADDR}.
Monsieur et Madame {PL}\n{ADDR}
Mme {PL} épouse {PL}
{PN}, directrice générale des services, ouvre la séance.
Le préfet {PN} a signé l'arrêté.
La ministre {PN} s'est rendue à {TOWN}.
Le maire, {PN}, rappelle l'ordre du jour.
{PN} (rapporteur) présente le dossier.
M. {PL} demande si le budget est suffisant. Mme {PL} répond que oui.
M. {PL} : Je propose de reporter le vote.
{PL} : bonjour, j'ai perdu mon badge
{PF} : ok je regarde
{PF} > tu as vu le mail de {PF} ?
Fait à {TOWN}, le {DATE}\n{PN}
Fait à {TOWN}, le {DATE}\nLe directeur,\n{PN}
Pour le préfet et par délégation,\nLa secrétaire générale\n{PN}
Cordialement,\n\n{PN}\nChef du bureau des élections
Bien à vous,\n{PF} {PU}
Respectueusement,\n{P}
Vos interlocuteurs : {PN} et {PN}.
Affaire suivie par : {PN}\nTél. : {PHONE}
Dossier suivi par {PN}
Affaire {XU} c/ État : mémoire en défense
À l'attention de {PN}
À l'attention de Mme {PL}, service RH
Attestation délivrée à {P}
Le contrat conclu entre la société {XL} SAS et {PN} prend effet le {DATE}.
Bénéficiaire : {P}\nIBAN : {IBAN}
Titulaire du compte : {P}
Titulaire : {PU} {PF}\nCarte : {CARD}
Locataire : {P} / Propriétaire : {P}
Salarié : {P}\nN° SS : {NIR}
Conducteur : {P}, permis n° {LICENCE}
Représentée par son gérant, {PN}
Représenté par Me {PL}
Responsable légal : {P}
Valideur N+1 : {PN}
Demandé par {PN} le {DATE}, validé par {PN}.
Transmis à {PN} pour avis.
Reçu de {PN} la somme de {AMOUNT}.
J'ai rencontré {PN} hier à la mairie de {TOWN}.
Nous avons convoqué {PN} le {DATE}.
{PN} travaille à la préfecture de {TOWN} depuis {N} ans.
{PN} sollicite une carte de séjour.
{PN} n'a pas fourni son passeport.
Convoquer {PN} et {PN} pour {TIME}.
L'agent {PN} était de service.
L'élève {PN}, classe de 3e B, collège {XN}.
Le candidat {PU} {PF} est admis.
1. {PU} {PF}\n2. {PU} {PF}\n3. {PU} {PF}
- {PN}\n- {PN}\n- {PN}
• {P} : {PHONE}\n• {P} : {PHONE}
{PN} / {PN} / {PN}
{PF} {PL}\n{ADDR}\n{PHONE}
{PU} {PF}\n{ADDR}
Expéditeur\n{PN}\n{ADDR}
{PF}, {PF} et moi avons fini le rapport.
{PF} et {PF} sont d'accord.
Est-ce que {PF} peut venir ?
Demande à {PF}, elle saura.
Avec {PF} on a revu la maquette.
Il a été décidé que {PF} s'en charge.
Le numéro de {PF} est le {PHONE}.
Le mot de passe de {PN} est {PASSWORD}
le rdv de mme {PL} est décalé
j'ai eu m. {PL} au téléphone
c'est {PF} {PL} qui a le dossier
bonjour je m'appelle {PF} {PL} et je souhaite renouveler mon titre
je suis {PN}, née {PL}
Je m'appelle {PN}.
My name is {PN} and I live in {TOWN}.
Née {PL}, elle a épousé {PN} en 1990.
{PN} dit « {PF} »
{PF} {PL}, née {PL} le {BIRTH}
{P} né le {BIRTH}
{P}, de nationalité française
{P} (père) et {P} (mère)
Père : {P} Mère : {P}
Mandataire : {PN} ; mandant : {PN}
Note de {PN} à l'attention du secrétaire général
Signature : {PN}
Copie : {PN}, {PN}
Intervenants : {PN} et {PN}, consultants chez {XL} Conseil
Le jury, composé de {PN}, {PN} et {PN}, se réunit à {TIME}.
Tribunal judiciaire de {TOWN}, jugement du {DATE}, {PU} contre {PU}
Prononcé par Mme {PN}, vice-présidente, assistée de {PN}, greffière.
ENTRE :\n{PN}, demeurant {ADDR}\nET :\nLa société {XL} SARL
Monsieur {PF} {PU} né le {BIRTH}\nMadame {PF} {PU} née le {BIRTH}
M {PL} ; MME {PL} ; MLLE {PL}
Mlle {PF} {PL} a obtenu son diplôme.
Colonel {PN}\nCommandant le groupement
Le lieutenant-colonel {PL} prend le commandement.
Le CNE {PL} et l'ADJ {PL} sont désignés.
L'infirmière {PN} a administré le traitement à M. {PL}.
Compte rendu d'hospitalisation de Madame {PU} {PF}
Vu ce jour {PN}, qui se plaint de douleurs.
Cher {PF},
Chère {PF}, cher {PF},
Chère Madame {PL},
Monsieur {PL},\nVotre demande a bien été enregistrée.
Salut {PF} !
Coucou {PF}, ça va ?
{PF},\ntu trouveras ci-joint le compte rendu.
{PF},\nci-dessous mon retour.\n{PF}
Assigné à {PN} par {PN}
Ticket #{NN} - ouvert par {PN} - assigné : {PN}
commit {HASH}\nAuthor: {PN} <{EMAIL}>
{PN} a rejoint la réunion
Cédric et {PF} absents lundi
La parole est à M. {PN}.
L'accident survenu à {PN} le {DATE}
La victime, {PN}, a porté plainte contre {PN}.
L'enfant {PF} {PL} est confié à {PN}.
Tuteur : {PN}. Stagiaire : {PF} {PL}.
La pension de {PN} sera versée sur le compte {IBAN}.
Décès de {PN} survenu le {DATE}
succession de {P}
au nom de {P}
Carte au nom de {P}
chez {PN}
c/o {PN}\n{ADDR}
appartenant à {P}
domiciliée chez M. {PN}
accompagné de {PN}
en présence de {PN} et de {PN}
avec l'accord de {PN}
l'avis de {PN} est défavorable
le dossier d'{PN}
le bureau d'{PF} est fermé
les observations de Mme {PL}
{PN} et son époux {PN}
AFFAIRE : {PU}
Objet : candidature de {PN}
Objet : dossier {PU} {PF}
RE: dossier {PU}
Objet : Situation de Mme {PU}
Réf. {ORDER} - {PU} {PF}
{PU} {PF} ({BIRTH})
{PU} ({PF})
{PU}, {PF}
`
  .trim()
  .split('\n')

/** Texts without any person, most of them with names that belong to things. */
export const trainingNegatives: readonly string[] = String.raw`
Installer {XL} {VERSION} sur le poste.
L'outil {XL} remplace {XL} dans le catalogue.
Le logiciel {XL} est conseillé, {XL} est déconseillé.
Les données sont déposées sur {XL} puis traitées par le module {XL}.
Outils : {XL}, {XL}, {XL}
Le cluster {XL} exécute {XL} et {XL} sous Linux.
| {XL} | {VERSION} | conseillé |\n| {XL} | {VERSION} | interdit |
- {XL} : éditeur de texte libre\n- {XL} : navigateur
{XL} {N}, {XL} Pro, {XL} Studio
Migration de {XL} vers {XL} : planning
Le fournisseur {XL} héberge la plateforme {XL}.
La plateforme {XL} et le portail {XL} sont ouverts.
Produit : {XL}\nVersion : {VERSION}\nÉditeur : {XL}
Utiliser {XL} plutôt que {XL} pour les schémas.
npm install {XL}\nimport {XL} from '{XL}'
via {XL}, sous {XL}, avec l'API {XL}
Le protocole {XL}, la norme {XL} et le format {XL}
Le modèle {XL} et l'assistant {XL} répondent aux agents.
L'offre {XL} comprend {N} licences {XL}.
Une licence {XL} coûte {AMOUNT}.
The {XL} server runs {XL} {VERSION}.
Built with {XL} and {XL}.
La marque {XL}, le modèle {XL} {N}
Un véhicule {XL} {XL} gris
Le projet {XL} démarre, le projet {XL} est clos.
L'application {XL} est en production.
Garantir {XL}, sécuriser {XL} et documenter {XL}.
Un médicament ({XL} 500 mg) et du {XL}.
Le lycée {XN} recrute. Le collège {XL} ferme.
L'école primaire {XN} de {TOWN} et le groupe scolaire {XF} {XL}.
Rendez-vous rue {XN}, près de la place {XL}.
Travaux avenue {XN} et boulevard {XL} à {TOWN}.
Le stade {XN} accueille le match.
L'hôpital {XN} et la clinique {XL}.
Station de métro {XN}, ligne 4.
La loi {XL} du {DATE} modifie le code de l'urbanisme.
L'amendement {XL} a été rejeté.
Le théorème de {XL} et l'algorithme de {XL}.
La maladie de {XL} et le syndrome de {XL}.
La société {XL} SAS, le cabinet {XL} & Associés.
Cabinet {XL} et Partenaires
{XL} SARL, RCS {TOWN} {SIREN}
{XL} & Fils, boulangerie
La Fondation {XN} soutient le projet.
L'Institut {XL} publie une étude.
Le prix {XN} a été décerné hier.
Le rapport {XL} sur la dette.
Le plan {XL} prévoit des travaux.
La jurisprudence {XL} s'applique.
L'arrêt {XL} du Conseil d'État.
La résidence {XN} compte {N} logements.
L'aéroport {XN} est fermé.
Le porte-avions Charles de Gaulle est à Toulon.
Le pont {XN} est en travaux.
La salle {XN} est réservée.
Le gymnase {XN} et la piscine {XL}.
La gare de {TOWN} Saint-Jean.
L'université {XN} {TOWN} III
La bibliothèque {XN} ouvre à {TIME}.
Le parc {XL} et le square {XN}.
Un véhicule Renault Clio et une Citroën C3 ont été vus.
La Peugeot 208 blanche et la Mercedes Classe A.
Le logiciel Pierre, la base Jupiter et l'outil Camille.
L'application Marianne est déployée sur le serveur Saturne.
Le serveur zeus redémarre. Le projet Athena avance.
La tempête Xynthia et la tempête Alex ont touché le littoral.
Réunion à Saint-Denis puis à Saint-Germain-en-Laye.
Le marché de Noël de Strasbourg.
Les élections auront lieu en Martinique et à La Réunion.
Le Conseil d'État, la Cour de cassation et le Défenseur des droits.
Le Premier ministre et le Président de la République.
Monsieur le Préfet, Madame la Directrice, Monsieur le Maire,
Madame, Monsieur,
Mesdames et Messieurs les élus,
Monsieur le Procureur de la République
Madame la Présidente, Mesdames, Messieurs,
Le Directeur Général des Services
Le Ministère de l'Intérieur et la Direction Générale des Finances Publiques
La Caisse d'Allocations Familiales du Rhône
Préfecture de la Loire, Bureau des Étrangers
PREFECTURE DU RHONE - BUREAU DES ELECTIONS
DEMANDE DE TITRE DE SEJOUR
ATTESTATION DE DOMICILE
PROCES-VERBAL D'AUDITION
COMPTE RENDU DE REUNION DU {DATE}
NOTE DE SERVICE N° {NN}
Bordereau d'envoi : Désignation, Nombre, Observations
Nom du projet : Atlas\nService : Informatique\nStatut : En cours
Nom de la commune : {TOWN}
Nom du fichier : rapport_final.pdf
Nom du service : Direction des achats
Produit;Prix;Stock\nChaise;45;12\nTable;120;3
Service;Effectif;Budget\nAccueil;{N};{AMOUNT}\nCourrier;{N};{AMOUNT}
Signature :\nDate :\nCachet :
Nom :\nPrénom :\nAdresse :
Nom : [NOM]\nPrénom : [PRENOM]
Nom : XXXX\nPrénom : XXXX
Bonjour [PRÉNOM] [NOM],
Bonjour {{firstName}}, votre commande {ORDER} est prête.
Bonjour à tous,\nVeuillez trouver ci-joint le compte rendu.\nBien cordialement,\nLe secrétariat
Bonjour,\nMerci de votre retour rapide.\nCordialement,\nL'équipe Support
Bonne journée,\nService Courrier
Participants : DSI, DRH, Bureau du Cabinet
Présents : Direction des systèmes d'information, Bureau des marchés
Contact : Service des ressources humaines
Responsable : Direction du numérique
Utilisateur : admin
Author: Jenkins
De : Service RH\nÀ : Tous les agents\nObjet : Congés
Assigné à : Équipe Réseau
Rédacteur : Bureau de la Communication
Lundi, Mardi et Mercredi : fermé. Ouvert de {TIME} à {TIME}.
Réunion le Mardi 3 Mars à Paris.
Appelez le 17 ou le 3919. Numéro vert gratuit.
Le Code général des collectivités territoriales, article L. 2121-29.
Vu le Code de justice administrative;\nVu la Constitution;
Considérant que le requérant n'apporte aucun élément;
Article 1er : La requête est rejetée.
Décide :
SELECT nom, prenom FROM agents WHERE ville = 'Lyon';
const userName = getUser(id);
class Martin extends Base {}
docker run -d nginx:latest
git checkout -b feature/pierre-angulaire
ERROR Connection refused: Timeout after {N} seconds
INFO Starting Application on Server Node
Windows Server 2019, Ubuntu 22.04, Debian Bookworm
Python, Java et Ruby sont installés. Kafka et Redis aussi.
Le modèle Claude et le modèle Mistral sont évalués.
Jenkins, Docker et Grafana tournent sur le cluster.
Les Français, les Bretons et les Parisiens votent dimanche.
L'Europe, l'Allemagne et l'Espagne signent l'accord.
Une petite maison rouge près du moulin.
La rose et le lilas fleurissent en mai.
Il fait grand beau temps, le marchand ouvre à {TIME}.
La marine nationale recrute. La France avance.
Une pierre est tombée sur la route.
le petit garçon joue avec le chat noir
Le Petit Journal et Le Monde Diplomatique
Crédit Mutuel, Banque Postale, Société Générale et BNP Paribas
Carrefour, Leclerc et Auchan ont ouvert.
Un magasin Leroy Merlin à {TOWN}. Chez Darty et Boulanger.
Hôtel Mercure, restaurant Chez {XF}, boulangerie {XL}
Garage {XL}, {STREET}
Pharmacie {XL}, ouverte le dimanche
Éditions {XL}, Paris
Clinique {XF} {XL}
EHPAD {XN}\nMaison de retraite {XF}
Centre hospitalier {XN}
Caserne {XL}, quartier Général {XL}
Sainte-Marie-aux-Mines, Saint-Pierre et Miquelon
Lot {NN}, facture n° {ORDER}, EAN {EAN}
Version {VERSION} du logiciel
UUID {UUID}, empreinte {HASH}
The Department of Finance approved the Annual Report.
Dear Sir or Madam,\nPlease find attached the Invoice.
The Johnson Act and the Parkinson disease.
Meeting Room Victor Hugo is booked.
John Deere tractors and Ford trucks
Best regards,\nThe Support Team
Subject: Weekly Report\nPriority: High
Terms and Conditions of Service
Objet : Demande de subvention\nRéférence : {ORDER}
Objet : Renouvellement du Marché Public
Direction Départementale des Territoires et de la Mer
L'Agence Nationale des Titres Sécurisés
Tribunal Administratif de {TOWN}
Police Nationale\nCommissariat Central de {TOWN}
Gendarmerie nationale\nBrigade de {TOWN}
République Française\nLiberté Égalité Fraternité
Pièces jointes : Passeport, Justificatif de domicile, Photo
Observations : Néant
Motif : Absence Injustifiée
Profession : Infirmière\nNationalité : Française\nSituation : Marié
Ville : {TOWN}\nPays : France
Sexe : F\nNationalité : Algérienne\nLieu de naissance : {TOWN}
Lieu de naissance : Oran
Fonction : Ingénieur\nGrade : Attaché principal
Madame, Monsieur,\nJ'ai l'honneur de solliciter votre bienveillance.
Bac Pro Cuisine, Master Droit Public, Licence Économie
Le boulevard Général Leclerc est fermé.
Place du Maréchal {XL}
Rue du Docteur {XL}, rue du Professeur {XN}
Quai de la Rapée, Pont Mirabeau
Saint {XF}, priez. Fête de la Saint-{XF}
Église Saint-{XF}, paroisse Sainte-{XF}
Opération {XF} : bilan
Cyclone {XF} : vigilance rouge
`
  .trim()
  .split('\n')

/** What stands before and after a name: any beginning goes with any end. */
export const beginnings: readonly string[] = String.raw`
|Nous avons vu |J'ai croisé |Il faut prévenir |Merci de contacter |Merci d'appeler |Pouvez-vous joindre |Voir avec |Vu avec |Point avec |Réunion avec |Appel de |Appel à |Mail de |Message de |Réponse de |Visite de |Arrivée de |Départ de |Absence de |Remplacement de |Mutation de |Convocation de |Audition de |Témoignage de |Plainte de |Lettre de |Demande de |Avis de |Signature de |Dossier de |Photo de |Compte de |Salaire de |Adresse de |Décès de |Naissance de |Mariage de |Interpellons |Interpellé : |Entendons |Plaçons en garde à vue |Contrôlons |Identifions |Avisons |Informons |Remettons à |Notifions à |la victime |le témoin |le suspect |le conducteur |la conductrice |le passager |le mineur |la mineure |l'intéressé |le lieutenant |l'adjudant |le major |le brigadier |les gardiens |le commandant |la capitaine |le gendarme |l'inspecteur |l'agent |l'agente |le médecin |le docteur |l'infirmier |le patient |la patiente |l'assuré |le salarié |la salariée |le stagiaire |l'élève |l'étudiante |mon collègue |ma voisine |mon mari |sa femme |son fils |leur fille |ton frère |les époux |la famille |les consorts |l'héritier |chez |hébergé par |hébergée chez |suivi par |suivie par |signé par |rédigé par |validé par |animée par |présenté par |représentée par |accompagnée de |assisté de |remplacé par |adressé à |envoyé à |transmis à |attribué à |confié à |destiné à |appartenant à |au profit de |au bénéfice de |à l'encontre de |auprès de |en présence de |au nom de |de la part de |à la demande de |grâce à |à cause de |contre |pour |avec |sans |selon |par |et |ou |ni |que |pas |sauf |dont |cc |@|- |* |1) |> |« |(|tuteur : |pilote : |N+1 : |traitant : |opérateur : |correspondant : |identité : |titulaire : |conjoint : |enfant : |client : |livré à |facturé à |vendu par |loué à |je suis |c'est |voici |moi c'est |ici |Dis à |Demande à |Rappelle |Préviens |Félicitations à |Bravo |Bonne fête |Merci |ok |salut |re |allo |bjr |Hello |Thanks |Regards,\n|Cordialement,\n|Cdt,\n|Bien à vous,\n|called |with |from |by |for |told |asked |spoke to |met |Officer |Nurse |Judge |Agent |patient |client |tenant |my colleague |his wife |her son |
`
  .trim()
  .split('|')
export const ends: readonly string[] = String.raw`
|.| ?| !|,|, merci|;|)| ».| a dit que non.| est absent.| est malade| est d'accord| n'est pas venu.| nous informe que le dossier est clos.| déclare être innocent.| demande un délai.| sollicite un rendez-vous.| remplacera le titulaire.| rappellera demain| relance le prestataire| envoie le devis| valide la version finale| prend la parole.| quitte la séance.| ajoute que le budget est voté.| répond par la négative.| conteste les faits.| reconnaît les faits.| a été entendu.| s'est présentée au guichet.| habite à Lyon.| travaille ici depuis 2 ans.| alors qu'il sortait de la gare.| qui conduisait le véhicule.| pour le compte rendu| pour suite à donner| sur ce point| au sujet du bail| dans le couloir| hier soir| demain matin| ce jour| lundi| le 12 mars| à 14h| depuis mardi| jusqu'au 3 mai| en congé| en télétravail| (Lyon)| (DRH)| (absent)| (père)| / DSI| - DSI| - 14h| : ok pour moi| : absent|, directeur,|, chef de service,|, né à Oran,|, avocate|, notaire à Paris,|, âgé de 42 ans,|, qui a signé,|, demeurant à Nantes,|, substitut du procureur,|\nDirecteur|\nCheffe de bureau|\nService courrier|\nTél. bureau| et les autres| et moi| et son mari| asked for a copy.| is away.| will call back.| left early.| was interviewed.|, Manager|'s contract|'s file| told us.| said yes.
`
  .trim()
  .split('|')
/** Names in a row, for the middle. */
export const middles: readonly string[] = [
  '{P}',
  '{P}',
  '{PN}',
  '{PN}',
  '{PF}',
  '{PF}',
  '{PL}',
  '{PU} {PF}',
  '{PF} {PU}',
  '{PN} et {PN}',
  '{PF} et {PF}',
  '{PL} et {PL}',
  '{P}, {P} et {P}',
  '{PN}, {PN}',
  'M. {PL}',
  'Mme {PN}',
  '{PF}, {PF}',
]
/** What may stand in the place of a name and is none. */
export const notNames: readonly string[] = [
  'la direction',
  'le service',
  'Lyon',
  'la Préfecture',
  'le Maire',
  'la DSI',
  'le bureau',
  'Orange',
  'la Mairie de {TOWN}',
  'le lycée {XN}',
  'la société {XL}',
  'la rue {XN}',
  'une personne',
  'le directeur',
  'la DRH',
  'Monsieur le Préfet',
  'la Région Bretagne',
  "l'URSSAF",
  "l'École {XN}",
  'le Tribunal',
  'un tiers',
  'notre prestataire',
  'Microsoft',
  'la CAF',
  'le Ministère',
  'tous',
  'Excel',
  'Paris',
  'ce dossier',
  "l'hôpital {XN}",
  'la Direction Générale',
  'le cabinet {XL}',
  'SNCF',
  'la commission',
  'Google',
  'le Conseil Départemental',
  'Madame la Directrice',
  'nous',
  'the Department',
  'the team',
  'our lawyer',
  'Ameli',
]
