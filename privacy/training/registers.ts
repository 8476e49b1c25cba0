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
`
  .trim()
  .split('\n')
