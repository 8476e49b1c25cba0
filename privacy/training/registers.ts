/** Texts on which the name tagger learns, by register: chat, capitals, files of people, sentences that begin with a name. Slots: `devset/fill.ts`. */
export const registerTemplates: readonly string[] = String.raw`
{PF} et {PF} ont remis leurs remarques, la version finale part ce soir.
{PF} arrive vers {CLOCK}, {PF} et {PF} sont déjà sur place.
{PF} prend le relais, {PF} est en congé jusqu'au {DATE}.
{PL} a signé, {PL} doit encore relire.
On attend {PL} pour ouvrir la séance ; {PL} s'excuse.
Selon {PL}, les travaux finiront en mars. {PF} en doute.
Prière de prévenir {PF} à l'accueil et {PF} au courrier.
La note est de {PF}, la relecture de {PF}.
Un grand merci à {PF} pour son aide et à {PF} pour sa patience.
Pour {PF} : badge à rendre. Pour {PF} : clés du local {N}.
c {PF} ki a les cles, demande lui ou vois {PF}
{PF} ma dit kil venait pas, du coup {PF} le remplace
tu sais si {PF} est la aujourd'hui ? {PF} la cherche partout
jsuis avec {PF} on arrive, dis à {PF} de commencer
ok pour moi, vois ça avec {PF} ou {PL}
bjr, c'est {PF} du {N}e étage, l'ascenseur est encore en panne
merci {PF} ! bises, {PF}
re {PF}, jte rappelle apres ma reunion avec {PL}
mme {PL} et mr {PL} sont passés au guichet
mr {PL} rappelle pour son titre de séjour, c {PF} qui suit le dossier
dossier {PU} {PF} à archiver, celui de {PL} reste ouvert
LE DOSSIER DE MME {PU} EST COMPLET. CELUI DE M. {PU} RESTE EN ATTENTE.
M. {PU} A ETE RECU PAR MME {PU}. IL LUI A REMIS SES PIECES.
LE CONDUCTEUR {PU} ETAIT SEUL. LE PASSAGER, {PN}, DORMAIT.
VU LA REQUETE DE {PN}, ENSEMBLE LE MEMOIRE DE MAITRE {PU}
LE NOMME {PU} {PF}, SANS EMPLOI, RECONNAIT LES FAITS.
NOTIFIE A {PN} LE {DATE}, QUI REFUSE DE SIGNER
ENTRE LES SOUSSIGNES : {PN}, BAILLEUR, ET {PN}, LOCATAIRE
PRESENTS : {PN}, {PN}, {PN}. EXCUSES : {PN}.
APPELER {PF} AVANT MIDI ET {PF} APRES
LA SUCCESSION DE FEU {PN} EST OUVERTE DEPUIS LE {DATE}.
AFFAIRE {PU} C/ {PU}
{PU} {PF} / {PU} {PF} / {PU} {PF}
- {PU} {PF}\n- {PU} {PF}\n- {PU} {PF}
| {PL} {PF} | attaché | {TOWN} |\n| {PL} {PF} | adjointe | {TOWN} |
{PL};{PF};{BIRTH};{TOWN}\n{PL};{PF};{BIRTH};{TOWN}
nom={PL}&prenom={PF}&ville={TOWN}
"nom": "{PL}", "prenom": "{PF}", "ville": "{TOWN}"
('{PL}', '{PF}', '{EMAIL}')
chambre {N} : {PN}, régime sans sel\nchambre {N} : {PN}, sous perfusion
élève {PN}, classe de 4e B, absent le {DATE}
La famille {PL} a quitté le logement. {PF}, l'aîné, garde un double.
Les consorts {PU} font appel. Me {PL} les assiste.
Bonjour {PF}, je transmets à {PF} qui te répondra.\n{PF}
Chère {PF}, cher {PF},\nVotre invitation nous a touchés.\n{PF} et {PF}
Hi {PF}, {PF} will join us at noon. Could you tell {PF}?\nBest,\n{PF}
Ms {PL} called; {PF} will ring her back. Regards, {PN}
The form was signed by {PN} and countersigned by {PN}.
Reçu de {PN} la somme de {AMOUNT}. {PL}, régisseur.
Le patient {PN}, accompagné de {PF}, sort le {DATE}.
Le témoin déclare avoir vu {PF} et {PF} quitter les lieux.
oui allo c'est {PF} {PL} je vous appelle pour mon dossier
moi c'est {PF}, mon mari c'est {PF} {PL}
alors il s'appelle {PF} {PL}, un grand brun
un certain {PL} m'a répondu, puis une certaine {PF}
{PF}, mon aînée, et {PF}, le cadet, vivent avec nous.
{PF}, son frère, n'a rien vu ; {PF}, sa mère, dormait.
Tante {PF} et oncle {PF} seront là dimanche.
Les {PL} et les {PL} sont voisins depuis {N} ans.
Chez les {PL}, personne ne répond.
{PL} a pris l'appel, {PL} a noté le message, {PF} a raccroché.
Puis {PL} intervint ; {PF} l'interrompit.
La parole fut donnée à {PF}, que {PL} remercia.
Mmes {PL}, {PL} et {PL}, MM. {PL} et {PL}
Attendees: {PN} ({TOWN}), {PN} ({TOWN}), {PN} ({TOWN})
Our contact in {TOWN} is {PN}; {PF} covers for her.
{PF} here, can someone ping {PF}?
- Vous le connaissez ?\n- Oui, c'est {PF}, enfin {PN}.
Il a dit s'appeler {PN}, puis {PN}.
{PF} (mineur, {N} ans) : parents avisés
GAV de {PN} : fin à {TIME}
Demande l'avis de {PL} ; copie à {PL}.
signé {PF}
Un mail court, signé {PF}.
Réponds à {PF} que {PF} est d'accord.
Résume ce mail de {PN} :
Corrige : « {PF} et {PF} ont étés convoqués par Mme {PL}. »
Traduis : "{PN} will meet {PN} on Monday."
Rédige une lettre pour {PN}, {ADDR}.
{PL} ; {PF} ; {PHONE}
{PU}\t{PF}\t{BIRTH}
{PU}   {PF}   {TOWN}
{PU} {PF} – {BIRTH} – permis {LICENCE}
| {PU} | {PF} | {PHONE} |
dirigeant: {PN}
titulaire={PU} {PF} plaque={PLATE}
DECLARANT 1 : {PU} {PF}
SIGNALEUR : {PU} {PF}, {PHONE}
prés. : {PL} (cabinet), {PL} (ville), {PL}
cne {PL} (GGD), cdt {PL}, mme {PL} (ville)
-> {PL} confirme, {PL} relance le prestataire
référent technique {PF} {PHONE}
Le maire, {PN} : « oui ». M. {PL}, Enedis : « vers minuit ».
Le frère de {PF}, {PN}, et leur cousine {PF}
Ont voté : {PF}, {PF}, {PL}
`
  .trim()
  .split('\n')

