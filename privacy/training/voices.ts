/** Texts on which the name tagger learns: what people type in a hurry, say aloud, call each other; files of several people. Slots: `devset/fill.ts`. */
export const voiceTemplates: readonly string[] = String.raw`
tkt {PF} gere, on se voit chez {PF} apres
{PF} dort encore ? jlui ai ecrit ya une heure
dis à {PF} que jsuis en bas avec {PF}
ya {PF} au tel, tu prends ?
t'es où {PF} ? {PF} t'attend devant
{PF} vient pas finalement, du coup faut demander à {PF} ou {PF}
perso j'ai rien contre {PF}, c'est {PF} qui abuse
qui a le num de {PF} ? c urgent
oublie pas l'anniv de {PF} samedi
{PF} tu peux m'envoyer le planning stp
{PF} : ok\n{PF} : j'arrive\n{PF} : moi aussi
[{CLOCK}] {PF} : bien reçu\n[{CLOCK}] {PF} : parfait, merci {PF}
{CLOCK} {PF} a rejoint le salon\n{CLOCK} {PF} a quitté le salon
@{PF} tu confirmes ? @{PF} aussi
lol {PF} il a encore cassé l'imprimante
ma cops {PF} et son mec {PF} seront là
mon pote {PF} connaît un garagiste
la petite {PF} rentre en cp, le grand {PF} au lycée
papi {PF} et mamie {PF} gardent les enfants
tonton {PF} a appelé, tata {PF} va mieux
le fils {PL} a repris la boutique du père {PL}
la mère {PL} rouspète, le gars {PL} rigole
on l'appelle {PF} depuis l'école, en vrai c'est {PN}
{PN}, dite {PF}, {N} ans
{PN} (que tout le monde appelle {PF}) n'a pas répondu
« {PF} », son surnom, figure sur le mur
signé {PF}, ta cousine
ton {PF} qui t'aime
gros bisous, {PF} et {PF}
bises à {PF} et aux enfants.\n{PF}
La {PL} ? Elle habitait au-dessus. Son fils, {PF}, est parti.
Je tiens ça de {PF}. Enfin, de {PN}, pas de {PF} la boulangère.
{PF} sourit. {PF} baissa les yeux. Derrière eux, {PL} referma la porte.
{PF} s'assit, {PF} resta debout.
— Entrez, {PF}, dit {PL}.
— C'est vous, {PF} ? — Non, c'est {PF}.
{PL} avait raison ; {PL} le savait.
Alors {PF} m'a regardée et {PF} est sorti.
À ma gauche {PF}, à ma droite {PF} et au fond {PN}.
alors euh {PF} il a dit à {PF} que c'était fermé
oui bonjour {PN} à l'appareil, je voudrais parler à {PN}
c'est de la part de {PN}, {PF} comme le saint, {PL} comme le maréchal
je vous passe {PF}, ne quittez pas
vous êtes bien monsieur {PL} ? non, moi c'est {PF} {PL}
le mec s'appelle {PF} {PL}, la fille {PF} je sais plus
{PF} {PL} est interpellé à {TIME}, {PF} {PL} prend la fuite
{PL} circulerait sans permis. {PL} nie. {PF} {PL} confirme.
le 4, {PF} a déplacé le banc. le 9, {PL} l'a repeint.
audition de {PL} fixée au {DATE} ; {PF} {PL} sera entendue ensuite
diffusion de la fiche de {PN} demandée par {PL}
box au nom de {PN}, contrat au nom de {PN}
titulaire : {PN}\nco-titulaire : {PN}
visa : {PN}\nrédacteur : {PN}
vu, {PN}\nle régisseur, {PN}
pour ampliation, {PN}
nom {PL}   prénom {PF}   né le {BIRTH}
1) {PF}, {BIRTH}\n2) {PF}, {BIRTH}
enfants : {PF} ({N} ans), {PF} ({N} ans) et {PF} ({N} mois)
couple : {PF} + {PF}, sans enfant
{PN} + {PN}, orientés vers le {N}
{PL}, {PF}, {NN}\n{PL}, {PF}, {NN}
{PN};{N};{NN}\n{PN};{N};{NN}
{PN} | {DATE} | {DATE} | maladie
{PL} {PF} ..... {PHONE} .. antenne de {TOWN}
1. {PL} {PF}, attaché, {TOWN}\n2. {PL} {PF}, secrétaire, {TOWN}
{TOWN} : {PN}, {PN}\n{TOWN} : {PN}
la sénatrice {PN}, le conseiller {PN} et le sous-préfet {PL}
le gardien {PL} et la brigadière {PL} interviennent
avocat avisé : {PL} ; interprète : {PN}
le dossier de {PN} est chez {PN}
attestation établie par {PN} pour {PN}
hébergés : {PN}, {PF} et {PF}
{PF}, compagne de {PF}, a déposé plainte contre {PN}
veuf de {PN}, père de {PF} et {PF}
fils de {PN} et de {PN}
entre {PN} d'une part et {PN} d'autre part
porteuse {PN}, carte bloquée
volunteer {PN} and captain {PN} were thanked
attending: {PN}, {PN}, {PN}. regrets: {PN}
{PF} said the keys were with {PL}; {PF} never came
ask {PF} or {PF}; {PL} is out of office
family_name={PL} ; given_name={PF}
usager={PN} agent={PN}
`
  .trim()
  .split('\n')

