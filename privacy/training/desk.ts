/** Texts on which the name tagger learns: a desk's day, where surnames stand alone, tables carry people and things bear names. Slots: `devset/fill.ts`. */
export const deskTemplates: readonly string[] = String.raw`
la voiture est garée devant chez {PL} depuis hier
Le véhicule a été vu derrière chez {PL} vers {TIME}.
Relancer {PL} pour les pièces manquantes, puis clore.
Prévenir {PL} et {PL} du report de la séance.
Peux-tu rappeler {PL} avant midi ? Sinon {PL} s'en charge.
J'ai croisé {PL} à la machine à café, rien de neuf.
Convoquer {PL} pour un entretien le {DATE}.
{PL} prend le relais de {PF} à compter du {DATE}.
Le badge de {PL} est désactivé ; celui de {PF} aussi.
Mot de passe provisoire pour {PL} : {PASSWORD}
Accès ouverts pour {PL}, {PL} et {PF}.
D'après {PL}, la salle est libre. {PL} confirme.
Le compte rendu de {PL} ne parle pas de l'incident.
Vu avec {PL} le {DATE}. RAS.
Vu par {PF} à {TIME}, transmis à {PF} {PL}.
Reste à voir avec {PL} (bureau {N}).
Selon {PL}, {PL} aurait déménagé à {TOWN}.
Attribué à {PL}\nRelu par {PF}\nStatut : en cours
Remplaçant : {PL}. Suppléante : {PL}.
Astreinte : {PL} (semaine {N}), {PL} (semaine {N})
Permanence du {DATE} : {PL} / {PL}
{PL} absent, {PL} en formation, {PF} en télétravail
Mon voisin {PL} a posé une clôture.
notre gardien {PL} garde le colis
Nous, {PF} {PU}, agent de police judiciaire,\nentendons {PU} {PF}
Devant nous, {PF} {PU}, brigadier, comparaît {PU} {PF}
Le jury a déclaré admis :\n1° {PF} {PL}\n2° {PF} {PL}\n3° {PF} {PL}
Rang {N} : {PU} {PF} - Rang {N} : {PU} {PF}
<tr><td>{PF} {PL}</td><td>{BIRTH}</td></tr>\n<tr><td>{PF} {PL}</td><td>{BIRTH}</td></tr>
<li>{PF} {PL} : {PHONE}</li>\n<li>{PF} {PL} : {PHONE}</li>
{PU} {PF} | {CNI} | remis\n{PU} {PF} | {CNI} | remis
{PL} {PF} ; {PHONE} ; {TOWN}\n{PL} {PF} ; {PHONE} ; {TOWN}
{TIME} appel de {PF} {PL}, rappeler {PL}
{TIME} - {PL} quitte les lieux. {TIME} - {PF} revient.
{CLOCK} connexion de {PF} {PL} depuis {IP}\n{CLOCK} validation par {PF} {PL}
{CLOCK} INFO dossier {NN} verrouillé par {PF} {PL}
assigned to {PF} {PL}, reviewed by {PL}
Ticket {NN} ouvert par {PF} {PL}, repris par {PL}, clos par {PF}.
reporter: {PF} {PL}\nassignee: {PF} {PL}
"{PU}, {PF}" <{EMAIL}>; "{PU}, {PF}" <{EMAIL}>
la famille {PL} attend un logement, la famille {PL} aussi
maman {PF}, papa {PF}, le petit {PF}
elle s'appelle {PL}, prénom {PF}
il se fait appeler {PF}, vrai nom {PL}
conseil : {PL} ; avocat commis : {PN}
le dr {PL} et le pr {PL} sont en congé
service du pr {PL}, secrétariat de {PF}
son épouse, {PF}, est hospitalisée ; leur aînée, {PF}, est suivie
leur cadet, {PF}, et leur benjamine, {PF}, sont scolarisés
nos deux stagiaires, {PF} et {PF}, arrivent lundi
la nouvelle, {PF}, prend le poste de {PL}
le petit nouveau, {PF}, est au bureau {N}
l'ancienne cheffe, {PN}, est partie
ici {PF} du service courrier
c'est {PF} du 3e, t'as vu {PF} ?
demandé {PF} hier, {PF} répond pas
oui {PF} c bon, vois avec {PF}
ok pour {PF} et {PF}, pas pour {PF}
Merci {PF}, je transmets à {PF} et {PF}.
{PF}, tu peux voir avec {PL} ? {PF}
Sincères salutations,\n{PF} {PL}
Bien cordialement\n{PF}\n{PHONE}
{PF}\n\nEnvoyé de mon iPhone
Le {DATE} à {TIME}, {PF} {PL} a écrit :
{PF} {PL} via Teams : je suis en retard
Nom du candidat {PL}, prénom {PF}, note {N}/20
EST NÉE À LA MATERNITÉ : {PF} {PF} {PU}, DE SEXE FÉMININ
DE {PF} {PU}, NÉ À {TOWN}, ET DE {PF} {PU}, SON ÉPOUSE
MON VOISIN {PU} ET SA FEMME {PF} SE PLAIGNENT
VISA DU CHEF DE BUREAU : {PU} {PF}
AGENT INSTRUCTEUR {PU}
VOTRE CORRESPONDANT : {PF} {PU}
RENDEZ-VOUS AVEC {PF} {PU} LE {DATE}
BORDEREAU REMIS À {PU} PAR {PU}
SIGNÉ {PU}
TRANSMIS À {PF} {PU} POUR ATTRIBUTION, COPIE {PU}
the officer on duty was {PF} {PL}; {PL} signed
please call {PF} or {PL} at the front desk
his wife {PF} and their son {PF} live in {TOWN}
`
  .trim()
  .split('\n')