/** The same registers with nobody in them. */
export const registerNegatives: readonly string[] = String.raw`
LES DOSSIERS INCOMPLETS SERONT RETOURNES. LES DEMANDEURS SERONT AVISES PAR COURRIER.
LES AGENTS SOUHAITANT PARTICIPER DEVRONT S'INSCRIRE. LE CHEF DE SERVICE VALIDERA LA LISTE.
LE CANDIDAT RETENU RECEVRA UNE CONVOCATION. LES AUTRES CANDIDATS SERONT PREVENUS.
LE LOCATAIRE DEVRA JUSTIFIER DE SES REVENUS. LE BAILLEUR CONSERVERA UNE COPIE.
LISTE D'ATTENTE\nFICHE D'INSCRIPTION\nDEMANDE D'AUTORISATION\nFEUILLE D'EMARGEMENT
MONSIEUR LE MAIRE, MADAME LA PREFETE, MESDAMES ET MESSIEURS LES CONSEILLERS
AVIS AUX USAGERS : LE GUICHET FERMERA A {TIME} PRECISES.
le guichet ferme à {TIME}, pensez à prendre un ticket
pas de nouvelles du fournisseur, on relance lundi
le serveur rame encore, quelqu'un peut redémarrer ?
la salle est prise, on bascule en visio
rue {XF} {XL} fermée, déviation par le boulevard {XL}
le lycée {XF} {XL} et le gymnase {XL} restent ouverts
LE LYCEE {XN} ET LA RUE {XL} SONT FERMES
Le logiciel {XF} et l'application {XF} seront indisponibles dimanche.
Les bus desservent {XL}, {TOWN} et {TOWN}.
Il est originaire de {TOWN} et vit à {TOWN}.
bah non la mairie ferme à {TIME} et faut prendre rdv
mdr trop long l'attente, j'ai lâché l'affaire
Traceback (most recent call last):\n  File "export.py", line {N}, in main
WARN  Controller : Requête rejetée en {N} ms
ERROR Mailer - envoi refusé\nINFO Scheduler - arrêt demandé
FROM node:20-alpine\nWORKDIR /app\nCOPY . .\nEXPOSE 8080
conn = connect()\ncur = conn.cursor()
Mon, {N} Jun 2024 07:12:09 +0200
Troponine négative, Bilirubine normale, Ferritine basse
Hémoglobine : {N} g/dL ; Créatinine : {NN} µmol/L
trajet {TOWN}–{TOWN}, train supprimé
la copropriété {XL} et le giratoire de {XL}
Serrurerie {XL}, Plomberie {XL} et Toitures {XL}
les écoles {XF}-{XL} et {XF}-{XL}
Fête de la Musique, place du Théâtre, rue {XL}, boulevard {XL}
Objet : FW: Onboarding\nPlease create an account.
Rent is paid on the 5th. Click here to verify. Helpdesk
Victoire ! La commune obtient gain de cause.
Espérance, Constance et Prudence sont des vertus.
La Bretonne, le Lyonnais et la Réunionnaise ont gagné.
Explique la différence entre {XL} et {XL} en matière de marchés publics.
Rédige un communiqué sur la rénovation du gymnase {XL}.
Résume le rapport {XL} et la circulaire {XL}.
Quelle est la durée de conservation selon la loi {XL} ?
DEMANDEUR :\nDEFENDEUR :\nREQUERANT :
SIRH, CHORUS, GESFORM : habilitations à revoir
Le SIDSIC, la DDETS et le SGCD sont saisis.
`
  .trim()
  .split('\n')