/** The same, about nobody: jargon, slips of the thumb, acronyms, code, what no dictionary has. */
export const voiceNegatives: readonly string[] = String.raw`
jsp si le guichet est ouvert, tmtc c tjrs blindé le lundi
wsh la cantine est fermee ou koi
g pa compris le mail de la compta, ki peut mexpliker
faut relancer lappli, elle plante qd on clik sur valider
dispo dem aprem pr un call ? sinon visio jeudi
pb de vpn depuis cematin, keepass marche pas non plus
ptit rappel : badgeuse hs, passez par laccueil
on kiffe le nouveau baby-foot de la salle de pause
le wording du flyer est à revoir, le pitch aussi
backlog, roadmap, sprint et daily : qui comprend ?
le webinaire sur le phishing est replanifié
la webconf plante, j'ai relancé la box
covoit possible pour {TOWN} ? je pars à {TIME}
ça rame grave, le serveur est dans les choux
tout le monde en télétrav vendredi ?
reunion copil codir comex cotech : trop de reunions
bjr je souhaiterai savoir ou en ai mon dossié de rsa
svp es ce que lecole seras fermé le 8 mai
le medecin ma prescri des anti inflamatoire
ma voitur a ete enlevé hier devan chez moi
ils on coupé leau san prevenir
je sui malade dpui lundi jirai pa o travail
Hmm. Bof. Ouais. Pff. Zut. Chut. Ouf.
Ding dong ! Toc toc. Bzzz.
Kubernetes, Traefik, Longhorn, Velero, Kyverno : tout est à jour.
Le pod redémarre, l'ingress répond, le configmap est monté.
def charger(chemin):\n    return chemin.strip()
let total = 0; const seuil = {N}; var nom = "";
interface Dossier { numero: string; montant: number; ouvert: boolean }
type Statut = "brouillon" | "publie" | "archive"
SELECT a.id, a.libelle, b.montant FROM a JOIN b ON a.id = b.id
namespace: preprod\nreplicas: {N}
env: staging, region: eu-west, bucket: archives
WEBVTT\n\n00:00:0{N} --> 00:00:09\nMerci de votre attention.
Dockerfile, Makefile et Jenkinsfile sont à la racine.
{DATE} – Bureau Vallée – {AMOUNT} – fournitures
{DATE} – Papeterie {XL} – {AMOUNT} – commande {NN}
carabine {XL} cal. 12, pistolet {XL} {N} mm
tondeuse {XL}, perceuse {XL}, compresseur {XL}
commission {XL}, rapport {XL}, plan {XL}
le fonds {XL} et l'aide {XL} ne se cumulent pas
la réserve {XL}, la caserne {XL} et l'hôtel de {XL}
au lieu-dit {XL}, à la ferme {XL}, près du moulin de {XL}
le hameau de {XL} et le bourg de {XL} sont isolés
Association {XL} di {XL}, club {XL} {TOWN}
une {XF} sur le manteau, un {XF} rayé, une chaise {XL}
SIDSIC\tDCL\tBRH\nCAB\tSIDPC\tDDETS
VU LE CGCT, VU LE CRPA, VU L'AVIS DU CHSCT
UO {NN}, BOP {N}, DA {NN}, EJ {NN}
OP : quelle est votre adresse ?\nDA : je n'en ai plus.
Q : avez-vous des enfants ?\nR : non.
Explique-moi le droit de préemption comme à un débutant.
Reformule ce paragraphe en langage clair, sans jargon.
Fais un tableau avec trois colonnes : action, pilote, échéance.
Corrige l'orthographe : les agent on tous recu leur notification
traduis en anglais : le guichet rouvre jeudi
donne moi un plan détaillé pour une note sur la sobriété
Ecris un poème sur la photocopieuse en panne.
Qui a écrit Les Misérables ? Et en quelle année ?
théorème de {XL}, loi de {XL}, constante de {XL}
cantate de {XL}, toile de {XL}, roman de {XL}
`
  .trim()
  .split('\n')
