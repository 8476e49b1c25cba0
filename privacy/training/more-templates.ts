/** More texts on which the name tagger learns: genres and turns that `templates.ts` has few of. Slots: `devset/fill.ts`. */
export const moreTrainingTemplates: readonly string[] = String.raw`
Astreinte : {PF} ({PHONE}), suppléant {PF} ({PHONE})
- {PF} (accueil) : {PHONE}\n- {PF} (courrier) : {PHONE}
- {PF} : {EMAIL}\n- {PF} {PL} : {EMAIL}
{PF} / poste {NN}
{PF} {PL} | Chargé d'affaires | {PHONE} | {EMAIL}
{PF} {PU}, cheffe du bureau du contentieux\n{PHONE} - {EMAIL}
* {PN} - président\n* {PN} - trésorière\n* {PN} - secrétaire
Semaine {N}\t{PF}\t{PHONE}\nSemaine {N}\t{PF}\t{PHONE}
{PF}\t{PL}\t{BIRTH}\t{TOWN}
{PU}\t{PF}\t{TIME}
{PL} {PF} ; {BIRTH} ; {N}e B
{PU} {PF} – 3e B – demi-pensionnaire
{N}. {PN} ({N} voix)\n{N}. {PN} ({N} voix)
ont voté pour : {PN}, {PN}, {PN} ; contre : {PN}
Pouvoirs : {PN} à {PN}, {PN} à {PN}
{PN} donne pouvoir à {PN}.
Secrétaire de séance : {PN}
Étaient excusés M. {PN} (pouvoir à Mme {PN}) et Mme {PN}.
Mme {PN} : 18/20 ; M. {PN} : 11/20
INSERT INTO agents (id, nom, prenom) VALUES ({N}, '{PL}', '{PF}');
UPDATE usagers SET nom = '{PL}' WHERE id = {NN};
WHERE u.nom = '{PL}' AND u.prenom = '{PF}'
const auteur = "{PN}"
author = "{PN} <{EMAIL}>"
maintainer: {PN}
# Auteur : {PN}
-- créé par {PN} le {DATE}
/* relu par {PN} */
"contact": {"name": "{PN}", "mail": "{EMAIL}"}
"agent": "{PN}", "statut": "actif"
"user":"{PN}","ip":"{IP}"
- name: {PN}\n  email: {EMAIL}
agent: {PN}\nservice: courrier\nposte: {NN}
<h2>{PN}</h2><p>Chef de projet</p>
<td>{PL}</td><td>{PF}</td><td>{PHONE}</td>
<li>{PN} – {EMAIL}</li>
<option value="{N}">{PN}</option>
{PF} ({N} ans) et {PF} ({N} ans) sont scolarisés à {TOWN}.
L'enfant {PF} est gardé par sa grand-mère, {PN}, le mercredi.
Le père, {PF}, ne s'est pas présenté ; la mère, {PF}, était seule.
son ex-compagnon {PN} l'a menacée
sa belle-sœur {PF} et son neveu {PF}
ma nièce {PF}, mon beau-frère {PF}
le parrain de {PF}, {PN}
l'ami de {PF}
la sœur de {PF} et le cousin d'{PF}
le petit {PF} et la petite {PF}
le jeune {PF} a été vu vers {TIME}
C'était {PF}. Moi j'étais derrière avec {PF}.
Réponse : c'est {PF} qui a frappé le premier, {PF} l'a suivi.
« {PF}, arrête ! » a crié {PF}.
On m'a dit que {PF} était avec {PF} ce soir-là.
Elle se fait appeler {PF} mais son vrai nom est {PN}.
alias {PF}, de son vrai nom {PN}
dit « {PF} »
surnommé {PF} par les voisins
le surnom de {PN}
{PF} me doit de l'argent
{PF} t'a appelé ?
{PF} arrive à {TIME}
{PF} n'est plus dans l'équipe, voir {PF}
ok pour {PF} et {PF}, à revoir pour {PF}
à revoir avec {PF}.
vu avec {PF} : c'est bon
tu peux demander à {PF} ou à {PF} {PL}
cc {PF} {PL}
@{PF} tu regardes ? sinon je vois avec {PF}
hello {PF}, c'est {PF} du {N}e
slt c {PF}
c'est {PF} à l'appareil
bjr je suis {PF} {PL} né le {BIRTH}
je suis le papa de {PF}
mon fils {PF} a perdu sa carte
bonjour madame {PL}, votre fils {PF} est absent
le rdv avec m. {PL} et mme {PL} est maintenu
merci à {PF} {PL} pour son aide
{PF} {PL} a pris le relais de {PF} {PL}
>> ok pour jeudi avec {PF}\n>> je préviens {PF}
Le {DATE}, {PN} écrivait :
On {DATEEN}, {PN} wrote:
Le mardi à {TIME}, {PN} <{EMAIL}> a écrit :
Rapporteur public : {PN}
Avocat(s) : {PL} ; SCP {XL}
Président : M. {PL}\nRapporteur : Mme {PN}
Composition : M. {PL}, président ; Mmes {PL} et {PL}, assesseures
Le maire de {TOWN}, M. {PN}, et son adjointe, Mme {PN}
le sous-préfet {PN}, le commissaire {PL} et la substitute {PL}
l'officier d'état civil a célébré le mariage de {PN} et de {PN}
acte de naissance de {PN}, fille de {PN} et de {PN}
est né {PN}, de {PN}, maçon, et de {PN}, couturière
la défunte, {PN}, veuve de {PN}
héritiers : {PN}, {PN} et {PN}
les héritiers {PL}
la succession {PL}
l'indivision {PL}-{PL}
la famille {PL} est relogée
le couple {PL} – {PL}
les époux {PL}, parents de {PF}
Monsieur et Madame {PF} et {PF} {PL}
M. {PL} ({PF})
M. {PL} {PF}, Mme {PL} {PF}
MME {PU} {PF} NEE {PU}
M. {PU} A DEPOSE PLAINTE CONTRE {PU} {PF}
LE NOMME {PU} {PF} A ETE INTERPELLE
LA VICTIME {PU} {PF} A ETE CONDUITE A L'HOPITAL
PRESENTS : {PU} {PF}, {PU} {PF}, {PU} {PF}
VU L'AUDITION DE {PU} {PF} ET CELLE DE {PU}
SIGNATURE : {PU} {PF}
AFFAIRE SUIVIE PAR {PF} {PU}
A L'ATTENTION DE {PF} {PU}
LE COLONEL {PU}, COMMANDANT LE GROUPEMENT
L'ADJUDANT-CHEF {PU} ET LE GENDARME {PU} {PF}
MUTATION DE {PU} {PF} LE {DATE}
IDENTITE DU DEMANDEUR : {PU} {PF}
le gendarme {PL} rend compte à l'adjudant {PL}
le MDL/C {PL} et le GND {PL}
gardien de la paix {PL}, matricule {NN}
Dr {PN}, praticien hospitalier
docteur {PL}, médecin du travail
l'éducatrice {PN} signale que {PF} fugue souvent
Usager : {PU} {PF}\nRéférente : {PN}
Mme {PL} vit seule ; sa fille {PF} passe le dimanche.
M. {PL} présente une dénutrition. Sa nièce, {PN}, est joignable.
Aidant : {PN} (fils)
personne à prévenir : {PN}, {PHONE}
personne de confiance : {PN}
tuteur légal : {PN}
Employeur : {PN}
Assistante maternelle : {PN}, {ADDR}
Vendeur : {P}\nAcquéreur : {P}
Bailleur : {P}\nPreneur : {P}
Je soussignée {PN} certifie héberger M. {PN}.
Entre M. {PN}, ci-après « le prestataire », et Mme {PN}, ci-après « le client »
Facture adressée à {PN}, {ADDR}
Destinataire : {PN}\n{ADDR}
{PF} {PL}\nappartement {N}\n{ADDR}
Chez Mme {PN}\n{ADDR}
virement de {AMOUNT} au profit de {PN}
ordre de mission au nom de {PN}
billet de train au nom de {PN}, {TOWN} – {TOWN}
Voyageur : {PN}
Chauffeur : {PN} - véhicule {PLATE}
Conductrice : {PU} {PF}
Passagers : {PN}, {PN}
arrivée de {PN} au service paie le {DATE}
départ en retraite de {PN}
pot de départ de {PF}, jeudi {TIME}
congés : {PF} du 3 au 12, {PF} du 15 au 22
{PF} en télétravail lundi, {PF} mardi
{PF} : congé ; {PF} : formation
évaluation de {PN} par {PN}
Agent évalué : {PU} {PF}\nSupérieur hiérarchique : {PU} {PF}
N+1 : {PN}
Équipe : {PF}, {PF}, {PF} et {PF}
Candidatures reçues : {PN}, {PN}, {PN}
Jury : {PN}, {PN}
Le député {PN} interpelle la ministre {PN}.
la sénatrice {PN} et le conseiller régional {PN}
le journaliste {PN} a demandé un entretien
selon le porte-parole {PN}
photo : {PN}
texte de {PN}, illustrations de {PN}
traduit par {PN}
{PN} et al.
Sincerely,\n{PN}\nHead of Procurement
Thanks,\n{PF}
Cheers, {PF}
Hi {PF},
Dear Ms {PL},
Hi team,\n{PN} starts on Monday. Please ask {PF} to create the account.
{PF} will be out of office; contact {PN} instead.
Please forward this to {PF} and {PF}.
Signed by {PN} on behalf of the board.
Ms {PN} and Mr {PN} attended the hearing.
The claimant, {PN}, and the defendant, {PN}
Patient {PN} was discharged. Next of kin: {PN}
Assigned to {PN}. Reported by {PN}.
Reviewed-by: {PN} <{EMAIL}>
{PN} approved these changes
user {PF}.{PL} logged in as {PN}
Interviewed by Officer {PL} and Sergeant {PL}
Landlord: {PN} / Tenant: {PN}
My neighbour {PN} saw {PF} leave.
{PF}'s brother {PF} called.
Kid: {PF}, {N} years old
`
  .trim()
  .split('\n')