/** The same, about nobody. */
export const deskNegatives: readonly string[] = String.raw`
Transport : Cars {XL}. Repas : traiteur {XL}. Sonorisation : {XL} Musique.
Salles : {XF} {XL} ({N} places), {XF} {XL} ({N} places)
Arrêts desservis : {XL}, {XL}, Mairie, {XF}-{XL}, Gare
La décision {XL} et l'avis {XL} sont cités ; voir {XL}, cours de droit public.
Le bâtiment {XL}, l'aile {XL} et le parking {XL} ferment à {TIME}.
La vedette {XF} {XL}, le remorqueur {XL} et le ferry {XL} sont à quai.
Menu : salade {XF}, sauce {XL}, tarte {XL}, poire {XF}.
Le tournoi {XL}, la coupe {XL} et le challenge {XF} {XL} sont reportés.
Les communes de {XL}, {XL} et {TOWN} sont en vigilance.
Livraison par {XL} Express, commande chez {XL} Pro, facture {XL} SARL.
Migration vers {XL} Cloud, sauvegarde {XL}, supervision {XL} et bascule {XL}.
Correctif {XL} appliqué, greffon {XL} déployé, module {XL} retiré.
L'agent {XL} {VERSION} est installé sur tous les postes.
const {XL} = require('./module')
import {XL} from '@scope/{XL}'
docker pull {XL}/{XL}:latest
Le modèle {XL} {N}B et le modèle {XL} Small sont évalués.
La marque {XL}, le modèle {XL} {N} et la gamme {XF} sont rappelés.
Le rapport {XL}, la mission {XL} et la loi {XL} {N}.
Le prix {XL}, la médaille {XL} et la bourse {XL} sont ouverts.
Le médicament {XL} {N} mg et le vaccin {XL} sont disponibles.
Syndrome de {XL}, maladie de {XL}, échelle de {XL}, manœuvre de {XL}.
Le restaurant {XL}, l'hôtel {XL} et le camping {XL} affichent complet.
Le lycée {XF}-{XL}, le collège {XL} et l'école {XF}-{XL}.
Le chien {XF}, la jument {XF} et le chat {XF} sont vaccinés.
Lire « {XF} et {XF} », roman ; voir le film « {XF} ».
La tempête {XF}, l'ouragan {XF} et le cyclone {XF}.
L'entreprise {XF} {XL} refait la chaussée, la société {XL} le parking.
Marché attribué à {XL} Bâtiment ; lot {N} : {XL} Frères ; lot {N} : {XL} & Fils.
BUREAU DES ÉLECTIONS, CELLULE CABINET, PÔLE LOGISTIQUE
NOTE À L'ATTENTION DES CHEFS DE SERVICE ET DES ADJOINTS
CARTES REMISES CE JOUR, PASSEPORTS EN ATTENTE, RENDEZ-VOUS ANNULÉS
LE REPRÉSENTANT LÉGAL SIGNE, LE TÉMOIN CONTRESIGNE, LE GREFFIER ENREGISTRE
Cardholder, guardian and landlord must sign. Claimant: see page {N}.
the lorry will unload at {TIME}, please come with the form
the cat wears a red collar and answers to no name
Agent : {NN}\nSignature : \nVisa : 
Nom : ______ Prénom : ______ Né(e) le : __/__/____
Nom : XXXX  Prénom : XXXX  Service : XXXX
WHERE nom = '' AND prenom IS NULL ORDER BY nom
famille nombreuse, famille recomposée et foyer monoparental
mon fils majeur, ma fille aînée et ma femme enceinte
je me permets de me rapprocher de vous, il me rappelle demain
`
  .trim()
  .split('\n')
