/** Texts of the development set: read by the scorer only, never trained on. One line is one text; `\n` and `\t` are written out. Slots: `fill.ts`. */
export const developmentTemplates: readonly string[] = String.raw`
Nous, gardien de la paix {PL}, agissant sur instructions de {P}, commissaire, interpellons {P} alors qu'il quittait {ADDR}.
Vers {TIME}, la patrouille composée du major {PL} et des gardiens {PL} et {PL} découvre le véhicule {PLATE} stationné {STREET}.
L'intéressée nous déclare se nommer {PN}, être née le {BIRTH} à {TOWN} et être joignable au {PHONE}.
Identité : {P}\nDate de naissance : {BIRTH}\nDomicile : {ADDR}\nProfession : plombier
Réponse : « C'est {PF} qui conduisait, pas {PF}. Je n'ai rien à ajouter. »
Question : connaissez-vous {PN} ? Réponse : oui, c'est l'ex-compagnon de {PN}.
Avisons téléphoniquement {PN}, substitut du procureur, qui prescrit une confrontation.
L'exploitation de la ligne {PHONE} fait apparaître {N} appels vers le {PHONE}, attribué à {P}.
Scellé n° {N} : un permis de conduire n° {LICENCE} au nom de {P}.
Le contrôle de la carte d'identité {CNI} et du passeport {PASSPORT} ne révèle rien.
Recours formé par {PN}, représentée par Me {PL}, contre l'arrêté du {DATE} du préfet de la Drôme.
Vu la procédure suivante :\nPar une requête enregistrée le {DATE}, M. {PN} demande au tribunal d'annuler la décision.
M. {PL} soutient que l'auteur de l'acte était incompétent ; que Mme {PL} n'avait pas délégation.
Délibéré après l'audience du {DATE}, à laquelle siégeaient :\nMme {PN}, présidente,\nM. {PN}, premier conseiller,\nMme {PN}, conseillère.
Copie en sera adressée à {PN} et au ministre de l'intérieur.
Condamne {PN} à payer à {PN} une indemnité de {AMOUNT}.
Le juge aux affaires familiales fixe la résidence de l'enfant {PF} au domicile de Mme {PL}.
Madame,\nVotre fils {PF} a été absent le {DATE}. Merci de contacter {PN}, conseillère principale d'éducation, au {PHONE}.
Chers collègues,\nJ'ai le plaisir de vous annoncer l'arrivée de {PN} au sein du pôle juridique. {PF} remplacera {PN}, partie à la retraite.
Bonjour,\nMon numéro de sécurité sociale est le {NIR} et je voudrais changer de RIB : {IBAN}.\nMerci\n{PN}
Je vous informe du changement de coordonnées bancaires de notre fournisseur : {IBAN} (ancien compte clos le {DATE}).
Le virement vers {IBAN} a été rejeté, motif : compte clos.
Merci de débiter ma carte {CARD}, expiration 09/27.
Carte bancaire : {CARD} / cryptogramme non communiqué
SIRET {SIRET} - APE 8411Z - TVA intracommunautaire à jour
Numéro SIREN : {SIREN}\nForme juridique : SAS\nCapital : {AMOUNT}
Association enregistrée sous le numéro {RNA}, présidée par {PN}.
RNA : {RNA} ; SIRET : {SIRET} ; contact : {EMAIL}
L'établissement (SIRET {SIRET}) sis {ADDR} emploie {N} salariés.
N° SIRET : {BADSIRET}
IBAN : {BADIBAN}
Sécurité sociale n° {BADNIR}
Numéro de carte bancaire : {BADCARD}
Tel. bureau {PHONE} - portable {PHONE} - mél {EMAIL}
mon 06 : {PHONE}
joignable au {PHONE} ou {PHONE} le soir
écris-moi à {EMAIL} ou appelle {PF} au {PHONE}
re salut c {PF}, t'as recu le doc de {PF} ? sinon mail : {EMAIL}
jsuis dispo demain dis le à {PF}
ok {PF}, je vois ça avec {PF} et {PN}
coucou {PF} le mdp du wifi c'est quoi ? rep : {PASSWORD}
Mot de passe : {PASSWORD}
Identifiant : svc_paie / mot de passe : {PASSWORD}
Votre mot de passe provisoire est {PASSWORD}, à changer à la première connexion.
DB_PASSWORD={PASSWORD}
export GITHUB_TOKEN={KEY}
Authorization: Bearer {KEY}
api_key: "{KEY}"
const client = new Client({ apiKey: '{KEY}' })
La clé {KEY} a été publiée par erreur sur le dépôt.
webhook = "{HOOK}"
Le robot publie sur {HOOK} chaque matin.
{PEM}
Contenu du fichier id_rsa :\n{PEM}\nMerci de le supprimer.
DATABASE_URL={URL}
git clone {URL}
La chaîne de connexion {URL} figure en clair dans le script.
Depuis le poste {IP}, l'agent {PN} a consulté {N} fiches.
Oct 12 {CLOCK}:12 srv sshd[{NN}]: Failed password for root from {IP} port {NN} ssh2
{IP} - - [{DATE}] "GET /api/dossiers/{NN} HTTP/1.1" 200
ping {IP} ne répond plus, basculer vers {IP}
interface eth0 : {IP}/24, passerelle {IP}
Nom;Prénom;Date de naissance;Téléphone\n{PU};{PF};{BIRTH};{PHONE}\n{PU};{PF};{BIRTH};{PHONE}\n{PU};{PF};{BIRTH};{PHONE}
NOM,PRENOM,NIR,IBAN\n{PU},{PF},{NIR},{IBAN}\n{PU},{PF},{NIR},{IBAN}
agent;mail;poste\n{PN};{EMAIL};{NN}\n{PN};{EMAIL};{NN}
first_name,last_name,email\n{PF},{PL},{EMAIL}\n{PF},{PL},{EMAIL}
| Nom | Prénom | Né(e) le |\n|---|---|---|\n| {PU} | {PF} | {BIRTH} |\n| {PU} | {PF} | {BIRTH} |
Candidat\tNote\tMention\n{P}\t12\tAB\n{P}\t15\tB
{"agent": {"nom": "{PL}", "prenom": "{PF}", "naissance": "{BIRTH}"}, "ip": "{IP}"}
[{"fullName": "{PN}", "email": "{EMAIL}"}, {"fullName": "{PN}", "email": "{EMAIL}"}]
nom: {PL}\nprenom: {PF}\ntelephone: "{PHONE}"
<agent><nom>{PU}</nom><prenom>{PF}</prenom><nir>{NIR}</nir></agent>
INSERT INTO agents (nom, prenom, email) VALUES ('{PL}', '{PF}', '{EMAIL}');
# contact technique : {PN} <{EMAIL}>
/* Corrigé par {PN} le {DATE} */
logger.info("Dossier créé par {PN}")
PROCÈS-VERBAL DE CARENCE\nNous avons tenté de joindre {P} à l'adresse {ADDR}, sans succès.
CERTIFICAT MÉDICAL\nJe soussigné, Docteur {PN}, certifie avoir examiné {P}, né le {BIRTH}.
Compte rendu opératoire\nPatient : {P}\nOpérateur : Dr {PL}\nAnesthésiste : Dr {PL}
Cher confrère,\nJe vous adresse Mme {PL}, {N} ans, pour avis. Elle est suivie par le Dr {PN}.
Ordonnance : {P}, paracétamol 1 g, trois fois par jour.
Votre assuré {P}, NIR {NIR}, a déclaré un accident du travail le {DATE}.
Bulletin d'hospitalisation de {P}, admis le {DATE}, sorti le {DATE}, personne de confiance : {PN} ({PHONE}).
Convention de stage entre la mairie et {PN}, étudiant, tuteur {PN}.
Entretien professionnel de {PN} conduit par {PN} le {DATE}.
Arrêté portant nomination de M. {PN} dans le grade d'attaché.
Par arrêté du {DATE}, Mme {PN}, administratrice de l'État, est nommée sous-préfète.
Délégation de signature est donnée à {PN}, à l'effet de signer les actes ; en cas d'absence, à {PN} et à {PN}.
Le conseil municipal, sur rapport de {PN}, approuve à l'unanimité.
Ont voté pour : {PN}, {PN}, {PN}. Abstention : {PN}.
Procuration : {PN} donne pouvoir à {PN}.
Mme {PL} quitte la séance à {TIME}. M. {PL} lui succède au secrétariat.
M. {PL} : Qui est contre ?\nMme {PL} : Personne.
Ordre du jour : 1. Budget ({PN}) 2. Travaux ({PN}) 3. Divers
Relevé de décisions : {PF} envoie le devis ; {PF} relance le prestataire ; {PN} valide.
Action\tPilote\tÉchéance\nRelancer la DSI\t{PN}\t{DATE}
Tour de table : {PN} (Nantes), {PN} (Brest), {PN} (Lille).
Prochaine réunion animée par {PF}, compte rendu par {PF}.
Facture n° {ORDER} du {DATE}\nClient : {PN}\n{ADDR}
Facturé à :\n{PN}\n{ADDR}\nTotal TTC : {AMOUNT}
Livraison chez {PN}, {ADDR}, digicode communiqué par téléphone au {PHONE}.
Destinataire : {PN}\n{ADDR}
Mme {PN}\n{ADDR}\nFRANCE
{PN}\nRésidence Les Pins\n{ADDR}
Habite {ADDR} depuis {N} ans.
J'habite au {ADDR} avec mes deux enfants, {PF} et {PF}.
Domicile du défunt : {ADDR}
Adresse de correspondance : {ADDR} (chez {PN})
Bail consenti par {PN} à {PN} pour le logement situé {ADDR}.
Le bien vendu par les époux {PL} se situe {ADDR}.
Acte reçu par Maître {PN}, notaire à {TOWN}, le {DATE}.
Succession de feu {PN}, décédé le {DATE} ; héritiers : {PF}, {PF} et {PF} {PL}.
Naissance : {PF} {PL}, le {BIRTH}, de {PN} et de {PN}.
Né le {BIRTH}, {PN} a fait carrière dans la gendarmerie.
Date et lieu de naissance : {BIRTH} à {TOWN}
(née le {BIRTH})
DDN : {BIRTH}
Véhicule : Peugeot 308, plaque {PLATE}, conducteur {P}
Le camion {PLATE} et la remorque {PLATE} ont été verbalisés.
Passeport n° {PASSPORT} délivré le {DATE} à {P}
CNI n° {CNI}, valable jusqu'au {DATE}
Permis de conduire : {LICENCE} (catégorie B)
Numéro de passeport : {PASSPORT}\nNationalité : française
NIR : {NIR}
Numéro d'assuré {NIR}, centre de {TOWN}
n° ss {NIR}
To whom it may concern,\nI confirm that {PN} has worked for us since {DATEEN}.\n{PN}\nHead of People
Please contact {PN} at {EMAIL} or on {PHONE}.
Date of birth: {BIRTHEN}\nFull name: {PN}
On {DATEEN}, Officer {PL} stopped a vehicle driven by {PN}.
{PF} asked {PF} to forward the contract to {PN}.
Hello {PF},\nAs discussed with {PF}, the server {IP} will be down tonight.\nRegards,\n{PF}
Passport: {PASSPORT}, issued to {PN}
Mrs {PL}'s application was rejected; Mr {PL}'s was accepted.
Ci-joint la pièce d'identité de {PN} et celle de son conjoint {PN}.
Nous remercions {PN} et toute l'équipe du service état civil.
Félicitations à {PN} pour son concours !
Pot de départ de {PF} vendredi, participation auprès de {PF}.
{PF} est en télétravail, {PF} en congé, {PF} malade.
Permanence : lundi {PN}, mardi {PN}, mercredi {PN}
Astreinte semaine {N} : {PN} ({PHONE})
Qui a pris la voiture ? Je crois que c'est {PN}.
On attend la réponse de {PN}. Sans nouvelles, {PF} rappellera.
{PN} ayant démissionné, son poste est à pourvoir.
Ayant rencontré {PN} à {TOWN}, nous lui avons remis la convocation.
Comme l'a rappelé {PN}, le délai est de {N} jours.
C'est à {PN} que revient la décision.
{PN} et {PN} se sont mariés le {DATE} à {TOWN}.
Son avocate, {PN}, n'a pas souhaité commenter.
Le chef de bureau ({PN}) est absent jusqu'au {DATE}.
Vos références : {ORDER}\nVotre correspondante : {PN}\nTéléphone : {PHONE}
Signé : {PN}
Signé électroniquement par {PN} le {DATE}
P/O {PN}\nL'adjointe au chef de service
Bien cordialement,\n--\n{PN}\nBureau 214\n{PHONE}\n{EMAIL}
Envoyé de mon téléphone\n{PF}
Le {DATE}, {PN} <{EMAIL}> a écrit :
-----Message d'origine-----\nDe : {PN}\nEnvoyé : {DATE}\nÀ : {PN}; {PN}\nObjet : TR: planning
@{PF} peux-tu relire ? cc {PF}
Créé par {PN} · modifié par {PN}
Merge request !{NN} ouverte par {PN}, relue par {PN}
Reporter: {PN}\nAssignee: {PN}\nPriority: high
Abonné {P}, contrat {ORDER}, ligne {PHONE}, adresse {ADDR}
La plaignante, Mlle {PN}, remet une copie de ses échanges avec {PF}.
Sont convoqués le {DATE} : {P}, {P} et {P}
Affectations : {P} (Lyon), {P} (Metz)
LISTE DES ADMIS\n{PU} {PF}\n{PU} {PF}\n{PU} {PF}\n{PU} {PF}
{PU} {PF} - {BIRTH} - {ADDR}
Titulaire du contrat : {P} ; second conducteur : {P}
`
  .trim()
  .split('\n')