export const moreTrainingNegatives: readonly string[] = String.raw`
La circulaire {XL} du {DATE} reste applicable.
l'arrêt Dame {XL} et l'arrêt Société {XL}
L'arrêt {XL} contre État fait jurisprudence.
la jurisprudence {XL}, la réforme {XL}, le décret {XL}
la commission {XL} et le rapport {XL}-{XL}
le dispositif {XL} et le crédit {XL}
la taxe {XL}, la prime {XL}, le livret {XL}
le plan {XN} et la mission {XL}
l'ENT {XF}, la plateforme {XF} et le chatbot {XF}
Le serveur s'appelle « {XF} ».
le projet « {XN} » est labellisé
appel à projets « {XN} » : clôture le {DATE}
le programme « {XF} »
le prix littéraire {XN}
bourses {XN}
la promotion {XN} de l'école
le musée {XL}, le théâtre {XN} et l'espace {XF}
la médiathèque {XN} de {TOWN}
le centre culturel {XN}
le centre hospitalier {XN} et la clinique {XN}
le CHU {XN}
le groupe scolaire {XN}
au lycée {XN}, au collège {XL} et à l'école {XF}-{XL}
Lycée général et technologique {XN}\n{TOWN}
Collège {XN}\nClasse de 3e B
la rue {XN} est barrée entre la place {XL} et l'avenue {XN}
angle de la rue {XL} et du boulevard {XL}
arrêt de bus {XL}, ligne {N}
station {XN}
le square {XN}, le quai {XL}, le cours {XL}
la tour {XL} et la place {XF}-de-{XL}
quartier {XN}, cité {XL}
résidence {XN}, bâtiment B
la salle {XL} et l'amphithéâtre {XN}
Peugeot, Renault et Citroën baissent leurs prix.
Michelin, Bouygues et Vinci répondent à l'appel d'offres.
Les sociétés {XL}, {XL} et {XL} ont été consultées.
{XL} Conseil, {XL} Ingénierie et {XL} Services
l'entreprise {XL} Bâtiment
les Transports {XL}
Menuiserie {XL} & Fils
Garage {XL} et Cie
Maison {XL}, depuis 1920
SARL {XL}\nSIRET {SIRET}
SCI {XL}, gérant à nommer
SELARL {XL} & Associés
{XL} France, filiale du groupe {XL}
{XL} Technologies annonce {XL} {VERSION}
Le Petit Robert, le Larousse et le Bescherelle
le stylo Bic, la cocotte Seb, le frigo Brandt
le modèle {XL} de la marque {XL}
la gamme {XF} et la gamme {XF}
la tempête {XF} et l'ouragan {XF}
l'opération {XF}
le navire {XF}-{XF}, immatriculé au Guilvinec
la frégate {XL} et le bâtiment {XN}
la variété de pomme {XF}
le fromage {XL}
la rose « {XN} »
la loi dite {XL}
les lois {XL} et {XL}
le théorème de {XL}-{XL}
le test de {XL}, l'indice de {XL} et l'échelle de {XL}
l'équation de {XL}
syndrome de {XL} de la {XL}
maladie de {XL}, traitée depuis {N} ans
score de {XL} à {N}
la méthode {XL}
l'effet {XL}
prothèse {XL}, valve {XL}
Traitement : {XL} 40 mg, {XL} 1 g
Doliprane, Kardegic et Lasilix le matin
né à Kinshasa, en provenance de Tunis, demeurant à Cork
lieu de naissance : Tizi Ouzou
Lieu de naissance : Conakry (Guinée)
de nationalité malienne, né à Kayes
nationalité : Comorienne
originaire de Porto-Novo, arrivé par Roissy
vol Paris-Bamako du {DATE}
in Cork, near Dublin, then in Manchester
from London to Nairobi via Addis
based in Lisbon and Warsaw
communes de {TOWN}, de {TOWN} et de {TOWN}
la communauté de communes du Pays de {TOWN}
la Ville de {TOWN} et le Département
tribunal judiciaire de {TOWN}, chambre {N}
le canton de {TOWN}-Nord
Gare de {TOWN}-Ville, quai {N}
Vu le code de la route, le code pénal et le code du travail
VU LE CODE GENERAL DES COLLECTIVITES TERRITORIALES
CONSIDERANT QUE LE DEMANDEUR NE JUSTIFIE PAS DE SES RESSOURCES
ARRETE : ARTICLE 1ER - LE PERMIS EST SUSPENDU
OBJET : DEMANDE DE SUBVENTION AU TITRE DE L'EXERCICE
TRAVAUX DE REFECTION DE LA TOITURE DE L'ECOLE
CONVENTION DE PARTENARIAT RELATIVE A LA RESTAURATION SCOLAIRE
LISTE DES PIECES A FOURNIR POUR LA CARTE GRISE
LA PREFECTURE DE {TOWN} EST FERMEE AU PUBLIC
RENDEZ-VOUS AU COMMISSARIAT DE {TOWN} MUNI DE CE COURRIER
URGENT : FUITE D'EAU AU SOUS-SOL DU BATIMENT B
COMMUNE DE {TOWN} - CONSEIL MUNICIPAL DU {DATE}
RAPPEL : LA REUNION DE SERVICE EST AVANCEE A {TIME}
LYCEE {XN} - CONSEIL DE CLASSE
SOCIETE {XL} - FACTURE N° {NN}
ENTREPRISE {XL} BATIMENT, DEVIS {NN}
LOG_LEVEL=info\nNODE_ENV=production\nSENTRY_RELEASE={VERSION}
KAFKA_BROKER=broker-{N}\nCACHE_TTL={NN}
HOME=/root PATH=/usr/bin SHELL=/bin/bash
apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: passerelle
public class Client extends Person implements Serializable {
import { Martin } from './martin'
from django.contrib.auth import User
throw new IllegalStateException("Unknown Status");
TypeError: Cannot read properties of undefined (reading 'Owner')
at Object.Module._extensions..js (node:internal/modules)
Exception in thread "main" java.lang.NullPointerException
[auth] Login Failed for User unknown
WARN Retrying Request to Upstream Server
GET /api/Dossiers/Recherche HTTP/1.1\nHost: portail
Content-Type: application/json\nAccept-Language: fr
User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64) Gecko Firefox
SELECT Nom, Prenom, Ville FROM Agents ORDER BY Nom;
CREATE TABLE Usagers (Nom TEXT, Prenom TEXT, Ville TEXT);
| Nom | Prénom | Service |\n|---|---|---|
| Produit | Quantité | Prix |\n|---|---|---|\n| Chaise | {N} | {AMOUNT} |
| Étape | Responsable | Échéance |\n|---|---|---|\n| Cadrage | Direction | {DATE} |
Étape 1 : Cadrage\nÉtape 2 : Réalisation\nÉtape 3 : Recette
Titre : Rapport d'activité\nVersion : {VERSION}\nStatut : Brouillon
Thème : Logement\nSous-thème : Aides
Statut : En attente\nPriorité : Haute\nCatégorie : Réseau
Matériel : Écran Dell, Clavier Logitech, Souris Trust
Lieu : Salle Horizon\nHoraire : {TIME}
Menu : Blanquette de veau, Riz, Tarte Tatin
Ingrédients : Farine, Sucre, Beurre
Mots clés : Environnement, Transport, Énergie
Options : Oui / Non / Sans objet
Sexe : Féminin\nNationalité : Française\nSituation : Célibataire
Profession : Maçon\nEmployeur : Mairie
Motif : Vol\nLieu : Parking
Langues : Français, Arabe, Portugais
Bonjour,\nMerci de régulariser votre situation sous huit jours.\nSalutations distinguées
Bonjour Monsieur,\nVotre dossier est complet.
Dear Sir or Madam,\nPlease find attached the Invoice.
Dear Customer,\nYour Order has been shipped.
Best Regards,\nThe Support Team
Please contact Human Resources or the Legal Department.
The Ministry of Justice and the Supreme Court
The Smart City Project and the Green Deal
Section {N}: Terms and Conditions
Happy New Year from the Finance Team
See Appendix B, Table {N}
The {XL} Foundation and the {XN} Institute
{XL} Street, {XN} Square and {XL} Avenue
The {XL} Act and the {XL} Report
{XL} University, {XL} College
{XL} Ltd, {XL} & Sons, {XL} Inc.
the {XL} algorithm and the {XL} theorem
a case of {XL} disease
Chère Madame, cher Monsieur,
Monsieur le Directeur, Madame la Maire,
Le Président de séance ouvre les débats. Le Secrétaire général lit le rapport.
Le Gouvernement, l'Assemblée nationale et le Sénat
la Région, le Département et l'Agglomération
Direction Départementale des Territoires\nService Eau et Biodiversité
Bureau du Personnel et des Affaires Juridiques
Pôle Emploi, Mission Locale et Cap Emploi
Maison France Services de {TOWN}
Secours Populaire, Restos du Cœur et Croix-Rouge
Association Les Petits Débrouillards
Amicale Laïque de {TOWN}, club Étoile Sportive
Fête de la Musique et Journées du Patrimoine
Toussaint, Pâques, Noël et l'Ascension sont fériés.
la Saint-Jean, la Saint-Nicolas et la Sainte-Barbe
Jeanne d'Arc, Napoléon et Louis XIV sont au programme.
Victor Hugo, Molière et Baudelaire : lectures de la classe
le style Louis XV
statue de Marianne
Allah, Jésus et Bouddha
le dieu Mars
les ordinateurs Apple et les imprimantes Brother
Clio, Mégane et Scénic en stock
un fourgon Renault Master et une moto Yamaha
la Twingo bleue, la Golf noire
chien berger malinois nommé Rex
race : Labrador, robe : Sable
`
  .trim()
  .split('\n')