/** Texts of the development set without anything to find. */
export const developmentNegatives: readonly string[] = String.raw`
La commande {ORDER} du {DATE} contient {N} articles (EAN {EAN}).
Colis n° {ORDER} en cours de livraison, référence {UUID}.
Image sha256:{HASH}, build {VERSION}
Le composant est passé de la version {VERSION} à la version {VERSION}.
En cas d'urgence composez le 17, le 15 ou le 112. Violences : 3919.
password=$DB_PASSWORD
Bonjour [CIVILITE] [NOM], votre rendez-vous est fixé.
NIR : X XX XX XX XXX XXX XX
Nom : ........ Prénom : ........
IBAN : FRXX XXXX XXXX XXXX
Mot de passe oublié ? Cliquez sur le lien reçu par courriel.
Le mot de passe doit contenir douze caractères et être changé tous les ans.
La réunion se tiendra {STREET} à {TOWN}, salle 12.
Les travaux de la {STREET} débuteront le {DATE}.
Le lycée {XN} et le collège {XN} ouvrent leurs portes.
Une messe sera dite à l'église Saint-{XF}.
La loi {XL} et l'amendement {XL} ont été votés.
Application du théorème de {XL} au calcul des structures.
La société {XL} Frères et le groupe {XL} répondent à l'appel d'offres.
L'hôpital {XN} transfère ses services.
Le prix {XN} récompense la recherche.
Budget prévisionnel : {AMOUNT}, dont {AMOUNT} de subvention.
Article 12.3.4 du règlement, alinéa 2, paragraphe 4.1.2.3.
Le {DATE}, le conseil a adopté la délibération n° {NN}.
Monsieur le Préfet,\nMesdames et Messieurs les Maires,
Veuillez agréer, Madame, Monsieur, l'expression de mes salutations distinguées.
La Direction Générale de la Police Nationale et l'Inspection Générale de l'Administration
Recrutement : Chargé de Mission Transformation Numérique (H/F)
Congés d'été : dépôt des demandes avant le {DATE}.
Les communes de {TOWN} et {TOWN} fusionnent.
SELECT count(*) FROM dossiers WHERE statut = 'CLOS';
function calculerTotal(lignes) { return lignes.reduce((a, b) => a + b, 0) }
Exception in thread "main" java.lang.NullPointerException at Service.java:{NN}
std::vector<int> v; a::b(); ratio 16:9, il est {CLOCK}
Le train de {TIME} pour {TOWN} est supprimé.
Formation Excel niveau 2, session de Mars, places limitées.
Tableau de bord : Indicateurs, Objectifs, Résultats
Stocks : Stylos 120, Cahiers 45, Agrafeuses 7
RÈGLEMENT INTÉRIEUR\nTITRE I - DISPOSITIONS GÉNÉRALES
Avis de Marché Public : Fourniture de Mobilier Scolaire
Your order {ORDER} has shipped. Tracking: {UUID}
The Ministry published the Annual Report on {DATEEN}.
Dear Customer,\nYour invoice is available in your account.
Release notes {VERSION}: bug fixes and performance.
Place {XL}, rue {XN}, boulevard {XN} : stationnement interdit.
Un colloque sur Descartes et les Lumières se tient à la Sorbonne.
La tempête {XF} a privé {N} foyers d'électricité.
La Poste, Pôle emploi et l'Assurance maladie ouvrent un guichet commun.
Le numéro de lot {NN}-{NN} est rappelé par le fabricant.
Contactez le service : standard ouvert de {TIME} à {TIME}.
L'acte de naissance datant du {DATE} est exigé.
Passeport, carte d'identité ou permis de conduire : apportez l'original.
La caserne {XL} et le quartier Général {XL} sont en travaux.
Objet : Demande d'Autorisation d'Urbanisme
Les agents de catégorie A, B et C sont concernés.
Bienvenue sur France Connect, cliquez ici pour continuer.
`
  .trim()
  .split('\n')
